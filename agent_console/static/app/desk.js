import{_ as e,b as t,c as n,d as r,f as i,h as a,i as o,l as s,m as c,n as l,o as u,p as d,r as f,s as p,u as m}from"./timer-T0HXNzpt.js";import{a as ee,c as h,l as g,n as _,t as v}from"./live-BoNfRKJ4.js";import{i as y,n as b,r as x,t as S}from"./keypad-xRQd26JQ.js";var C=h(class extends g{constructor(){super(...arguments),this.key=a}render(e,t){return this.key=e,t}update(e,[t,n]){return t!==this.key&&(ee(e),this.key=t),n}});function w(e){return e.matches.find(t=>t.id===e.customer)}function T(e){let t=e.medium===`voicemail`&&(e.stage===`offered`||e.stage===`talking`);return s(t?`desk.stage.voicemail.${e.stage}`:`desk.stage.${e.stage}`)}function E(e){return e.caller_shown||e.caller||s(`desk.withheld`)}function D(e){let t=w(e);return t?t.name:e.matches.length>1?s(`desk.several_customers`,{count:e.matches.length}):e.caller_name||E(e)}var O=class extends c{static properties={desk:{attribute:!1}};#e=()=>void 0;connectedCallback(){super.connectedCallback(),this.#e=this.desk.follow(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.#e()}},te={voice:`answer`,callback:`callback`,voicemail:`voicemail`},ne=class extends O{static styles=[i,d,t`
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
    `];render(){let{work:t,selected:n}=this.desk;return e`<section aria-label=${s(`desk.in_hand`)}>
      <h2>${s(`desk.in_hand`)}</h2>
      ${t.length?e`<ul>${t.map(t=>e`<li>${this.#e(t,t===n)}</li>`)}</ul>`:e`<p class="empty small dim">${s(`desk.nothing_in_hand`)}</p>`}
    </section>`}#e(t,n){return e`<button
      type="button" data-part="card" data-interaction=${t.interaction} data-state=${t.stage}
      aria-current=${String(n)} @click=${()=>this.desk.select(t.interaction)}
    >
      <span title=${s(`desk.medium.${t.medium}`)}>${S(te[t.medium])}</span>
      <span class="name">${D(t.pop)}</span>
      <cc-timer .since=${t.since}></cc-timer>
      <span class="row small">
        <span class="queue dim">${this.desk.queueTitle(t.queue)}</span>
        <span class="stage">${T(t)}</span>
      </span>
    </button>`}};customElements.define(`cc-cards`,ne);var re=class extends O{static styles=[i,d,t`
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
    `];static properties={...O.properties,away:{attribute:!1}};render(){let t=this.#t(),n=t.name===`off`?`off`:``;return e`<div class="strip ${t.look} ${n}" role="status" data-part="condition" data-condition=${t.name}>
      <i></i><span class="text">${t.text}</span>${t.action??a}
      ${this.away&&this.desk.selected?this.#e(this.desk.selected):a}
      <button type="button" class="quiet keys" data-do="shortcuts" @click=${()=>this.dispatchEvent(new CustomEvent(`shortcuts`))}>
        ${s(`desk.shortcuts`)}
      </button>
    </div>`}#e(t){return e`<button type="button" class="hand" data-do="to-desk" data-state=${t.stage} @click=${()=>this.dispatchEvent(new CustomEvent(`to-desk`))}>
      ${T(t)} · ${D(t.pop)} <cc-timer .since=${t.since}></cc-timer>
    </button>`}#t(){let{live:t,feed:n,me:r,phone:i,needsMicrophone:a}=this.desk;if(t.bye===`signed_in_elsewhere`)return{name:t.bye,look:`bad`,text:s(`desk.signed_in_elsewhere`),action:A()};if(t.bye!==null){let n=i.lines.length>0?s(`desk.over_while_talking`):s(`live.bye.${t.bye}`);return{name:t.bye,look:`bad`,text:n,action:e`<a href="/login?next=/desk">${s(`live.to_login`)}</a>`}}if(t.lost)return{name:`lost`,look:`bad`,text:s(`live.lost`)};if(!this.desk.isAgent)return t.open?{name:`floor`,look:`calm`,text:s(`live.connected`)}:k();if(!r||!n.current)return k();if(r.phone===`desk_phone`)return this.#n();if(!y())return{name:`unsupported`,look:`bad`,text:s(`live.unsupported`)};if(a&&i.lines.length===0&&r.presence!==`signed_out`){let t=e`<button type="button" data-do="allow-microphone" @click=${()=>this.desk.allowMicrophone()}>
        ${s(`desk.allow_microphone`)}
      </button>`;return{name:`microphone`,look:`warn`,text:s(`desk.microphone_needed`),action:t}}if(i.state===`lost`)return{name:`phone_lost`,look:`warn`,text:s(`desk.phone.lost`)};if(i.state===`registered`&&this.desk.ringIsMute)return{name:`mute_ring`,look:`warn`,text:s(`desk.ring_is_mute`)};if(i.state===`registered`)return{name:`ready`,look:`calm`,text:s(`desk.phone.registered`)};let o=i.state===`off`&&r.presence!==`signed_out`?`warn`:`calm`;return{name:i.state,look:o,text:s(`desk.phone.${i.state}`)}}#n(){return this.desk.me?.reachable??!1?{name:`ready`,look:`calm`,text:s(`desk.phone.desk_phone`)}:{name:`phone_lost`,look:`warn`,text:s(`desk.phone.desk_phone_lost`)}}};function k(){return{name:`connecting`,look:`calm`,text:s(`live.connecting`)}}function A(){return e`<button type="button" data-do="use-here" @click=${()=>location.reload()}>${s(`desk.use_here`)}</button>`}customElements.define(`cc-condition`,re);var j=class extends O{static styles=[i,t`
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
    `];static properties={...O.properties,work:{attribute:!1},again:{state:!0},writing:{state:!0}};constructor(){super(),this.again=!1,this.writing=!1}render(){let{pop:e}=this.work,t=w(e);return t&&!this.again?this.#e(t):e.matches.length>0&&!this.writing?this.#n():this.#r()}#e(t){return e`<section class="card" data-part="customer" data-customer=${t.id} aria-label=${s(`desk.customer`)}>
      <header>
        <span class="name" data-part="customer-name">${t.name}</span>
        ${t.demo?e`<span class="badge">${s(`desk.demo`)}</span>`:a}
      </header>
      <dl class="facts">
        ${t.company?e`<dt>${s(`desk.customer.company`)}</dt><dd>${t.company}</dd>`:a}
        <dt>${s(`desk.customer.language`)}</dt><dd>${n(`live.language.${t.language}`,t.language)}</dd>
        ${t.addresses.map(t=>e`<dt>${n(`live.address.${t.kind}`,t.kind)}</dt><dd>${t.shown}</dd>`)}
        ${t.since?e`<dt>${s(`desk.customer.since`)}</dt><dd>${l(t.since)}</dd>`:a}
      </dl>
      ${t.note?e`<p class="note" data-part="customer-note">${t.note}</p>`:a}
      <div>
        <h3>${s(`desk.orders`)} (${t.orders.length})</h3>
        ${t.orders.length?e`<ul class="list">${t.orders.map(M)}</ul>`:e`<p class="dim">${s(`desk.no_orders`)}</p>`}
      </div>
      <div>
        <h3>${s(`desk.history`)} (${t.history.length})</h3>
        ${t.history.length?e`<ul class="list" data-part="customer-history">${t.history.map(e=>this.#t(e))}</ul>`:e`<p class="dim">${s(`desk.no_history`)}</p>`}
      </div>
      <div>
        <button type="button" class="quiet" data-do="other-customer" @click=${()=>this.again=!0}>
          ${s(`desk.customer.other`)}
        </button>
      </div>
    </section>`}#t(t){let r=t.disposition?this.desk.titleOf(`dispositions`,t.disposition):t.outcome?n(`live.outcome.${t.outcome}`,t.outcome):``,i=[n(`desk.medium.${t.medium}`,t.medium),this.desk.queueTitle(t.queue),this.desk.agentName(t.agent??``)];return e`<li>
      <div class="row"><span>${f(t.at)}</span><span class="dim">${u(t.seconds)}</span></div>
      <div class="row small"><span class="dim">${i.filter(Boolean).join(` · `)}</span><span>${r}</span></div>
      ${t.note?e`<div class="small">${t.note}</div>`:a}
    </li>`}#n(){let{pop:t}=this.work;return e`<section class="card" data-part="chooser" aria-label=${s(`desk.customer`)}>
      <h2>${s(`desk.choose_customer`,{number:E(t)})}</h2>
      <div>
        ${t.matches.map(t=>e`<button
            type="button" class="match" data-do="choose-customer" data-customer=${t.id}
            @click=${()=>this.#s({customer:t.id})}
          >
            <strong>${t.name}</strong>
            <span class="small dim">${[t.company,n(`live.language.${t.language}`,t.language)].filter(Boolean).join(` · `)}</span>
            <span class="small dim">${s(`desk.match_counts`,{orders:t.orders.length,history:t.history.length})}</span>
          </button>`)}
      </div>
      <div class="actions">
        <button type="button" data-do="new-customer" @click=${()=>this.writing=!0}>${s(`desk.new_customer`)}</button>
        ${this.again?this.#i():a}
      </div>
    </section>`}#r(){let{pop:t}=this.work,r=this.desk.facts?.languages??[`zh-CN`,`en`],i=t.language??m.language;return e`<section class="card" data-part="new-customer" aria-label=${s(`desk.new_customer`)}>
      <h2>${s(`desk.new_customer`)}</h2>
      <form @submit=${this.#o}>
        <label>${s(`desk.customer.number`)}<input class="field" readonly .value=${E(t)} /></label>
        <label>${s(`desk.customer.name`)}
          <input class="field" name="name" required maxlength="200" autocomplete="off" value=${t.caller_name} />
        </label>
        <label>${s(`desk.customer.language`)}
          <select class="field" name="language">
            ${r.map(t=>e`<option value=${t} ?selected=${t===i}>${n(`live.language.${t}`,t)}</option>`)}
          </select>
        </label>
        <label>${s(`desk.customer.note`)}<textarea class="field" name="note" maxlength="4000"></textarea></label>
        <div class="actions">
          <button type="submit" class="first" data-do="save-customer" ?disabled=${this.desk.asked(`customer`,this.work)}>
            ${s(`desk.customer.save`)}
          </button>
          ${this.writing||this.again?this.#i():a}
        </div>
      </form>
    </section>`}#i(){return e`<button type="button" data-do="cancel" @click=${this.#a}>${s(`desk.cancel`)}</button>`}#a(){this.again=this.again&&!this.writing?!1:this.again&&this.work.pop.matches.length>0,this.writing=!1}#o(e){e.preventDefault();let t=new FormData(e.target),n=e=>String(t.get(e)??``).trim();n(`name`)&&this.#s({new:{name:n(`name`),language:n(`language`),note:n(`note`)}})}async#s(e){await this.desk.settle(this.work,e)&&(this.again=this.writing=!1)}};function M(t){let r=new Intl.NumberFormat(m.language,{style:`currency`,currency:t.currency,currencyDisplay:`narrowSymbol`}).format(t.amount);return e`<li>
    <div class="row"><span>${p(t.title)}</span><span>${r}</span></div>
    <div class="row small dim"><span>${l(t.placed_at)} · ${t.id}</span><span>${n(`live.order.${t.status}`,t.status)}</span></div>
  </li>`}customElements.define(`cc-customer`,j);var N=[{at:0,for:.35,hertz:620},{at:.42,for:.35,hertz:780}],P=2600,F=class{#e=null;#t=0;unlock(){this.#e??=new AudioContext,this.#e.state===`suspended`&&this.#e.resume()}get unlocked(){return this.#e?.state===`running`}set ringing(e){e!==this.#t>0&&(window.clearInterval(this.#t),this.#t=0,e&&(this.#n(),this.#t=window.setInterval(()=>this.#n(),P)))}#n(){(navigator.userActivation?.hasBeenActive??!0)&&this.unlock();let e=this.#e;if(e?.state===`running`)for(let t of N){let n=e.currentTime+t.at,r=e.createGain(),i=e.createOscillator();i.frequency.value=t.hertz,r.gain.setValueAtTime(0,n),r.gain.linearRampToValueAtTime(.18,n+.03),r.gain.setTargetAtTime(0,n+t.for-.12,.05),i.connect(r).connect(e.destination),i.start(n),i.stop(n+t.for)}}},I=500,L=`cc-draft-`,R=`${L}${m.login}-`,z=class{#e;#t;#n=new Map;#r=new Map;constructor(e,t){this.#e=e,this.#t=t;for(let e of Object.keys(sessionStorage).filter(e=>e.startsWith(L))){if(!e.startsWith(R)){sessionStorage.removeItem(e);continue}let t=e.slice(R.length),n=sessionStorage.getItem(e)??``;this.#n.set(t,{text:n,disposition:``}),this.#i(t)}}of(e,t){return this.#n.get(e)??{text:t,disposition:``}}saved(e){return sessionStorage.getItem(R+e)===null}write(e,t){let n=this.#n.get(e)?.disposition??``;this.#n.set(e,{text:t,disposition:n}),sessionStorage.setItem(R+e,t),this.#i(e)}choose(e,t,n){this.#n.set(e,{text:this.of(e,n).text,disposition:t})}forget(e){window.clearTimeout(this.#r.get(e)),this.#r.delete(e),this.#n.delete(e),sessionStorage.removeItem(R+e)}#i(e){window.clearTimeout(this.#r.get(e)),this.#r.set(e,window.setTimeout(()=>void this.#a(e),I))}async#a(e){let t=this.#n.get(e)?.text;t!==void 0&&(await this.#e(e,t),this.#n.get(e)?.text===t&&sessionStorage.removeItem(R+e),this.#t())}},B={caller:``,caller_shown:``,caller_name:``,region:null,dialled:``,language:null,waited:null,visit:0,transferred_by:null,note:``,choices:[],why:null,customer:null,matches:[]},V=7e3,H=12e3,U=5e3,W=3e3,ie=class extends r{feed=new _(`desk`);live=new v([]);isAgent=!0;phone=new b;drafts=new z((e,t)=>this.live.send(`note`,{interaction:e,text:t}),()=>this.changed());#e=new F;#t=new Set;#n=new Set;#r=new Map;facts=null;toasts=[];starting=!1;needsMicrophone=!1;#i=``;#a=document.title;start(e){this.isAgent=e,e&&this.live.watch(this.feed),this.feed.follow(()=>this.#m()),this.live.follow(()=>this.#f()),this.phone.follow(()=>this.#m()),this.phone.onRegistered=()=>this.#u(),this.phone.onTrouble=e=>this.#d(e);for(let e of[`pointerdown`,`keydown`])document.addEventListener(e,()=>this.#o());this.live.start(),e&&this.#x()}#o(){let e=this.ringIsMute;this.#e.unlock(),e&&this.changed()}get ringIsMute(){return!this.#e.unlocked&&!(navigator.userActivation?.hasBeenActive??!0)}agentName(e){return e===this.me?.agent?this.me.name:this.colleagues.find(t=>t.agent===e)?.name??e}get me(){return this.feed.get(`me`)}get today(){return this.feed.get(`today`)}get work(){return this.feed.under(`work/`).map(e=>({...e,pop:e.pop??B})).sort((e,t)=>e.interaction.localeCompare(t.interaction))}get colleagues(){let e=e=>e.presence===`available`?+!!e.busy:e.presence===`aux`?2:3;return[...this.feed.under(`colleague/`)].sort((t,n)=>e(t)-e(n)||t.number.localeCompare(n.number))}get selected(){let e=this.work,t=[`talking`,`held`,`away`,`dialling`];return e.find(e=>e.interaction===this.#i)??e.find(e=>t.includes(e.stage))??e.find(e=>e.stage===`offered`)??e[0]}select(e){this.#i=e,this.changed()}line(e){return this.phone.lines.find(t=>t.leg===e.offer||t.leg.startsWith(`${e.interaction}-`))}waitsToAnswer(e){return e.offer!==null&&this.#t.has(e.offer)}asked(e,t){return this.#n.has(`${e} ${t.interaction}`)}queueTitle(e){return p(this.facts?.queues.find(t=>t.name===e)?.title)||(e??``)}dispositions(e){let t=this.facts?.dispositions??[],n=this.facts?.queues.find(t=>t.name===e.queue)?.dispositions??[];return n.length?t.filter(e=>n.includes(e.code)):t}titleOf(e,t){return p(this.facts?.[e].find(e=>e.code===t)?.title)||(t??``)}async startWork(){if(!this.starting){this.starting=!0,this.changed();try{if(this.me?.phone===`softphone`&&!await this.#s())return;await this.do(`sign_in`)&&await this.do(`available`)}finally{this.starting=!1,this.changed()}}}async allowMicrophone(){this.needsMicrophone=!await x(),this.needsMicrophone&&this.toast(s(`desk.microphone_refused`),!0),this.changed()}async#s(){if(!y())return!1;if(!await x())return this.needsMicrophone=!0,this.toast(s(`desk.microphone_refused`),!0),!1;if(this.needsMicrophone=!1,await this.#c(),this.phone.state===`off`)return!0;let e=await this.#l(()=>this.phone.state===`registered`,H);return e||this.toast(s(`desk.phone_not_there`),!0),e}async#c(){if(this.phone.state===`off`&&y())try{let e=await fetch(`/api/phone`,{cache:`no-store`});e.ok&&await this.phone.start(await e.json(),!0)}catch{this.toast(s(`desk.phone_not_there`),!0)}}#l(e,t){return new Promise(n=>{let r=()=>{e()&&(window.clearTimeout(a),i(),n(!0))},i=this.phone.follow(r),a=window.setTimeout(()=>{i(),n(!1)},t);r()})}#u(){this.phone.state===`registered`&&this.feed.current&&this.live.tell(`phone_ready`,{calls:this.phone.lines.map(e=>e.leg)})}#d(e){e===`microphone`&&(this.needsMicrophone=!0),this.toast(s(e===`microphone`?`desk.microphone_refused`:`desk.phone_not_there`),!0)}async do(e,t={}){let r=`${e} ${`interaction`in t?String(t.interaction):``}`;this.#n.add(r),this.changed();let i=await this.live.send(e,t);return this.#n.delete(r),i!==null&&this.toast(n(`desk.refused.${i}`,s(`desk.refused.other`,{why:i})),!0),this.changed(),i===null}answer(e){if(e.stage!==`offered`||e.offer===null)return;this.#i=e.interaction;let t=this.line(e);t?this.phone.answer(t.leg):(e.medium===`voicemail`?this.do(`accept`,{offer:e.offer}):this.me?.phone===`softphone`&&this.#t.add(e.offer),this.changed())}decline(e){e.stage===`offered`&&this.do(`decline`,{offer:e.offer})}hangUp(e){this.do(`hang_up`,{interaction:e.interaction})}hold(e){e.stage===`talking`?this.do(`hold`,{interaction:e.interaction}):e.stage===`held`&&this.do(`unhold`,{interaction:e.interaction})}mute(e){let t=this.line(e);t?.state===`up`&&this.phone.mute(t.leg,!t.muted)}transfer(e,t){return this.do(`transfer`,{interaction:e.interaction,...t})}settle(e,t){return this.do(`customer`,{interaction:e.interaction,...t})}async finish(e){let t=this.drafts.of(e.interaction,e.pop.note),n=t.disposition?{disposition:t.disposition}:{};await this.do(`finish`,{interaction:e.interaction,text:t.text,...n})&&this.drafts.forget(e.interaction)}toast(e,t=!1){let n={text:e,bad:t};this.toasts=[...this.toasts.filter(t=>t.text!==e),n].slice(-4),window.setTimeout(()=>this.dismiss(n),V),this.changed()}dismiss(e){this.toasts=this.toasts.filter(t=>t!==e),this.changed()}#f(){this.live.bye===`signed_in_elsewhere`&&this.phone.letGo(),this.live.open&&o(),this.#m()}#p=!1;#m(){let{me:e}=this;this.live.bye!==null&&this.phone.state!==`off`&&this.phone.lines.length===0&&this.phone.letGo(),this.feed.current&&!this.#p&&this.#u(),this.#p=this.feed.current,e&&this.live.bye===null&&this.#g(e),this.#y(),this.#b();let t=this.work.find(e=>e.stage===`offered`);this.#e.ringing=t!==void 0&&e?.phone===`softphone`&&this.#h(t),document.title=t?`☎ ${t.pop.caller_shown||s(`desk.withheld`)}`:this.#a,this.work.map(e=>e.interaction).includes(this.#i)||(this.#i=this.selected?.interaction??``),this.changed()}#h(e){return e.medium===`voicemail`&&this.live.open?!0:this.line(e)?.state===`ringing`}#g(e){e.phone===`softphone`&&(e.presence===`signed_out`?!this.starting&&this.phone.state!==`off`&&this.phone.lines.length===0&&this.phone.stop():this.#v())}#_=!1;async#v(){this.#_||this.phone.state!==`off`||(this.#_=!0,this.needsMicrophone=await G()!==`granted`,await this.#c(),window.setTimeout(()=>{this.#_=!1,this.#m()},U))}#y(){for(let e of this.work){if(!this.waitsToAnswer(e))continue;let t=this.line(e);t&&(this.#t.delete(e.offer??``),this.phone.answer(t.leg))}}#b(){for(let e of this.phone.lines)this.work.some(t=>t.stage!==`wrap_up`&&this.line(t)?.leg===e.leg)||!this.feed.current?(window.clearTimeout(this.#r.get(e.leg)),this.#r.delete(e.leg)):this.#r.has(e.leg)||this.#r.set(e.leg,window.setTimeout(()=>this.phone.hangUp(e.leg),W))}async#x(){for(let e=500;this.live.bye===null;e=Math.min(e*2,5e3)){try{let e=await fetch(`/api/desk`,{cache:`no-store`});if(e.ok&&(this.facts=await e.json()),e.ok||e.status===401||e.status===403)break}catch{}await new Promise(t=>window.setTimeout(t,e))}this.changed()}};async function G(){try{return(await navigator.permissions.query({name:`microphone`})).state}catch{return`granted`}}var K={answer:`A`,end:`X`,hold:`H`,mute:`M`,keys:`K`,transfer:`T`,notes:`N`,finish:`W`,ready:`R`,aux:`B`};function q(e){if(!(!e.altKey||e.ctrlKey||e.metaKey||e.repeat))return Object.entries(K).find(([,t])=>e.code===`Key${t}`)?.[0]}function J(e){return`Alt+${K[e]}`}function Y(t){return e`<kbd aria-hidden="true">Alt ${K[t]}</kbd>`}function ae(){return e`<dl>
    ${Object.keys(K).map(t=>e`<div><dt>${Y(t)}</dt><dd>${s(`desk.shortcut.${t}`)}</dd></div>`)}
  </dl>`}var oe=class extends O{static styles=[i,t`
      .row {
        position: relative;
        display: grid;
        grid-template-columns: repeat(5, minmax(0, 1fr));
        gap: 0.5rem;
      }
      button {
        flex-direction: column;
        gap: 0.125rem;
        min-height: 3.75rem;
        padding: 0.375rem 0.25rem;
      }
      button span {
        display: flex;
        align-items: center;
        gap: 0.375rem;
      }
      button.answer {
        grid-column: span 3;
      }
      button.end.with-answer {
        grid-column: span 2;
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
        top: calc(100% + 0.375rem);
        left: 40%;
        width: 14rem;
        padding: 0.5rem;
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
    `];static properties={...O.properties,work:{attribute:!1},keysOpen:{state:!0}};toggleKeys(){let e=this.desk.line(this.work);this.keysOpen=!this.keysOpen&&e?.state===`up`,this.keysOpen&&this.updateComplete.then(()=>this.renderRoot.querySelector(`cc-keypad`)?.focus())}willUpdate(){(this.work.stage===`wrap_up`||this.work.stage===`offered`)&&(this.keysOpen=!1)}render(){return e`<div class="row" role="group" aria-label=${s(`desk.call_controls`)} @click=${se}>
      ${this.work.stage===`offered`?this.#e():this.#t()}
    </div>`}#e(){let{work:t,desk:n}=this,r=n.line(t),i=n.waitsToAnswer(t)||r?.state===`answering`,a=t.medium===`voicemail`?s(`desk.take`):s(`desk.answer`);return e`
      ${n.me?.phone===`desk_phone`&&t.medium!==`voicemail`?e`<p class="elsewhere">${s(`desk.answer_on_phone`)}</p>`:X({does:`answer`,look:`answer`,icon:`answer`,key:`answer`,disabled:i,word:i?s(`desk.answering`):a,act:()=>n.answer(t)})}
      ${X({does:`decline`,look:`end with-answer`,icon:`end`,key:`end`,disabled:n.asked(`decline`,t),word:s(`desk.decline`),act:()=>n.decline(t)})}
    `}#t(){let{work:t,desk:n}=this,r=n.line(t),i=r?.state===`up`,o=t.stage===`held`,c=n.live.bye===null,l=c&&(t.stage===`talking`||o);return e`
      ${X({does:`mute`,icon:`mute`,key:`mute`,disabled:!i,pressed:r?.muted??!1,word:r?.muted?s(`desk.muted`):s(`desk.mute`),act:()=>n.mute(t)})}
      ${X({does:o?`unhold`:`hold`,icon:o?`resume`:`hold`,key:`hold`,pressed:o,disabled:!l||n.asked(`hold`,t)||n.asked(`unhold`,t),word:s(o?`desk.unhold`:`desk.hold`),act:()=>n.hold(t)})}
      ${X({does:`keys`,icon:`keys`,key:`keys`,disabled:!i,pressed:this.keysOpen,word:s(`desk.keys`),act:()=>this.toggleKeys()})}
      ${X({does:`transfer`,icon:`transfer`,key:`transfer`,disabled:!l,word:s(`desk.transfer`),act:()=>this.dispatchEvent(new CustomEvent(`transfer`))})}
      ${X({does:`hang-up`,look:`end`,icon:`end`,key:`end`,word:s(`desk.hang_up`),disabled:!c||t.stage===`wrap_up`||n.asked(`hang_up`,t),act:()=>n.hangUp(t)})}
      ${this.keysOpen&&r?e`<div class="card keys" @keydown=${this.#n}>
            <cc-keypad .keys=${r.keys} @key=${e=>n.phone.press(r.leg,e.detail)}></cc-keypad>
          </div>`:a}
    `}#n(e){e.key===`Escape`&&(this.keysOpen=!1,this.renderRoot.querySelector(`[data-do="keys"]`)?.focus())}};function X(t){return e`<button
    type="button" class=${t.look??``} data-do=${t.does} ?disabled=${t.disabled??!1}
    aria-pressed=${t.pressed===void 0?a:String(t.pressed)} aria-keyshortcuts=${J(t.key)}
    @click=${t.act}
  ><span>${S(t.icon)}${t.word}</span>${Y(t.key)}</button>`}var se={handleEvent(e){let t=e.composedPath().some(e=>e instanceof HTMLElement&&e.dataset.key!==void 0);e.detail>1&&!t&&e.stopPropagation()},capture:!0};customElements.define(`cc-controls`,oe);var ce=class extends O{static styles=[i,d,t`
      :host {
        display: grid;
        gap: 0.75rem;
        align-content: start;
      }
      .head {
        border-top: 4px solid var(--tone);
        padding: 0.75rem 1rem 1rem;
        display: grid;
        gap: 0.75rem;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 1.75rem;
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
      .who {
        display: grid;
        gap: 0.125rem;
        min-height: 3.75rem;
      }
      .name {
        font-size: 1.5rem;
        font-weight: 650;
        line-height: 1.3;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        gap: 0.125rem 0.75rem;
        color: var(--cc-text-dim, #516072);
      }
      .about strong {
        color: var(--cc-text, #17212e);
        font-weight: 600;
      }
      .story {
        padding: 0.625rem 1rem;
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.25rem 0.75rem;
      }
      .story dt {
        color: var(--cc-text-dim, #516072);
      }
      audio {
        width: 100%;
      }
      .notes {
        padding: 0.75rem 1rem 1rem;
        display: grid;
        gap: 0.625rem;
      }
      .notes header {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
      }
      .notes header .small {
        margin-left: auto;
      }
      textarea {
        height: 5rem;
        resize: vertical;
      }
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 0.375rem;
        font-weight: 600;
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr));
        gap: 0.375rem;
      }
      .choices label {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.125rem;
        padding: 0.125rem 0.625rem;
        border: 1px solid var(--cc-line, #d6dce4);
        border-radius: var(--cc-radius, 6px);
        font-size: var(--cc-size, 0.875rem);
        color: inherit;
        cursor: pointer;
      }
      .choices label:hover {
        background: var(--cc-surface-2, #edf0f4);
      }
      .choices label:has(:checked) {
        border-color: var(--cc-accent, #1b5ebd);
        background: var(--cc-accent-soft, #e6eefb);
        font-weight: 600;
      }
      input[type="radio"] {
        margin: 0;
        accent-color: var(--cc-accent, #1b5ebd);
      }
      .notes footer {
        position: sticky;
        bottom: 0;
        background: var(--cc-surface);
        display: flex;
        align-items: center;
        justify-content: end;
        gap: 0.75rem;
        min-height: 2.5rem;
      }
      .notes footer button {
        min-height: 2.5rem;
        padding-inline: 1.25rem;
      }
    `];static properties={...O.properties,work:{attribute:!1}};focusNotes(){this.renderRoot.querySelector(`textarea`)?.focus()}toggleKeys(){this.renderRoot.querySelector(`cc-controls`)?.toggleKeys()}finish(){this.renderRoot.querySelector(`[data-do="finish"]`)?.click()}render(){let{work:t}=this;return e`
      <section class="card head" data-state=${t.stage} data-part="interaction" data-interaction=${t.interaction}>
        <div class="line">
          <span class="stage" data-part="stage">${T(t)}</span>
          <cc-timer .since=${t.began&&t.stage!==`wrap_up`?t.began:t.since} data-part="timer"></cc-timer>
          ${this.#t()}
        </div>
        <div class="who">
          <div class="name" data-part="pop-name">${D(t.pop)}</div>
          ${this.#n()}
        </div>
        ${t.voicemail?e`<audio controls preload="none" src=${t.voicemail} data-part="voicemail"></audio>`:a}
        ${this.#e()?e`<cc-controls
              .desk=${this.desk} .work=${t} @transfer=${()=>this.dispatchEvent(new CustomEvent(`transfer`))}
            ></cc-controls>`:a}
      </section>
      ${t.stage===`offered`?a:e`<cc-script .desk=${this.desk} .work=${t}></cc-script>`}
      ${this.#r()} ${t.stage===`offered`?a:this.#a()}
    `}#e(){return this.work.stage===`offered`||this.work.medium!==`voicemail`}#t(){let{work:t}=this;return t.stage===`offered`&&t.expires_at?e`<span class="until">${s(`desk.offer_ends_in`)} <cc-timer .until=${t.expires_at} data-part="offer-left"></cc-timer></span>`:t.stage===`wrap_up`&&t.wrap_up_ends_at?e`<span class="until">${s(`desk.wrap_up_ends_in`)} <cc-timer .until=${t.wrap_up_ends_at} data-part="wrap-up-left"></cc-timer></span>`:e`<span class="until dim small">${s(`desk.medium.${t.medium}`)}</span>`}#n(){let{pop:t,queue:r}=this.work,i=t.language??w(t)?.language;return e`<div class="about">
      <strong data-part="pop-number">${E(t)}</strong>
      ${t.region?e`<span data-part="pop-region">${p(t.region)}</span>`:a}
      <span data-part="pop-queue">${this.desk.queueTitle(r)}</span>
      ${i?e`<span data-part="pop-language">${n(`live.language.${i}`,i)}</span>`:a}
      ${t.waited===null?a:e`<span data-part="pop-waited">${s(`desk.waited`,{time:u(t.waited)})}</span>`}
      ${t.visit>1?e`<span>${s(`desk.visit`,{count:t.visit})}</span>`:a}
    </div>`}#r(){let{pop:t}=this.work,r=t.why,i=t.choices.map(e=>[e.key,this.#i(e.to)].filter(Boolean).join(` → `)).join(` · `);return e`<dl class="card story" data-part="story">
      ${t.transferred_by?e`<dt>${s(`desk.transferred_by`)}</dt><dd data-part="pop-transferred">${t.transferred_by}</dd>`:a}
      <dt>${s(`desk.pressed`)}</dt><dd data-part="pop-choices">${i||s(`desk.pressed_nothing`)}</dd>
      <dt>${s(`desk.dialled`)}</dt><dd>${t.dialled}</dd>
      ${r?e`<dt>${s(`desk.why_you`)}</dt>
            <dd data-part="pop-why">${n(`desk.why.${r.chosen_by}`,r.chosen_by)} · ${s(`desk.why.counts`,{free:r.free,qualified:r.qualified,idle:u(r.idle_for)})}${Object.entries(r.skills).map(([e,t])=>` · ${n(`desk.skill.${e}`,e)} ≥ ${t}`)}</dd>`:a}
    </dl>`}#i(e){return p(this.desk.facts?.queues.find(t=>t.name===e)?.title)}#a(){let{work:t,desk:n}=this,r=n.drafts.of(t.interaction,t.pop.note),i=n.dispositions(t),o=t.stage===`wrap_up`||t.medium===`voicemail`,c=i.length>0&&!r.disposition;return e`<section class="card notes">
      <header>
        <h2>${s(`desk.notes`)}</h2>${Y(`notes`)}
        <span class="small dim" role="status" data-part="note-saved">
          ${n.drafts.saved(t.interaction)?r.text?s(`desk.saved`):a:s(`desk.saving`)}
        </span>
      </header>
      <textarea
        class="field" maxlength="4000" aria-label=${s(`desk.notes`)} aria-keyshortcuts=${J(`notes`)} data-part="note"
        placeholder=${s(`desk.notes_hint`)} .value=${r.text} @input=${this.#o}
      ></textarea>
      <fieldset>
        <legend>${s(`desk.disposition`)}</legend>
        <div class="choices">
          ${i.map(t=>e`<label>
              <input
                type="radio" name="disposition" value=${t.code} data-disposition=${t.code}
                .checked=${r.disposition===t.code} @change=${()=>this.#s(t.code)}
              />${p(t.title)}</label>`)}
        </div>
      </fieldset>
      <footer>
        ${c&&o?e`<span class="small dim">${s(`desk.choose_disposition`)}</span>`:a}
        <button
          type="button" class="first" data-do="finish" aria-keyshortcuts=${J(`finish`)}
          ?disabled=${!o||c||n.asked(`finish`,t)} @click=${()=>n.finish(t)}
        >${s(`desk.finish`)} ${Y(`finish`)}</button>
      </footer>
    </section>`}#o(e){this.desk.drafts.write(this.work.interaction,e.target.value),this.requestUpdate()}#s(e){this.desk.drafts.choose(this.work.interaction,e,this.work.pop.note),this.requestUpdate()}};customElements.define(`cc-interaction`,ce);var Z=class extends O{static styles=[i,d,t`
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
    `];focusCodes(){this.renderRoot.querySelector(`[data-do="aux"]:not(:disabled)`)?.focus()}render(){let{me:t,today:n}=this.desk;if(!t)return a;let r=this.desk.work.find(e=>e.stage!==`offered`),i=r?.stage??(t.not_responding?`not_responding`:t.presence);return e`<section class="card" aria-label=${s(`desk.presence`)}>
      <div class="me">
        <div class="state" data-state=${i}>
          <i></i><span data-part="state">${r?T(r):this.#e(t)}</span>
          <cc-timer .since=${r?.since??t.since} data-part="state-timer"></cc-timer>
        </div>
        ${t.presence===`signed_out`?a:this.#t(t)}
      </div>
      ${n?le(n):a}
    </section>`}#e(e){return e.not_responding?s(`desk.not_responding`):e.presence===`aux`?this.desk.titleOf(`aux_codes`,e.code)||s(`desk.presence.aux`):s(`desk.presence.${e.presence}`)}#t(t){let n=t.presence===`available`&&!t.not_responding,r=t.next?.presence===`available`;return e`
      <button
        type="button" class="wide ${r?`coming`:``} ${n?``:`first`}" data-do="available"
        aria-pressed=${String(n)} aria-keyshortcuts=${J(`ready`)} @click=${()=>this.desk.do(`available`)}
      >${t.not_responding?s(`desk.im_back`):s(`desk.presence.available`)}${Y(`ready`)}</button>
      <div class="codes">
        <h3>${s(`desk.aux`)} ${Y(`aux`)}</h3>
        ${this.desk.facts?.aux_codes.map(n=>e`<button
            type="button" data-do="aux" data-code=${n.code}
            class=${t.next?.code===n.code?`coming`:``}
            aria-pressed=${String(t.presence===`aux`&&t.code===n.code)}
            @click=${()=>this.desk.do(`aux`,{code:n.code})}
          >${p(n.title)}</button>`)}
        <div class="out">
          <span class="small dim" data-part="next">${t.next?s(`desk.next`,{state:this.#n(t)}):a}</span>
          <button type="button" class="quiet" data-do="sign-out" @click=${()=>this.desk.do(`sign_out`)}>
            ${s(`desk.sign_out`)}
          </button>
        </div>
      </div>
    `}#n(e){return e.next?.presence===`aux`?this.desk.titleOf(`aux_codes`,e.next.code):s(`desk.presence.${e.next?.presence??`available`}`)}};function le(t){let n=e=>t.handled?u(e/t.handled):`–`;return e`<dl aria-label=${s(`desk.today`)}>
    <div><dt>${s(`desk.today.handled`)}</dt><dd data-part="today-handled">${t.handled}</dd></div>
    <div><dt>${s(`desk.today.missed`)}</dt><dd class=${t.missed?`bad`:``} data-part="today-missed">${t.missed}</dd></div>
    <div><dt>${s(`desk.today.talk`)}</dt><dd>${n(t.talk)}</dd></div>
    <div><dt>${s(`desk.today.wrap_up`)}</dt><dd>${n(t.wrap_up)}</dd></div>
  </dl>`}customElements.define(`cc-presence`,Z);var ue=[`agent`,`queue`,`number`],de=class extends O{static styles=[i,d,t`
      dialog {
        width: min(30rem, 92vw);
        padding: 0;
        border: 1px solid var(--cc-line, #d6dce4);
        border-radius: var(--cc-radius-l, 10px);
        background: var(--cc-surface, #fff);
        color: inherit;
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 0.3);
      }
      form {
        display: grid;
        gap: 0.75rem;
        padding: 1rem;
      }
      header {
        display: flex;
        justify-content: space-between;
        align-items: center;
      }
      .tabs {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 0.375rem;
      }
      .list {
        display: grid;
        align-content: start;
        gap: 0.25rem;
        height: 17rem;
        overflow: auto;
      }
      .list button {
        display: grid;
        grid-template-columns: 0.625rem 3.5rem 1fr auto;
        gap: 0.5rem;
        text-align: left;
        font-weight: 500;
        border-color: var(--cc-line, #d6dce4);
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
      .number {
        display: grid;
        align-content: start;
        gap: 0.75rem;
        height: 17rem;
      }
    `];static properties={...O.properties,work:{state:!0},kind:{state:!0},filter:{state:!0}};constructor(){super(),this.work=null,this.kind=`agent`,this.filter=``}open(e){this.work=e,this.filter=``,this.updateComplete.then(()=>{this.#e?.showModal(),this.#t?.focus()})}get#e(){return this.renderRoot.querySelector(`dialog`)}get#t(){return this.renderRoot.querySelector(`input`)}updated(){let e=this.desk.work.find(e=>e.interaction===this.work?.interaction);(e===void 0||![`talking`,`held`].includes(e.stage))&&this.#e?.open&&this.#e.close()}render(){return e`<dialog aria-labelledby="title" data-part="transfer">
      <form @submit=${this.#u}>
        <header>
          <h2 id="title">${s(`desk.transfer.title`)}</h2>
          <button type="button" class="quiet" data-do="cancel" @click=${()=>this.#e?.close()}>${s(`desk.cancel`)}</button>
        </header>
        <div class="tabs">
          ${ue.map(t=>e`<button
              type="button" data-do="transfer-by" data-kind=${t} aria-pressed=${String(this.kind===t)}
              @click=${()=>this.#c(t)}
            >${s(`desk.transfer.${t}`)}</button>`)}
        </div>
        ${this.kind===`number`?this.#s():this.#n()}
      </form>
    </dialog>`}#n(){return e`
      <input
        class="field" type="search" autocomplete="off" .value=${this.filter} aria-label=${s(`desk.transfer.search`)}
        placeholder=${s(`desk.transfer.search`)}
        @input=${e=>this.filter=e.target.value}
      />
      <div class="list">${this.kind===`agent`?this.#r():this.#a()}</div>
    `}#r(){let t=this.#i();return t.length?t.map(t=>e`<button
        type="button" data-do="transfer-to" data-agent=${t.agent} data-state=${fe(t)}
        ?disabled=${t.presence===`signed_out`} @click=${()=>this.#d({agent:t.agent})}
      ><i></i><span class="dim">${t.number}</span><span>${t.name}</span><span class="small tone">${this.#l(t)}</span></button>`):e`<p class="dim">${s(`desk.transfer.nobody`)}</p>`}#i(){let e=this.filter.trim().toLowerCase();return this.desk.colleagues.filter(t=>`${t.name} ${t.number}`.toLowerCase().includes(e))}#a(){let t=this.#o();return t.length?t.map(({name:t,title:n})=>e`<button
        type="button" class="queue" data-do="transfer-to" data-queue=${t} @click=${()=>this.#d({queue:t})}
      >${p(n)}</button>`):e`<p class="dim">${s(`desk.transfer.no_queue`)}</p>`}#o(){let e=this.filter.trim().toLowerCase();return[...this.desk.facts?.queues??[]].filter(({name:t,title:n})=>`${t} ${p(n)}`.toLowerCase().includes(e))}#s(){return e`<div class="number">
      <label>${s(`desk.transfer.number_label`)}
        <input class="field" type="tel" name="number" autocomplete="off" maxlength="64" data-part="transfer-number" />
      </label>
      <button type="submit" class="first" data-do="transfer-number">${s(`desk.transfer.now`)}</button>
    </div>`}#c(e){this.kind=e,this.filter=``,this.updateComplete.then(()=>this.#t?.focus())}#l(e){return e.presence===`available`?e.busy?s(`desk.busy`):s(`desk.presence.available`):e.presence===`aux`?this.desk.titleOf(`aux_codes`,e.code)||s(`desk.presence.aux`):s(`desk.presence.signed_out`)}#u(e){if(e.preventDefault(),this.kind===`number`){let e=this.#t?.value.replace(/[\s()./-]/g,``)??``;e&&this.#d({number:e});return}let[t,...n]=this.#i(),[r,...i]=this.#o();this.kind===`agent`&&t&&!n.length&&this.#d({agent:t.agent}),this.kind===`queue`&&r&&!i.length&&this.#d({queue:r.name})}#d(e){this.work&&this.desk.transfer(this.work,e).then(e=>{e&&this.#e?.close()})}};function fe(e){return e.presence===`available`&&e.busy?`talking`:e.presence}customElements.define(`cc-transfer`,de);var pe={},me=class{all;#e;#t=new Set;#n;constructor(e,t){this.all=(e.views??`desk`).split(` `).filter($),this.#n=$(e.view)?e.view:`desk`,this.#e=t}get now(){return this.#n}known(e){return this.#t.has(e)}start(){for(let e of this.all)Q(e)?.addEventListener(`click`,t=>this.#r(t,e));window.addEventListener(`popstate`,()=>this.#i(he(location.pathname)??this.#n)),this.#i(this.#n)}show(e){e!==this.#n&&this.all.includes(e)&&(history.pushState(null,``,`/${e}`),this.#i(e))}#r(e,t){e.ctrlKey||e.metaKey||e.shiftKey||e.altKey||e.button!==0||(e.preventDefault(),this.show(t))}#i(e){this.#n=e,this.#t.add(e),pe[e]?.();for(let t of this.all)t===e?Q(t)?.setAttribute(`aria-current`,`page`):Q(t)?.removeAttribute(`aria-current`);for(let t of document.querySelectorAll(`form[action="/language"] [name="next"]`))t.value=`/${e}`;this.#e()}};function Q(e){return document.querySelector(`header nav a[href="/${e}"]`)}function he(e){let t=e.slice(1);return $(t)?t:void 0}function $(e){return e===`desk`||e===`floor`}var ge=class extends c{static styles=[i,t`
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
        padding: var(--cc-gap, 0.75rem);
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
      .calm {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 1rem;
        min-height: 100%;
        padding: 2rem;
        text-align: center;
      }
      .calm h1 {
        margin: 0;
        font-size: 1.5rem;
        font-weight: 650;
      }
      .calm p {
        max-width: 30rem;
      }
      .calm button.first {
        min-height: 3.25rem;
        padding: 0 2rem;
        font-size: 1.125rem;
      }
      .calm.bad h1 {
        color: var(--cc-bad, #b3261e);
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
      dialog {
        border: 1px solid var(--cc-line, #d6dce4);
        border-radius: var(--cc-radius-l, 10px);
        background: var(--cc-surface, #fff);
        color: inherit;
        padding: 1rem 1.25rem;
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 0.3);
      }
      dl {
        display: grid;
        gap: 0.375rem;
        padding: 0.75rem 0;
      }
      dl div {
        display: grid;
        grid-template-columns: 5rem 1fr;
        align-items: center;
      }
    `];#e=new ie;#t=new me(this.dataset,()=>this.requestUpdate());connectedCallback(){super.connectedCallback(),this.#e.follow(()=>this.requestUpdate()),window.addEventListener(`keydown`,e=>this.#l(e)),document.querySelector(`form[action="/logout"]`)?.addEventListener(`submit`,e=>this.#n(e)),this.#t.start(),this.#e.start(this.#t.all.includes(`desk`))}#n(e){this.#e.work.some(e=>![`offered`,`wrap_up`].includes(e.stage))&&!window.confirm(s(`desk.leave_in_call`))&&e.preventDefault()}#r=[];#i(){let{toasts:e}=this.#e;if(e===this.#r)return;this.#r=e;let t=this.renderRoot.querySelector(`.toasts`);t?.matches(`:popover-open`)&&t.hidePopover(),e.length&&t?.showPopover()}updated(){this.#i();let{me:e,phone:t,live:n,selected:r}=this.#e;this.dataset.phone=e?.phone===`desk_phone`?`desk_phone`:t.state,this.dataset.presence=e?.not_responding?`not_responding`:e?.presence??``,this.dataset.live=n.bye??(n.open?`open`:`lost`),this.dataset.view=this.#t.now,this.dataset.stage=r?.stage??``}render(){let t=this.#e,{selected:n}=t,r=this.#t.now===`floor`;return e`<div class="desk">
      <cc-condition
        .desk=${t} .away=${r} @shortcuts=${()=>this.#f()} @to-desk=${()=>this.#t.show(`desk`)}
      ></cc-condition>
      ${this.#t.known(`floor`)?e`<cc-floor .desk=${t} ?hidden=${!r}></cc-floor>`:a}
      <div class="columns" ?hidden=${r}>
        <div class="left" ?inert=${t.live.bye!==null}>
          <cc-presence .desk=${t}></cc-presence>
          <cc-cards .desk=${t}></cc-cards>
          <cc-day .desk=${t}></cc-day>
        </div>
        ${this.#a?this.#o():n?e`<div>
          ${C(n.interaction,e`<cc-interaction .desk=${t} .work=${n} @transfer=${()=>this.#d(n)}></cc-interaction>`)}
        </div>
        <div>
          ${C(n.interaction,e`<cc-customer .desk=${t} .work=${n}></cc-customer>`)}
        </div>`:e`<div class="wide">${this.#s(t.me)}</div>`}
      </div>
      </div>
      <cc-transfer .desk=${t}></cc-transfer>
      <dialog id="shortcuts" aria-label=${s(`desk.shortcuts`)}>
        <h2>${s(`desk.shortcuts`)}</h2>
        ${ae()}
        <form method="dialog"><button>${s(`desk.close`)}</button></form>
      </dialog>
      <div class="toasts" role="alert" data-part="toasts" popover="manual">
        ${t.toasts.map(n=>e`<button type="button" class="notice ${n.bad?`bad`:``}" data-part="toast" @click=${()=>t.dismiss(n)}>${n.text}</button>`)}
      </div>
    `}get#a(){return this.#e.live.bye!==null&&this.#e.phone.lines.length===0}#o(){let{bye:t}=this.#e.live,n=t===`signed_in_elsewhere`;return e`<div class="wide"><section class="card calm bad" data-part="over">
      <h1>${s(n?`desk.signed_in_elsewhere`:`live.bye.${t??`session_over`}`)}</h1>
      ${n?e`<button type="button" class="first" data-do="use-here" @click=${()=>location.reload()}>${s(`desk.use_here`)}</button>`:e`<a href="/login?next=/desk">${s(`live.to_login`)}</a>`}
    </section></div>`}#s(t){return t?t.presence===`signed_out`?this.#c(t):t.not_responding?e`<section class="card calm bad" data-part="not-responding">
        <h1>${s(`desk.not_responding.title`)}</h1>
        <p>${s(`desk.not_responding.text`)}</p>
        <button type="button" class="first" data-do="available" @click=${()=>this.#e.do(`available`)}>${s(`desk.im_back`)} ${Y(`ready`)}</button>
      </section>`:t.presence===`aux`?e`<section class="card calm">
        <h1>${this.#e.titleOf(`aux_codes`,t.code)||s(`desk.presence.aux`)}</h1>
        <p class="dim">${s(`desk.aux.text`)}</p>
        <button type="button" class="first" data-do="available" @click=${()=>this.#e.do(`available`)}>${s(`desk.presence.available`)} ${Y(`ready`)}</button>
      </section>`:e`<section class="card calm" data-part="waiting">
      <h1>${s(`desk.waiting.title`)}</h1>
      <p class="dim">${s(`desk.waiting.text`)}</p>
    </section>`:a}#c(t){let{starting:n}=this.#e,r=t.phone===`softphone`,i=!r||y();return e`<section class="card calm" data-part="start">
      <h1>${s(`desk.start.title`,{name:t.name})}</h1>
      <p class="dim">${s(r?`desk.start.softphone`:`desk.start.desk_phone`)}</p>
      <button type="button" class="first" data-do="sign-in" ?disabled=${n||!i} @click=${()=>this.#e.startWork()}>
        ${s(n?`desk.start.starting`:`desk.start.now`)}
      </button>
      <cc-sound-test .desk=${this.#e}></cc-sound-test>
    </section>`}#l(e){let t=q(e);t&&(e.preventDefault(),this.#u(t))}#u(e){let t=this.#e,{selected:n,me:r}=t;if(e===`ready`&&r&&r.presence!==`signed_out`&&t.do(`available`),e===`aux`&&this.renderRoot.querySelector(`cc-presence`)?.focusCodes(),!n)return;let i=this.renderRoot.querySelector(`cc-interaction`),a=![`offered`,`wrap_up`].includes(n.stage);e===`answer`&&t.answer(t.work.find(e=>e.stage===`offered`)??n),e===`end`&&n.stage===`offered`&&t.decline(n),e===`end`&&a&&n.medium!==`voicemail`&&t.hangUp(n),e===`hold`&&t.hold(n),e===`mute`&&t.mute(n),e===`keys`&&i?.toggleKeys(),e===`transfer`&&[`talking`,`held`].includes(n.stage)&&this.#d(n),e===`notes`&&i?.focusNotes(),e===`finish`&&i?.finish()}#d(e){this.renderRoot.querySelector(`cc-transfer`)?.open(e)}#f(){this.renderRoot.querySelector(`#shortcuts`)?.showModal()}};customElements.define(`cc-desk`,ge);