const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["cc-floor-HgUY7Rjg.js","time-BjKY-WrK.js","icons-DOecLNfo.js","changes-CcNKLlEz.js","wire-1kMWG5kr.js","levels-CBYnS16-.js","JsSIP-NFpXC-o_.js","keypad-CtG2j3ZA.js"])))=>i.map(i=>d[i]);
import{C as e,S as t,_ as n,b as r,c as i,d as a,f as o,g as s,h as c,l,m as u,n as d,o as f,p,r as m,s as ee,t as h,u as te,v as g}from"./time-BjKY-WrK.js";import{a as ne,c as re,i as ie,l as ae,o as oe,r as se,s as ce}from"./wire-1kMWG5kr.js";import{t as _}from"./changes-CcNKLlEz.js";import{a as le,i as ue,n as de,r as v,t as fe,u as pe}from"./keypad-CtG2j3ZA.js";import{t as y}from"./icons-DOecLNfo.js";var b=class extends n{static properties={desk:{attribute:!1}};#e=()=>void 0;connectedCallback(){super.connectedCallback(),this.#e=this.desk.follow(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.#e()}},me=class extends b{static properties={...b.properties,own:{state:!0},open:{state:!0}};#e=``;static styles=[c,s,e`
      rect { fill: var(--tone, var(--cc-aux, #566274)); }
      details { padding: 0.5rem 0.75rem; }
      svg { display: block; width: 100%; height: 1.25rem; border-radius: 3px; background: var(--cc-surface-2, #edf0f4); }
      .ends { display: flex; justify-content: space-between; color: var(--cc-text-dim, #516072); font-size: var(--cc-size-s, 0.8rem); }
      .legend { display: flex; flex-wrap: wrap; gap: 0.125rem 0.625rem; }
      svg.dot { display: inline-block; width: 0.625rem; height: 0.625rem; margin-right: 0.25rem; }
      dl { display: grid; grid-template-columns: 1fr auto; gap: 0.125rem 0.5rem; margin-block: 0.5rem; }
      dd { font-weight: 600; }
      ol { max-height: 10rem; overflow: auto; }
      li a { display: flex; justify-content: space-between; gap: 0.5rem; color: inherit; }
      .table { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    `];constructor(){super(),this.own=null,this.open=!1}updated(){let e=JSON.stringify(this.desk.feed.get(`today`)??null);this.open&&e!==this.#e&&(this.#e=e,this.#t())}async#t(){try{let e=await fetch(`/api/day`,{credentials:`same-origin`});e.ok&&(this.own=await e.json())}catch{this.#e=``}}render(){return r`<details @toggle=${e=>{this.open=e.target.open}}>
      <summary>${p(`desk.day`)}</summary>
      ${this.open&&this.own?this.#n(this.own):g}
    </details>`}#n(e){let t=this.desk.feed.get(`today`)??{},{average:n}=t;return r`${this.#r(e.bar)}
      <dl>
        ${n?r`<dt>${p(`desk.day.average_handle`)}</dt><dd>${l(n.handle)}</dd>
              <dt>${p(`desk.day.average_talk`)}</dt><dd>${n.talk===null?`–`:l(n.talk)}</dd>
              <dt>${p(`desk.day.average_wrap_up`)}</dt><dd>${l(n.wrap_up)}</dd>`:g}
        <dt>${p(`desk.day.transfers`)}</dt><dd>${t.transfers??0}</dd>
        <dt>${p(`desk.day.occupancy`)}</dt>
        <dd>${t.occupancy==null?`–`:`${Math.round(t.occupancy*100)} %`}</dd>
      </dl>
      <ol>
        ${[...e.interactions].reverse().map(e=>r`<li>
          <a href=${`/history/${encodeURIComponent(e.interaction)}`} target="_blank">
            <span>${h(e.at)} ${o(`desk.direction.${e.direction}`,e.direction)} ${this.desk.queueTitle(e.queue)}</span>
            <span>${l(e.talked)}</span></a></li>`)}
      </ol>`}#r(e){if(!e.length)return r`<p>${p(`desk.day.empty`)}</p>`;let n=Date.parse(e[0].began),i=Math.max(1,f()-n),a=e.map((t,n)=>{let r=n+1<e.length?Date.parse(e[n+1].began):f();return{...t,from:Date.parse(t.began),lasts:r-Date.parse(t.began)}}).filter(e=>e.state!==`signed_out`),o=[...new Set(a.map(e=>e.state))];return r`<svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
        ${a.map(e=>t`<rect x=${(e.from-n)/i*1e3} width=${e.lasts/i*1e3}
          height="10" data-state=${e.state}><title>${this.#i(e)} ${h(e.began)} ${l(e.lasts/1e3)}</title></rect>`)}
      </svg>
      <div class="ends"><span>${h(e[0].began)}</span><span>${p(`desk.day.now`)}</span></div>
      <p class="legend">${o.map(e=>r`<span><svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" data-state=${e}></rect></svg>${p(`desk.day.${e}`)}</span>`)}</p>
      <div class="table"><table><caption>${p(`desk.day`)}</caption>
        ${a.map(e=>r`<tr><td>${h(e.began)}</td><td>${this.#i(e)}</td><td>${l(e.lasts/1e3)}</td></tr>`)}
      </table></div>`}#i(e){return e.code?this.desk.titleOf(`aux_codes`,e.code):p(`desk.day.${e.state}`)}};customElements.define(`cc-day`,me);var x=`cc-script-${u.login}-`;function S(e){try{return JSON.parse(localStorage.getItem(x+e)??`{}`)}catch{return{}}}function he(e,t,n){localStorage.setItem(x+e,JSON.stringify({...S(e),[t]:n}))}async function ge(e,t){let n=S(e);Object.keys(n).length&&await t(n)&&JSON.stringify(S(e))===JSON.stringify(n)&&localStorage.removeItem(x+e)}var _e=500,ve=class extends b{static properties={...b.properties,work:{attribute:!1},who:{attribute:!1},typed:{state:!0},missing:{state:!0}};#e=``;#t=0;static styles=[c,e`
      :host { display: block; padding: 0.625rem 1rem; background: var(--cc-surface, #fff); border: 1px solid var(--cc-line, #d6dce4); border-radius: var(--cc-radius-l, 10px); }
      :host([hidden]) { display: none; }
      section { padding: 0.5rem 0; }
      section + section { border-top: 1px solid var(--cc-line, #d6dce4); }
      .say { font-size: var(--cc-size-l, 1rem); margin-bottom: 0.375rem; }
      .missing { color: var(--cc-bad, #b3261e); font-size: var(--cc-size-s, 0.8rem); margin: 0 0 0.375rem 9.5rem; }
      [aria-invalid="true"] { border-color: var(--cc-bad, #b3261e); }
      label { display: grid; grid-template-columns: 9rem 1fr; align-items: center; gap: 0.5rem; margin-block: 0.25rem; }
    `];constructor(){super(),this.who=this.missing=``,this.typed={}}async demand(e){this.missing=e,await this.updateComplete;let t=this.renderRoot.querySelector(`[name="${e}"]`);t?t.focus():this.desk.toast(p(`desk.refused.answer_missing`,{field:e}),!0)}willUpdate(){this.work&&this.work.interaction!==this.#e&&(this.#s(),this.#e=this.work.interaction,this.typed=S(this.#e),this.missing=``,this.#s())}render(){let e=this.work?.script,t=e?this.desk.facts?.scripts?.[e.name]:void 0;if(!e||!t)return g;let n={...e.answers,...this.typed};return r`<h3>${a(t.title)}</h3>${this.#n(t,n).map(e=>this.#r(e,n))}`}#n(e,t){let n=[],r=e.start;for(;r!==null;){let i=e.steps[r];if(!i||n.includes(i)||(n.push(i),i.fields.some(e=>e.required&&ye(t[e.name]))))break;let a=i.branch?t[i.branch.field]:null,o=typeof a==`boolean`?a?`yes`:`no`:String(a??``);r=i.branch?.to[o]??i.then}return n}#r(e,t){let{who:n,work:{queue:i}}=this,o=a(e.say).replaceAll(`{customer_name}`,n).replaceAll(`{agent_number}`,this.desk.me?.number??``).replaceAll(`{queue}`,this.desk.queueTitle(i)).replace(/\s+(?=[,.!?])/g,``);return r`<section>
      <p class="say">${o}</p>
      ${e.fields.map(e=>this.#i(e,t[e.name]??null))}
    </section>`}#i(e,t){let n=e.name===this.missing;return r`<label>
        <span>${a(e.title)}${e.required?` *`:``}</span>${this.#a(e,t,n)}</label>
      ${n?r`<p class="missing" id="missing" role="alert" data-part="missing">${p(`desk.refused.answer_missing`,{field:a(e.title)})}</p>`:g}`}#a(e,t,n){if(e.kind===`choice`||e.kind===`yes_no`){let i=e.kind===`choice`?Object.entries(e.options).map(([e,t])=>[e,a(t)]):[[`yes`,p(`desk.script.yes`)],[`no`,p(`desk.script.no`)]],o=typeof t==`boolean`?t?`yes`:`no`:t;return r`<select class="field" name=${e.name} ?required=${e.required} aria-invalid=${String(n)} aria-describedby=${n?`missing`:g} @change=${t=>this.#o(e,t.target.value)}>
        <option value="" ?selected=${o===null}></option>
        ${i.map(([e,t])=>r`<option value=${e} ?selected=${o===e}>${t}</option>`)}
      </select>`}let i=e.kind===`text`?`text`:e.kind;return r`<input class="field" name=${e.name} type=${i} step="any" maxlength="2000" ?required=${e.required} aria-invalid=${String(n)} aria-describedby=${n?`missing`:g} .value=${String(t??``)}
      @input=${t=>this.#o(e,t.target.value,_e)}
      @change=${t=>this.#o(e,t.target.value)} />`}#o(e,t,n=0){let r=t===``?null:e.kind===`yes_no`?t===`yes`:e.kind===`number`?Number(t):t;this.typed={...this.typed,[e.name]:r},e.name===this.missing&&(this.missing=``),he(this.#e,e.name,r),window.clearTimeout(this.#t),this.#t=window.setTimeout(()=>void this.#s(),n)}#s(){return window.clearTimeout(this.#t),this.desk.sendAnswers(this.#e)}};function ye(e){return e==null||e===``}customElements.define(`cc-script`,ve);var C=re(class extends ae{constructor(){super(...arguments),this.key=g}render(e,t){return this.key=e,t}update(e,[t,n]){return t!==this.key&&(ce(e),this.key=t),n}}),w={answer:`A`,end:`X`,hold:`H`,mute:`M`,keys:`K`,transfer:`T`,consult:`C`,swap:`S`,complete:`G`,conference:`J`,back:`Z`,party:`I`,record:`P`,help:`Q`,dial:`O`,notes:`N`,finish:`W`,later:`L`,ready:`R`,aux:`B`,next:`↓`,previous:`↑`},be={ArrowUp:`↑`,ArrowDown:`↓`},xe={"desk.shortcuts.call":[`answer`,`end`,`hold`,`mute`,`keys`,`transfer`,`dial`],"desk.shortcuts.others":[`consult`,`swap`,`complete`,`conference`,`back`,`party`,`record`,`help`],"desk.shortcuts.work":[`notes`,`finish`,`later`,`ready`,`aux`,`next`,`previous`]};function T(e){return e.altKey&&!e.ctrlKey&&!e.metaKey&&!e.shiftKey&&!e.repeat}function Se(e){if(!T(e))return;let t=be[e.code];if(!(t&&e.composedPath()[0]instanceof HTMLSelectElement))return Object.entries(w).find(([,n])=>e.code===`Key${n}`||n===t)?.[0]}function Ce(e,t){let n=/^(?:Digit|Numpad)([1-9])$/.exec(e.code)?.[1],r=!e.altKey&&!e.ctrlKey&&!e.metaKey&&!e.shiftKey&&!e.repeat;return n&&(T(e)||t&&r)?Number(n):void 0}function E(e){let t={"↑":`ArrowUp`,"↓":`ArrowDown`},n=w[e];return`Alt+${t[n]??n}`}function D(e){return r`<kbd aria-hidden="true">Alt ${w[e]}</kbd>`}function we(){return r`<div class="keys">
    ${Object.entries(xe).map(([e,t])=>r`<section>
        <h3>${p(e)}</h3>
        <dl>
          ${t.map(e=>r`<div><dt>${D(e)}</dt><dd>${p(`desk.shortcut.${e}`)}</dd></div>`)}
        </dl>
      </section>`)}
  </div>
  <p class="dim small">${p(`desk.shortcuts.digits`)}</p>`}var Te=[`softphone`,`desk_phone`,`seat`,`number`],Ee=class extends b{static styles=[c,e`
      :host {
        height: 100%;
      }
      .calm {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 1rem;
        min-height: 100%;
        padding: 1.5rem;
        text-align: center;
      }
      h1 {
        font-size: 1.5rem;
        font-weight: 650;
      }
      p {
        max-width: 32rem;
      }
      button.first {
        min-height: 3.25rem;
        padding: 0 2rem;
        font-size: 1.125rem;
      }
      .bad h1 {
        color: var(--cc-bad, #b3261e);
      }
      .phones {
        display: grid;
        gap: 0.375rem;
        margin: 0;
        padding: 0;
        border: 0;
        width: 26rem;
        max-width: 100%;
        text-align: left;
      }
      .phones legend {
        padding-bottom: 0.375rem;
        font-weight: 600;
      }
      .phones label {
        display: grid;
        grid-template-columns: auto 10rem 1fr;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.5rem;
        padding: 0 0.75rem;
        border: 1px solid var(--cc-line, #d6dce4);
        border-radius: var(--cc-radius, 6px);
        color: inherit;
        font-size: var(--cc-size, 0.875rem);
        cursor: pointer;
      }
      .phones label:has(:checked) {
        border-color: var(--cc-accent, #1b5ebd);
        background: var(--cc-accent-soft, #e6eefb);
      }
      .phones .field {
        margin: 0;
      }
    `];static properties={...b.properties,kind:{state:!0},seat:{state:!0},number:{state:!0}};constructor(){super(),this.kind=this.seat=this.number=null}render(){let{me:e}=this.desk;return e?e.presence===`signed_out`?this.#e(e):e.not_responding?r`<section class="card calm bad" data-part="not-responding">
        <h1>${p(`desk.not_responding.title`)}</h1>
        <p>${p(`desk.not_responding.text`)}</p>
        <button type="button" class="first" data-do="available" @click=${()=>this.desk.do(`available`)}>${p(`desk.im_back`)} ${D(`ready`)}</button>
      </section>`:e.presence===`aux`?r`<section class="card calm">
        <h1>${this.desk.titleOf(`aux_codes`,e.code)||p(`desk.presence.aux`)}</h1>
        ${O(e)}
        <p class="dim">${p(`desk.aux.text`)}</p>
        <button type="button" class="first" data-do="available" @click=${()=>this.desk.do(`available`)}>${p(`desk.presence.available`)} ${D(`ready`)}</button>
      </section>`:e.reachable?r`<section class="card calm" data-part="waiting">
      <h1>${p(`desk.waiting.title`)}</h1>
      ${O(e)}
      <p class="dim">${p(`desk.waiting.text`)}</p>
    </section>`:De(e):g}#e(e){let{starting:t}=this.desk,n=this.kind??e.phone,i=n!==`softphone`||v();return r`<section class="card calm" data-part="start">
      <h1>${p(`desk.start.title`,{name:e.name})}</h1>
      ${O(e)}
      <fieldset class="phones">
        <legend>${p(`desk.start.phone`)}</legend>
        ${(e.phones??Te).map(t=>this.#t(t,n,e))}
      </fieldset>
      <p class="dim small">${p(i?`desk.start.${n}`:`live.unsupported`)}</p>
      <button
        type="button" class="first" data-do="sign-in" ?disabled=${t||!i||!this.#r(n,e)}
        @click=${()=>this.desk.startWork(this.#i(e))}
      >${p(t?`desk.start.starting`:`desk.start.now`)}</button>
      ${n===`softphone`?r`<cc-sound-test .desk=${this.desk}></cc-sound-test>`:g}
    </section>`}#t(e,t,n){let i=()=>{this.kind=e},a=t=>n=>{this.kind=e,this[t]=n.target.value};return r`<label>
      <input type="radio" name="phone" value=${e} data-phone=${e} .checked=${e===t} @change=${i} />
      <span>${p(`desk.phone_kind.${e}`)}</span>
      ${e===`seat`?r`<input class="field" maxlength="64" autocomplete="off" data-part="seat" aria-label=${p(`desk.phone_kind.seat.name`)} placeholder=${p(`desk.phone_kind.seat.name`)} .value=${this.seat??n.seat??``} @input=${a(`seat`)} />`:e===`number`?r`<input class="field" type="tel" maxlength="64" autocomplete="off" data-part="number" aria-label=${p(`desk.phone_kind.number.which`)} placeholder=${p(`desk.phone_kind.number.which`)} .value=${this.number??this.#n(n)} @input=${a(`number`)} />`:g}
    </label>`}#n(e){return e.phone===`number`&&e.phone_shown||(e.home??``)}#r(e,t){return e===`seat`?(this.seat??t.seat??``).trim()!==``:e!==`number`||(this.number??this.#n(t)).trim()!==``}#i(e){let t=this.kind??e.phone,n=this.seat===null&&this.number===null;return t===e.phone&&n?null:t===`seat`?{kind:t,seat:(this.seat??e.seat??``).trim()}:t===`number`?{kind:t,number:(this.number??this.#n(e)).replace(/[\s()./-]/g,``)}:{kind:t}}};function De(e){return r`<section class="card calm bad" data-part="no-phone">
    <h1>${p(`desk.no_phone.title`)}</h1>
    ${O(e)}
    <p>${p(`desk.no_phone.text`)}</p>
    <p class="dim">${p(e.phone===`softphone`?`desk.no_phone.here`:`desk.no_phone.other`)}</p>
  </section>`}function O(e){return e.forced_by?r`<p class="notice warn small" role="status" data-part="forced-by">${p(`desk.forced`,{name:e.forced_by})}</p>`:g}customElements.define(`cc-calm`,Ee);var Oe=10;function k(e){return e.matches.find(t=>t.id===e.customer)}function A(e){return e.medium===`voicemail`&&(e.stage===`offered`||e.stage===`talking`)?p(`desk.stage.voicemail.${e.stage}`):e.stage===`consulting`&&e.consult?.with_customer?p(`desk.stage.with_customer`):e.stage===`talking`&&[`listener`,`coach`,`barge`].includes(e.part)?p(`desk.part.${e.part}`):p(`desk.stage.${e.stage}`)}function j(e){return e.caller_shown||e.caller||p(`desk.withheld`)}function M(e){let t=k(e);return t?t.name:e.matches.length>1?p(`desk.several_customers`,{count:e.matches.length}):e.caller_name||j(e)}function N(e){let t=e.stage===`offered`?e.expires_at:e.stage===`wrap_up`?e.wrap_up_ends_at:null;return t!==null&&te(t)<=Oe}function P(e){return p(`desk.stepped_in.${e.do}`,{who:e.by,reason:e.reason||`–`})}var ke={voice:`answer`,callback:`callback`,voicemail:`voicemail`},Ae=class extends b{static styles=[c,s,e`
      ul {
        display: grid;
        gap: 0.5rem;
      }
      h2 {
        padding: 0 0.25rem 0.25rem;
        font-size: var(--cc-size, 0.875rem);
      }
      button {
        width: 100%;
        display: grid;
        grid-template-columns: 1.25rem 1fr auto;
        gap: 0 0.375rem;
        padding: 0.5rem 0.625rem;
        text-align: left;
        border: 1px solid var(--cc-line, #d6dce4);
        border-left: 4px solid var(--tone);
        font-weight: 500;
      }
      button[aria-current="true"] {
        outline: 2px solid var(--tone);
        outline-offset: -1px;
      }
      .name {
        font-weight: 600;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .row {
        grid-column: 2 / -1;
        display: flex;
        justify-content: space-between;
        gap: 0.5rem;
      }
      button.urgent {
        border-color: var(--cc-bad, #b3261e);
        background: var(--cc-bad-soft, #fbe9e8);
      }
      button.urgent cc-timer {
        color: var(--cc-bad, #b3261e);
        font-weight: 700;
      }
      h2 {
        display: flex;
        justify-content: space-between;
      }
      svg,
      .stage {
        color: var(--tone);
      }
      .queue {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .empty {
        padding: 0.25rem;
      }
    `];render(){let{work:e,selected:t}=this.desk;return r`<section aria-label=${p(`desk.in_hand`)}>
      <h2>${p(`desk.in_hand`)} ${e.length>1?r`<span>${D(`previous`)} ${D(`next`)}</span>`:g}</h2>
      ${e.length?r`<ul>${e.map(e=>r`<li>${this.#e(e,e===t)}</li>`)}</ul>`:r`<p class="empty small dim">${p(`desk.nothing_in_hand`)}</p>`}
    </section>`}#e(e,t){let n=N(e)||this.desk.reminder.isDue(e),i=e.stage===`offered`?e.expires_at:e.stage===`wrap_up`?e.wrap_up_ends_at:null;return r`<button
      type="button" class=${n?`urgent`:``} data-part="card" data-interaction=${e.interaction} data-state=${e.stage}
      aria-current=${String(t)} @click=${()=>this.desk.select(e.interaction)}
    >
      <span title=${p(`desk.medium.${e.medium}`)}>${y(ke[e.medium])}</span>
      <span class="name">${M(e.pop)}</span>
      ${i?r`<cc-timer .until=${i}></cc-timer>`:r`<cc-timer .since=${e.since}></cc-timer>`}
      <span class="row small">
        <span class="queue dim">${this.desk.queueTitle(e.queue)}</span>
        <span class="stage">${A(e)}</span>
      </span>
    </button>`}};customElements.define(`cc-cards`,Ae);function je(e,t){let n=[...e.map(e=>e.quality),...t.map(e=>e.quality)].filter(e=>e?.poor===!0);if(!n.length)return null;let r=e=>Math.max(...n.map(e));return p(`desk.poor_line`,{loss:(100*r(e=>e.loss)).toFixed(0),jitter:(1e3*r(e=>e.jitter)).toFixed(0),round_trip:(1e3*r(e=>e.round_trip??0)).toFixed(0)})}var Me=class extends b{static styles=[c,s,e`
      .strip {
        display: flex;
        align-items: center;
        gap: 0.5rem 1rem;
        height: 2.5rem;
        padding: 0 var(--cc-gap-l, 1.25rem);
        border-bottom: 1px solid var(--cc-line, #d6dce4);
        color: var(--cc-text-dim, #516072);
      }
      .strip.bad {
        background: var(--cc-bad-soft, #fbe9e8);
        color: var(--cc-bad, #b3261e);
        font-weight: 600;
      }
      .strip.warn {
        background: var(--cc-warn-soft, #f7eee0);
        color: var(--cc-warn, #8a5200);
        font-weight: 600;
      }
      i {
        flex: none;
        width: 0.5rem;
        height: 0.5rem;
        border-radius: 50%;
        background: var(--cc-ok, #17743a);
      }
      .warn i,
      .bad i,
      .off i {
        background: currentcolor;
      }
      button,
      a.button {
        min-height: 1.75rem;
      }
      .text {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .hand {
        border-color: var(--tone);
        background: var(--tone-soft);
        color: var(--tone);
      }
      .keys {
        margin-left: auto;
      }
    `];static properties={...b.properties,away:{attribute:!1}};render(){let e=this.#t(),t=e.name===`off`?`off`:``;return r`<div class="strip ${e.look} ${t}" data-part="condition" data-condition=${e.name}>
      <i></i><span class="text" role="status">${e.text}</span>${e.action??g}
      ${this.away&&this.desk.selected?this.#e(this.desk.selected):g}
      <span class="keys">
        ${this.desk.isAgent?r`<button type="button" class="quiet" data-do="sound-settings" @click=${()=>this.dispatchEvent(new CustomEvent(`sound`))}>${p(`desk.sound`)}</button>`:g}
        <button type="button" class="quiet" data-do="shortcuts" @click=${()=>this.dispatchEvent(new CustomEvent(`shortcuts`))}>${p(`desk.shortcuts`)}</button>
      </span>
    </div>`}#e(e){return r`<button type="button" class="hand" data-do="to-desk" data-state=${e.stage} @click=${()=>this.dispatchEvent(new CustomEvent(`to-desk`))}>
      ${A(e)} · ${M(e.pop)} <cc-timer .since=${e.since}></cc-timer>
    </button>`}#t(){let{live:e,feed:t,me:n,phone:i,telephone:a}=this.desk;if(e.bye===`signed_in_elsewhere`)return{name:e.bye,look:`bad`,text:p(`desk.signed_in_elsewhere`),action:Ne()};if(e.bye!==null){let t=i.lines.length>0?p(`desk.over_while_talking`):p(`live.bye.${e.bye}`);return{name:e.bye,look:`bad`,text:t,action:r`<a href="/login?next=/desk">${p(`live.to_login`)}</a>`}}if(e.lost)return{name:`lost`,look:`bad`,text:p(`live.lost`)};if(!this.desk.isAgent)return e.open?{name:`floor`,look:`calm`,text:p(`live.connected`)}:F();if(!n||!t.current)return F();let o=je(i.lines,this.desk.work);if(o)return{name:`poor_line`,look:`warn`,text:o};if(n.phone!==`softphone`)return this.#n(n);if(!v())return{name:`unsupported`,look:`bad`,text:p(`live.unsupported`)};if(a.needsMicrophone&&i.lines.length===0&&n.presence!==`signed_out`){let e=r`<button type="button" data-do="allow-microphone" @click=${()=>this.desk.telephone.allowMicrophone()}>
        ${p(`desk.allow_microphone`)}
      </button>`;return{name:`microphone`,look:`warn`,text:p(`desk.microphone_needed`),action:e}}if(i.state===`lost`)return{name:`phone_lost`,look:`warn`,text:p(`desk.phone.lost`)};if(i.state===`registered`&&!n.reachable)return{name:`unreachable`,look:`bad`,text:p(`desk.phone.unreachable`)};if(i.state===`registered`&&a.isMute)return{name:`mute_ring`,look:`warn`,text:p(`desk.ring_is_mute`)};if(i.state===`registered`)return{name:`ready`,look:`calm`,text:p(`desk.phone.registered`)};let s=i.state===`off`&&n.presence!==`signed_out`?`warn`:`calm`;return{name:i.state,look:s,text:p(`desk.phone.${i.state}`)}}#n(e){let t={phone:e.phone_shown||p(`desk.phone_kind.${e.phone}`)};return e.presence===`signed_out`?{name:`off`,look:`calm`,text:p(`desk.phone.off`)}:e.seat_taken_by?{name:`seat_taken`,look:`bad`,text:p(`desk.phone.seat_taken`,{seat:e.seat??``,name:e.seat_taken_by})}:e.reachable?{name:`ready`,look:`calm`,text:p(`desk.phone.other`,t)}:{name:`phone_lost`,look:`bad`,text:p(`desk.phone.other_lost`,t)}}};function F(){return{name:`connecting`,look:`calm`,text:p(`live.connecting`)}}function Ne(){return r`<button type="button" data-do="use-here" @click=${()=>location.reload()}>${p(`desk.use_here`)}</button>`}customElements.define(`cc-condition`,Me);function I(e,t,n,i){let a=Fe(n,i);return!a||!e.me||e.me.presence===`signed_out`?r`${t}`:r`<button
    type="button" class="dial" data-do="dial-number" title=${p(`desk.dial.this`)} aria-label=${p(`desk.dial.who`,{who:t})}
    @click=${t=>Pe(e,a,t)}
  >${t}${y(`answer`)}</button>`}function Pe(e,t,n){e.call?`number`in t?n.target?.dispatchEvent(new CustomEvent(`number`,{detail:t.number,bubbles:!0,composed:!0})):e.toast(p(`desk.refused.not_now`),!0):e.dial(t)}function Fe(e,t){return/^\+?\d{3,}$/.test(e)?{number:e}:t?{interaction:t}:null}var L=new Set([`handed`,`by_name`]),Ie=class extends b{static styles=[c,e`
      dl {
        padding: 0.5rem 1rem;
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.125rem 0.75rem;
      }
      dt {
        color: var(--cc-text-dim, #516072);
      }
    `];static properties={...b.properties,work:{attribute:!1}};render(){let{pop:e,direction:t}=this.work;if(t!==`inbound`&&!e.why)return g;let n=e.why,i=e.choices.map(e=>[e.key,this.#e(e.to)].filter(Boolean).join(` → `)).join(` · `);return r`<dl class="card small" data-part="story" aria-label=${p(`desk.why_you`)}>
      <dt>${p(`desk.pressed`)}</dt><dd data-part="pop-choices">${i||p(`desk.pressed_nothing`)}</dd>
      <dt>${p(`desk.dialled`)}</dt><dd>${e.dialled}</dd>
      ${n?r`<dt>${p(`desk.why_you`)}</dt>
            <dd data-part="pop-why">${o(`desk.why.${n.chosen_by}`,n.chosen_by).replace(`{by}`,n.by??``)}${L.has(n.chosen_by)?g:r` · ${p(`desk.why.counts`,{free:n.free,qualified:n.qualified,idle:l(n.idle_for)})}`}${L.has(n.chosen_by)?g:Object.entries(n.skills).map(([e,t])=>` · ${o(`desk.skill.${e}`,e)} ≥ ${t}`)}</dd>`:g}
    </dl>`}#e(e){return a(this.desk.facts?.queues.find(t=>t.name===e)?.title)}};customElements.define(`cc-why`,Ie);var Le=class extends b{static styles=[c,e`
      :host {
        display: grid;
        gap: 0.625rem;
      }
      section {
        padding: 0.75rem 1rem 1rem;
        display: grid;
        gap: 0.75rem;
        align-content: start;
      }
      header {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
        flex-wrap: wrap;
      }
      .name {
        font-size: 1.125rem;
        font-weight: 650;
      }
      .facts {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.125rem 0.75rem;
      }
      .facts dt {
        color: var(--cc-text-dim, #516072);
      }
      .note {
        padding: 0.5rem 0.625rem;
        border-left: 3px solid var(--cc-warn, #8a5200);
        background: var(--cc-warn-soft, #f7eee0);
        overflow-wrap: anywhere;
      }
      .list {
        display: grid;
      }
      .list li {
        padding: 0.4375rem 0;
        border-top: 1px solid var(--cc-line, #d6dce4);
      }
      .row {
        display: flex;
        justify-content: space-between;
        gap: 0.75rem;
      }
      .row > :first-child {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .row > :last-child {
        white-space: nowrap;
      }
      .match {
        display: grid;
        width: 100%;
        gap: 0;
        justify-content: start;
        text-align: left;
        white-space: normal;
        padding: 0.5rem 0.75rem;
        margin-bottom: 0.5rem;
      }
      .match span {
        font-weight: 400;
      }
      form {
        display: grid;
        gap: 0.625rem;
      }
      form textarea {
        height: 4.5rem;
      }
      .actions {
        display: flex;
        gap: 0.5rem;
      }
      .quiet {
        min-height: 1.5rem;
      }
    `];static properties={...b.properties,work:{attribute:!1},again:{state:!0},writing:{state:!0}};constructor(){super(),this.again=!1,this.writing=!1}render(){let e=this.work.stage===`offered`;return r`${this.#e()}${e?g:r`<cc-why .desk=${this.desk} .work=${this.work}></cc-why>`}`}#e(){let{pop:e}=this.work,t=k(e);return this.work.direction===`internal`&&!t?g:t&&!this.again?this.#t(t):e.matches.length>0&&!this.writing?this.#i():this.#a()}#t(e){return r`<section class="card" data-part="customer" data-customer=${e.id} aria-label=${p(`desk.customer`)}>
      <header>
        <span class="name" data-part="customer-name">${e.name}</span>
        ${e.demo?r`<span class="badge">${p(`desk.demo`)}</span>`:g}
      </header>
      <dl class="facts">
        ${e.company?r`<dt>${p(`desk.customer.company`)}</dt><dd>${e.company}</dd>`:g}
        <dt>${p(`desk.customer.language`)}</dt><dd>${o(`live.language.${e.language}`,e.language)}</dd>
        ${e.addresses.map(e=>r`<dt>${o(`live.address.${e.kind}`,e.kind)}</dt><dd>${this.#n(e)}</dd>`)}
        ${e.since?r`<dt>${p(`desk.customer.since`)}</dt><dd>${d(e.since)}</dd>`:g}
      </dl>
      ${e.note?r`<p class="note" data-part="customer-note">${e.note}</p>`:g}
      <div>
        <h3>${p(`desk.orders`)} (${e.orders.length})</h3>
        ${e.orders.length?r`<ul class="list">${e.orders.map(Re)}</ul>`:r`<p class="dim">${p(`desk.no_orders`)}</p>`}
      </div>
      <div>
        <h3>${p(`desk.history`)} (${e.history.length})</h3>
        ${e.history.length?r`<ul class="list" data-part="customer-history">${e.history.map(e=>this.#r(e))}</ul>`:r`<p class="dim">${p(`desk.no_history`)}</p>`}
      </div>
      <div>
        <button type="button" class="quiet" data-do="other-customer" @click=${()=>this.again=!0}>
          ${p(`desk.customer.other`)}
        </button>
      </div>
    </section>`}#n({kind:e,value:t,shown:n}){if(e===`province`)return a(this.desk.facts?.provinces?.find(({code:e})=>e===t)?.title)||t;if(e!==`phone`)return n;let{pop:r,interaction:i}=this.work;return I(this.desk,n,t,n===r.caller_shown?i:``)}#r(e){let t=e.disposition?this.desk.titleOf(`dispositions`,e.disposition):e.outcome?o(`live.outcome.${e.outcome}`,e.outcome):``,n=[o(`desk.medium.${e.medium}`,e.medium),this.desk.queueTitle(e.queue),this.desk.agentName(e.agent??``)];return r`<li>
      <div class="row"><span>${m(e.at)}</span>
        <span class="dim">${e.medium===`voicemail`?g:I(this.desk,p(`desk.call_back`),``,e.interaction)} ${l(e.seconds)}</span></div>
      <div class="row small"><span class="dim">${n.filter(Boolean).join(` · `)}</span><span>${t}</span></div>
      ${e.note?r`<div class="small">${e.note}</div>`:g}
    </li>`}#i(){let{pop:e}=this.work;return r`<section class="card" data-part="chooser" aria-label=${p(`desk.customer`)}>
      <h2>${p(`desk.choose_customer`,{number:j(e)})}</h2>
      <div>
        ${e.matches.map(e=>r`<button
            type="button" class="match" data-do="choose-customer" data-customer=${e.id}
            @click=${()=>this.#u({customer:e.id})}
          >
            <strong>${e.name}</strong>
            <span class="small dim">${[e.company,o(`live.language.${e.language}`,e.language)].filter(Boolean).join(` · `)}</span>
            <span class="small dim">${p(`desk.match_counts`,{orders:e.orders.length,history:e.history.length})}</span>
          </button>`)}
      </div>
      <div class="actions">
        <button type="button" data-do="new-customer" @click=${()=>this.writing=!0}>${p(`desk.new_customer`)}</button>
        ${this.again?this.#s():g}
      </div>
    </section>`}#a(){let{pop:e}=this.work,t=this.desk.facts?.languages??[`zh-CN`,`en`],n=e.language??u.language;return r`<section class="card" data-part="new-customer" aria-label=${p(`desk.new_customer`)}>
      <h2>${p(`desk.new_customer`)}</h2>
      <form @submit=${this.#l}>
        <label>${p(`desk.customer.number`)}<input class="field" readonly .value=${j(e)} /></label>
        <label>${p(`desk.customer.name`)}
          <input class="field" name="name" required maxlength="200" autocomplete="off" value=${e.caller_name} />
        </label>
        <label>${p(`desk.customer.language`)}
          <select class="field" name="language">
            ${t.map(e=>r`<option value=${e} ?selected=${e===n}>${o(`live.language.${e}`,e)}</option>`)}
          </select>
        </label>
        ${this.#o()}
        <label>${p(`desk.customer.note`)}<textarea class="field" name="note" maxlength="4000"></textarea></label>
        <div class="actions">
          <button type="submit" class="first" data-do="save-customer" ?disabled=${this.desk.asked(`customer`,this.work)}>
            ${p(`desk.customer.save`)}
          </button>
          ${this.writing||this.again?this.#s():g}
        </div>
      </form>
    </section>`}#o(){let e=this.desk.facts?.provinces??[];return e.length?r`<label>${p(`live.address.province`)}
      <select class="field" name="province">
        <option value="">–</option>
        ${e.map(({code:e,title:t})=>r`<option value=${e}>${a(t)}</option>`)}
      </select>
    </label>`:g}#s(){return r`<button type="button" data-do="cancel" @click=${this.#c}>${p(`desk.cancel`)}</button>`}#c(){this.again=this.again&&!this.writing?!1:this.again&&this.work.pop.matches.length>0,this.writing=!1}#l(e){e.preventDefault();let t=new FormData(e.target),n=e=>String(t.get(e)??``).trim();n(`name`)&&this.#u({new:{name:n(`name`),language:n(`language`),note:n(`note`),...n(`province`)?{province:n(`province`)}:{}}})}async#u(e){await this.desk.settle(this.work,e)&&(this.again=this.writing=!1)}};function Re(e){let t=new Intl.NumberFormat(u.language,{style:`currency`,currency:e.currency,currencyDisplay:`narrowSymbol`}).format(e.amount);return r`<li>
    <div class="row"><span>${a(e.title)}</span><span>${t}</span></div>
    <div class="row small dim"><span>${d(e.placed_at)} · ${e.id}</span><span>${o(`live.order.${e.status}`,e.status)}</span></div>
  </li>`}customElements.define(`cc-customer`,Le);var R=[{at:0,for:.35,hertz:620},{at:.42,for:.35,hertz:780}],ze=2600,Be=[{at:0,for:.18,hertz:440}],Ve=4e3,z=[{at:0,for:.12,hertz:880},{at:.16,for:.2,hertz:1175}],He=[{at:0,for:.25,hertz:520},{at:.35,for:.25,hertz:520}],Ue=[0,.25,.5].map(e=>({at:e,for:.18,hertz:990})),We=.36,B=class{#e=null;#t=null;#n=null;#r=``;volume=.5;set sink(e){this.#r=e,this.#t?.setSinkId?.(e).catch(()=>void 0)}unlock(){this.#e||this.#i(),this.#e?.state===`suspended`&&this.#e.resume(),this.#t?.paused&&this.#t.play().catch(()=>void 0)}get unlocked(){return this.#e?.state===`running`}play(e){(navigator.userActivation?.hasBeenActive??!0)&&this.unlock();let t=this.#e;if(t?.state===`running`&&this.#n)for(let n of e){let e=t.currentTime+n.at,r=t.createGain(),i=t.createOscillator();i.frequency.value=n.hertz,r.gain.setValueAtTime(0,e),r.gain.linearRampToValueAtTime(We*this.volume,e+.03),r.gain.setTargetAtTime(0,e+Math.max(.05,n.for-.12),.05),i.connect(r).connect(this.#n),i.start(e),i.stop(e+n.for)}}#i(){if(this.#e=new AudioContext,!(`setSinkId`in HTMLMediaElement.prototype)){this.#n=this.#e.destination;return}let e=this.#e.createMediaStreamDestination();this.#t=new Audio,this.#t.srcObject=e.stream,this.#n=e,this.#r&&(this.sink=this.#r)}},Ge=class{loud=new B;headset=new B;#e=`off`;#t=0;set ringing(e){if(e===this.#e||(this.#e=e,window.clearInterval(this.#t),e===`off`))return;let t=()=>e===`ring`?this.loud.play(R):this.headset.play(Be);t(),this.#t=window.setInterval(t,e===`ring`?ze:Ve)}test(e){e===`ring`?this.loud.play(R):this.headset.play(z)}unlock(){this.loud.unlock(),this.headset.unlock()}get unlocked(){return this.loud.unlocked}},Ke=500,qe=2500,V=`cc-note-${u.login}-`,Je=class{#e;#t;#n=new Map;#r=new Map;#i=new Map;#a=new Map;#o=new Set;constructor(e,t){this.#e=e,this.#t=t;for(let e of Object.keys(localStorage).filter(e=>e.startsWith(V)))this.#s(e.slice(V.length))}of(e,t){return this.#n.get(e)??{text:t,disposition:``}}saved(e){return!(this.#n.get(e)?.unsaved??!1)}get stranded(){return[...this.#o].map(e=>({interaction:e,who:this.#n.get(e)?.who??``,text:this.#n.get(e)?.text??``}))}write(e,t,n,r){let i=this.#n.get(e);this.#c(e,{base:n,disposition:``,...i,who:r,text:t,unsaved:!0}),this.#l(e)}choose(e,t,n,r){this.#c(e,{base:n,text:n,unsaved:!1,...this.#n.get(e),who:r,disposition:t})}hear(e,t){let n=this.#n.get(e);if(!n||n.base===t)return;if(this.#a.get(e)===t)return this.#c(e,{...n,base:t});let r=n.unsaved||n.text.includes(t)?Ye(n.text,n.base,t):t;this.#c(e,{...n,text:r,base:t,unsaved:n.unsaved&&r!==t}),r!==t&&this.#l(e)}async flush(e){return this.saved(e)||await this.#u(e),this.saved(e)}forget(e){window.clearTimeout(this.#r.get(e)),this.#r.delete(e),this.#n.delete(e),this.#o.delete(e),localStorage.removeItem(V+e),this.#t()}tidy(e){for(let[t,n]of this.#n)!n.unsaved&&!e.has(t)&&(this.#n.delete(t),localStorage.removeItem(V+t))}#s(e){try{let t=JSON.parse(localStorage.getItem(V+e)??``);this.#n.set(e,t),t.unsaved&&this.#l(e)}catch{localStorage.removeItem(V+e)}}#c(e,t){this.#n.set(e,t),localStorage.setItem(V+e,JSON.stringify(t))}#l(e){let t=Date.now(),n=this.#i.get(e)??t;this.#i.set(e,n),window.clearTimeout(this.#r.get(e));let r=Math.max(0,Math.min(Ke,n+qe-t));this.#r.set(e,window.setTimeout(()=>void this.#u(e),r))}async#u(e){window.clearTimeout(this.#r.get(e)),this.#i.delete(e);let t=this.#n.get(e)?.text;if(t===void 0)return;this.#a.set(e,t);let n=await this.#e(e,t);this.#a.get(e)===t&&this.#a.delete(e);let r=this.#n.get(e);r&&n!==null?this.#o.add(e):r&&this.#c(e,{...r,base:t,unsaved:r.text!==t}),this.#t()}};function Ye(e,t,n){return n.includes(e)?n:n===t||e.includes(n)?e:`${n}\n${e}`}var Xe=15,Ze=`cc-hold-reminder`,Qe=class{#e;#t;#n=new Map;constructor(e,t,n){this.#e=e,this.#t=n,window.setInterval(()=>this.#i(t),1e3)}get after(){let e=Number.parseInt(localStorage.getItem(Ze)??``,10);return Number.isNaN(e)?45:e}set after(e){localStorage.setItem(Ze,String(e)),this.#t()}isDue(e){return this.after>0&&$e(e)&&i(e.since)>=this.after}#r=``;#i(e){let t=this.#e().filter(N).map(e=>e.interaction).join();t!==this.#r&&(this.#r=t,this.#t());let n=this.#e().filter(e=>this.isDue(e)),r=n.filter(e=>i(e.since)-(this.#n.get(e.interaction)??-15)>=Xe),a=[...this.#n.keys()].filter(e=>!n.some(t=>t.interaction===e));for(let e of a)this.#n.delete(e);for(let e of r)this.#n.set(e.interaction,i(e.since));r.length&&e.play(He),(r.length||a.length)&&this.#t()}};function $e(e){return e.stage===`held`||e.stage===`consulting`&&e.consult?.with_customer!==!0}var et=[`microphone`,`headset`,`ring`],tt=`cc-devices`,H={id:``,label:``},U={microphone:H,headset:H,ring:H,volumes:{headset:1,ring:.5}},nt=class extends _{onNews=()=>void 0;#e=rt();#t=[];#n=new Set;canChooseSpeaker=`setSinkId`in HTMLMediaElement.prototype;start(){navigator.mediaDevices?.addEventListener(`devicechange`,()=>void this.look()),this.look()}async look(){this.#t=await navigator.mediaDevices?.enumerateDevices()??[];for(let e of et)this.#a(e);this.changed()}list(e){let t=e===`microphone`?`audioinput`:`audiooutput`;return this.#t.filter(e=>e.kind===t&&e.deviceId!=="default"&&e.deviceId!==``)}chosen(e){return this.#e[e]}used(e){return this.#i(e)?.deviceId??``}missing(e){return this.#n.has(e)}volume(e){return this.#e.volumes[e]}get audio(){let e=this.used(`microphone`);return!e||{deviceId:{ideal:e}}}choose(e,t){let n=this.#t.find(e=>e.deviceId===t)?.label??``;this.#n.delete(e),this.#r({...this.#e,[e]:{id:t,label:n}})}setVolume(e,t){this.#r({...this.#e,volumes:{...this.#e.volumes,[e]:t}})}#r(e){this.#e=e,localStorage.setItem(tt,JSON.stringify(e)),this.changed()}#i(e){let{id:t,label:n}=this.#e[e];if(!t)return;let r=this.list(e);return r.find(e=>e.deviceId===t)??r.find(e=>n!==``&&e.label===n)}#a(e){let{id:t,label:n}=this.#e[e],r=this.list(e).some(e=>e.label!==``);if(!t||!r&&this.list(e).length>0)return;let i=this.#i(e)===void 0;i!==this.#n.has(e)&&(i?this.#n.add(e):this.#n.delete(e),this.onNews(e,i?`gone`:`back`,n))}};function rt(){try{let e=JSON.parse(localStorage.getItem(tt)??`{}`);return{...U,...e,volumes:{...U.volumes,...e.volumes}}}catch{return U}}var it=12e3,at=5e3,ot=3e3,st=class extends _{phone=new fe;devices=new nt;ring=new Ge;#e;#t=new Map;needsMicrophone=!1;constructor(e){super(),this.#e=e}start(){this.phone.follow(()=>this.changed()),this.phone.onTrouble=e=>this.#c(e),this.phone.onAnsweredByItself=()=>this.ring.headset.play(z),this.devices.follow(()=>this.#r()),this.devices.onNews=(e,t,n)=>{this.#e(p(`desk.device.${t}`,{place:p(`desk.device.${e}`),label:n}),t===`gone`)},this.#r(),this.devices.start();for(let e of[`pointerdown`,`keydown`])document.addEventListener(e,()=>this.#n())}get isMute(){return!this.ring.unlocked&&!(navigator.userActivation?.hasBeenActive??!0)}#n(){let e=this.isMute;this.ring.unlock(),e&&this.changed()}#r(){let{devices:e,ring:t}=this;this.phone.use(e.audio,e.used(`headset`),e.volume(`headset`)),t.headset.sink=e.used(`headset`),t.headset.volume=e.volume(`headset`)/2,t.loud.sink=e.used(`ring`),t.loud.volume=e.volume(`ring`),this.changed()}sound(e){let t=this.phone.lines.some(e=>e.state===`up`),n=e?t?`knock`:`ring`:`off`;this.ring.ringing=n}async allowMicrophone(){this.needsMicrophone=!await de(this.devices.audio),this.needsMicrophone?this.#e(p(`desk.microphone_refused`),!0):await this.devices.look(),this.changed()}async isThere(){if(!v()||(await this.allowMicrophone(),this.needsMicrophone))return!1;if(await this.#o(),this.phone.state===`off`)return!0;let e=await this.#s(()=>this.phone.state===`registered`,it);return e||this.#e(p(`desk.phone_not_there`),!0),e}#i=!1;followPresence(e,t){e.phone!==`softphone`||e.presence===`signed_out`?!t&&this.phone.state!==`off`&&this.phone.lines.length===0&&this.phone.stop():t||this.#a()}async#a(){this.#i||this.phone.state!==`off`||(this.#i=!0,this.needsMicrophone=await ct()!==`granted`,await this.#o(),window.setTimeout(()=>{this.#i=!1,this.changed()},at))}async#o(){if(this.phone.state===`off`&&v())try{let e=await fetch(`/api/phone`,{cache:`no-store`});e.ok&&await this.phone.start(await e.json(),!0)}catch{this.#e(p(`desk.phone_not_there`),!0)}}#s(e,t){return new Promise(n=>{let r=()=>{e()&&(window.clearTimeout(a),i(),n(!0))},i=this.phone.follow(r),a=window.setTimeout(()=>{i(),n(!1)},t);r()})}#c(e){e===`microphone`&&(this.needsMicrophone=!0),this.#e(p(e===`microphone`?`desk.microphone_refused`:`desk.phone_not_there`),!0)}endUnknownLines(e){for(let{leg:t}of this.phone.lines)e===null||e.has(t)?(window.clearTimeout(this.#t.get(t)),this.#t.delete(t)):this.#t.has(t)||this.#t.set(t,window.setTimeout(()=>this.phone.hangUp(t),ot))}};async function ct(){try{return(await navigator.permissions.query({name:`microphone`})).state}catch{return`granted`}}var lt={direction:`inbound`,part:`handler`,parties:[],consult:null,recording:`off`,quality:null,help:null};function ut(e){return{...lt,...e,pop:e.pop??dt}}var dt={caller:``,caller_shown:``,caller_name:``,region:null,dialled:``,language:null,waited:null,visit:0,transferred_by:null,note:``,choices:[],why:null,customer:null,matches:[]},ft=7e3,pt=12e4,mt=new Set([`ringing`,`talking`,`held`,`consulting`,`away`,`dialling`]),ht=class extends _{feed=new oe(`desk`);directory=new oe(`directory`);live=new ne([]);isAgent=!0;telephone=new st((e,t)=>this.toast(e,t));drafts=new Je((e,t)=>this.live.send(`note`,{interaction:e,text:t}),()=>this.changed());reminder=new Qe(()=>this.work,this.telephone.ring.headset,()=>this.changed());#e=new Set;#t=new Set;#n=new Set;facts=null;toasts=[];starting=!1;#r=``;#i=document.title;start(e){if(this.isAgent=e,this.feed.follow(()=>this.#u()),this.directory.follow(()=>this.changed()),this.live.follow(()=>this.#c()),this.telephone.follow(()=>this.#u()),this.phone.onRegistered=()=>this.#a(),e)for(let e of[this.feed,this.directory])this.live.watch(e);e&&this.telephone.start(),this.live.start(),e&&this.#_()}get phone(){return this.telephone.phone}get me(){return this.feed.get(`me`)}get today(){return this.feed.get(`today`)}get work(){return this.feed.under(`work/`).map(ut).sort((e,t)=>e.interaction.localeCompare(t.interaction))}get unfinished(){return[...this.feed.under(`unfinished/`)].sort((e,t)=>e.since.localeCompare(t.since))}get messages(){return[...this.feed.under(`message/`)].sort((e,t)=>e.at.localeCompare(t.at))}get colleagues(){let e=e=>e.presence===`available`?+!!e.busy:e.presence===`aux`?2:3;return this.directory.under(`colleague/`).filter(e=>e.agent!==this.me?.agent).sort((t,n)=>e(t)-e(n)||t.number.localeCompare(n.number))}get selected(){let e=this.work;return e.find(e=>e.interaction===this.#r)??e.find(e=>W(e))??e.find(e=>e.stage===`offered`)??e[0]}get call(){return this.work.find(e=>W(e)&&e.medium!==`voicemail`)}select(e){this.#r=e,this.changed()}selectNext(e){let t=this.work,n=t[(t.findIndex(e=>e.interaction===this.selected?.interaction)+e+t.length)%t.length];n&&this.select(n.interaction)}agentName(e){return this.directory.get(`colleague/${e}`)?.name??e}line(e){return this.phone.lines.find(t=>t.leg===e.offer||t.leg.startsWith(`${e.interaction}-`))}waitsToAnswer(e){return this.#e.has(q(e))}asked(e,t){return this.#t.has(`${e} ${t.interaction}`)||this.#t.has(`${e} ${t.offer??`-`}`)}queueTitle(e){return a(this.facts?.queues.find(t=>t.name===e)?.title)||(e??``)}hasScript(e){return!!this.facts?.queues.find(t=>t.name===e)?.script}dispositions(e){let t=this.facts?.dispositions??[],n=this.facts?.queues.find(t=>t.name===e)?.dispositions??[];return n.length?t.filter(e=>n.includes(e.code)):t}titleOf(e,t){return a(this.facts?.[e].find(e=>e.code===t)?.title)||(t??``)}async startWork(e){if(!this.starting){this.starting=!0,this.changed();try{if((e?.kind??this.me?.phone)===`softphone`&&!await this.telephone.isThere())return;await this.do(`sign_in`,e?{phone:e}:{})&&await this.do(`available`)}finally{this.starting=!1,this.#u()}}}#a(){this.phone.state===`registered`&&this.feed.current&&this.live.tell(`phone_ready`,{calls:this.phone.lines.map(e=>e.leg)})}async ask(e,t={}){let n=t,r=`${e} ${n.interaction??n.offer??``}`;this.#t.add(r),this.changed();let i=await this.live.send(e,t);return this.#t.delete(r),this.changed(),i}async do(e,t={}){let n=await this.ask(e,t);return n!==null&&this.toast(K(n),!0),n===null}doWith(e,t){this.asked(e,t)||this.do(e,{interaction:t.interaction})}answer(e){if(e.stage!==`offered`&&e.stage!==`ringing`)return;this.#r=e.interaction;let t=this.line(e);t?this.phone.answer(t.leg):(e.medium===`voicemail`?this.do(`accept`,{offer:e.offer}):this.me?.phone===`softphone`&&this.#e.add(q(e)),this.changed())}decline(e){e.stage===`offered`?this.do(`decline`,{offer:e.offer}):e.stage===`ringing`&&this.hangUp(e)}hangUp(e){this.doWith(G(e)?`stop_supervising`:`hang_up`,e)}hold(e){e.stage===`talking`?this.doWith(`hold`,e):e.stage===`held`&&this.doWith(`unhold`,e)}mute(e){let t=this.line(e);t?.state===`up`&&this.phone.mute(t.leg,!t.muted)}record(e){e.recording!==`off`&&this.doWith(e.recording===`on`?`pause_recording`:`resume_recording`,e)}dial(e){return this.do(`dial`,e)}settle(e,t){return this.do(`customer`,{interaction:e.interaction,...t})}sendAnswers(e){return ge(e,t=>this.do(`answers`,{interaction:e,values:t}))}async finish(e,t){let n=this.drafts.of(e,t),r=n.disposition?{disposition:n.disposition}:{};await this.sendAnswers(e);let i=await this.ask(`finish`,{interaction:e,text:n.text,...r}),[a,o]=(i??``).split(`:`);return a===`answer_missing`&&o?o:(i===null?this.drafts.forget(e):this.toast(K(i),!0),null)}async later(e){await this.keep(e.interaction)&&this.doWith(`later`,e)}async keep(e){return await this.sendAnswers(e),this.drafts.flush(e)}toast(e,t=!1,n=!1){let r={text:e,bad:t};this.toasts=[...this.toasts.filter(t=>t.text!==e),r].slice(-4),n||window.setTimeout(()=>this.dismiss(r),ft),this.changed()}#o=``;#s(e){let t=e.stepped_in;t&&t.at!==this.#o&&(this.#o=t.at,f()-Date.parse(t.at)<pt&&this.toast(P(t),!0,!0))}dismiss(e){this.toasts=this.toasts.filter(t=>t!==e),this.changed()}#c(){this.live.bye===`signed_in_elsewhere`&&this.phone.letGo(),this.live.open&&ee(),this.#u()}#l=!1;#u(){let{me:e,work:t,feed:n}=this;this.live.bye!==null&&this.phone.state!==`off`&&this.phone.lines.length===0&&this.phone.letGo(),n.current&&!this.#l&&this.#a(),this.#l=n.current,e&&this.live.bye===null&&this.telephone.followPresence(e,this.starting),e&&n.current&&this.#s(e),this.#h(t),this.telephone.endUnknownLines(n.current?this.#g(t):null),n.current&&this.#m(t),this.#d(t),t.some(e=>e.interaction===this.#r)||(this.#r=this.selected?.interaction??``),this.changed()}#d(e){let t=e.find(e=>e.stage===`offered`||e.stage===`ringing`);this.telephone.sound(t!==void 0&&this.me?.phone===`softphone`&&this.#f(t)),document.title=t?`☎ ${M(t.pop)}`:this.#i;for(let e of this.messages.filter(e=>e.urgent&&!this.#n.has(e.id)))this.#n.add(e.id),this.telephone.ring.loud.play(Ue)}#f(e){return e.medium===`voicemail`&&this.live.open?!0:this.line(e)?.state===`ringing`}#p=!1;#m(e){let{unfinished:t}=this;for(let t of e)this.drafts.hear(t.interaction,t.pop.note);for(let e of t)this.drafts.hear(e.interaction,e.note);this.#p||this.drafts.tidy(new Set([...e,...t].map(e=>e.interaction))),this.#p=!0}#h(e){for(let t of e.filter(e=>this.waitsToAnswer(e))){let e=this.line(t);e&&(this.#e.delete(q(t)),this.phone.answer(e.leg))}for(let t of this.#e)e.some(e=>q(e)===t)||this.#e.delete(t)}#g(e){let t=e.filter(e=>e.stage!==`wrap_up`).map(e=>this.line(e)?.leg??``);return new Set(t)}async#_(){for(let e=500;this.live.bye===null;e=Math.min(e*2,5e3)){try{let e=await fetch(`/api/desk`,{cache:`no-store`});if(e.ok&&(this.facts=await e.json()),e.ok||e.status===401||e.status===403)break}catch{}await new Promise(t=>window.setTimeout(t,e))}this.changed()}};function W(e){return mt.has(e.stage)}function G(e){return gt[e.part]!==void 0}var gt={listener:`listen`,coach:`coach`,barge:`barge`};function _t(e){return e.stage===`talking`&&gt[e.part]||e.stage}function K(e){return o(`desk.refused.${e}`,p(`desk.refused.other`,{why:e}))}function q(e){return e.offer??`${e.interaction} ${e.since}`}var vt={transfer:`transfer`,consult:`consult`,party:`conference`,dial:`dial`},yt=class extends b{static styles=[c,s,e`
      dialog {
        width: min(34rem, 92vw);
        padding: 0;
      }
      form {
        display: grid;
        gap: 0.625rem;
        padding: 1rem;
      }
      header {
        display: flex;
        justify-content: space-between;
        align-items: center;
      }
      .tabs {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: 1fr;
        gap: 0.375rem;
      }
      .list,
      .number {
        display: grid;
        align-content: start;
        gap: 0.25rem;
        height: 18rem;
        overflow: auto;
        padding: 2px;
      }
      .number {
        gap: 0.75rem;
      }
      .list button {
        display: grid;
        grid-template-columns: 0.625rem 3.5rem minmax(0, 1fr) minmax(0, 7rem) 8.5rem;
        gap: 0.5rem;
        text-align: left;
        font-weight: 500;
        border-color: var(--cc-line, #d6dce4);
      }
      .list button > * {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .list button > :last-child {
        text-align: right;
      }
      .list button.queue {
        grid-template-columns: 1fr auto;
      }
      i {
        width: 0.625rem;
        height: 0.625rem;
        border-radius: 50%;
        background: var(--tone);
      }
      .tone {
        color: var(--tone);
      }
    `];static properties={...b.properties,work:{state:!0},purpose:{state:!0},kind:{state:!0},filter:{state:!0},why:{state:!0},waiting:{state:!0},queuesNow:{state:!0}};constructor(){super(),this.queuesNow={},this.work=null,this.purpose=`transfer`,this.kind=`agent`,this.filter=``,this.why=null,this.waiting=!1}open(e,t,n=``){this.purpose=e,this.work=t,this.filter=``,this.why=null,this.kind=n?`number`:`agent`,this.updateComplete.then(()=>{this.#t?.open||this.#t?.showModal(),this.kind===`number`&&this.#n&&(this.#n.value=n),this.#n?.focus()})}get#e(){return this.purpose===`transfer`?[`agent`,`queue`,`number`]:[`agent`,`number`]}get#t(){return this.renderRoot.querySelector(`dialog`)}get#n(){return this.renderRoot.querySelector(`input`)}updated(){if(this.purpose===`dial`||!this.#t?.open)return;let e=this.desk.work.find(e=>e.interaction===this.work?.interaction);e!==void 0&&[`talking`,`held`].includes(e.stage)||this.#t.close()}render(){return r`<dialog aria-labelledby="title" data-part="directory" data-purpose=${this.purpose}>
      <form @submit=${this.#g}>
        <header>
          <h2 id="title">${p(`desk.directory.${this.purpose}`)}</h2>
          <button type="button" class="quiet" data-do="cancel" @click=${()=>this.#t?.close()}>${p(`desk.cancel`)}</button>
        </header>
        <div class="tabs">
          ${this.#e.map(e=>r`<button
              type="button" data-do="directory-by" data-kind=${e} aria-pressed=${String(this.kind===e)}
              @click=${()=>this.#p(e)}
            >${p(`desk.directory.by.${e}`)}</button>`)}
        </div>
        ${this.kind===`number`?this.#f():this.#a()}
        ${this.purpose===`dial`?this.#i():g}
        ${this.kind===`number`?g:this.#r()}
      </form>
    </dialog>`}#r(){return this.why===null?g:r`<p class="notice bad" role="alert" data-part="directory-refused" data-why=${this.why}>${K(this.why)}</p>`}#i(){return r`<label>${p(`desk.directory.on_behalf`)}
      <select class="field" name="queue" data-part="directory-queue">
        <option value="">${p(`desk.directory.no_queue`)}</option>
        ${this.desk.facts?.queues.map(({name:e,title:t})=>r`<option value=${e}>${a(t)}</option>`)}
      </select>
    </label>`}#a(){let e=p(this.kind===`agent`?`desk.directory.search`:`desk.directory.search_queue`);return r`
      <input
        class="field" type="search" autocomplete="off" .value=${this.filter} aria-label=${e} placeholder=${e}
        @input=${e=>this.filter=e.target.value}
      />
      <div class="list" @keydown=${this.#h}>${this.kind===`agent`?this.#o():this.#c()}</div>
    `}#o(){let e=this.#s();return e.length?r`${ie(e,e=>e.agent,e=>{let t=bt(e);return r`<button
        type="button" data-do="directory-to" data-agent=${e.agent} data-state=${t}
        ?disabled=${this.waiting||e.presence===`signed_out`||e.reachable===!1} @click=${()=>this.#_({agent:e.agent})}
      ><i></i><span class="dim">${e.number}</span><span>${e.name}</span>
        <span class="small dim">${e.supervisor?p(`desk.directory.supervisor`):e.team??``}</span>
        <span class="small tone">${this.#m(e,t)}</span></button>`})}`:r`<p class="dim">${p(`desk.directory.nobody`)}</p>`}#s(){let e=this.filter.trim().toLowerCase();return this.desk.colleagues.filter(t=>`${t.name} ${t.number} ${t.team??``}`.toLowerCase().includes(e))}#c(){let e=this.#d();return e.length?e.map(({name:e,title:t})=>r`<button
        type="button" class="queue" data-do="directory-to" data-queue=${e} ?disabled=${this.waiting||this.queuesNow[e]?.closed===`closed`}
        @click=${()=>this.#_({queue:e})}
      ><span>${a(t)}</span>${this.#l(e)}</button>`):r`<p class="dim">${p(`desk.directory.no_such_queue`)}</p>`}#l(e){let t=this.queuesNow[e];if(!t)return g;let n=t.closed?r`<strong>${p(t.closed===`closed`?`desk.directory.closed`:`desk.directory.diverted`)}</strong> · `:g;return r`<span class="small dim" data-part="queue-now">${n}${p(`desk.directory.queue_now`,{waiting:t.waiting,free:t.available})}</span>`}async#u(){try{let e=await fetch(`/api/queues`,{cache:`no-store`});e.ok&&(this.queuesNow=await e.json())}catch{}}#d(){let e=this.filter.trim().toLowerCase();return[...this.desk.facts?.queues??[]].filter(({name:t,title:n})=>`${t} ${a(n)}`.toLowerCase().includes(e))}#f(){return r`<div class="number">
      <label>${p(`desk.directory.number`)}
        <input class="field" type="tel" autocomplete="off" maxlength="64" data-part="directory-number" @input=${()=>this.why=null} />
      </label>
      <button type="submit" class="first" data-do="directory-number" ?disabled=${this.waiting}>${p(`desk.directory.${this.purpose}.now`)}</button>
      ${this.#r()}
      <p class="dim small">${p(`desk.directory.${this.purpose}.text`)}</p>
    </div>`}#p(e){this.kind=e,this.filter=``,this.why=null,e===`queue`&&this.#u(),this.updateComplete.then(()=>this.#n?.focus())}#m(e,t){return t===`unreachable`?p(`desk.unreachable`):t===`talking`?p(`desk.busy`):e.presence===`aux`?this.desk.titleOf(`aux_codes`,e.code)||p(`desk.presence.aux`):p(`desk.presence.${e.presence}`)}#h(e){let t=e.key===`ArrowDown`?1:e.key===`ArrowUp`?-1:0;if(!t||e.altKey)return;e.preventDefault();let n=[...this.renderRoot.querySelectorAll(`.list button:not(:disabled)`)],r=n.indexOf(e.composedPath()[0]);n[Math.min(n.length-1,Math.max(0,r+t))]?.focus()}#g(e){if(e.preventDefault(),this.kind===`number`){let e=this.#n?.value.replace(/[\s()./-]/g,``)??``;e&&this.#_({number:e});return}let[t,...n]=this.#s(),[r,...i]=this.#d();this.kind===`agent`&&t&&!n.length&&this.#_({agent:t.agent}),this.kind===`queue`&&r&&!i.length&&this.#_({queue:r.name})}async#_(e){if(this.waiting)return;this.waiting=!0,this.why=null;let t=this.renderRoot.querySelector(`select`)?.value,n=this.purpose===`dial`?t?{queue:t}:{}:{interaction:this.work?.interaction??``};this.why=await this.desk.ask(vt[this.purpose],{...n,...e}),this.waiting=!1,this.why===null&&this.#t?.close()}};function bt(e){return e.reachable===!1&&e.presence!==`signed_out`?`unreachable`:e.presence===`available`&&e.busy?`talking`:e.presence}customElements.define(`cc-directory`,yt);var xt=class extends b{static styles=[c,e`
      .row {
        position: relative;
        display: grid;
        grid-template-columns: repeat(5, minmax(0, 1fr));
        gap: 0.5rem;
      }
      button {
        flex-direction: column;
        gap: 0.125rem;
        min-height: 3.5rem;
        padding: 0.25rem;
      }
      button span {
        display: flex;
        align-items: center;
        gap: 0.375rem;
      }
      button.second {
        min-height: 3rem;
        font-weight: 500;
      }
      button.answer {
        grid-column: span 3;
      }
      button.end.with-answer,
      button.double {
        grid-column: span 2;
      }
      button.paused {
        background: var(--cc-warn-soft, #f7eee0);
        border-color: var(--cc-warn, #8a5200);
        box-shadow: inset 0 0 0 1px var(--cc-warn, #8a5200);
        color: var(--cc-warn, #8a5200);
        font-weight: 700;
      }
      button.called {
        background: var(--cc-warn-soft, #f7eee0);
        border-color: var(--cc-warn, #8a5200);
        color: var(--cc-warn, #8a5200);
        font-weight: 650;
      }
      .rec {
        width: 0.625rem;
        height: 0.625rem;
        border-radius: 50%;
        background: var(--cc-bad, #b3261e);
      }
      .elsewhere {
        grid-column: span 3;
        display: grid;
        place-content: center;
        text-align: center;
        padding: 0 0.5rem;
        border: 1px dashed var(--cc-line-strong, #7d8a9b);
        border-radius: var(--cc-radius, 6px);
      }
      @media (max-width: 40rem) {
        .row {
          grid-template-columns: repeat(3, minmax(0, 1fr));
        }
        button.answer,
        button.end.with-answer,
        button.end {
          grid-column: 1 / -1;
        }
      }
      .keys {
        position: absolute;
        z-index: 5;
        top: 3.875rem;
        left: 40%;
        width: 14rem;
        padding: 0.5rem;
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
    `];static properties={...b.properties,work:{attribute:!1},keysOpen:{state:!0}};#e=``;toggleKeys(){let e=this.desk.line(this.work);this.keysOpen=!this.keysOpen&&e?.state===`up`,this.keysOpen&&this.updateComplete.then(()=>this.renderRoot.querySelector(`cc-keypad`)?.focus())}willUpdate(){let{stage:e}=this.work;(this.desk.line(this.work)?.state!==`up`||e!==this.#e)&&(this.keysOpen=!1),this.#e=e}render(){let e=this.work.stage===`offered`||this.work.stage===`ringing`;return r`<div class="row" role="group" aria-label=${p(`desk.call_controls`)} @click=${St}>
      ${e?this.#t():G(this.work)?this.#n():this.#a()}
    </div>`}#t(){let{work:e,desk:t}=this,n=t.line(e),i=t.waitsToAnswer(e)||n?.state===`answering`,a=e.medium===`voicemail`?p(`desk.take`):p(`desk.answer`);return r`
      ${t.me?.phone!==`softphone`&&e.medium!==`voicemail`?r`<p class="elsewhere">${p(`desk.answer_on_phone`,{phone:t.me?.phone_shown??``})}</p>`:J({does:`answer`,look:`answer`,icon:`answer`,key:`answer`,disabled:i,word:i?p(`desk.answering`):a,act:()=>t.answer(e)})}
      ${J({does:`decline`,look:`end with-answer`,icon:`end`,key:`end`,word:p(`desk.decline`),disabled:t.asked(`decline`,e)||t.asked(`hang_up`,e),act:()=>t.decline(e)})}
    `}#n(){let{work:e,desk:t}=this;return r`${this.#i()}
      <p class="elsewhere">${p(`desk.part.${e.part}.text`)}</p>
      ${J({does:`hang-up`,look:`end`,icon:`end`,key:`end`,word:p(`desk.leave`),disabled:!this.#r||t.asked(`stop_supervising`,e),act:()=>t.hangUp(e)})}`}get#r(){return this.desk.live.bye===null}#i(){let e=this.desk.line(this.work);return J({does:`mute`,icon:`mute`,key:`mute`,disabled:e?.state!==`up`,pressed:e?.muted??!1,word:e?.muted?p(`desk.muted`):p(`desk.mute`),act:()=>this.desk.mute(this.work)})}#a(){let{work:e,desk:t}=this,n=t.line(e),i=n?.state===`up`,a=e.stage===`held`,o=this.#r&&(e.stage===`talking`||a)&&e.part===`handler`;return r`
      ${this.#i()}
      ${J({does:a?`unhold`:`hold`,icon:a?`resume`:`hold`,key:`hold`,pressed:a,disabled:!o||t.asked(`hold`,e)||t.asked(`unhold`,e),word:p(a?`desk.unhold`:`desk.hold`),act:()=>t.hold(e)})}
      ${J({does:`keys`,icon:`keys`,key:`keys`,disabled:!i,pressed:this.keysOpen,word:p(`desk.keys`),act:()=>this.toggleKeys()})}
      ${J({does:`transfer`,icon:`transfer`,key:`transfer`,disabled:!o,word:p(`desk.transfer`),act:()=>this.#c(`transfer`)})}
      ${J({does:`hang-up`,look:`end`,icon:`end`,key:`end`,word:p(`desk.hang_up`),disabled:!this.#r||t.asked(`hang_up`,e),act:()=>t.hangUp(e)})}
      ${J({does:`consult`,look:`second`,icon:`consult`,key:`consult`,disabled:!o,word:p(`desk.consult`),act:()=>this.#c(`consult`)})}
      ${J({does:`party`,look:`second`,icon:`party`,key:`party`,disabled:!o,word:p(`desk.party`),act:()=>this.#c(`party`)})}
      ${this.#o(o)} ${this.#s()}
      ${this.keysOpen&&n?r`<div class="card keys" @keydown=${this.#l}>
            <cc-keypad .keys=${n.keys} @key=${e=>t.phone.press(n.leg,e.detail)}></cc-keypad>
          </div>`:g}
    `}#o(e){let{work:t,desk:n}=this,i=t.recording===`off`,a=t.recording===`paused`,o=a?`resume_recording`:`pause_recording`,s=i?g:a?y(`hold`):r`<i class="rec"></i>`;return r`<button
      type="button" class="second double ${a?`paused`:``}" data-do="record" data-recording=${t.recording}
      ?disabled=${i||!e||n.asked(o,t)} aria-keyshortcuts=${E(`record`)}
      @click=${()=>n.record(t)}
    ><span>${s}${p(`desk.recording.${t.recording}`)}</span>${D(`record`)}</button>`}#s(){let{work:e,desk:t}=this,n=e.help!==null;return J({does:`help`,look:n?`second called`:`second`,icon:`help`,key:`help`,pressed:n,disabled:!this.#r||n||e.part!==`handler`||![`talking`,`held`,`consulting`].includes(e.stage)||t.asked(`help`,e),word:p(n?`desk.help.called`:`desk.help`),act:()=>t.doWith(`help`,e)})}#c(e){this.dispatchEvent(new CustomEvent(`directory`,{detail:e,bubbles:!0,composed:!0}))}#l(e){e.key===`Escape`&&(this.keysOpen=!1,this.renderRoot.querySelector(`[data-do="keys"]`)?.focus())}};function J(e){return r`<button
    type="button" class=${e.look??``} data-do=${e.does} ?disabled=${e.disabled??!1}
    aria-pressed=${e.pressed===void 0?g:String(e.pressed)} aria-keyshortcuts=${E(e.key)}
    @click=${e.act}
  ><span>${y(e.icon)}${e.word}</span>${D(e.key)}</button>`}var St={handleEvent(e){let t=e.composedPath().some(e=>e instanceof HTMLElement&&e.dataset.key!==void 0);e.detail>1&&!t&&e.stopPropagation()},capture:!0};customElements.define(`cc-controls`,xt);var Ct=class extends b{static styles=[c,s,e`
      section {
        padding: 0.375rem 0.75rem;
        height: 6.75rem;
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto;
        gap: 0.25rem;
      }
      ul {
        display: grid;
        grid-template-columns: 1fr 1fr;
        grid-auto-rows: 1.5rem;
        gap: 0 1rem;
        overflow: auto;
        scrollbar-width: thin;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.375rem;
        min-width: 0;
      }
      li > span:first-of-type {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      li i {
        flex: none;
        width: 0.5rem;
        height: 0.5rem;
        border-radius: 50%;
        background: var(--tone);
      }
      .tone {
        color: var(--tone);
        white-space: nowrap;
      }
      li button {
        margin-left: auto;
        min-height: 1.5rem;
        padding: 0 0.375rem;
        font-size: var(--cc-size-s, 0.8rem);
      }
      .consult {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, 1fr));
        gap: 0.5rem;
      }
      .consult button {
        gap: 0.375rem;
        min-height: 2.375rem;
        padding-inline: 0.25rem;
      }
    `];static properties={...b.properties,work:{attribute:!1}};render(){let{work:e}=this,t=e.parties.filter(e=>e.state!==`ringing`).length<=2;return r`<section class="card" aria-label=${p(`desk.parties`)} data-part="parties">
      <ul aria-live="polite">
        ${e.parties.map(e=>r`<li data-state=${wt(e)} data-party=${e.leg}>${this.#e(e,t)}</li>`)}
      </ul>
      ${e.consult&&e.part===`handler`?this.#n(e.consult):g}
    </section>`}#e(e,t){let{work:n,desk:i}=this,a=e.leg===n.consult?.leg,o=!e.me&&!t&&n.consult===null&&n.part===`handler`&&e.role===`talker`&&!e.supervisor&&e.kind!==`customer`;return r`<i></i><span>${e.me?p(`desk.party.me`):e.shown||p(`desk.withheld`)}</span>
      <span class="small tone">${this.#t(e,a)}</span>
      ${o?r`<button
            type="button" class="quiet" data-do="drop" data-leg=${e.leg} ?disabled=${i.asked(`drop`,n)}
            aria-label=${p(`desk.drop.who`,{who:e.shown})}
            @click=${()=>i.do(`drop`,{interaction:n.interaction,leg:e.leg})}
          >${p(`desk.drop`)}</button>`:g}`}#t(e,t){return e.me&&e.state!==`ringing`&&e.role===`talker`?this.desk.line(this.work)?.muted?p(`desk.muted`):``:e.role===`talker`?e.supervisor&&e.state!==`ringing`?p(`desk.part.barge`):t&&e.state!==`ringing`?p(this.work.consult?.with_customer?`desk.party.hears_music`:`desk.party.state.consulting`):p(`desk.party.state.${e.state}`):p(`desk.part.${e.role}`)}#n(e){let{work:t,desk:n}=this,i=e.state===`talking`&&n.live.bye===null,a=e=>()=>n.doWith(e,t);return r`<div class="consult" role="group" aria-label=${p(`desk.consult.with`,{who:e.shown})} @click=${St}>
      ${this.#r(`swap`,`swap`,p(e.with_customer?`desk.swap.to_consulted`:`desk.swap.to_customer`),i,a(`swap`))}
      ${this.#r(`complete`,`complete`,p(`desk.complete`),i,a(`complete`),`first`)}
      ${this.#r(`conference`,`conference`,p(`desk.join_all`),i,a(`conference`))}
      ${this.#r(`back`,`back`,p(`desk.back`),n.live.bye===null,a(`back`))}
    </div>`}#r(e,t,n,i,a,o=``){return r`<button
      type="button" class=${o} data-do=${e} ?disabled=${!i||this.desk.asked(e,this.work)}
      aria-keyshortcuts=${E(t)} @click=${a}
    >${n}${D(t)}</button>`}};function wt(e){return e.state===`ringing`?`offered`:e.state===`consulting`?`talking`:e.state}customElements.define(`cc-parties`,Ct);var Tt=class extends b{static styles=[c,e`
      :host {
        display: grid;
        min-height: 0;
      }
      section {
        display: grid;
        grid-template-rows: auto minmax(3.25rem, 1fr) auto auto;
        gap: 0.5rem;
        padding: 0.625rem 1rem;
        min-height: 0;
      }
      header,
      footer,
      .extend {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      header .small {
        margin-left: auto;
      }
      textarea {
        height: 100%;
        resize: none;
      }
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
        min-width: 0;
      }
      legend {
        padding: 0 0 0.25rem;
        font-weight: 600;
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
        gap: 0.25rem 0.375rem;
        max-height: 8.25rem;
        overflow: auto;
        scrollbar-width: thin;
      }
      .choices label {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 1.875rem;
        padding: 0 0.5rem;
        border: 1px solid var(--cc-line, #d6dce4);
        border-radius: var(--cc-radius, 6px);
        font-size: var(--cc-size, 0.875rem);
        color: inherit;
        cursor: pointer;
      }
      .choices kbd {
        margin-left: auto;
      }
      .choices label:hover {
        background: var(--cc-surface-2, #edf0f4);
      }
      .choices label:has(:checked) {
        border-color: var(--cc-accent, #1b5ebd);
        background: var(--cc-accent-soft, #e6eefb);
        font-weight: 600;
      }
      .choices label:has(:focus-visible) {
        outline: 2px solid var(--cc-accent, #1b5ebd);
      }
      input[type="radio"] {
        margin: 0;
        accent-color: var(--cc-accent, #1b5ebd);
      }
      footer {
        justify-content: end;
        min-height: 2.25rem;
      }
      footer .first {
        min-height: 2.25rem;
        padding-inline: 1.25rem;
      }
      .extend {
        flex: 1;
      }
    `];static properties={...b.properties,subject:{attribute:!1},extending:{state:!0}};constructor(){super(),this.extending=!1}focusNotes(){this.renderRoot.querySelector(`textarea`)?.focus()}press(e){this.renderRoot.querySelector(`[data-do="${e}"]`)?.click()}pick(e){let t=this.subject.disposes?this.desk.dispositions(this.subject.queue)[e-1]:void 0;t&&this.#d(t.code)}render(){let{subject:e,desk:t}=this,n=t.drafts.of(e.interaction,e.note);return r`<section class="card" @keydown=${this.#l}>
      <header>
        <h2>${p(`desk.notes`)}</h2>${D(`notes`)}
        <span class="small dim" role="status" data-part="note-saved">
          ${t.drafts.saved(e.interaction)?n.text?p(`desk.saved`):g:p(`desk.saving`)}
        </span>
      </header>
      <textarea
        class="field" maxlength="4000" aria-label=${p(`desk.notes`)} aria-keyshortcuts=${E(`notes`)} data-part="note"
        placeholder=${p(`desk.notes_hint`)} .value=${n.text} @input=${this.#u}
      ></textarea>
      ${e.disposes?this.#e(n.disposition):g}
    </section>`}#e(e){let t=this.desk.dispositions(this.subject.queue);return r`<fieldset>
        <legend>${p(`desk.disposition`)}</legend>
        <div class="choices">
          ${t.map((t,n)=>r`<label>
              <input
                type="radio" name="disposition" value=${t.code} data-disposition=${t.code}
                .checked=${e===t.code} @change=${()=>this.#d(t.code)}
              />${a(t.title)}${n<9?r`<kbd aria-hidden="true">${n+1}</kbd>`:g}</label>`)}
        </div>
      </fieldset>
      ${this.#t(t.length>0&&!e)}`}#t(e){let{subject:t,desk:n}=this;if(this.extending&&t.mayWait)return this.#n();let i=t.mayWait?r`<button type="button" class="quiet" data-do="extend" @click=${()=>this.#i()}>${p(`desk.extend`)}</button>
          <button type="button" data-do="later" aria-keyshortcuts=${E(`later`)} ?disabled=${n.asked(`later`,t)} @click=${()=>this.#c()}>
            ${p(`desk.later`)} ${D(`later`)}
          </button>`:g;return r`<footer>
      ${e&&t.mayFinish?r`<span class="small dim">${p(`desk.choose_disposition`)}</span>`:g}
      ${i}
      <button
        type="button" class="first" data-do="finish" aria-keyshortcuts=${E(`finish`)}
        ?disabled=${!t.mayFinish||e||n.asked(`finish`,t)} @click=${()=>this.#s()}
      >${p(`desk.finish`)} ${D(`finish`)}</button>
    </footer>`}#n(){return r`<footer><form class="extend" @submit=${this.#a} @keydown=${this.#o}>
      <select class="field" name="reason" required aria-label=${p(`desk.extend.reason`)} data-part="extend-reason">
        <option value="">${p(`desk.extend.reason`)}</option>
        ${this.#r.map(({code:e,title:t})=>r`<option value=${e}>${a(t)}</option>`)}
      </select>
      <button type="button" @click=${()=>this.extending=!1}>${p(`desk.cancel`)}</button>
      <button type="submit" class="first" data-do="extend-now">${p(`desk.extend`)}</button>
    </form></footer>`}get#r(){return this.desk.facts?.wrap_up_reasons??[]}#i(){this.#r.length?(this.extending=!0,this.updateComplete.then(()=>this.renderRoot.querySelector(`[name=reason]`)?.focus())):this.desk.do(`extend`,{interaction:this.subject.interaction})}#a(e){e.preventDefault();let t=String(new FormData(e.target).get(`reason`)??``).trim();t&&this.desk.do(`extend`,{interaction:this.subject.interaction,reason:t}).then(e=>{e&&(this.extending=!1)})}#o(e){e.key===`Escape`&&(this.extending=!1)}async#s(){let{interaction:e,note:t}=this.subject,n=await this.desk.finish(e,t);n!==null&&this.dispatchEvent(new CustomEvent(`missing`,{detail:n}))}#c(){let e=this.desk.work.find(e=>e.interaction===this.subject.interaction);e&&this.desk.later(e)}#l(e){let t=e.composedPath()[0],n=Ce(e,!(t instanceof HTMLTextAreaElement||t instanceof HTMLInputElement&&t.type!==`radio`));n===void 0||e.altKey||(e.preventDefault(),this.pick(n))}#u(e){let{interaction:t,note:n,who:r}=this.subject;this.desk.drafts.write(t,e.target.value,n,r),this.requestUpdate()}#d(e){let{interaction:t,note:n,who:r}=this.subject;this.desk.drafts.choose(t,e,n,r),this.requestUpdate()}};customElements.define(`cc-wrap-up`,Tt);var Et=class extends b{static styles=[c,s,e`
      :host {
        display: flex;
        flex-direction: column;
        gap: 0.625rem;
        min-height: 100%;
      }
      .head {
        flex: none;
        border-top: 4px solid var(--tone);
        padding: 0.5rem 1rem 0.75rem;
        display: grid;
        gap: 0.5rem;
      }
      cc-parties {
        flex: none;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        height: 2rem;
        white-space: nowrap;
      }
      .stage {
        padding: 0.0625rem 0.625rem;
        border-radius: 999px;
        background: var(--tone-soft);
        color: var(--tone);
        font-weight: 650;
      }
      .line cc-timer {
        font-size: 1.25rem;
        font-weight: 600;
      }
      .line .until {
        margin-left: auto;
        color: var(--tone);
      }
      .until.soon {
        color: var(--cc-bad, #b3261e);
      }
      .line .late cc-timer {
        font-size: inherit;
      }
      .late {
        padding: 0.0625rem 0.625rem;
        border-radius: 999px;
        background: var(--cc-bad, #b3261e);
        color: var(--cc-surface, #fff);
        font-weight: 650;
      }
      .quality {
        background: var(--cc-warn-soft, #f7eee0);
        color: var(--cc-warn, #8a5200);
      }
      .who {
        display: grid;
        gap: 0.125rem;
        min-height: 3.5rem;
      }
      .name {
        font-size: 1.375rem;
        font-weight: 650;
        line-height: 1.3;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        color: var(--cc-text-dim, #516072);
      }
      .about strong {
        color: var(--cc-text, #17212e);
        font-weight: 600;
      }
      .about .dial {
        min-height: 1.375rem;
      }
      .work {
        flex: 1 1 16rem;
        min-height: 16rem;
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
      }
      .work.single {
        grid-template-rows: minmax(0, 1fr);
      }
      .tabs {
        display: flex;
        gap: 0.25rem;
        padding-bottom: 0.375rem;
      }
      cc-script {
        min-height: 0;
        overflow: auto;
      }
      .so-far {
        padding: 0.5rem 1rem;
      }
      .so-far p {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      audio {
        width: 100%;
        height: 2.5rem;
      }
    `];static properties={...b.properties,work:{attribute:!1},tab:{state:!0}};#e=``;constructor(){super(),this.tab=`script`}willUpdate(){this.work.stage===`wrap_up`&&this.#e!==`wrap_up`&&!this.renderRoot.querySelector(`cc-script`)?.matches(`:focus-within`)&&(this.tab=`notes`),this.#e=this.work.stage}focusNotes(){this.#t().then(e=>e?.focusNotes())}toggleKeys(){this.renderRoot.querySelector(`cc-controls`)?.toggleKeys()}press(e){this.#t().then(t=>t?.press(e))}pick(e){this.#t().then(t=>t?.pick(e))}async#t(){return this.tab=`notes`,await this.updateComplete,this.#n}get#n(){return this.renderRoot.querySelector(`cc-wrap-up`)}render(){let{work:e,desk:t}=this,n=e.stage===`offered`||e.stage===`ringing`;return r`
      <section class="card head" data-state=${e.stage} data-part="interaction" data-interaction=${e.interaction} aria-label=${M(e.pop)}>
        <div class="line">
          <span class="stage" data-part="stage" role="status">${A(e)}</span>
          <cc-timer .since=${e.began&&e.stage!==`wrap_up`?e.began:e.since} data-part="timer"></cc-timer>
          ${e.part===`guest`?r`<span class="badge" data-part="my-part">${p(`desk.part.guest`)}</span>`:g}
          ${t.reminder.isDue(e)?r`<span class="late" role="alert" data-part="hold-reminder">${p(`desk.hold_reminder`)} <cc-timer .since=${e.since}></cc-timer></span>`:g}
          ${e.quality?.poor?Dt(e.quality):g}
          ${this.#o()}
        </div>
        <div class="who">
          <div class="name" data-part="pop-name">${M(e.pop)}</div>
          ${this.#s()}
        </div>
        ${e.asked_by?r`<p class="notice" role="status" data-part="asked-by">${p(`desk.asked_by.${e.asked_by.how}`,{who:e.asked_by.shown})}</p>`:g}
        ${this.#r()}
        ${e.voicemail?r`<audio controls preload="none" src=${e.voicemail} data-part="voicemail"></audio>`:g}
        ${this.#a()?r`<cc-controls .desk=${t} .work=${e}></cc-controls>`:g}
      </section>
      ${this.#i()}
      ${W(e)&&!n&&e.medium!==`voicemail`?r`<cc-parties .desk=${t} .work=${e}></cc-parties>`:g}
      ${this.#c(n)}
    `}#r(){let{stepped_in:e}=this.desk.me??{};return this.work.stage!==`wrap_up`||e?.interaction!==this.work.interaction?g:r`<p class="notice warn" data-part="stepped-in">${P(e)}</p>`}#i(){let{parties:e}=this.work,t=e.find(e=>e.supervisor&&e.role===`talker`&&!e.me&&e.state!==`ringing`);return t?r`<p class="notice warn" role="status" data-part="barged-in">${p(`desk.barged_in`,{who:t.shown})}</p>`:g}#a(){let{work:e}=this;return e.stage===`offered`||e.medium!==`voicemail`&&W(e)}#o(){let{work:e}=this,t=N(e)?`until soon`:`until`;if(e.stage===`offered`&&e.expires_at)return r`<span class=${t}>${p(`desk.offer_ends_in`)} <cc-timer .until=${e.expires_at} data-part="offer-left"></cc-timer></span>`;if(e.stage===`wrap_up`&&e.wrap_up_ends_at)return r`<span class=${t}>${p(`desk.wrap_up_ends_in`)} <cc-timer .until=${e.wrap_up_ends_at} data-part="wrap-up-left"></cc-timer></span>`;let n=e.medium===`voice`?p(`desk.direction.${e.direction}`):p(`desk.medium.${e.medium}`);return r`<span class="until dim small">${n}</span>`}#s(){let{pop:e,queue:t,interaction:n,stage:i,direction:s}=this.work,c=e.language??k(e)?.language,u=j(e),d=i===`wrap_up`&&e.caller_shown!==``&&s!==`internal`;return r`<div class="about">
      <strong data-part="pop-number">${d?I(this.desk,u,e.caller,n):u}</strong>
      ${e.region?r`<span data-part="pop-region">${a(e.region)}</span>`:g}
      ${t?r`<span data-part="pop-queue">${this.desk.queueTitle(t)}</span>`:g}
      ${c?r`<span data-part="pop-language">${o(`live.language.${c}`,c)}</span>`:g}
      ${e.waited===null?g:r`<span data-part="pop-waited">${p(`desk.waited`,{time:l(e.waited)})}</span>`}
      ${e.visit>1?r`<span>${p(`desk.visit`,{count:e.visit})}</span>`:g}
      ${e.transferred_by?r`<span data-part="pop-transferred">${p(`desk.transferred_by`)} ${e.transferred_by}</span>`:g}
    </div>`}#c(e){let{desk:t,work:n}=this;return n.stage===`offered`?r`<cc-why .desk=${t} .work=${n}></cc-why>${this.#l()}`:e||G(n)?this.#l():this.#u()}#l(){let{work:e}=this;return r`${e.pop.note?r`<section class="card so-far" data-part="note-so-far"><h2>${p(`desk.notes`)}</h2><p>${e.pop.note}</p></section>`:g}`}#u(){let{desk:e,work:t}=this;if(!e.hasScript(t.queue)||t.part===`guest`)return r`<div class="work single">${this.#d()}</div>`;let n=e=>r`<button
      type="button" role="tab" data-do="tab-${e}" aria-selected=${String(this.tab===e)} aria-pressed=${String(this.tab===e)}
      @click=${()=>this.tab=e}
    >${p(`desk.tab.${e}`)}</button>`;return r`<div class="work">
      <div class="tabs" role="tablist">${n(`script`)}${n(`notes`)}</div>
      <cc-script .desk=${e} .work=${t} .who=${k(t.pop)?.name??``} ?hidden=${this.tab!==`script`}></cc-script>
      ${this.tab===`notes`?this.#d():g}
    </div>`}#d(){return r`<cc-wrap-up .desk=${this.desk} .subject=${this.#p()} @missing=${this.#f}></cc-wrap-up>`}async#f(e){this.tab=`script`,await this.updateComplete,await this.renderRoot.querySelector(`cc-script`)?.demand(e.detail)}#p(){let{interaction:e,queue:t,pop:n,stage:r,medium:i,part:a,direction:o}=this.work;return{interaction:e,queue:t,note:n.note,who:M(n),disposes:a===`handler`&&o!==`internal`,mayFinish:r===`wrap_up`||i===`voicemail`,mayWait:r===`wrap_up`}}};function Dt(e){let t=p(`desk.quality.figures`,{loss:e.loss.toFixed(1),jitter:Math.round(e.jitter),round_trip:e.round_trip===null?`–`:Math.round(e.round_trip)});return r`<span class="badge quality" role="status" data-part="quality" title=${t}>${y(`warning`)} ${p(`desk.quality.poor`)}</span>`}customElements.define(`cc-interaction`,Et);function Ot(e){let t=e.composedPath()[0];return t instanceof HTMLElement&&t.matches(`textarea, select, input:not([type=radio], [type=checkbox]), dialog *`)}var kt=class{#e;#t;constructor(e,t){this.#e=e,this.#t=t}hear(e){if(e.defaultPrevented)return;let t=Ce(e,this.#e.selected?.stage===`wrap_up`&&!Ot(e)),n=Se(e);(n!==void 0||t!==void 0)&&(e.preventDefault(),t===void 0?n&&this.#n(n):this.#t.middle()?.pick(t))}#n(e){let t=this.#e,{selected:n,me:r}=t;e===`ready`&&r&&r.presence!==`signed_out`&&t.do(`available`),e===`aux`&&this.#t.presence()?.focusCodes(),e===`dial`&&r&&r.presence!==`signed_out`&&this.#t.directory(`dial`),e===`next`&&t.selectNext(1),e===`previous`&&t.selectNext(-1),e===`notes`&&this.#t.middle()?.focusNotes(),(e===`finish`||e===`later`)&&this.#t.middle()?.press(e),e===`answer`&&this.#r(),e===`end`&&this.#i(n),t.call&&this.#a(e,t.call)}#r(){let e=this.#e.work.find(e=>e.stage===`offered`||e.stage===`ringing`);e&&this.#e.answer(e)}#i(e){let t=this.#e;e?.stage===`offered`||e?.stage===`ringing`?t.decline(e):t.call&&t.hangUp(t.call)}#a(e,t){let n=this.#e,r=(t.stage===`talking`||t.stage===`held`)&&t.part===`handler`;e===`hold`&&r&&n.hold(t),e===`mute`&&n.mute(t),e===`keys`&&this.#t.middle()?.toggleKeys(),e===`transfer`&&r&&this.#t.directory(`transfer`),e===`consult`&&r&&this.#t.directory(`consult`),e===`party`&&r&&this.#t.directory(`party`),e===`record`&&r&&n.record(t),e===`help`&&t.part===`handler`&&t.help===null&&n.doWith(`help`,t),t.consult&&this.#o(e,t)}#o(e,t){let n=t.consult?.state===`talking`;e===`back`&&this.#e.doWith(`back`,t),n&&(e===`swap`||e===`complete`||e===`conference`)&&this.#e.doWith(e,t)}},At=class extends b{static styles=[c,e`
      .banners {
        position: fixed;
        z-index: 8;
        inset: auto auto 0.75rem 0.875rem;
        width: 16.25rem; /* of the column of the agent: what one works on stays free */
        max-height: 50vh;
        overflow: auto;
        display: grid;
        gap: 0.5rem;
      }
      .banners .notice {
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
      .notice p {
        flex-basis: 100%;
        color: var(--cc-text, #17212e);
        overflow-wrap: anywhere;
      }
      .notice button,
      dialog button {
        margin-left: auto;
      }
      dialog {
        width: min(32rem, 92vw);
        border: 3px solid var(--cc-bad, #b3261e);
      }
      dialog[open] {
        display: grid;
        gap: 0.75rem;
      }
      dialog p {
        font-size: 1.125rem;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      dialog h2 {
        color: var(--cc-bad, #b3261e);
      }
    `];updated(){let e=this.renderRoot.querySelector(`dialog`),t=this.desk.messages.some(e=>e.urgent);t&&!e?.open&&e?.showModal(),!t&&e?.open&&e.close()}render(){let{messages:e}=this.desk,t=e.filter(e=>e.urgent);return r`
      <div class="banners" role="log" aria-label=${p(`desk.messages`)}>
        ${e.filter(e=>!e.urgent).map(e=>r`<div class="notice" data-part="message" data-message=${e.id}>
            <strong>${e.from}</strong><span class="small dim">${m(e.at)}</span>
            <p>${e.text}</p>${this.#e(e)}
          </div>`)}
      </div>
      <dialog role="alertdialog" aria-labelledby="urgent" data-part="urgent-message" @cancel=${e=>e.preventDefault()}>
        <h2 id="urgent">${p(`desk.message.urgent`)}</h2>
        ${t.map(e=>r`<div data-message=${e.id}><strong>${e.from}</strong> <span class="small dim">${m(e.at)}</span>
          <p>${e.text}</p></div>${this.#e(e)}`)}
      </dialog>
    `}#e(e){return r`<button
      type="button" class=${e.urgent?`first`:``} data-do="read" @click=${()=>this.desk.do(`read`,{message:e.id})}
    >${p(`desk.message.read`)}</button>`}};customElements.define(`cc-messages`,At);var jt=class extends b{static styles=[c,s,e`
      .me {
        padding: 0.75rem;
        display: grid;
        gap: 0.5rem;
      }
      .state {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.375rem 0.625rem;
        border-radius: var(--cc-radius, 6px);
        background: var(--tone-soft);
        color: var(--tone);
        font-weight: 650;
      }
      .state i {
        width: 0.625rem;
        height: 0.625rem;
        border-radius: 50%;
        background: var(--tone);
      }
      .state cc-timer {
        margin-left: auto;
        font-size: 1.125rem;
      }
      .codes {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.375rem;
      }
      .codes button {
        padding-inline: 0.25rem;
        font-weight: 500;
        min-height: 1.875rem;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      button.coming {
        border-style: dashed;
        border-color: var(--cc-accent, #1b5ebd);
      }
      button.wide {
        width: 100%;
      }
      button kbd {
        margin-left: auto;
      }
      .then {
        height: 1.75rem; /* kept free, so that no button moves under the cursor when something is chosen */
        margin-block: -0.125rem;
      }
      .left,
      .next {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: 1.5rem;
        padding: 0 0.625rem;
        border-radius: var(--cc-radius, 6px);
        background: var(--cc-surface-2, #edf0f4);
      }
      .next button {
        min-height: 1.5rem;
      }
      .left:has([data-over]) .within,
      .left:not(:has([data-over])) .past {
        display: none;
      }
      .left:has([data-over]) {
        background: var(--cc-bad-soft, #fbe9e8);
        color: var(--cc-bad, #b3261e);
        font-weight: 650;
      }
      .leaving {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
      }
      .leaving p {
        flex: 1 0 100%;
      }
      .codes h2,
      .codes .out {
        grid-column: 1 / -1;
      }
      .out {
        display: flex;
        justify-content: space-between;
        align-items: center;
      }
      dl {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.25rem 0.75rem;
        padding: 0.625rem 0.75rem;
        border-top: 1px solid var(--cc-line, #d6dce4);
      }
      dl div {
        display: flex;
        justify-content: space-between;
        gap: 0.25rem;
      }
      dt {
        color: var(--cc-text-dim, #516072);
        font-size: var(--cc-size-s, 0.8rem);
        white-space: nowrap;
      }
      dd {
        font-weight: 600;
      }
      dd.bad {
        color: var(--cc-bad, #b3261e);
      }
    `];static properties={...b.properties,leaving:{state:!0}};constructor(){super(),this.leaving=!1}focusCodes(){this.renderRoot.querySelector(`[data-do="aux"]:not(:disabled)`)?.focus()}render(){let{me:e,today:t}=this.desk;if(!e)return g;let n=this.desk.work.find(e=>e.stage!==`offered`)??this.desk.work[0],i=n?_t(n):se(e);return r`<section class="card" aria-label=${p(`desk.presence`)}>
      <div class="me">
        <div class="state" data-state=${i}>
          <i></i><span data-part="state">${n?A(n):this.#e(e)}</span>
          <cc-timer .since=${n?.since??e.since} data-part="state-timer"></cc-timer>
        </div>
        ${e.presence===`signed_out`?g:r`<div class="then">${this.#t(e)} ${this.#n(e)}</div>${this.#r(e)}`}
      </div>
      ${t?Mt(t):g}
    </section>`}#e(e){let t=se(e);return t===`not_responding`?p(`desk.not_responding`):t===`unreachable`?p(`live.doing.unreachable`):e.presence===`aux`?this.desk.titleOf(`aux_codes`,e.code)||p(`desk.presence.aux`):p(`desk.presence.${e.presence}`)}#t(e){return!e.aux_ends_at||e.presence!==`aux`?g:r`<div class="left small" data-part="aux-left"><span class="within">${p(`desk.aux.left`)}</span><span class="past">${p(`desk.aux.over`)}</span> <cc-timer .until=${e.aux_ends_at} .beyond=${!0}></cc-timer></div>`}#n(e){return e.next?r`<div class="next small" role="status"><span data-part="next">${e.place?p(`desk.next_in_line`,{state:this.#l(e),place:e.place}):p(`desk.next`,{state:this.#l(e)})}${e.forced_by?` · ${p(`desk.forced`,{name:e.forced_by})}`:g}</span>
      <button type="button" class="quiet" data-do="cancel-next" @click=${()=>e.presence===`aux`?this.desk.do(`aux`,{code:e.code}):this.desk.do(`available`)}>${p(`desk.cancel`)}</button></div>`:g}#r(e){let t=e.presence===`available`&&!e.not_responding,n=e.next?.presence===`available`;return r`
      <button
        type="button" class="wide ${n?`coming`:``} ${t?``:`first`}" data-do="available"
        aria-pressed=${String(t)} aria-keyshortcuts=${E(`ready`)} @click=${()=>this.desk.do(`available`)}
      >${e.not_responding?p(`desk.im_back`):p(`desk.presence.available`)}${D(`ready`)}</button>
      <div class="codes">
        <h2>${p(`desk.aux`)} ${D(`aux`)}</h2>
        ${this.desk.facts?.aux_codes.map(t=>r`<button
            type="button" data-do="aux" data-code=${t.code}
            class=${e.next?.code===t.code?`coming`:``}
            aria-pressed=${String(e.presence===`aux`&&e.code===t.code)}
            @click=${()=>this.desk.do(`aux`,{code:t.code})}
          >${a(t.title)}</button>`)}
        <div class="out">
          <button type="button" class="quiet" data-do="dial" aria-keyshortcuts=${E(`dial`)} @click=${this.#c}>${p(`desk.dial`)} ${D(`dial`)}</button>
          <button type="button" class="quiet" data-do="sign-out" @click=${this.#a}>
            ${p(`desk.sign_out`)}
          </button>
        </div>
        ${this.#s()}
      </div>
    `}get#i(){return this.desk.work.find(e=>e.stage===`wrap_up`)}async#a(){let e=this.#i;(this.desk.unfinished.length||e)&&!this.leaving?this.leaving=!0:(this.leaving=!1,(!e||await this.desk.keep(e.interaction))&&this.desk.do(`sign_out`))}#o(e){this.leaving=!1,this.desk.select(e.interaction),this.dispatchEvent(new CustomEvent(`finish-first`,{bubbles:!0,composed:!0}))}#s(){let e=this.desk.unfinished.length,t=this.#i;return this.leaving&&t?r`<div class="leaving notice warn small" role="alert" data-part="leaving">
        <p>${p(`desk.leaving.wrap_up`)}</p>
        <button type="button" data-do="finish-first" @click=${()=>this.#o(t)}>${p(`desk.leaving.finish`)}</button>
        <button type="button" data-do="sign-out-now" @click=${this.#a}>${p(`desk.leaving.later`)}</button>
        <button type="button" data-do="stay" @click=${()=>this.leaving=!1}>${p(`desk.cancel`)}</button>
      </div>`:!this.leaving||!e?g:r`<div class="leaving notice warn small" role="alert" data-part="leaving">
      <p>${p(`desk.leaving`,{count:e})}</p>
      <button type="button" data-do="stay" @click=${()=>this.leaving=!1}>${p(`desk.cancel`)}</button>
      <button type="button" data-do="sign-out-now" @click=${this.#a}>${p(`desk.leaving.now`)}</button>
    </div>`}#c(){this.dispatchEvent(new CustomEvent(`directory`,{detail:`dial`,bubbles:!0,composed:!0}))}#l(e){return e.next?.presence===`aux`?this.desk.titleOf(`aux_codes`,e.next.code):p(`desk.presence.${e.next?.presence??`available`}`)}};function Mt(e){let t=e=>e==null?`–`:l(e);return r`<dl aria-label=${p(`desk.today`)}>
    <div><dt>${p(`desk.today.handled`)}</dt><dd data-part="today-handled">${e.handled}</dd></div>
    <div><dt>${p(`desk.today.missed`)}</dt><dd class=${e.missed?`bad`:``} data-part="today-missed">${e.missed}</dd></div>
    <div><dt>${p(`desk.today.talk`)}</dt><dd data-part="today-talk">${t(e.average?.talk)}</dd></div>
    <div><dt>${p(`desk.today.wrap_up`)}</dt><dd>${t(e.average?.wrap_up)}</dd></div>
  </dl>`}customElements.define(`cc-presence`,jt);var Nt=4,Pt=class extends b{static styles=[c,e`
      dialog {
        width: min(32rem, 92vw);
      }
      .rows {
        display: grid;
        gap: 0.75rem;
        padding: 0.75rem 0;
      }
      .row {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 7rem 5.5rem;
        align-items: end;
        gap: 0.75rem;
      }
      .row.short {
        grid-template-columns: 8rem 1fr;
      }
      input[type="range"] {
        display: block;
        width: 100%;
        height: 2.125rem;
        margin: 0;
        accent-color: var(--cc-accent, #1b5ebd);
      }
      meter {
        display: block;
        width: 100%;
        height: 1.25rem;
        margin: 0.5rem 0;
      }
      .missing {
        grid-column: 1 / -1;
        color: var(--cc-bad, #b3261e);
      }
      footer {
        display: flex;
        justify-content: end;
      }
    `];static properties={...b.properties,level:{state:!0}};#e=null;constructor(){super(),this.level=0}open(){this.renderRoot.querySelector(`dialog`)?.showModal(),this.desk.telephone.allowMicrophone().then(()=>this.#n())}disconnectedCallback(){super.disconnectedCallback(),this.#e?.()}render(){let{telephone:e,reminder:t}=this.desk;return r`<dialog aria-labelledby="title" data-part="sound-settings" @close=${()=>this.#e?.()}>
      <h2 id="title">${p(`desk.sound`)}</h2>
      <div class="rows">
        ${et.map(e=>this.#t(e))}
        ${e.devices.canChooseSpeaker?g:r`<p class="dim small">${p(`desk.sound.no_choice`)}</p>`}
        <div class="row short">
          <label>${p(`desk.sound.reminder`)}
            <input
              class="field" type="number" min="0" max="600" step="5" data-part="hold-reminder-after" .value=${String(t.after)}
              @change=${e=>t.after=Math.max(0,Number(e.target.value)||0)}
            />
          </label>
          <span class="dim small">${p(`desk.sound.reminder.text`)}</span>
        </div>
      </div>
      <footer><cc-sound-test .desk=${this.desk}></cc-sound-test><form method="dialog"><button class="first">${p(`desk.close`)}</button></form></footer>
    </dialog>`}#t(e){let{devices:t,ring:n}=this.desk.telephone,i=t.chosen(e);return r`<div class="row">
      <label>${p(`desk.device.${e}`)}
        <select class="field" data-part="device" data-place=${e} ?disabled=${e!==`microphone`&&!t.canChooseSpeaker} @change=${n=>{t.choose(e,n.target.value),e===`microphone`&&this.#n()}}>
          <option value="" ?selected=${i.id===``}>${p(`desk.device.system`)}</option>
          ${t.list(e).map(n=>r`<option value=${n.deviceId} ?selected=${n.deviceId===t.used(e)}>${n.label}</option>`)}
          ${t.missing(e)?r`<option value=${i.id} selected>${i.label} · ${p(`desk.device.missing`)}</option>`:g}
        </select>
      </label>
      ${e===`microphone`?r`<label>${p(`desk.sound.level`)}<meter min="0" max="1" .value=${this.level} data-part="level"></meter></label><span></span>`:r`<label>${p(`desk.sound.volume`)}
              <input type="range" min="0" max="1" step="0.05" .value=${String(t.volume(e))}
                @input=${n=>t.setVolume(e,Number(n.target.value))} />
            </label>
            <button type="button" data-do="test-sound" data-place=${e} @click=${()=>n.test(e)}>${p(`desk.sound.test`)}</button>`}
      ${t.missing(e)?r`<span class="missing small">${p(`desk.device.missing.text`)}</span>`:g}
    </div>`}async#n(){if(this.#e?.(),!this.renderRoot.querySelector(`dialog`)?.open)return;let e=await navigator.mediaDevices.getUserMedia({audio:this.desk.telephone.devices.audio}).catch(()=>null);if(!e)return;let t=new AudioContext,n=t.createAnalyser();t.createMediaStreamSource(e).connect(n);let r=new Float32Array(n.fftSize),i=window.setInterval(()=>{n.getFloatTimeDomainData(r),this.level=Math.min(1,Nt*Math.sqrt(r.reduce((e,t)=>e+t*t,0)/r.length))},100);this.#e=()=>{window.clearInterval(i);for(let t of e.getTracks())t.stop();t.close(),this.#e=null}}};customElements.define(`cc-sound-settings`,Pt);var Ft=class extends b{static styles=[c,e`
      h2 {
        padding: 0 0.25rem 0.25rem;
        font-size: var(--cc-size, 0.875rem);
      }
      ul {
        display: grid;
        gap: 0.25rem;
      }
      li > button {
        width: 100%;
        justify-content: space-between;
        border-color: var(--cc-line, #d6dce4);
        border-left: 4px solid var(--cc-wrap, #6b42b8);
        font-weight: 500;
      }
      button span:first-child {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .stranded {
        display: grid;
        gap: 0.25rem;
        padding: 0.5rem;
        border-left: 4px solid var(--cc-bad, #b3261e);
      }
      .stranded p {
        max-height: 6rem;
        overflow: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        user-select: all;
      }
      dialog {
        width: min(40rem, 92vw);
        height: min(30rem, 90vh);
        padding: 0.75rem;
      }
      dialog[open] {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        gap: 0.5rem;
      }
      dialog:has(.led) {
        width: min(62rem, 94vw);
      }
      .led,
      .single {
        display: grid;
        gap: 0.5rem;
        min-height: 0;
      }
      .led {
        grid-template-columns: 1fr 1fr;
      }
      cc-script {
        overflow: auto;
      }
      dialog header {
        display: flex;
        justify-content: space-between;
        align-items: center;
      }
    `];static properties={...b.properties,open:{state:!0}};constructor(){super(),this.open=``}willUpdate(){this.desk.work.some(e=>e.stage===`offered`||e.stage===`ringing`)&&(this.open=``)}updated(){let e=this.renderRoot.querySelector(`dialog`),t=this.desk.unfinished.some(e=>e.interaction===this.open);t&&!e?.open&&e?.showModal(),!t&&e?.open&&e.close()}render(){let{unfinished:e,drafts:t}=this.desk,{stranded:n}=t,i=e.find(e=>e.interaction===this.open);return!e.length&&!n.length?g:r`
      ${e.length?r`<section aria-label=${p(`desk.unfinished`)}>
            <h2>${p(`desk.unfinished`)} (${e.length})</h2>
            <ul>${e.map(e=>r`<li>${this.#e(e)}</li>`)}</ul>
          </section>`:g}
      ${n.map(e=>this.#r(e))}
      <dialog data-part="unfinished" aria-labelledby="unfinished" @close=${()=>this.open=``}>
        ${i?this.#t(i):g}
      </dialog>
    `}#e(e){return r`<button type="button" data-do="come-back" data-interaction=${e.interaction} @click=${()=>this.open=e.interaction}>
      <span>${Y(e)}</span><cc-timer .since=${e.since}></cc-timer>
    </button>`}#t(e){return r`<header>
        <h2 id="unfinished">${Y(e)} · ${this.desk.queueTitle(e.queue)} · ${m(e.since)}</h2>
        <form method="dialog"><button class="quiet">${p(`desk.close`)}</button></form>
      </header>
      <div class=${e.script?`led`:`single`}>
        ${e.script?r`<cc-script .desk=${this.desk} .work=${e} .who=${Y(e)}></cc-script>`:g}
        <cc-wrap-up .desk=${this.desk} .subject=${{interaction:e.interaction,queue:e.queue,note:e.note,who:Y(e),disposes:!0,mayFinish:!0,mayWait:!1}} @missing=${this.#n}></cc-wrap-up>
      </div>`}#n(e){this.renderRoot.querySelector(`cc-script`)?.demand(e.detail)}#r(e){return r`<section class="card stranded" data-part="stranded-note" aria-label=${p(`desk.stranded`)}>
      <strong>${p(`desk.stranded`)}</strong><span class="small dim">${e.who}</span>
      <p>${e.text}</p>
      <button type="button" data-do="forget-note" @click=${()=>this.desk.drafts.forget(e.interaction)}>${p(`desk.stranded.forget`)}</button>
    </section>`}};function Y(e){return e.customer_name||e.caller_shown||p(`desk.withheld`)}customElements.define(`cc-unfinished`,Ft);var It={floor:()=>ue(()=>import(`./cc-floor-HgUY7Rjg.js`),__vite__mapDeps([0,1,2,3,4,5]))},Lt=class{all;#e;#t=new Set;#n;constructor(e,t){this.all=(e.views??`desk`).split(` `).filter(Z),this.#n=Z(e.view)?e.view:`desk`,this.#e=t}get now(){return this.#n}known(e){return this.#t.has(e)}start(){for(let e of this.all)X(e)?.addEventListener(`click`,t=>this.#r(t,e));window.addEventListener(`popstate`,()=>this.#i(Rt(location.pathname)??this.#n)),this.#i(this.#n)}show(e){e!==this.#n&&this.all.includes(e)&&(history.pushState(null,``,`/${e}`),this.#i(e))}#r(e,t){e.ctrlKey||e.metaKey||e.shiftKey||e.altKey||e.button!==0||(e.preventDefault(),this.show(t))}#i(e){this.#n=e,this.#t.add(e),It[e]?.();for(let t of this.all)t===e?X(t)?.setAttribute(`aria-current`,`page`):X(t)?.removeAttribute(`aria-current`);for(let t of document.querySelectorAll(`form[action="/language"] [name="next"]`))t.value=`/${e}`;this.#e()}};function X(e){return document.querySelector(`header nav a[href="/${e}"]`)}function Rt(e){let t=e.slice(1);return Z(t)?t:void 0}function Z(e){return e===`desk`||e===`floor`}var zt=class extends n{static styles=[c,e`
      .desk {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        height: 100%;
        min-height: 30rem;
        font: 400 var(--cc-size, 0.875rem) / var(--cc-line-height, 1.5) var(--cc-font, sans-serif);
        color: var(--cc-text, #17212e);
      }
      .columns {
        display: grid;
        grid-template-columns: 17rem minmax(0, 1fr) 23rem;
        gap: var(--cc-gap, 0.75rem);
        padding: 0.625rem var(--cc-gap, 0.75rem);
        min-height: 0;
      }
      cc-floor {
        min-height: 0;
        overflow: auto;
      }
      .columns > * {
        min-height: 0;
        min-width: 0;
        overflow: auto;
        scrollbar-gutter: stable;
        scrollbar-width: thin;
        padding: 2px;
      }
      .wide {
        grid-column: span 2;
      }
      @media (min-width: 110rem) {
        .columns {
          grid-template-columns: 19rem minmax(0, 1fr) 30rem;
        }
      }
      @media (max-width: 60rem) {
        /* Too narrow for three columns: the call first, then the customer, then the rest. */
        .desk {
          height: auto;
        }
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
        .columns > * {
          overflow: visible;
        }
        .columns > .left {
          order: 1;
        }
        .wide {
          grid-column: auto;
        }
      }
      .left {
        display: grid;
        align-content: start;
        gap: var(--cc-gap, 0.75rem);
      }
      .over {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 1rem;
        min-height: 100%;
        padding: 2rem;
        text-align: center;
      }
      .over h1 {
        font-size: 1.5rem;
        font-weight: 650;
        color: var(--cc-bad, #b3261e);
      }
      .over button {
        min-height: 3.25rem;
        padding: 0 2rem;
        font-size: 1.125rem;
      }
      .toasts {
        inset: auto 1rem 1rem auto;
        margin: 0;
        padding: 0.25rem;
        border: 0;
        background: none;
        gap: 0.5rem;
        max-width: 26rem;
      }
      .toasts:popover-open {
        display: grid;
      }
      .toasts .notice {
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
        text-align: left;
        white-space: normal;
        font-weight: 500;
        justify-content: start;
      }
      .keys {
        display: grid;
        grid-template-columns: repeat(3, minmax(12rem, 1fr));
        gap: 0.5rem 1.5rem;
        padding: 0.5rem 0;
      }
      dl div {
        display: grid;
        grid-template-columns: 3.75rem 1fr;
        align-items: center;
        min-height: 1.75rem;
      }
      dialog form {
        display: flex;
        justify-content: end;
      }
    `];#e=new ht;#t=new Lt(this.dataset,()=>this.requestUpdate());#n=new kt(this.#e,{middle:()=>this.renderRoot.querySelector(`cc-interaction`),presence:()=>this.renderRoot.querySelector(`cc-presence`),directory:e=>this.#f(e)});connectedCallback(){super.connectedCallback(),this.#e.follow(()=>this.requestUpdate()),window.addEventListener(`keydown`,e=>this.#n.hear(e)),window.addEventListener(`beforeunload`,e=>this.#i(e)),document.querySelector(`form[action="/logout"]`)?.addEventListener(`submit`,e=>this.#a(e)),this.#t.start(),this.#e.start(this.#t.all.includes(`desk`))}#r=!1;#i(e){this.#e.call&&this.#e.live.bye===null&&!this.#r&&e.preventDefault()}#a(e){this.#r=!this.#e.call||window.confirm(p(`desk.leave_in_call`)),this.#r||e.preventDefault()}#o=[];#s(){let{toasts:e}=this.#e;if(e===this.#o)return;this.#o=e;let t=this.renderRoot.querySelector(`.toasts`);t?.matches(`:popover-open`)&&t.hidePopover(),e.length&&t?.showPopover()}updated(){this.#s();let{me:e,phone:t,live:n,selected:r}=this.#e;this.dataset.phone=e&&e.phone!==`softphone`?e.phone:t.state,this.dataset.presence=e?.not_responding?`not_responding`:e?.presence??``,this.dataset.live=n.bye??(n.open?`open`:`lost`),this.dataset.view=this.#t.now,this.dataset.stage=r?.stage??``}render(){let e=this.#e,t=this.#t.now===`floor`;return r`<div class="desk">
        <cc-condition
          .desk=${e} .away=${t} @shortcuts=${()=>this.#p()} @to-desk=${()=>this.#t.show(`desk`)}
          @sound=${()=>this.renderRoot.querySelector(`cc-sound-settings`)?.open()}
        ></cc-condition>
        ${this.#t.known(`floor`)?r`<cc-floor .desk=${e} ?hidden=${!t}></cc-floor>`:g}
        <div
          class="columns" ?hidden=${t} @directory=${e=>this.#f(e.detail)}
          @number=${e=>this.#f(`consult`,e.detail)}
          @finish-first=${()=>void this.updateComplete.then(()=>this.renderRoot.querySelector(`cc-interaction`)?.focusNotes())}
        >${this.#c()}</div>
      </div>
      <cc-directory .desk=${e}></cc-directory>
      <cc-messages .desk=${e}></cc-messages>
      ${e.isAgent?r`<cc-sound-settings .desk=${e}></cc-sound-settings>`:g}
      <dialog id="shortcuts" aria-label=${p(`desk.shortcuts`)}>
        <h2>${p(`desk.shortcuts`)}</h2>
        ${we()}
        <form method="dialog"><button>${p(`desk.close`)}</button></form>
      </dialog>
      <p class="unseen" role="alert" data-part="rings">${this.#d()}</p>
      <div class="toasts" role="alert" data-part="toasts" popover="manual">
        ${e.toasts.map(t=>r`<button type="button" class="notice ${t.bad?`bad`:``}" data-part="toast" @click=${()=>e.dismiss(t)}>${t.text}</button>`)}
      </div>
    `}#c(){let e=this.#e,{selected:t}=e;return r`<div class="left" ?inert=${e.live.bye!==null}>
        <cc-presence .desk=${e}></cc-presence>
        <cc-cards .desk=${e}></cc-cards>
        <cc-unfinished .desk=${e}></cc-unfinished>
        <cc-day .desk=${e}></cc-day>
      </div>
      ${this.#l?this.#u():t?r`<div>${C(t.interaction,r`<cc-interaction .desk=${e} .work=${t}></cc-interaction>`)}</div>
            <div>${C(t.interaction,r`<cc-customer .desk=${e} .work=${t}></cc-customer>`)}</div>`:r`<div class="wide"><cc-calm .desk=${e}></cc-calm></div>`}`}get#l(){return this.#e.live.bye!==null&&this.#e.phone.lines.length===0}#u(){let{bye:e}=this.#e.live,t=e===`signed_in_elsewhere`;return r`<div class="wide"><section class="card over" data-part="over">
      <h1>${p(t?`desk.signed_in_elsewhere`:`live.bye.${e??`session_over`}`)}</h1>
      ${t?r`<button type="button" class="first" data-do="use-here" @click=${()=>location.reload()}>${p(`desk.use_here`)}</button>`:r`<a href="/login?next=/desk">${p(`live.to_login`)}</a>`}
    </section></div>`}#d(){let e=this.#e.work.find(e=>e.stage===`offered`||e.stage===`ringing`);return e?`${A(e)}: ${M(e.pop)}`:``}#f(e,t=``){let n=this.#e.call??null;this.renderRoot.querySelector(`cc-directory`)?.open(e,e===`dial`?null:n,t)}#p(){this.renderRoot.querySelector(`#shortcuts`)?.showModal()}};customElements.define(`cc-desk`,zt);async function Bt(e){if(!window.isSecureContext)return`insecure`;if(!(`RTCPeerConnection`in window)||!(`AudioContext`in window)||!navigator.mediaDevices)return`too_old`;try{return await navigator.mediaDevices.getUserMedia({audio:e})}catch(e){return Vt(e instanceof DOMException?e.name:``)}}function Vt(e){switch(e){case`NotAllowedError`:case`SecurityError`:return`denied`;case`NotFoundError`:case`OverconstrainedError`:return`no_microphone`;case`NotReadableError`:case`AbortError`:return`busy`;default:return`microphone`}}var Ht=class{#e;#t;constructor(e,t){this.#e=e.createAnalyser(),this.#e.fftSize=2048,this.#t=new Float32Array(this.#e.fftSize),e.createMediaStreamSource(t).connect(this.#e)}level(){return Math.sqrt(this.#n())}share(e){let t=this.#n();if(t<Ut)return 0;let n=this.#t.length,r=2*Math.cos(2*Math.PI*e/this.#e.context.sampleRate),[i,a]=[0,0];for(let e of this.#t)[i,a]=[a,e+r*a-i];return 2*(a*a+i*i-r*a*i)/(n*n)/t}#n(){return this.#e.getFloatTimeDomainData(this.#t),this.#t.reduce((e,t)=>e+t*t,0)/this.#t.length}},Ut=1e-6,Wt=`echo`,Gt=5e3,Kt=8e3,qt=8e3,Jt=1e3,Yt=[997,1307,823,1489],Xt=400,Zt=1200,Qt=.4;async function $t(e,t,n){let r=await ue(()=>import(`./JsSIP-NFpXC-o_.js`).then(e=>pe(e.default,1)),__vite__mapDeps([6,7,1,3])),i=new le(e.socket),a=new r.UA({sockets:i,uri:e.uri,authorization_user:e.login,password:e.password,register:!1,session_timers:!1,user_agent:`callcenter sound test`});try{return await rn(a)?await en(a,e,t,n):Q(`socket`)}finally{a.stop()}}async function en(e,t,n,r){let i=new tn(n,r),a=e.call(t.uri.replace(/:[^@]+@/,`:${Wt}@`),{mediaStream:i.stream,pcConfig:{iceServers:[...t.ice_servers]}}),o=document.createElement(`audio`);try{let e=on(a),t=await an(a);if(t!==null)return Q(t);if(!await sn(a.connection))return Q(`no_path`);let r=await e;o.muted=!0,o.srcObject=r,o.play().catch(()=>void 0);let s=await nn(new Ht(n,r),i);return{fault:s===null?`no_echo`:null,way:await cn(a.connection),roundTrip:s}}finally{o.srcObject=null,i.close(),a.isEnded()||a.terminate()}}function Q(e){return{fault:e,way:null,roundTrip:null}}var tn=class{#e;#t;#n;constructor(e,t){this.#e=e,this.#t=e.createMediaStreamDestination(),this.#n=e.createGain(),e.createMediaStreamSource(t).connect(this.#n).connect(this.#t)}get stream(){return this.#t.stream}say(e){let t=this.#e.createOscillator(),n=this.#e.createGain();n.gain.value=.5,this.#n.gain.value=0,t.frequency.value=e,t.connect(n).connect(this.#t),t.start(),t.stop(this.#e.currentTime+Xt/1e3)}close(){this.#n.disconnect();for(let e of this.stream.getTracks())e.stop()}};async function nn(e,t){for(let n of Yt){let r=performance.now();if(t.say(n),await ln(()=>e.share(n)>Qt,Zt))return performance.now()-r}return null}function rn(e){return $(Gt,!1,t=>{e.on(`connected`,()=>t(!0)),e.start()})}function an(e){let t=0;return e.on(`icecandidate`,e=>{t||=window.setTimeout(()=>e.ready(),Jt)}),$(Kt,`refused`,t=>{e.on(`confirmed`,()=>t(null)),e.on(`failed`,e=>t(e.originator===`remote`?`refused`:`no_path`))})}function on(e){return new Promise(t=>{let n=e=>e.addEventListener(`track`,e=>t(e.streams[0]??new MediaStream([e.track])));e.connection?n(e.connection):e.on(`peerconnection`,e=>n(e.peerconnection))})}function sn(e){return $(qt,!1,t=>{let n=()=>{e.connectionState===`connected`&&t(!0),(e.connectionState===`failed`||e.connectionState===`closed`)&&t(!1)};e.addEventListener(`connectionstatechange`,n),n()})}async function cn(e){let t=[...(await e.getStats()).values()],n=t.filter(e=>e.type===`candidate-pair`).find(e=>e.nominated&&e.state===`succeeded`),r=t.find(e=>e.id===n?.localCandidateId);return r?{kind:r.candidateType,protocol:r.relayProtocol??r.protocol}:null}function ln(e,t){return $(t,!1,t=>{let n=window.setInterval(()=>{e()&&t(!0)},10);return()=>window.clearInterval(n)})}function $(e,t,n){return new Promise(r=>{let i=!1,a,o=e=>{i||(i=!0,window.clearTimeout(s),window.setTimeout(()=>a?.()),r(e))},s=window.setTimeout(()=>o(t),e);a=n(o)})}var un=60,dn=3e-4,fn=5e3,pn=660,mn=1.5,hn=class extends _{step=`idle`;level=0;wasHeard=!1;report=null;#e=null;#t=null;#n=0;get running(){return this.step===`microphone`||this.step===`way`}async run(e){this.stop(),this.wasHeard=!1,this.report=null,this.#o(`microphone`);let t=await Bt(e);if(typeof t==`string`)return this.#a({fault:t,way:null,roundTrip:null});this.#e=t;let n=this.#t=new AudioContext;n.resume(),this.#r(new Ht(n,t)),this.#o(`way`);let r=await gn();if(typeof r==`string`)return this.#a({fault:r,way:null,roundTrip:null});let i=await $t(r,n,t);return i.fault===null&&await this.#i(),this.#a(i)}async play(e){let t=new AudioContext,n=t.createMediaStreamDestination(),r=t.createOscillator(),i=t.createGain();i.gain.value=.2,r.frequency.value=pn,r.connect(i).connect(n);let a=new Audio;a.srcObject=n.stream,e&&`setSinkId`in a&&await a.setSinkId(e).catch(()=>void 0),r.onended=()=>void t.close(),r.start(),r.stop(t.currentTime+mn),await a.play()}stop(){window.clearInterval(this.#n);for(let e of this.#e?.getTracks()??[])e.stop();this.#t?.close(),this.#e=null,this.#t=null,this.level=0,this.#o(`idle`)}#r(e){this.#n=window.setInterval(()=>{this.level=e.level(),this.wasHeard||=this.level>dn,this.changed()},un)}#i(){return new Promise(e=>{let t=performance.now(),n=this.follow(()=>{!this.wasHeard&&this.running&&performance.now()-t<fn||(n(),e())});this.changed()})}#a(e){return this.step===`idle`||(this.report=e,this.#o(`done`)),e}#o(e){this.step=e,this.changed()}};async function gn(){try{let e=await fetch(`/api/phone`,{cache:`no-store`});return e.ok?await e.json():e.status===409?`no_softphone`:`server_away`}catch{return`server_away`}}var _n=.25,vn=class extends b{static styles=[c,e`
      dialog {
        width: 30rem;
        border: 1px solid var(--cc-line, #d6dce4);
        border-radius: var(--cc-radius-l, 10px);
        background: var(--cc-surface, #fff);
        color: inherit;
        padding: 1rem 1.25rem;
        text-align: left;
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 0.3);
      }
      ol {
        display: grid;
        gap: 0.75rem;
        padding: 1rem 0;
      }
      li {
        display: grid;
        grid-template-columns: 1.5rem 5rem 1fr auto;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.125rem;
      }
      li b {
        font-weight: 600;
      }
      i {
        width: 1.25rem;
        text-align: center;
        font-style: normal;
        font-weight: 700;
        color: var(--cc-text-dim, #516072);
      }
      [data-mark="good"] i {
        color: var(--cc-ok, #17743a);
      }
      [data-mark="bad"] i {
        color: var(--cc-bad, #b3261e);
      }
      meter {
        width: 100%;
      }
      footer {
        display: flex;
        justify-content: flex-end;
        gap: 0.5rem;
        padding-top: 1rem;
      }
      .notice {
        white-space: normal;
        display: block;
        text-align: left;
      }
      .notice p + p {
        margin-top: 0.375rem;
        font-weight: 400;
      }
    `];#e=new hn;#t=()=>void 0;connectedCallback(){super.connectedCallback(),this.#t=this.#e.follow(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.#t(),this.#e.stop()}open(){this.renderRoot.querySelector(`dialog`)?.showModal(),this.#n()}#n(){this.#e.run(this.desk.telephone.devices.audio)}render(){return r`<button type="button" class="quiet" data-do="sound-test" ?disabled=${this.desk.phone.lines.length>0} @click=${()=>this.open()}>
        ${p(`sound.test`)}
      </button>
      <dialog aria-labelledby="sound-test" data-part="sound-test" data-step=${this.#e.step} @close=${()=>this.#e.stop()}>
        <h2 id="sound-test">${p(`sound.test`)}</h2>
        <ol>${this.#i()}${this.#a()}${this.#o()}${this.#s()}</ol>
        <div aria-live="polite">${this.#c()}</div>
        <footer>
          <button type="button" data-do="test-again" ?disabled=${this.#e.running} @click=${()=>this.#n()}>${p(`sound.again`)}</button>
          <form method="dialog"><button class="first" data-do="end-sound-test">${p(`sound.close`)}</button></form>
        </footer>
      </dialog>`}#r(e,t,n,i,a=g){let o={wait:`·`,now:`…`,good:`✓`,bad:`✗`}[t];return r`<li data-part=${e} data-mark=${t}><i aria-hidden="true">${o}</i><b>${n}</b><span>${i}</span>${a}</li>`}#i(){let{step:e,level:t,wasHeard:n,report:i}=this.#e,a=i?.fault&&yn.includes(i.fault),o=a?`bad`:n?`good`:e===`done`?`bad`:`now`,s=r`<meter min="0" max="1" .value=${Math.min(1,t/_n)} aria-label=${p(`sound.level`)} data-part="level"></meter>`;return this.#r(`microphone`,o,p(`sound.microphone`),a?p(`sound.not_open`):s)}#a(){let e=r`<button type="button" data-do="play-tone" @click=${()=>this.#e.play(this.desk.telephone.devices.used(`headset`))}>${p(`sound.play`)}</button>`;return this.#r(`speaker`,`wait`,p(`sound.speaker`),r`<span class="dim">${p(`sound.speaker.hint`)}</span>`,e)}#o(){let{step:e,report:t}=this.#e,n=t?.way?`good`:e===`done`?`bad`:e===`way`?`now`:`wait`,r=t?.way?p(`sound.way.${t.way.kind}`,{protocol:t.way.protocol.toUpperCase()}):``;return this.#r(`way`,n,p(`sound.way`),r)}#s(){let{step:e,report:t}=this.#e,n=t&&t.roundTrip!==null,r=n?`good`:e===`done`?`bad`:e===`way`?`now`:`wait`,i=n?p(`sound.came_back`,{ms:Math.round(t.roundTrip??0)}):``;return this.#r(`echo`,r,p(`sound.echo`),i)}#c(){let{report:e,wasHeard:t,step:n}=this.#e;if(!e)return r`<p class="dim" data-part="verdict">${n===`idle`?``:p(`sound.say_something`)}</p>`;let i=e.fault??(t?null:`microphone_silent`);return i===null?r`<div class="notice ok" data-part="verdict" data-fault=""><p>${p(`sound.all_well`)}</p></div>`:r`<div class="notice bad" role="alert" data-part="verdict" data-fault=${i}>
      <p>${p(`sound.fault.${i}`)}</p><p>${p(`sound.advice.${i}`)}</p>
    </div>`}},yn=[`insecure`,`too_old`,`no_microphone`,`denied`,`busy`,`microphone`];customElements.define(`cc-sound-test`,vn),window.name=`callcenter-desk`;