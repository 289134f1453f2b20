const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["cc-floor-CENgVnCC.js","changes-CFKjLTSM.js","keypad-CYexXsIX.js","wire-7bVqSfVm.js","live-BEfSqmdN.js"])))=>i.map(i=>d[i]);
import{S as e,T as t,_ as n,a as r,b as i,d as a,f as o,g as s,h as c,i as l,l as u,m as d,p as f,t as p,u as m,v as h,y as g}from"./changes-CFKjLTSM.js";import{a as ee,c as te,l as ne,n as re,t as ie}from"./live-BEfSqmdN.js";import{a as ae,i as _,n as oe,r as se,t as v}from"./keypad-CYexXsIX.js";var y=te(class extends ne{constructor(){super(...arguments),this.key=i}render(e,t){return this.key=e,t}update(e,[t,n]){return t!==this.key&&(ee(e),this.key=t),n}}),b=class extends g{static properties={desk:{attribute:!1}};#e=()=>void 0;connectedCallback(){super.connectedCallback(),this.#e=this.desk.follow(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.#e()}},x={answer:`A`,end:`X`,hold:`H`,mute:`M`,keys:`K`,transfer:`T`,consult:`C`,swap:`S`,complete:`G`,conference:`J`,back:`Z`,party:`I`,record:`P`,help:`Q`,dial:`O`,notes:`N`,finish:`W`,later:`L`,ready:`R`,aux:`B`,next:`↓`,previous:`↑`},ce={ArrowUp:`↑`,ArrowDown:`↓`},le={"desk.shortcuts.call":[`answer`,`end`,`hold`,`mute`,`keys`,`transfer`,`dial`],"desk.shortcuts.others":[`consult`,`swap`,`complete`,`conference`,`back`,`party`,`record`,`help`],"desk.shortcuts.work":[`notes`,`finish`,`later`,`ready`,`aux`,`next`,`previous`]};function S(e){return e.altKey&&!e.ctrlKey&&!e.metaKey&&!e.shiftKey&&!e.repeat}function ue(e){if(!S(e))return;let t=ce[e.code];if(!(t&&e.composedPath()[0]instanceof HTMLSelectElement))return Object.entries(x).find(([,n])=>e.code===`Key${n}`||n===t)?.[0]}function C(e,t){let n=/^(?:Digit|Numpad)([1-9])$/.exec(e.code)?.[1],r=!e.altKey&&!e.ctrlKey&&!e.metaKey&&!e.shiftKey&&!e.repeat;return n&&(S(e)||t&&r)?Number(n):void 0}function w(e){let t={"↑":`ArrowUp`,"↓":`ArrowDown`},n=x[e];return`Alt+${t[n]??n}`}function T(t){return e`<kbd aria-hidden="true">Alt ${x[t]}</kbd>`}function de(){return e`<div class="keys">
    ${Object.entries(le).map(([t,n])=>e`<section>
        <h3>${c(t)}</h3>
        <dl>
          ${n.map(t=>e`<div><dt>${T(t)}</dt><dd>${c(`desk.shortcut.${t}`)}</dd></div>`)}
        </dl>
      </section>`)}
  </div>
  <p class="dim small">${c(`desk.shortcuts.digits`)}</p>`}var fe=[`softphone`,`desk_phone`,`seat`,`number`],pe=class extends b{static styles=[n,t`
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
    `];static properties={...b.properties,kind:{state:!0},seat:{state:!0},number:{state:!0}};constructor(){super(),this.kind=this.seat=this.number=null}render(){let{me:t}=this.desk;return t?t.presence===`signed_out`?this.#e(t):t.not_responding?e`<section class="card calm bad" data-part="not-responding">
        <h1>${c(`desk.not_responding.title`)}</h1>
        <p>${c(`desk.not_responding.text`)}</p>
        <button type="button" class="first" data-do="available" @click=${()=>this.desk.do(`available`)}>${c(`desk.im_back`)} ${T(`ready`)}</button>
      </section>`:t.presence===`aux`?e`<section class="card calm">
        <h1>${this.desk.titleOf(`aux_codes`,t.code)||c(`desk.presence.aux`)}</h1>
        <p class="dim">${c(`desk.aux.text`)}</p>
        <button type="button" class="first" data-do="available" @click=${()=>this.desk.do(`available`)}>${c(`desk.presence.available`)} ${T(`ready`)}</button>
      </section>`:e`<section class="card calm" data-part="waiting">
      <h1>${c(`desk.waiting.title`)}</h1>
      <p class="dim">${c(`desk.waiting.text`)}</p>
    </section>`:i}#e(t){let{starting:n}=this.desk,r=this.kind??t.phone,a=r!==`softphone`||_();return e`<section class="card calm" data-part="start">
      <h1>${c(`desk.start.title`,{name:t.name})}</h1>
      <fieldset class="phones">
        <legend>${c(`desk.start.phone`)}</legend>
        ${fe.map(e=>this.#t(e,r,t))}
      </fieldset>
      <p class="dim small">${c(a?`desk.start.${r}`:`live.unsupported`)}</p>
      <button
        type="button" class="first" data-do="sign-in" ?disabled=${n||!a||!this.#r(r,t)}
        @click=${()=>this.desk.startWork(this.#i(t))}
      >${c(n?`desk.start.starting`:`desk.start.now`)}</button>
      ${r===`softphone`?e`<cc-sound-test .desk=${this.desk}></cc-sound-test>`:i}
    </section>`}#t(t,n,r){let a=()=>{this.kind=t},o=e=>n=>{this.kind=t,this[e]=n.target.value};return e`<label>
      <input type="radio" name="phone" value=${t} data-phone=${t} .checked=${t===n} @change=${a} />
      <span>${c(`desk.phone_kind.${t}`)}</span>
      ${t===`seat`?e`<input class="field" maxlength="64" autocomplete="off" data-part="seat" aria-label=${c(`desk.phone_kind.seat.name`)} placeholder=${c(`desk.phone_kind.seat.name`)} .value=${this.seat??r.seat??``} @input=${o(`seat`)} />`:t===`number`?e`<input class="field" type="tel" maxlength="64" autocomplete="off" data-part="number" aria-label=${c(`desk.phone_kind.number.which`)} placeholder=${c(`desk.phone_kind.number.which`)} .value=${this.number??this.#n(r)} @input=${o(`number`)} />`:i}
    </label>`}#n(e){return e.phone===`number`?e.phone_shown??``:``}#r(e,t){return e===`seat`?(this.seat??t.seat??``).trim()!==``:e!==`number`||(this.number??this.#n(t)).trim()!==``}#i(e){let t=this.kind??e.phone,n=this.seat===null&&this.number===null;return t===e.phone&&n?null:t===`seat`?{kind:t,seat:(this.seat??e.seat??``).trim()}:t===`number`?{kind:t,number:(this.number??``).replace(/[\s()./-]/g,``)}:{kind:t}}};customElements.define(`cc-calm`,pe);var me=10;function E(e){return e.matches.find(t=>t.id===e.customer)}function D(e){return e.medium===`voicemail`&&(e.stage===`offered`||e.stage===`talking`)?c(`desk.stage.voicemail.${e.stage}`):e.stage===`consulting`&&e.consult?.with_customer?c(`desk.stage.with_customer`):e.stage===`talking`&&(e.part===`listener`||e.part===`coach`)?c(`desk.part.${e.part}`):c(`desk.stage.${e.stage}`)}function O(e){return e.caller_shown||e.caller||c(`desk.withheld`)}function k(e){let t=E(e);return t?t.name:e.matches.length>1?c(`desk.several_customers`,{count:e.matches.length}):e.caller_name||O(e)}function A(e){let t=e.stage===`offered`?e.expires_at:e.stage===`wrap_up`?e.wrap_up_ends_at:null;return t!==null&&o(t)<=me}var he={voice:`answer`,callback:`callback`,voicemail:`voicemail`},ge=class extends b{static styles=[n,h,t`
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
    `];render(){let{work:t,selected:n}=this.desk;return e`<section aria-label=${c(`desk.in_hand`)}>
      <h2>${c(`desk.in_hand`)} ${t.length>1?e`<span>${T(`previous`)} ${T(`next`)}</span>`:i}</h2>
      ${t.length?e`<ul>${t.map(t=>e`<li>${this.#e(t,t===n)}</li>`)}</ul>`:e`<p class="empty small dim">${c(`desk.nothing_in_hand`)}</p>`}
    </section>`}#e(t,n){let r=A(t)||this.desk.reminder.isDue(t),i=t.stage===`offered`?t.expires_at:t.stage===`wrap_up`?t.wrap_up_ends_at:null;return e`<button
      type="button" class=${r?`urgent`:``} data-part="card" data-interaction=${t.interaction} data-state=${t.stage}
      aria-current=${String(n)} @click=${()=>this.desk.select(t.interaction)}
    >
      <span title=${c(`desk.medium.${t.medium}`)}>${v(he[t.medium])}</span>
      <span class="name">${k(t.pop)}</span>
      ${i?e`<cc-timer .until=${i}></cc-timer>`:e`<cc-timer .since=${t.since}></cc-timer>`}
      <span class="row small">
        <span class="queue dim">${this.desk.queueTitle(t.queue)}</span>
        <span class="stage">${D(t)}</span>
      </span>
    </button>`}};customElements.define(`cc-cards`,ge);var _e=class extends b{static styles=[n,h,t`
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
    `];static properties={...b.properties,away:{attribute:!1}};render(){let t=this.#t(),n=t.name===`off`?`off`:``;return e`<div class="strip ${t.look} ${n}" data-part="condition" data-condition=${t.name}>
      <i></i><span class="text" role="status">${t.text}</span>${t.action??i}
      ${this.away&&this.desk.selected?this.#e(this.desk.selected):i}
      <span class="keys">
        ${this.desk.isAgent?e`<button type="button" class="quiet" data-do="sound-settings" @click=${()=>this.dispatchEvent(new CustomEvent(`sound`))}>${c(`desk.sound`)}</button>`:i}
        <button type="button" class="quiet" data-do="shortcuts" @click=${()=>this.dispatchEvent(new CustomEvent(`shortcuts`))}>${c(`desk.shortcuts`)}</button>
      </span>
    </div>`}#e(t){return e`<button type="button" class="hand" data-do="to-desk" data-state=${t.stage} @click=${()=>this.dispatchEvent(new CustomEvent(`to-desk`))}>
      ${D(t)} · ${k(t.pop)} <cc-timer .since=${t.since}></cc-timer>
    </button>`}#t(){let{live:t,feed:n,me:r,phone:i,telephone:a}=this.desk;if(t.bye===`signed_in_elsewhere`)return{name:t.bye,look:`bad`,text:c(`desk.signed_in_elsewhere`),action:ve()};if(t.bye!==null){let n=i.lines.length>0?c(`desk.over_while_talking`):c(`live.bye.${t.bye}`);return{name:t.bye,look:`bad`,text:n,action:e`<a href="/login?next=/desk">${c(`live.to_login`)}</a>`}}if(t.lost)return{name:`lost`,look:`bad`,text:c(`live.lost`)};if(!this.desk.isAgent)return t.open?{name:`floor`,look:`calm`,text:c(`live.connected`)}:j();if(!r||!n.current)return j();if(r.phone!==`softphone`)return this.#n(r);if(!_())return{name:`unsupported`,look:`bad`,text:c(`live.unsupported`)};if(a.needsMicrophone&&i.lines.length===0&&r.presence!==`signed_out`){let t=e`<button type="button" data-do="allow-microphone" @click=${()=>this.desk.telephone.allowMicrophone()}>
        ${c(`desk.allow_microphone`)}
      </button>`;return{name:`microphone`,look:`warn`,text:c(`desk.microphone_needed`),action:t}}if(i.state===`lost`)return{name:`phone_lost`,look:`warn`,text:c(`desk.phone.lost`)};if(i.state===`registered`&&a.isMute)return{name:`mute_ring`,look:`warn`,text:c(`desk.ring_is_mute`)};if(i.state===`registered`&&!r.reachable)return{name:`unreachable`,look:`bad`,text:c(`desk.phone.unreachable`)};if(i.state===`registered`)return{name:`ready`,look:`calm`,text:c(`desk.phone.registered`)};let o=i.state===`off`&&r.presence!==`signed_out`?`warn`:`calm`;return{name:i.state,look:o,text:c(`desk.phone.${i.state}`)}}#n(e){let t={phone:e.phone_shown||c(`desk.phone_kind.${e.phone}`)};return e.presence===`signed_out`?{name:`off`,look:`calm`,text:c(`desk.phone.off`)}:e.reachable?{name:`ready`,look:`calm`,text:c(`desk.phone.other`,t)}:{name:`phone_lost`,look:`bad`,text:c(`desk.phone.other_lost`,t)}}};function j(){return{name:`connecting`,look:`calm`,text:c(`live.connecting`)}}function ve(){return e`<button type="button" data-do="use-here" @click=${()=>location.reload()}>${c(`desk.use_here`)}</button>`}customElements.define(`cc-condition`,_e);function M(t,n,r,i){let a=N(r,i);return!a||!t.me||t.me.presence===`signed_out`?e`${n}`:e`<button
    type="button" class="dial" data-do="dial-number" title=${c(`desk.dial.this`)} aria-label=${c(`desk.dial.who`,{who:n})}
    @click=${e=>ye(t,a,e)}
  >${n}${v(`answer`)}</button>`}function ye(e,t,n){e.call?`number`in t?n.target?.dispatchEvent(new CustomEvent(`number`,{detail:t.number,bubbles:!0,composed:!0})):e.toast(c(`desk.refused.not_now`),!0):e.dial(t)}function N(e,t){return/^\+?\d{3,}$/.test(e)?{number:e}:t?{interaction:t}:null}var P=class extends b{static styles=[n,t`
      dl {
        padding: 0.5rem 1rem;
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.125rem 0.75rem;
      }
      dt {
        color: var(--cc-text-dim, #516072);
      }
    `];static properties={...b.properties,work:{attribute:!1}};render(){let{pop:t,direction:n}=this.work;if(n!==`inbound`&&!t.why)return i;let r=t.why,o=t.choices.map(e=>[e.key,this.#e(e.to)].filter(Boolean).join(` → `)).join(` · `);return e`<dl class="card small" data-part="story" aria-label=${c(`desk.why_you`)}>
      <dt>${c(`desk.pressed`)}</dt><dd data-part="pop-choices">${o||c(`desk.pressed_nothing`)}</dd>
      <dt>${c(`desk.dialled`)}</dt><dd>${t.dialled}</dd>
      ${r?e`<dt>${c(`desk.why_you`)}</dt>
            <dd data-part="pop-why">${d(`desk.why.${r.chosen_by}`,r.chosen_by)} · ${c(`desk.why.counts`,{free:r.free,qualified:r.qualified,idle:a(r.idle_for)})}${Object.entries(r.skills).map(([e,t])=>` · ${d(`desk.skill.${e}`,e)} ≥ ${t}`)}</dd>`:i}
    </dl>`}#e(e){return f(this.desk.facts?.queues.find(t=>t.name===e)?.title)}};customElements.define(`cc-why`,P);var be=class extends b{static styles=[n,t`
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
    `];static properties={...b.properties,work:{attribute:!1},again:{state:!0},writing:{state:!0}};constructor(){super(),this.again=!1,this.writing=!1}render(){return e`${this.#e()}<cc-why .desk=${this.desk} .work=${this.work}></cc-why>`}#e(){let{pop:e}=this.work,t=E(e);return this.work.direction===`internal`&&!t?i:t&&!this.again?this.#t(t):e.matches.length>0&&!this.writing?this.#i():this.#a()}#t(t){return e`<section class="card" data-part="customer" data-customer=${t.id} aria-label=${c(`desk.customer`)}>
      <header>
        <span class="name" data-part="customer-name">${t.name}</span>
        ${t.demo?e`<span class="badge">${c(`desk.demo`)}</span>`:i}
      </header>
      <dl class="facts">
        ${t.company?e`<dt>${c(`desk.customer.company`)}</dt><dd>${t.company}</dd>`:i}
        <dt>${c(`desk.customer.language`)}</dt><dd>${d(`live.language.${t.language}`,t.language)}</dd>
        ${t.addresses.map(t=>e`<dt>${d(`live.address.${t.kind}`,t.kind)}</dt><dd>${this.#n(t)}</dd>`)}
        ${t.since?e`<dt>${c(`desk.customer.since`)}</dt><dd>${l(t.since)}</dd>`:i}
      </dl>
      ${t.note?e`<p class="note" data-part="customer-note">${t.note}</p>`:i}
      <div>
        <h3>${c(`desk.orders`)} (${t.orders.length})</h3>
        ${t.orders.length?e`<ul class="list">${t.orders.map(xe)}</ul>`:e`<p class="dim">${c(`desk.no_orders`)}</p>`}
      </div>
      <div>
        <h3>${c(`desk.history`)} (${t.history.length})</h3>
        ${t.history.length?e`<ul class="list" data-part="customer-history">${t.history.map(e=>this.#r(e))}</ul>`:e`<p class="dim">${c(`desk.no_history`)}</p>`}
      </div>
      <div>
        <button type="button" class="quiet" data-do="other-customer" @click=${()=>this.again=!0}>
          ${c(`desk.customer.other`)}
        </button>
      </div>
    </section>`}#n({kind:e,value:t,shown:n}){if(e!==`phone`)return n;let{pop:r,interaction:i}=this.work;return M(this.desk,n,t,n===r.caller_shown?i:``)}#r(t){let n=t.disposition?this.desk.titleOf(`dispositions`,t.disposition):t.outcome?d(`live.outcome.${t.outcome}`,t.outcome):``,o=[d(`desk.medium.${t.medium}`,t.medium),this.desk.queueTitle(t.queue),this.desk.agentName(t.agent??``)];return e`<li>
      <div class="row"><span>${r(t.at)}</span>
        <span class="dim">${t.medium===`voicemail`?i:M(this.desk,c(`desk.call_back`),``,t.interaction)} ${a(t.seconds)}</span></div>
      <div class="row small"><span class="dim">${o.filter(Boolean).join(` · `)}</span><span>${n}</span></div>
      ${t.note?e`<div class="small">${t.note}</div>`:i}
    </li>`}#i(){let{pop:t}=this.work;return e`<section class="card" data-part="chooser" aria-label=${c(`desk.customer`)}>
      <h2>${c(`desk.choose_customer`,{number:O(t)})}</h2>
      <div>
        ${t.matches.map(t=>e`<button
            type="button" class="match" data-do="choose-customer" data-customer=${t.id}
            @click=${()=>this.#l({customer:t.id})}
          >
            <strong>${t.name}</strong>
            <span class="small dim">${[t.company,d(`live.language.${t.language}`,t.language)].filter(Boolean).join(` · `)}</span>
            <span class="small dim">${c(`desk.match_counts`,{orders:t.orders.length,history:t.history.length})}</span>
          </button>`)}
      </div>
      <div class="actions">
        <button type="button" data-do="new-customer" @click=${()=>this.writing=!0}>${c(`desk.new_customer`)}</button>
        ${this.again?this.#o():i}
      </div>
    </section>`}#a(){let{pop:t}=this.work,n=this.desk.facts?.languages??[`zh-CN`,`en`],r=t.language??s.language;return e`<section class="card" data-part="new-customer" aria-label=${c(`desk.new_customer`)}>
      <h2>${c(`desk.new_customer`)}</h2>
      <form @submit=${this.#c}>
        <label>${c(`desk.customer.number`)}<input class="field" readonly .value=${O(t)} /></label>
        <label>${c(`desk.customer.name`)}
          <input class="field" name="name" required maxlength="200" autocomplete="off" value=${t.caller_name} />
        </label>
        <label>${c(`desk.customer.language`)}
          <select class="field" name="language">
            ${n.map(t=>e`<option value=${t} ?selected=${t===r}>${d(`live.language.${t}`,t)}</option>`)}
          </select>
        </label>
        <label>${c(`desk.customer.note`)}<textarea class="field" name="note" maxlength="4000"></textarea></label>
        <div class="actions">
          <button type="submit" class="first" data-do="save-customer" ?disabled=${this.desk.asked(`customer`,this.work)}>
            ${c(`desk.customer.save`)}
          </button>
          ${this.writing||this.again?this.#o():i}
        </div>
      </form>
    </section>`}#o(){return e`<button type="button" data-do="cancel" @click=${this.#s}>${c(`desk.cancel`)}</button>`}#s(){this.again=this.again&&!this.writing?!1:this.again&&this.work.pop.matches.length>0,this.writing=!1}#c(e){e.preventDefault();let t=new FormData(e.target),n=e=>String(t.get(e)??``).trim();n(`name`)&&this.#l({new:{name:n(`name`),language:n(`language`),note:n(`note`)}})}async#l(e){await this.desk.settle(this.work,e)&&(this.again=this.writing=!1)}};function xe(t){let n=new Intl.NumberFormat(s.language,{style:`currency`,currency:t.currency,currencyDisplay:`narrowSymbol`}).format(t.amount);return e`<li>
    <div class="row"><span>${f(t.title)}</span><span>${n}</span></div>
    <div class="row small dim"><span>${l(t.placed_at)} · ${t.id}</span><span>${d(`live.order.${t.status}`,t.status)}</span></div>
  </li>`}customElements.define(`cc-customer`,be);var F=[{at:0,for:.35,hertz:620},{at:.42,for:.35,hertz:780}],Se=2600,Ce=[{at:0,for:.18,hertz:440}],we=4e3,I=[{at:0,for:.12,hertz:880},{at:.16,for:.2,hertz:1175}],Te=[{at:0,for:.25,hertz:520},{at:.35,for:.25,hertz:520}],Ee=[0,.25,.5].map(e=>({at:e,for:.18,hertz:990})),De=.36,L=class{#e=null;#t=null;#n=null;#r=``;volume=.5;set sink(e){this.#r=e,this.#t?.setSinkId?.(e).catch(()=>void 0)}unlock(){this.#e||this.#i(),this.#e?.state===`suspended`&&this.#e.resume(),this.#t?.paused&&this.#t.play().catch(()=>void 0)}get unlocked(){return this.#e?.state===`running`}play(e){(navigator.userActivation?.hasBeenActive??!0)&&this.unlock();let t=this.#e;if(t?.state===`running`&&this.#n)for(let n of e){let e=t.currentTime+n.at,r=t.createGain(),i=t.createOscillator();i.frequency.value=n.hertz,r.gain.setValueAtTime(0,e),r.gain.linearRampToValueAtTime(De*this.volume,e+.03),r.gain.setTargetAtTime(0,e+Math.max(.05,n.for-.12),.05),i.connect(r).connect(this.#n),i.start(e),i.stop(e+n.for)}}#i(){if(this.#e=new AudioContext,!(`setSinkId`in HTMLMediaElement.prototype)){this.#n=this.#e.destination;return}let e=this.#e.createMediaStreamDestination();this.#t=new Audio,this.#t.srcObject=e.stream,this.#n=e,this.#r&&(this.sink=this.#r)}},Oe=class{loud=new L;headset=new L;#e=`off`;#t=0;set ringing(e){if(e===this.#e||(this.#e=e,window.clearInterval(this.#t),e===`off`))return;let t=()=>e===`ring`?this.loud.play(F):this.headset.play(Ce);t(),this.#t=window.setInterval(t,e===`ring`?Se:we)}test(e){e===`ring`?this.loud.play(F):this.headset.play(I)}unlock(){this.loud.unlock(),this.headset.unlock()}get unlocked(){return this.loud.unlocked}},ke=500,Ae=2500,R=`cc-note-${s.login}-`,je=class{#e;#t;#n=new Map;#r=new Map;#i=new Map;#a=new Map;#o=new Set;constructor(e,t){this.#e=e,this.#t=t;for(let e of Object.keys(localStorage).filter(e=>e.startsWith(R)))this.#s(e.slice(R.length))}of(e,t){return this.#n.get(e)??{text:t,disposition:``}}saved(e){return!(this.#n.get(e)?.unsaved??!1)}get stranded(){return[...this.#o].map(e=>({interaction:e,who:this.#n.get(e)?.who??``,text:this.#n.get(e)?.text??``}))}write(e,t,n,r){let i=this.#n.get(e);this.#c(e,{base:n,disposition:``,...i,who:r,text:t,unsaved:!0}),this.#l(e)}choose(e,t,n,r){this.#c(e,{base:n,text:n,unsaved:!1,...this.#n.get(e),who:r,disposition:t})}hear(e,t){let n=this.#n.get(e);if(!n||n.base===t)return;if(this.#a.get(e)===t)return this.#c(e,{...n,base:t});let r=n.unsaved||n.text.includes(t)?Me(n.text,n.base,t):t;this.#c(e,{...n,text:r,base:t,unsaved:n.unsaved&&r!==t}),r!==t&&this.#l(e)}async flush(e){return this.saved(e)||await this.#u(e),this.saved(e)}forget(e){window.clearTimeout(this.#r.get(e)),this.#r.delete(e),this.#n.delete(e),this.#o.delete(e),localStorage.removeItem(R+e),this.#t()}tidy(e){for(let[t,n]of this.#n)!n.unsaved&&!e.has(t)&&(this.#n.delete(t),localStorage.removeItem(R+t))}#s(e){try{let t=JSON.parse(localStorage.getItem(R+e)??``);this.#n.set(e,t),t.unsaved&&this.#l(e)}catch{localStorage.removeItem(R+e)}}#c(e,t){this.#n.set(e,t),localStorage.setItem(R+e,JSON.stringify(t))}#l(e){let t=Date.now(),n=this.#i.get(e)??t;this.#i.set(e,n),window.clearTimeout(this.#r.get(e));let r=Math.max(0,Math.min(ke,n+Ae-t));this.#r.set(e,window.setTimeout(()=>void this.#u(e),r))}async#u(e){window.clearTimeout(this.#r.get(e)),this.#i.delete(e);let t=this.#n.get(e)?.text;if(t===void 0)return;this.#a.set(e,t);let n=await this.#e(e,t);this.#a.get(e)===t&&this.#a.delete(e);let r=this.#n.get(e);r&&n!==null?this.#o.add(e):r&&this.#c(e,{...r,base:t,unsaved:r.text!==t}),this.#t()}};function Me(e,t,n){return n.includes(e)?n:n===t||e.includes(n)?e:`${n}\n${e}`}var Ne=15,z=`cc-hold-reminder`,Pe=class{#e;#t;#n=new Map;constructor(e,t,n){this.#e=e,this.#t=n,window.setInterval(()=>this.#i(t),1e3)}get after(){let e=Number.parseInt(localStorage.getItem(z)??``,10);return Number.isNaN(e)?45:e}set after(e){localStorage.setItem(z,String(e)),this.#t()}isDue(e){return this.after>0&&Fe(e)&&m(e.since)>=this.after}#r=``;#i(e){let t=this.#e().filter(A).map(e=>e.interaction).join();t!==this.#r&&(this.#r=t,this.#t());let n=this.#e().filter(e=>this.isDue(e)),r=n.filter(e=>m(e.since)-(this.#n.get(e.interaction)??-15)>=Ne),i=[...this.#n.keys()].filter(e=>!n.some(t=>t.interaction===e));for(let e of i)this.#n.delete(e);for(let e of r)this.#n.set(e.interaction,m(e.since));r.length&&e.play(Te),(r.length||i.length)&&this.#t()}};function Fe(e){return e.stage===`held`||e.stage===`consulting`&&e.consult?.with_customer!==!0}var B=[`microphone`,`headset`,`ring`],V=`cc-devices`,H={id:``,label:``},U={microphone:H,headset:H,ring:H,volumes:{headset:1,ring:.5}},Ie=class extends p{onNews=()=>void 0;#e=Le();#t=[];#n=new Set;canChooseSpeaker=`setSinkId`in HTMLMediaElement.prototype;start(){navigator.mediaDevices?.addEventListener(`devicechange`,()=>void this.look()),this.look()}async look(){this.#t=await navigator.mediaDevices?.enumerateDevices()??[];for(let e of B)this.#a(e);this.changed()}list(e){let t=e===`microphone`?`audioinput`:`audiooutput`;return this.#t.filter(e=>e.kind===t&&e.deviceId!=="default"&&e.deviceId!==``)}chosen(e){return this.#e[e]}used(e){return this.#i(e)?.deviceId??``}missing(e){return this.#n.has(e)}volume(e){return this.#e.volumes[e]}get audio(){let e=this.used(`microphone`);return!e||{deviceId:{ideal:e}}}choose(e,t){let n=this.#t.find(e=>e.deviceId===t)?.label??``;this.#n.delete(e),this.#r({...this.#e,[e]:{id:t,label:n}})}setVolume(e,t){this.#r({...this.#e,volumes:{...this.#e.volumes,[e]:t}})}#r(e){this.#e=e,localStorage.setItem(V,JSON.stringify(e)),this.changed()}#i(e){let{id:t,label:n}=this.#e[e];if(!t)return;let r=this.list(e);return r.find(e=>e.deviceId===t)??r.find(e=>n!==``&&e.label===n)}#a(e){let{id:t,label:n}=this.#e[e],r=this.list(e).some(e=>e.label!==``);if(!t||!r&&this.list(e).length>0)return;let i=this.#i(e)===void 0;i!==this.#n.has(e)&&(i?this.#n.add(e):this.#n.delete(e),this.onNews(e,i?`gone`:`back`,n))}};function Le(){try{let e=JSON.parse(localStorage.getItem(V)??`{}`);return{...U,...e,volumes:{...U.volumes,...e.volumes}}}catch{return U}}var Re=12e3,ze=5e3,Be=3e3,Ve=class extends p{phone=new oe;devices=new Ie;ring=new Oe;#e;#t=new Map;needsMicrophone=!1;constructor(e){super(),this.#e=e}start(){this.phone.follow(()=>this.changed()),this.phone.onTrouble=e=>this.#c(e),this.phone.onAnsweredByItself=()=>this.ring.headset.play(I),this.devices.follow(()=>this.#r()),this.devices.onNews=(e,t,n)=>{this.#e(c(`desk.device.${t}`,{place:c(`desk.device.${e}`),label:n}),t===`gone`)},this.#r(),this.devices.start();for(let e of[`pointerdown`,`keydown`])document.addEventListener(e,()=>this.#n())}get isMute(){return!this.ring.unlocked&&!(navigator.userActivation?.hasBeenActive??!0)}#n(){let e=this.isMute;this.ring.unlock(),e&&this.changed()}#r(){let{devices:e,ring:t}=this;this.phone.use(e.audio,e.used(`headset`),e.volume(`headset`)),t.headset.sink=e.used(`headset`),t.headset.volume=e.volume(`headset`)/2,t.loud.sink=e.used(`ring`),t.loud.volume=e.volume(`ring`),this.changed()}sound(e){let t=this.phone.lines.some(e=>e.state===`up`),n=e?t?`knock`:`ring`:`off`;this.ring.ringing=n}async allowMicrophone(){this.needsMicrophone=!await se(this.devices.audio),this.needsMicrophone?this.#e(c(`desk.microphone_refused`),!0):await this.devices.look(),this.changed()}async isThere(){if(!_()||(await this.allowMicrophone(),this.needsMicrophone))return!1;if(await this.#o(),this.phone.state===`off`)return!0;let e=await this.#s(()=>this.phone.state===`registered`,Re);return e||this.#e(c(`desk.phone_not_there`),!0),e}#i=!1;followPresence(e,t){e.phone!==`softphone`||e.presence===`signed_out`?!t&&this.phone.state!==`off`&&this.phone.lines.length===0&&this.phone.stop():t||this.#a()}async#a(){this.#i||this.phone.state!==`off`||(this.#i=!0,this.needsMicrophone=await He()!==`granted`,await this.#o(),window.setTimeout(()=>{this.#i=!1,this.changed()},ze))}async#o(){if(this.phone.state===`off`&&_())try{let e=await fetch(`/api/phone`,{cache:`no-store`});e.ok&&await this.phone.start(await e.json(),!0)}catch{this.#e(c(`desk.phone_not_there`),!0)}}#s(e,t){return new Promise(n=>{let r=()=>{e()&&(window.clearTimeout(a),i(),n(!0))},i=this.phone.follow(r),a=window.setTimeout(()=>{i(),n(!1)},t);r()})}#c(e){e===`microphone`&&(this.needsMicrophone=!0),this.#e(c(e===`microphone`?`desk.microphone_refused`:`desk.phone_not_there`),!0)}endUnknownLines(e){for(let{leg:t}of this.phone.lines)e===null||e.has(t)?(window.clearTimeout(this.#t.get(t)),this.#t.delete(t)):this.#t.has(t)||this.#t.set(t,window.setTimeout(()=>this.phone.hangUp(t),Be))}};async function He(){try{return(await navigator.permissions.query({name:`microphone`})).state}catch{return`granted`}}var Ue={direction:`inbound`,part:`handler`,parties:[],consult:null,recording:`off`,quality:null,help:null};function We(e){return{...Ue,...e,pop:e.pop??Ge}}var Ge={caller:``,caller_shown:``,caller_name:``,region:null,dialled:``,language:null,waited:null,visit:0,transferred_by:null,note:``,choices:[],why:null,customer:null,matches:[]},Ke=7e3,qe=new Set([`ringing`,`talking`,`held`,`consulting`,`away`,`dialling`]),Je=class extends p{feed=new re(`desk`);live=new ie([]);isAgent=!0;telephone=new Ve((e,t)=>this.toast(e,t));drafts=new je((e,t)=>this.live.send(`note`,{interaction:e,text:t}),()=>this.changed());reminder=new Pe(()=>this.work,this.telephone.ring.headset,()=>this.changed());#e=new Set;#t=new Set;#n=new Set;facts=null;toasts=[];starting=!1;#r=``;#i=document.title;start(e){this.isAgent=e,this.feed.follow(()=>this.#c()),this.live.follow(()=>this.#o()),this.telephone.follow(()=>this.#c()),this.phone.onRegistered=()=>this.#a(),e&&this.live.watch(this.feed),e&&this.telephone.start(),this.live.start(),e&&this.#m()}get phone(){return this.telephone.phone}get me(){return this.feed.get(`me`)}get today(){return this.feed.get(`today`)}get work(){return this.feed.under(`work/`).map(We).sort((e,t)=>e.interaction.localeCompare(t.interaction))}get unfinished(){return[...this.feed.under(`unfinished/`)].sort((e,t)=>e.since.localeCompare(t.since))}get messages(){return[...this.feed.under(`message/`)].sort((e,t)=>e.at.localeCompare(t.at))}get colleagues(){let e=e=>e.presence===`available`?+!!e.busy:e.presence===`aux`?2:3;return[...this.feed.under(`colleague/`)].sort((t,n)=>e(t)-e(n)||t.number.localeCompare(n.number))}get selected(){let e=this.work;return e.find(e=>e.interaction===this.#r)??e.find(e=>W(e))??e.find(e=>e.stage===`offered`)??e[0]}get call(){return this.work.find(e=>W(e)&&e.medium!==`voicemail`)}select(e){this.#r=e,this.changed()}selectNext(e){let t=this.work,n=t[(t.findIndex(e=>e.interaction===this.selected?.interaction)+e+t.length)%t.length];n&&this.select(n.interaction)}agentName(e){return e===this.me?.agent?this.me.name:this.colleagues.find(t=>t.agent===e)?.name??e}line(e){return this.phone.lines.find(t=>t.leg===e.offer||t.leg.startsWith(`${e.interaction}-`))}waitsToAnswer(e){return this.#e.has(q(e))}asked(e,t){return this.#t.has(`${e} ${t.interaction}`)||this.#t.has(`${e} ${t.offer??`-`}`)}queueTitle(e){return f(this.facts?.queues.find(t=>t.name===e)?.title)||(e??``)}hasScript(e){return!!this.facts?.queues.find(t=>t.name===e)?.script}dispositions(e){let t=this.facts?.dispositions??[],n=this.facts?.queues.find(t=>t.name===e)?.dispositions??[];return n.length?t.filter(e=>n.includes(e.code)):t}titleOf(e,t){return f(this.facts?.[e].find(e=>e.code===t)?.title)||(t??``)}async startWork(e){if(!this.starting){this.starting=!0,this.changed();try{if((e?.kind??this.me?.phone)===`softphone`&&!await this.telephone.isThere())return;await this.do(`sign_in`,e?{phone:e}:{})&&await this.do(`available`)}finally{this.starting=!1,this.#c()}}}#a(){this.phone.state===`registered`&&this.feed.current&&this.live.tell(`phone_ready`,{calls:this.phone.lines.map(e=>e.leg)})}async ask(e,t={}){let n=t,r=`${e} ${n.interaction??n.offer??``}`;this.#t.add(r),this.changed();let i=await this.live.send(e,t);return this.#t.delete(r),this.changed(),i}async do(e,t={}){let n=await this.ask(e,t);return n!==null&&this.toast(K(n),!0),n===null}doWith(e,t){this.asked(e,t)||this.do(e,{interaction:t.interaction})}answer(e){if(e.stage!==`offered`&&e.stage!==`ringing`)return;this.#r=e.interaction;let t=this.line(e);t?this.phone.answer(t.leg):(e.medium===`voicemail`?this.do(`accept`,{offer:e.offer}):this.me?.phone===`softphone`&&this.#e.add(q(e)),this.changed())}decline(e){e.stage===`offered`?this.do(`decline`,{offer:e.offer}):e.stage===`ringing`&&this.hangUp(e)}hangUp(e){this.doWith(G(e)?`stop_supervising`:`hang_up`,e)}hold(e){e.stage===`talking`?this.doWith(`hold`,e):e.stage===`held`&&this.doWith(`unhold`,e)}mute(e){let t=this.line(e);t?.state===`up`&&this.phone.mute(t.leg,!t.muted)}record(e){e.recording!==`off`&&this.doWith(e.recording===`on`?`pause_recording`:`resume_recording`,e)}dial(e){return this.do(`dial`,e)}settle(e,t){return this.do(`customer`,{interaction:e.interaction,...t})}async finish(e,t){let n=this.drafts.of(e,t),r=n.disposition?{disposition:n.disposition}:{},i=await this.do(`finish`,{interaction:e,text:n.text,...r});return i&&this.drafts.forget(e),i}async later(e){await this.drafts.flush(e.interaction)&&this.doWith(`later`,e)}toast(e,t=!1){let n={text:e,bad:t};this.toasts=[...this.toasts.filter(t=>t.text!==e),n].slice(-4),window.setTimeout(()=>this.dismiss(n),Ke),this.changed()}dismiss(e){this.toasts=this.toasts.filter(t=>t!==e),this.changed()}#o(){this.live.bye===`signed_in_elsewhere`&&this.phone.letGo(),this.live.open&&u(),this.#c()}#s=!1;#c(){let{me:e,work:t,feed:n}=this;this.live.bye!==null&&this.phone.state!==`off`&&this.phone.lines.length===0&&this.phone.letGo(),n.current&&!this.#s&&this.#a(),this.#s=n.current,e&&this.live.bye===null&&this.telephone.followPresence(e,this.starting),this.#f(t),this.telephone.endUnknownLines(n.current?this.#p(t):null),n.current&&this.#d(t),this.#l(t),t.some(e=>e.interaction===this.#r)||(this.#r=this.selected?.interaction??``),this.changed()}#l(e){let t=e.find(e=>e.stage===`offered`||e.stage===`ringing`);this.telephone.sound(t!==void 0&&this.me?.phone===`softphone`&&this.#u(t)),document.title=t?`☎ ${k(t.pop)}`:this.#i;for(let e of this.messages.filter(e=>e.urgent&&!this.#n.has(e.id)))this.#n.add(e.id),this.telephone.ring.loud.play(Ee)}#u(e){return e.medium===`voicemail`&&this.live.open?!0:this.line(e)?.state===`ringing`}#d(e){let{unfinished:t}=this;for(let t of e)this.drafts.hear(t.interaction,t.pop.note);for(let e of t)this.drafts.hear(e.interaction,e.note);this.drafts.tidy(new Set([...e,...t].map(e=>e.interaction)))}#f(e){for(let t of e.filter(e=>this.waitsToAnswer(e))){let e=this.line(t);e&&(this.#e.delete(q(t)),this.phone.answer(e.leg))}for(let t of this.#e)e.some(e=>q(e)===t)||this.#e.delete(t)}#p(e){let t=e.filter(e=>e.stage!==`wrap_up`).map(e=>this.line(e)?.leg??``);return new Set(t)}async#m(){for(let e=500;this.live.bye===null;e=Math.min(e*2,5e3)){try{let e=await fetch(`/api/desk`,{cache:`no-store`});if(e.ok&&(this.facts=await e.json()),e.ok||e.status===401||e.status===403)break}catch{}await new Promise(t=>window.setTimeout(t,e))}this.changed()}};function W(e){return qe.has(e.stage)}function G(e){return e.part===`listener`||e.part===`coach`}function K(e){return d(`desk.refused.${e}`,c(`desk.refused.other`,{why:e}))}function q(e){return e.offer??`${e.interaction} ${e.since}`}var Ye={transfer:`transfer`,consult:`consult`,party:`conference`,dial:`dial`},Xe=class extends b{static styles=[n,h,t`
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
        grid-template-columns: 1fr;
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
    `];static properties={...b.properties,work:{state:!0},purpose:{state:!0},kind:{state:!0},filter:{state:!0},why:{state:!0},waiting:{state:!0}};constructor(){super(),this.work=null,this.purpose=`transfer`,this.kind=`agent`,this.filter=``,this.why=null,this.waiting=!1}open(e,t,n=``){this.purpose=e,this.work=t,this.filter=``,this.why=null,n?this.kind=`number`:this.#e.includes(this.kind)||(this.kind=`agent`),this.updateComplete.then(()=>{this.#t?.open||this.#t?.showModal(),n&&this.#n&&(this.#n.value=n),this.#n?.focus()})}get#e(){return this.purpose===`transfer`?[`agent`,`queue`,`number`]:[`agent`,`number`]}get#t(){return this.renderRoot.querySelector(`dialog`)}get#n(){return this.renderRoot.querySelector(`input`)}updated(){if(this.purpose===`dial`||!this.#t?.open)return;let e=this.desk.work.find(e=>e.interaction===this.work?.interaction);e!==void 0&&[`talking`,`held`].includes(e.stage)||this.#t.close()}render(){return e`<dialog aria-labelledby="title" data-part="directory" data-purpose=${this.purpose}>
      <form @submit=${this.#p}>
        <header>
          <h2 id="title">${c(`desk.directory.${this.purpose}`)}</h2>
          <button type="button" class="quiet" data-do="cancel" @click=${()=>this.#t?.close()}>${c(`desk.cancel`)}</button>
        </header>
        <div class="tabs">
          ${this.#e.map(t=>e`<button
              type="button" data-do="directory-by" data-kind=${t} aria-pressed=${String(this.kind===t)}
              @click=${()=>this.#u(t)}
            >${c(`desk.directory.by.${t}`)}</button>`)}
        </div>
        ${this.kind===`number`?this.#l():this.#i()}
        ${this.purpose===`dial`?this.#r():i}
        ${this.why===null?i:e`<p class="notice bad" role="alert" data-part="directory-refused" data-why=${this.why}>${K(this.why)}</p>`}
      </form>
    </dialog>`}#r(){return e`<label>${c(`desk.directory.on_behalf`)}
      <select class="field" name="queue" data-part="directory-queue">
        <option value="">${c(`desk.directory.no_queue`)}</option>
        ${this.desk.facts?.queues.map(({name:t,title:n})=>e`<option value=${t}>${f(n)}</option>`)}
      </select>
    </label>`}#i(){let t=c(this.kind===`agent`?`desk.directory.search`:`desk.directory.search_queue`);return e`
      <input
        class="field" type="search" autocomplete="off" .value=${this.filter} aria-label=${t} placeholder=${t}
        @input=${e=>this.filter=e.target.value}
      />
      <div class="list" @keydown=${this.#f}>${this.kind===`agent`?this.#a():this.#s()}</div>
    `}#a(){let t=this.#o();return t.length?t.map(t=>{let n=Ze(t);return e`<button
        type="button" data-do="directory-to" data-agent=${t.agent} data-state=${n}
        ?disabled=${this.waiting||t.presence===`signed_out`||t.reachable===!1} @click=${()=>this.#m({agent:t.agent})}
      ><i></i><span class="dim">${t.number}</span><span>${t.name}</span>
        <span class="small dim">${t.supervisor?c(`desk.directory.supervisor`):t.team??``}</span>
        <span class="small tone">${this.#d(t,n)}</span></button>`}):e`<p class="dim">${c(`desk.directory.nobody`)}</p>`}#o(){let e=this.filter.trim().toLowerCase();return this.desk.colleagues.filter(t=>`${t.name} ${t.number} ${t.team??``}`.toLowerCase().includes(e))}#s(){let t=this.#c();return t.length?t.map(({name:t,title:n})=>e`<button
        type="button" class="queue" data-do="directory-to" data-queue=${t} ?disabled=${this.waiting} @click=${()=>this.#m({queue:t})}
      >${f(n)}</button>`):e`<p class="dim">${c(`desk.directory.no_such_queue`)}</p>`}#c(){let e=this.filter.trim().toLowerCase();return[...this.desk.facts?.queues??[]].filter(({name:t,title:n})=>`${t} ${f(n)}`.toLowerCase().includes(e))}#l(){return e`<div class="number">
      <label>${c(`desk.directory.number`)}
        <input class="field" type="tel" autocomplete="off" maxlength="64" data-part="directory-number" @input=${()=>this.why=null} />
      </label>
      <button type="submit" class="first" data-do="directory-number" ?disabled=${this.waiting}>${c(`desk.directory.${this.purpose}.now`)}</button>
      <p class="dim small">${c(`desk.directory.${this.purpose}.text`)}</p>
    </div>`}#u(e){this.kind=e,this.filter=``,this.why=null,this.updateComplete.then(()=>this.#n?.focus())}#d(e,t){return t===`unreachable`?c(`desk.unreachable`):t===`talking`?c(`desk.busy`):e.presence===`aux`?this.desk.titleOf(`aux_codes`,e.code)||c(`desk.presence.aux`):c(`desk.presence.${e.presence}`)}#f(e){let t=e.key===`ArrowDown`?1:e.key===`ArrowUp`?-1:0;if(!t||e.altKey)return;e.preventDefault();let n=[...this.renderRoot.querySelectorAll(`.list button:not(:disabled)`)],r=n.indexOf(e.composedPath()[0]);n[Math.min(n.length-1,Math.max(0,r+t))]?.focus()}#p(e){if(e.preventDefault(),this.kind===`number`){let e=this.#n?.value.replace(/[\s()./-]/g,``)??``;e&&this.#m({number:e});return}let[t,...n]=this.#o(),[r,...i]=this.#c();this.kind===`agent`&&t&&!n.length&&this.#m({agent:t.agent}),this.kind===`queue`&&r&&!i.length&&this.#m({queue:r.name})}async#m(e){if(this.waiting)return;this.waiting=!0,this.why=null;let t=this.renderRoot.querySelector(`select`)?.value,n=this.purpose===`dial`?t?{queue:t}:{}:{interaction:this.work?.interaction??``};this.why=await this.desk.ask(Ye[this.purpose],{...n,...e}),this.waiting=!1,this.why===null&&this.#t?.close()}};function Ze(e){return e.reachable===!1&&e.presence!==`signed_out`?`unreachable`:e.presence===`available`&&e.busy?`talking`:e.presence}customElements.define(`cc-directory`,Xe);var Qe=class extends b{static styles=[n,t`
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
    `];static properties={...b.properties,work:{attribute:!1},keysOpen:{state:!0}};toggleKeys(){let e=this.desk.line(this.work);this.keysOpen=!this.keysOpen&&e?.state===`up`,this.keysOpen&&this.updateComplete.then(()=>this.renderRoot.querySelector(`cc-keypad`)?.focus())}willUpdate(){this.desk.line(this.work)?.state!==`up`&&(this.keysOpen=!1)}render(){let t=this.work.stage===`offered`||this.work.stage===`ringing`;return e`<div class="row" role="group" aria-label=${c(`desk.call_controls`)} @click=${Y}>
      ${t?this.#e():G(this.work)?this.#t():this.#i()}
    </div>`}#e(){let{work:t,desk:n}=this,r=n.line(t),i=n.waitsToAnswer(t)||r?.state===`answering`,a=t.medium===`voicemail`?c(`desk.take`):c(`desk.answer`);return e`
      ${n.me?.phone!==`softphone`&&t.medium!==`voicemail`?e`<p class="elsewhere">${c(`desk.answer_on_phone`,{phone:n.me?.phone_shown??``})}</p>`:J({does:`answer`,look:`answer`,icon:`answer`,key:`answer`,disabled:i,word:i?c(`desk.answering`):a,act:()=>n.answer(t)})}
      ${J({does:`decline`,look:`end with-answer`,icon:`end`,key:`end`,word:c(`desk.decline`),disabled:n.asked(`decline`,t)||n.asked(`hang_up`,t),act:()=>n.decline(t)})}
    `}#t(){let{work:t,desk:n}=this;return e`${this.#r()}
      <p class="elsewhere">${c(`desk.part.${t.part}.text`)}</p>
      ${J({does:`hang-up`,look:`end`,icon:`end`,key:`end`,word:c(`desk.leave`),disabled:!this.#n||n.asked(`stop_supervising`,t),act:()=>n.hangUp(t)})}`}get#n(){return this.desk.live.bye===null}#r(){let e=this.desk.line(this.work);return J({does:`mute`,icon:`mute`,key:`mute`,disabled:e?.state!==`up`,pressed:e?.muted??!1,word:e?.muted?c(`desk.muted`):c(`desk.mute`),act:()=>this.desk.mute(this.work)})}#i(){let{work:t,desk:n}=this,r=n.line(t),a=r?.state===`up`,o=t.stage===`held`,s=this.#n&&(t.stage===`talking`||o),l=s&&t.part===`handler`;return e`
      ${this.#r()}
      ${J({does:o?`unhold`:`hold`,icon:o?`resume`:`hold`,key:`hold`,pressed:o,disabled:!s||n.asked(`hold`,t)||n.asked(`unhold`,t),word:c(o?`desk.unhold`:`desk.hold`),act:()=>n.hold(t)})}
      ${J({does:`keys`,icon:`keys`,key:`keys`,disabled:!a,pressed:this.keysOpen,word:c(`desk.keys`),act:()=>this.toggleKeys()})}
      ${J({does:`transfer`,icon:`transfer`,key:`transfer`,disabled:!l,word:c(`desk.transfer`),act:()=>this.#s(`transfer`)})}
      ${J({does:`hang-up`,look:`end`,icon:`end`,key:`end`,word:c(`desk.hang_up`),disabled:!this.#n||n.asked(`hang_up`,t),act:()=>n.hangUp(t)})}
      ${J({does:`consult`,look:`second`,icon:`consult`,key:`consult`,disabled:!l,word:c(`desk.consult`),act:()=>this.#s(`consult`)})}
      ${J({does:`party`,look:`second`,icon:`party`,key:`party`,disabled:!l,word:c(`desk.party`),act:()=>this.#s(`party`)})}
      ${this.#a(s)} ${this.#o()}
      ${this.keysOpen&&r?e`<div class="card keys" @keydown=${this.#c}>
            <cc-keypad .keys=${r.keys} @key=${e=>n.phone.press(r.leg,e.detail)}></cc-keypad>
          </div>`:i}
    `}#a(t){let{work:n,desk:r}=this,a=n.recording===`off`,o=n.recording===`paused`,s=o?`resume_recording`:`pause_recording`,l=a?i:o?v(`hold`):e`<i class="rec"></i>`;return e`<button
      type="button" class="second double ${o?`paused`:``}" data-do="record" data-recording=${n.recording}
      ?disabled=${a||!t||r.asked(s,n)} aria-keyshortcuts=${w(`record`)}
      @click=${()=>r.record(n)}
    ><span>${l}${c(`desk.recording.${n.recording}`)}</span>${T(`record`)}</button>`}#o(){let{work:e,desk:t}=this,n=e.help!==null;return J({does:`help`,look:n?`second called`:`second`,icon:`help`,key:`help`,pressed:n,disabled:!this.#n||n||e.part!==`handler`||![`talking`,`held`,`consulting`].includes(e.stage)||t.asked(`help`,e),word:c(n?`desk.help.called`:`desk.help`),act:()=>t.doWith(`help`,e)})}#s(e){this.dispatchEvent(new CustomEvent(`directory`,{detail:e,bubbles:!0,composed:!0}))}#c(e){e.key===`Escape`&&(this.keysOpen=!1,this.renderRoot.querySelector(`[data-do="keys"]`)?.focus())}};function J(t){return e`<button
    type="button" class=${t.look??``} data-do=${t.does} ?disabled=${t.disabled??!1}
    aria-pressed=${t.pressed===void 0?i:String(t.pressed)} aria-keyshortcuts=${w(t.key)}
    @click=${t.act}
  ><span>${v(t.icon)}${t.word}</span>${T(t.key)}</button>`}var Y={handleEvent(e){let t=e.composedPath().some(e=>e instanceof HTMLElement&&e.dataset.key!==void 0);e.detail>1&&!t&&e.stopPropagation()},capture:!0};customElements.define(`cc-controls`,Qe);var $e=class extends b{static styles=[n,h,t`
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
    `];static properties={...b.properties,work:{attribute:!1}};render(){let{work:t}=this,n=t.parties.filter(e=>e.state!==`ringing`).length<=2;return e`<section class="card" aria-label=${c(`desk.parties`)} data-part="parties">
      <ul aria-live="polite">
        ${t.parties.map(t=>e`<li data-state=${et(t)} data-party=${t.leg}>${this.#e(t,n)}</li>`)}
      </ul>
      ${t.consult&&t.part===`handler`?this.#n(t.consult):i}
    </section>`}#e(t,n){let{work:r,desk:a}=this,o=t.leg===r.consult?.leg,s=!t.me&&!n&&r.consult===null&&r.part===`handler`&&t.role===`talker`;return e`<i></i><span>${t.me?c(`desk.party.me`):t.shown||c(`desk.withheld`)}</span>
      <span class="small tone">${this.#t(t,o)}</span>
      ${s?e`<button
            type="button" class="quiet" data-do="drop" data-leg=${t.leg} ?disabled=${a.asked(`drop`,r)}
            aria-label=${c(`desk.drop.who`,{who:t.shown})}
            @click=${()=>a.do(`drop`,{interaction:r.interaction,leg:t.leg})}
          >${c(`desk.drop`)}</button>`:i}`}#t(e,t){return e.me&&e.state!==`ringing`&&e.role===`talker`?this.desk.line(this.work)?.muted?c(`desk.muted`):``:e.role===`talker`?t&&e.state!==`ringing`?c(this.work.consult?.with_customer?`desk.party.hears_music`:`desk.party.state.consulting`):c(`desk.party.state.${e.state}`):c(`desk.part.${e.role}`)}#n(t){let{work:n,desk:r}=this,i=t.state===`talking`&&r.live.bye===null,a=e=>()=>r.doWith(e,n);return e`<div class="consult" role="group" aria-label=${c(`desk.consult.with`,{who:t.shown})} @click=${Y}>
      ${this.#r(`swap`,`swap`,c(t.with_customer?`desk.swap.to_consulted`:`desk.swap.to_customer`),i,a(`swap`))}
      ${this.#r(`complete`,`complete`,c(`desk.complete`),i,a(`complete`),`first`)}
      ${this.#r(`conference`,`conference`,c(`desk.join_all`),i,a(`conference`))}
      ${this.#r(`back`,`back`,c(`desk.back`),r.live.bye===null,a(`back`))}
    </div>`}#r(t,n,r,i,a,o=``){return e`<button
      type="button" class=${o} data-do=${t} ?disabled=${!i||this.desk.asked(t,this.work)}
      aria-keyshortcuts=${w(n)} @click=${a}
    >${r}${T(n)}</button>`}};function et(e){return e.state===`ringing`?`offered`:e.state===`consulting`?`talking`:e.state}customElements.define(`cc-parties`,$e);var tt=class extends b{static styles=[n,t`
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
    `];static properties={...b.properties,subject:{attribute:!1},extending:{state:!0}};constructor(){super(),this.extending=!1}focusNotes(){this.renderRoot.querySelector(`textarea`)?.focus()}press(e){this.renderRoot.querySelector(`[data-do="${e}"]`)?.click()}pick(e){let t=this.desk.dispositions(this.subject.queue)[e-1];t&&this.#l(t.code)}render(){let{subject:t,desk:n}=this,r=n.drafts.of(t.interaction,t.note),a=n.dispositions(t.queue);return e`<section class="card" @keydown=${this.#s}>
      <header>
        <h2>${c(`desk.notes`)}</h2>${T(`notes`)}
        <span class="small dim" role="status" data-part="note-saved">
          ${n.drafts.saved(t.interaction)?r.text?c(`desk.saved`):i:c(`desk.saving`)}
        </span>
      </header>
      <textarea
        class="field" maxlength="4000" aria-label=${c(`desk.notes`)} aria-keyshortcuts=${w(`notes`)} data-part="note"
        placeholder=${c(`desk.notes_hint`)} .value=${r.text} @input=${this.#c}
      ></textarea>
      <fieldset>
        <legend>${c(`desk.disposition`)}</legend>
        <div class="choices">
          ${a.map((t,n)=>e`<label>
              <input
                type="radio" name="disposition" value=${t.code} data-disposition=${t.code}
                .checked=${r.disposition===t.code} @change=${()=>this.#l(t.code)}
              />${f(t.title)}${n<9?e`<kbd aria-hidden="true">${n+1}</kbd>`:i}</label>`)}
        </div>
      </fieldset>
      ${this.#e(a.length>0&&!r.disposition)}
    </section>`}#e(t){let{subject:n,desk:r}=this;if(this.extending&&n.mayWait)return this.#t();let a=n.mayWait?e`<button type="button" class="quiet" data-do="extend" @click=${()=>this.#n()}>${c(`desk.extend`)}</button>
          <button type="button" data-do="later" aria-keyshortcuts=${w(`later`)} ?disabled=${r.asked(`later`,n)} @click=${()=>this.#o()}>
            ${c(`desk.later`)} ${T(`later`)}
          </button>`:i;return e`<footer>
      ${t&&n.mayFinish?e`<span class="small dim">${c(`desk.choose_disposition`)}</span>`:i}
      ${a}
      <button
        type="button" class="first" data-do="finish" aria-keyshortcuts=${w(`finish`)}
        ?disabled=${!n.mayFinish||t||r.asked(`finish`,n)} @click=${()=>this.#a()}
      >${c(`desk.finish`)} ${T(`finish`)}</button>
    </footer>`}#t(){return e`<footer><form class="extend" @submit=${this.#r} @keydown=${this.#i}>
      <input class="field" name="reason" required maxlength="200" autocomplete="off" aria-label=${c(`desk.extend.reason`)} placeholder=${c(`desk.extend.reason`)} data-part="extend-reason" />
      <button type="button" @click=${()=>this.extending=!1}>${c(`desk.cancel`)}</button>
      <button type="submit" class="first" data-do="extend-now">${c(`desk.extend`)}</button>
    </form></footer>`}#n(){this.extending=!0,this.updateComplete.then(()=>this.renderRoot.querySelector(`[name=reason]`)?.focus())}#r(e){e.preventDefault();let t=String(new FormData(e.target).get(`reason`)??``).trim();t&&this.desk.do(`extend`,{interaction:this.subject.interaction,reason:t}).then(e=>{e&&(this.extending=!1)})}#i(e){e.key===`Escape`&&(this.extending=!1)}async#a(){let{interaction:e,note:t}=this.subject;await this.desk.finish(e,t)&&this.dispatchEvent(new CustomEvent(`finished`))}#o(){let e=this.desk.work.find(e=>e.interaction===this.subject.interaction);e&&this.desk.later(e)}#s(e){let t=e.composedPath()[0],n=C(e,!(t instanceof HTMLTextAreaElement||t instanceof HTMLInputElement&&t.type!==`radio`));n===void 0||e.altKey||(e.preventDefault(),this.pick(n))}#c(e){let{interaction:t,note:n,who:r}=this.subject;this.desk.drafts.write(t,e.target.value,n,r),this.requestUpdate()}#l(e){let{interaction:t,note:n,who:r}=this.subject;this.desk.drafts.choose(t,e,n,r),this.requestUpdate()}};customElements.define(`cc-wrap-up`,tt);var nt=class extends b{static styles=[n,h,t`
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
      audio {
        width: 100%;
        height: 2.5rem;
      }
    `];static properties={...b.properties,work:{attribute:!1},tab:{state:!0}};constructor(){super(),this.tab=`script`}focusNotes(){this.tab=`notes`,this.updateComplete.then(()=>this.#e?.focusNotes())}toggleKeys(){this.renderRoot.querySelector(`cc-controls`)?.toggleKeys()}press(e){this.#e?.press(e)}pick(e){this.#e?.pick(e)}get#e(){return this.renderRoot.querySelector(`cc-wrap-up`)}render(){let{work:t,desk:n}=this,r=t.stage===`offered`||t.stage===`ringing`;return e`
      <section class="card head" data-state=${t.stage} data-part="interaction" data-interaction=${t.interaction} aria-label=${c(`desk.in_hand`)}>
        <div class="line">
          <span class="stage" data-part="stage" role="status">${D(t)}</span>
          <cc-timer .since=${t.began&&t.stage!==`wrap_up`?t.began:t.since} data-part="timer"></cc-timer>
          ${t.part===`guest`?e`<span class="badge" data-part="my-part">${c(`desk.part.guest`)}</span>`:i}
          ${n.reminder.isDue(t)?e`<span class="late" role="alert" data-part="hold-reminder">${c(`desk.hold_reminder`)} <cc-timer .since=${t.since}></cc-timer></span>`:i}
          ${t.quality?.poor?rt(t.quality):i}
          ${this.#n()}
        </div>
        <div class="who">
          <div class="name" data-part="pop-name">${k(t.pop)}</div>
          ${this.#r()}
        </div>
        ${t.voicemail?e`<audio controls preload="none" src=${t.voicemail} data-part="voicemail"></audio>`:i}
        ${this.#t()?e`<cc-controls .desk=${n} .work=${t}></cc-controls>`:i}
      </section>
      ${W(t)&&!r&&t.medium!==`voicemail`?e`<cc-parties .desk=${n} .work=${t}></cc-parties>`:i}
      ${r||G(t)?i:this.#i()}
    `}#t(){let{work:e}=this;return e.stage===`offered`||e.medium!==`voicemail`&&W(e)}#n(){let{work:t}=this,n=A(t)?`until soon`:`until`;if(t.stage===`offered`&&t.expires_at)return e`<span class=${n}>${c(`desk.offer_ends_in`)} <cc-timer .until=${t.expires_at} data-part="offer-left"></cc-timer></span>`;if(t.stage===`wrap_up`&&t.wrap_up_ends_at)return e`<span class=${n}>${c(`desk.wrap_up_ends_in`)} <cc-timer .until=${t.wrap_up_ends_at} data-part="wrap-up-left"></cc-timer></span>`;let r=t.medium===`voice`?c(`desk.direction.${t.direction}`):c(`desk.medium.${t.medium}`);return e`<span class="until dim small">${r}</span>`}#r(){let{pop:t,queue:n,interaction:r,stage:o}=this.work,s=t.language??E(t)?.language,l=O(t),u=o===`wrap_up`&&t.caller_shown!==``;return e`<div class="about">
      <strong data-part="pop-number">${u?M(this.desk,l,t.caller,r):l}</strong>
      ${t.region?e`<span data-part="pop-region">${f(t.region)}</span>`:i}
      ${n?e`<span data-part="pop-queue">${this.desk.queueTitle(n)}</span>`:i}
      ${s?e`<span data-part="pop-language">${d(`live.language.${s}`,s)}</span>`:i}
      ${t.waited===null?i:e`<span data-part="pop-waited">${c(`desk.waited`,{time:a(t.waited)})}</span>`}
      ${t.visit>1?e`<span>${c(`desk.visit`,{count:t.visit})}</span>`:i}
      ${t.transferred_by?e`<span data-part="pop-transferred">${c(`desk.transferred_by`)} ${t.transferred_by}</span>`:i}
    </div>`}#i(){let{desk:t,work:n}=this;if(!t.hasScript(n.queue))return e`<div class="work single">${this.#a()}</div>`;let r=t=>e`<button
      type="button" role="tab" data-do="tab-${t}" aria-selected=${String(this.tab===t)} aria-pressed=${String(this.tab===t)}
      @click=${()=>this.tab=t}
    >${c(`desk.tab.${t}`)}</button>`;return e`<div class="work">
      <div class="tabs" role="tablist">${r(`script`)}${r(`notes`)}</div>
      <cc-script .desk=${t} .work=${n} ?hidden=${this.tab!==`script`}></cc-script>
      ${this.tab===`notes`?this.#a():i}
    </div>`}#a(){return e`<cc-wrap-up .desk=${this.desk} .subject=${this.#o()}></cc-wrap-up>`}#o(){let{interaction:e,queue:t,pop:n,stage:r,medium:i}=this.work;return{interaction:e,queue:t,note:n.note,who:k(n),mayFinish:r===`wrap_up`||i===`voicemail`,mayWait:r===`wrap_up`}}};function rt(t){let n=c(`desk.quality.figures`,{loss:t.loss.toFixed(1),jitter:Math.round(t.jitter),round_trip:t.round_trip===null?`–`:Math.round(t.round_trip)});return e`<span class="badge quality" role="status" data-part="quality" title=${n}>${v(`warning`)} ${c(`desk.quality.poor`)}</span>`}customElements.define(`cc-interaction`,nt);var it=class{#e;#t;constructor(e,t){this.#e=e,this.#t=t}hear(e){let t=C(e,!1),n=ue(e);(n!==void 0||t!==void 0)&&(e.preventDefault(),t===void 0?n&&this.#n(n):this.#t.middle()?.pick(t))}#n(e){let t=this.#e,{selected:n,me:r}=t;e===`ready`&&r&&r.presence!==`signed_out`&&t.do(`available`),e===`aux`&&this.#t.presence()?.focusCodes(),e===`dial`&&r&&r.presence!==`signed_out`&&this.#t.directory(`dial`),e===`next`&&t.selectNext(1),e===`previous`&&t.selectNext(-1),e===`notes`&&this.#t.middle()?.focusNotes(),(e===`finish`||e===`later`)&&this.#t.middle()?.press(e),e===`answer`&&this.#r(),e===`end`&&this.#i(n),t.call&&this.#a(e,t.call)}#r(){let e=this.#e.work.find(e=>e.stage===`offered`||e.stage===`ringing`);e&&this.#e.answer(e)}#i(e){let t=this.#e;e?.stage===`offered`||e?.stage===`ringing`?t.decline(e):t.call&&t.hangUp(t.call)}#a(e,t){let n=this.#e,r=t.stage===`talking`||t.stage===`held`,i=r&&t.part===`handler`;e===`hold`&&n.hold(t),e===`mute`&&n.mute(t),e===`keys`&&this.#t.middle()?.toggleKeys(),e===`transfer`&&i&&this.#t.directory(`transfer`),e===`consult`&&i&&this.#t.directory(`consult`),e===`party`&&i&&this.#t.directory(`party`),e===`record`&&r&&n.record(t),e===`help`&&t.part===`handler`&&t.help===null&&n.doWith(`help`,t),t.consult&&this.#o(e,t)}#o(e,t){let n=t.consult?.state===`talking`;e===`back`&&this.#e.doWith(`back`,t),n&&(e===`swap`||e===`complete`||e===`conference`)&&this.#e.doWith(e,t)}},X=class extends b{static styles=[n,t`
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
    `];updated(){let e=this.renderRoot.querySelector(`dialog`),t=this.desk.messages.some(e=>e.urgent);t&&!e?.open&&e?.showModal(),!t&&e?.open&&e.close()}render(){let{messages:t}=this.desk,n=t.filter(e=>e.urgent);return e`
      <div class="banners" role="log" aria-label=${c(`desk.messages`)}>
        ${t.filter(e=>!e.urgent).map(t=>e`<div class="notice" data-part="message" data-message=${t.id}>
            <strong>${t.from}</strong><span class="small dim">${r(t.at)}</span>
            <p>${t.text}</p>${this.#e(t)}
          </div>`)}
      </div>
      <dialog role="alertdialog" aria-labelledby="urgent" data-part="urgent-message" @cancel=${e=>e.preventDefault()}>
        <h2 id="urgent">${c(`desk.message.urgent`)}</h2>
        ${n.map(t=>e`<div data-message=${t.id}><strong>${t.from}</strong> <span class="small dim">${r(t.at)}</span>
          <p>${t.text}</p></div>${this.#e(t)}`)}
      </dialog>
    `}#e(t){return e`<button
      type="button" class=${t.urgent?`first`:``} data-do="read" @click=${()=>this.desk.do(`read`,{message:t.id})}
    >${c(`desk.message.read`)}</button>`}};customElements.define(`cc-messages`,X);var at=class extends b{static styles=[n,h,t`
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
        min-height: 1.5rem; /* kept free, so that no button moves under the cursor when something is chosen */
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
      .codes h3,
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
    `];focusCodes(){this.renderRoot.querySelector(`[data-do="aux"]:not(:disabled)`)?.focus()}render(){let{me:t,today:n}=this.desk;if(!t)return i;let r=this.desk.work.find(e=>e.stage!==`offered`),a=r?.stage??(t.not_responding?`not_responding`:t.presence);return e`<section class="card" aria-label=${c(`desk.presence`)}>
      <div class="me">
        <div class="state" data-state=${a}>
          <i></i><span data-part="state">${r?D(r):this.#e(t)}</span>
          <cc-timer .since=${r?.since??t.since} data-part="state-timer"></cc-timer>
        </div>
        ${t.presence===`signed_out`?i:e`<div class="then">${this.#t(t)} ${this.#n(t)}</div>${this.#r(t)}`}
      </div>
      ${n?ot(n):i}
    </section>`}#e(e){return e.not_responding?c(`desk.not_responding`):e.presence===`aux`?this.desk.titleOf(`aux_codes`,e.code)||c(`desk.presence.aux`):c(`desk.presence.${e.presence}`)}#t(t){return!t.aux_ends_at||t.presence!==`aux`?i:e`<div class="left small" data-part="aux-left"><span class="within">${c(`desk.aux.left`)}</span><span class="past">${c(`desk.aux.over`)}</span> <cc-timer .until=${t.aux_ends_at} .beyond=${!0}></cc-timer></div>`}#n(t){return t.next?e`<div class="next small" role="status"><span data-part="next">${c(`desk.next`,{state:this.#a(t)})}</span>
      <button type="button" class="quiet" data-do="cancel-next" @click=${()=>t.presence===`aux`?this.desk.do(`aux`,{code:t.code}):this.desk.do(`available`)}>${c(`desk.cancel`)}</button></div>`:i}#r(t){let n=t.presence===`available`&&!t.not_responding,r=t.next?.presence===`available`;return e`
      <button
        type="button" class="wide ${r?`coming`:``} ${n?``:`first`}" data-do="available"
        aria-pressed=${String(n)} aria-keyshortcuts=${w(`ready`)} @click=${()=>this.desk.do(`available`)}
      >${t.not_responding?c(`desk.im_back`):c(`desk.presence.available`)}${T(`ready`)}</button>
      <div class="codes">
        <h3>${c(`desk.aux`)} ${T(`aux`)}</h3>
        ${this.desk.facts?.aux_codes.map(n=>e`<button
            type="button" data-do="aux" data-code=${n.code}
            class=${t.next?.code===n.code?`coming`:``}
            aria-pressed=${String(t.presence===`aux`&&t.code===n.code)}
            @click=${()=>this.desk.do(`aux`,{code:n.code})}
          >${f(n.title)}</button>`)}
        <div class="out">
          <button type="button" class="quiet" data-do="dial" aria-keyshortcuts=${w(`dial`)} @click=${this.#i}>${c(`desk.dial`)} ${T(`dial`)}</button>
          <button type="button" class="quiet" data-do="sign-out" @click=${()=>this.desk.do(`sign_out`)}>
            ${c(`desk.sign_out`)}
          </button>
        </div>
      </div>
    `}#i(){this.dispatchEvent(new CustomEvent(`directory`,{detail:`dial`,bubbles:!0,composed:!0}))}#a(e){return e.next?.presence===`aux`?this.desk.titleOf(`aux_codes`,e.next.code):c(`desk.presence.${e.next?.presence??`available`}`)}};function ot(t){let n=e=>t.handled?a(e/t.handled):`–`;return e`<dl aria-label=${c(`desk.today`)}>
    <div><dt>${c(`desk.today.handled`)}</dt><dd data-part="today-handled">${t.handled}</dd></div>
    <div><dt>${c(`desk.today.missed`)}</dt><dd class=${t.missed?`bad`:``} data-part="today-missed">${t.missed}</dd></div>
    <div><dt>${c(`desk.today.talk`)}</dt><dd>${n(t.talk)}</dd></div>
    <div><dt>${c(`desk.today.wrap_up`)}</dt><dd>${n(t.wrap_up)}</dd></div>
  </dl>`}customElements.define(`cc-presence`,at);var st=4,ct=class extends b{static styles=[n,t`
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
    `];static properties={...b.properties,level:{state:!0}};#e=null;constructor(){super(),this.level=0}open(){this.renderRoot.querySelector(`dialog`)?.showModal(),this.desk.telephone.allowMicrophone().then(()=>this.#n())}disconnectedCallback(){super.disconnectedCallback(),this.#e?.()}render(){let{telephone:t,reminder:n}=this.desk;return e`<dialog aria-labelledby="title" data-part="sound-settings" @close=${()=>this.#e?.()}>
      <h2 id="title">${c(`desk.sound`)}</h2>
      <div class="rows">
        ${B.map(e=>this.#t(e))}
        ${t.devices.canChooseSpeaker?i:e`<p class="dim small">${c(`desk.sound.no_choice`)}</p>`}
        <div class="row short">
          <label>${c(`desk.sound.reminder`)}
            <input
              class="field" type="number" min="0" max="600" step="5" data-part="hold-reminder-after" .value=${String(n.after)}
              @change=${e=>n.after=Math.max(0,Number(e.target.value)||0)}
            />
          </label>
          <span class="dim small">${c(`desk.sound.reminder.text`)}</span>
        </div>
      </div>
      <footer><form method="dialog"><button class="first">${c(`desk.close`)}</button></form></footer>
    </dialog>`}#t(t){let{devices:n,ring:r}=this.desk.telephone,a=n.chosen(t);return e`<div class="row">
      <label>${c(`desk.device.${t}`)}
        <select class="field" data-part="device" data-place=${t} ?disabled=${t!==`microphone`&&!n.canChooseSpeaker} @change=${e=>{n.choose(t,e.target.value),t===`microphone`&&this.#n()}}>
          <option value="" ?selected=${a.id===``}>${c(`desk.device.system`)}</option>
          ${n.list(t).map(r=>e`<option value=${r.deviceId} ?selected=${r.deviceId===n.used(t)}>${r.label}</option>`)}
          ${n.missing(t)?e`<option value=${a.id} selected>${a.label} · ${c(`desk.device.missing`)}</option>`:i}
        </select>
      </label>
      ${t===`microphone`?e`<label>${c(`desk.sound.level`)}<meter min="0" max="1" .value=${this.level} data-part="level"></meter></label><span></span>`:e`<label>${c(`desk.sound.volume`)}
              <input type="range" min="0" max="1" step="0.05" .value=${String(n.volume(t))}
                @input=${e=>n.setVolume(t,Number(e.target.value))} />
            </label>
            <button type="button" data-do="test-sound" data-place=${t} @click=${()=>r.test(t)}>${c(`desk.sound.test`)}</button>`}
      ${n.missing(t)?e`<span class="missing small">${c(`desk.device.missing.text`)}</span>`:i}
    </div>`}async#n(){if(this.#e?.(),!this.renderRoot.querySelector(`dialog`)?.open)return;let e=await navigator.mediaDevices.getUserMedia({audio:this.desk.telephone.devices.audio}).catch(()=>null);if(!e)return;let t=new AudioContext,n=t.createAnalyser();t.createMediaStreamSource(e).connect(n);let r=new Float32Array(n.fftSize),i=window.setInterval(()=>{n.getFloatTimeDomainData(r),this.level=Math.min(1,st*Math.sqrt(r.reduce((e,t)=>e+t*t,0)/r.length))},100);this.#e=()=>{window.clearInterval(i);for(let t of e.getTracks())t.stop();t.close(),this.#e=null}}};customElements.define(`cc-sound-settings`,ct);var lt=class extends b{static styles=[n,t`
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
      dialog header {
        display: flex;
        justify-content: space-between;
        align-items: center;
      }
    `];static properties={...b.properties,open:{state:!0}};constructor(){super(),this.open=``}updated(){let e=this.renderRoot.querySelector(`dialog`),t=this.desk.unfinished.some(e=>e.interaction===this.open);t&&!e?.open&&e?.showModal(),!t&&e?.open&&e.close()}render(){let{unfinished:t,drafts:n}=this.desk,{stranded:r}=n,a=t.find(e=>e.interaction===this.open);return!t.length&&!r.length?i:e`
      ${t.length?e`<section aria-label=${c(`desk.unfinished`)}>
            <h2>${c(`desk.unfinished`)} (${t.length})</h2>
            <ul>${t.map(t=>e`<li>${this.#e(t)}</li>`)}</ul>
          </section>`:i}
      ${r.map(e=>this.#n(e))}
      <dialog data-part="unfinished" aria-labelledby="unfinished" @close=${()=>this.open=``}>
        ${a?this.#t(a):i}
      </dialog>
    `}#e(t){return e`<button type="button" data-do="come-back" data-interaction=${t.interaction} @click=${()=>this.open=t.interaction}>
      <span>${Z(t)}</span><cc-timer .since=${t.since}></cc-timer>
    </button>`}#t(t){return e`<header>
        <h2 id="unfinished">${Z(t)} · ${this.desk.queueTitle(t.queue)} · ${r(t.since)}</h2>
        <form method="dialog"><button class="quiet">${c(`desk.close`)}</button></form>
      </header>
      <cc-wrap-up .desk=${this.desk} .subject=${{interaction:t.interaction,queue:t.queue,note:t.note,who:Z(t),mayFinish:!0,mayWait:!1}}></cc-wrap-up>`}#n(t){return e`<section class="card stranded" data-part="stranded-note" aria-label=${c(`desk.stranded`)}>
      <strong>${c(`desk.stranded`)}</strong><span class="small dim">${t.who}</span>
      <p>${t.text}</p>
      <button type="button" data-do="forget-note" @click=${()=>this.desk.drafts.forget(t.interaction)}>${c(`desk.stranded.forget`)}</button>
    </section>`}};function Z(e){return e.customer_name||e.caller_shown||c(`desk.withheld`)}customElements.define(`cc-unfinished`,lt);var ut={floor:()=>ae(()=>import(`./cc-floor-CENgVnCC.js`),__vite__mapDeps([0,1,2,3,4]))},dt=class{all;#e;#t=new Set;#n;constructor(e,t){this.all=(e.views??`desk`).split(` `).filter($),this.#n=$(e.view)?e.view:`desk`,this.#e=t}get now(){return this.#n}known(e){return this.#t.has(e)}start(){for(let e of this.all)Q(e)?.addEventListener(`click`,t=>this.#r(t,e));window.addEventListener(`popstate`,()=>this.#i(ft(location.pathname)??this.#n)),this.#i(this.#n)}show(e){e!==this.#n&&this.all.includes(e)&&(history.pushState(null,``,`/${e}`),this.#i(e))}#r(e,t){e.ctrlKey||e.metaKey||e.shiftKey||e.altKey||e.button!==0||(e.preventDefault(),this.show(t))}#i(e){this.#n=e,this.#t.add(e),ut[e]?.();for(let t of this.all)t===e?Q(t)?.setAttribute(`aria-current`,`page`):Q(t)?.removeAttribute(`aria-current`);for(let t of document.querySelectorAll(`form[action="/language"] [name="next"]`))t.value=`/${e}`;this.#e()}};function Q(e){return document.querySelector(`header nav a[href="/${e}"]`)}function ft(e){let t=e.slice(1);return $(t)?t:void 0}function $(e){return e===`desk`||e===`floor`}var pt=class extends g{static styles=[n,t`
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
    `];#e=new Je;#t=new dt(this.dataset,()=>this.requestUpdate());#n=new it(this.#e,{middle:()=>this.renderRoot.querySelector(`cc-interaction`),presence:()=>this.renderRoot.querySelector(`cc-presence`),directory:e=>this.#d(e)});connectedCallback(){super.connectedCallback(),this.#e.follow(()=>this.requestUpdate()),window.addEventListener(`keydown`,e=>this.#n.hear(e)),window.addEventListener(`beforeunload`,e=>this.#i(e)),document.querySelector(`form[action="/logout"]`)?.addEventListener(`submit`,e=>this.#a(e)),this.#t.start(),this.#e.start(this.#t.all.includes(`desk`))}#r=!1;#i(e){this.#e.call&&this.#e.live.bye===null&&!this.#r&&e.preventDefault()}#a(e){this.#r=!this.#e.call||window.confirm(c(`desk.leave_in_call`)),this.#r||e.preventDefault()}#o=[];#s(){let{toasts:e}=this.#e;if(e===this.#o)return;this.#o=e;let t=this.renderRoot.querySelector(`.toasts`);t?.matches(`:popover-open`)&&t.hidePopover(),e.length&&t?.showPopover()}updated(){this.#s();let{me:e,phone:t,live:n,selected:r}=this.#e;this.dataset.phone=e&&e.phone!==`softphone`?e.phone:t.state,this.dataset.presence=e?.not_responding?`not_responding`:e?.presence??``,this.dataset.live=n.bye??(n.open?`open`:`lost`),this.dataset.view=this.#t.now,this.dataset.stage=r?.stage??``}render(){let t=this.#e,n=this.#t.now===`floor`;return e`<div class="desk">
        <cc-condition
          .desk=${t} .away=${n} @shortcuts=${()=>this.#f()} @to-desk=${()=>this.#t.show(`desk`)}
          @sound=${()=>this.renderRoot.querySelector(`cc-sound-settings`)?.open()}
        ></cc-condition>
        ${this.#t.known(`floor`)?e`<cc-floor .desk=${t} ?hidden=${!n}></cc-floor>`:i}
        <div
          class="columns" ?hidden=${n} @directory=${e=>this.#d(e.detail)}
          @number=${e=>this.#d(`consult`,e.detail)}
        >${this.#c()}</div>
      </div>
      <cc-directory .desk=${t}></cc-directory>
      <cc-messages .desk=${t}></cc-messages>
      ${t.isAgent?e`<cc-sound-settings .desk=${t}></cc-sound-settings>`:i}
      <dialog id="shortcuts" aria-label=${c(`desk.shortcuts`)}>
        <h2>${c(`desk.shortcuts`)}</h2>
        ${de()}
        <form method="dialog"><button>${c(`desk.close`)}</button></form>
      </dialog>
      <div class="toasts" role="alert" data-part="toasts" popover="manual">
        ${t.toasts.map(n=>e`<button type="button" class="notice ${n.bad?`bad`:``}" data-part="toast" @click=${()=>t.dismiss(n)}>${n.text}</button>`)}
      </div>
    `}#c(){let t=this.#e,{selected:n}=t;return e`<div class="left" ?inert=${t.live.bye!==null}>
        <cc-presence .desk=${t}></cc-presence>
        <cc-cards .desk=${t}></cc-cards>
        <cc-unfinished .desk=${t}></cc-unfinished>
        <cc-day .desk=${t}></cc-day>
      </div>
      ${this.#l?this.#u():n?e`<div>${y(n.interaction,e`<cc-interaction .desk=${t} .work=${n}></cc-interaction>`)}</div>
            <div>${y(n.interaction,e`<cc-customer .desk=${t} .work=${n}></cc-customer>`)}</div>`:e`<div class="wide"><cc-calm .desk=${t}></cc-calm></div>`}`}get#l(){return this.#e.live.bye!==null&&this.#e.phone.lines.length===0}#u(){let{bye:t}=this.#e.live,n=t===`signed_in_elsewhere`;return e`<div class="wide"><section class="card over" data-part="over">
      <h1>${c(n?`desk.signed_in_elsewhere`:`live.bye.${t??`session_over`}`)}</h1>
      ${n?e`<button type="button" class="first" data-do="use-here" @click=${()=>location.reload()}>${c(`desk.use_here`)}</button>`:e`<a href="/login?next=/desk">${c(`live.to_login`)}</a>`}
    </section></div>`}#d(e,t=``){let n=this.#e.call??null;this.renderRoot.querySelector(`cc-directory`)?.open(e,e===`dial`?null:n,t)}#f(){this.renderRoot.querySelector(`#shortcuts`)?.showModal()}};customElements.define(`cc-desk`,pt);