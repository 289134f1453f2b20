import{_ as e,a as t,b as n,f as r,g as i,h as a,i as o,l as s,m as c,o as l,p as u,s as d,t as f}from"./timer-T0HXNzpt.js";import{a as p,c as m,i as h,l as g,n as _,o as v,r as y,s as b,t as x,u as S}from"./live-BoNfRKJ4.js";var C=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},w=m(class extends g{constructor(e){if(super(e),e.type!==S.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let a=y(e),{values:o,keys:s}=this.dt(t,n,r);if(!Array.isArray(a))return this.ut=s,o;let c=this.ut??=[],l=[],u,d,f=0,m=a.length-1,g=0,_=o.length-1;for(;f<=m&&g<=_;)if(a[f]===null)f++;else if(a[m]===null)m--;else if(c[f]===s[g])l[g]=v(a[f],o[g]),f++,g++;else if(c[m]===s[_])l[_]=v(a[m],o[_]),m--,_--;else if(c[f]===s[_])l[_]=v(a[f],o[_]),b(e,l[_+1],a[f]),f++,_--;else if(c[m]===s[g])l[g]=v(a[m],o[g]),b(e,a[f],a[m]),m--,g++;else if(u===void 0&&(u=C(s,g,_),d=C(c,f,m)),u.has(c[f])){if(u.has(c[m])){let t=d.get(s[g]),n=t===void 0?null:a[t];if(n===null){let t=b(e,a[f]);v(t,o[g]),l[g]=t}else l[g]=v(n,o[g]),b(e,a[f],n),a[t]=null;g++}else h(a[m]),m--}else h(a[f]),f++;for(;g<=_;){let t=b(e,l[_+1]);v(t,o[g]),l[g++]=t}for(;f<=m;){let e=a[f++];e!==null&&h(e)}return this.ut=s,p(e,l),i}}),T=[`not_responding`,`away`,`available`,`offered`,`dialling`,`talking`,`held`,`wrap_up`,`aux`,`signed_out`];function E(e){return e.presence===`signed_out`?`signed_out`:e.stage?e.stage:e.not_responding?`not_responding`:e.presence}var D=class extends c{static properties={agents:{attribute:!1},titles:{attribute:!1}};static styles=[r,u,n`
      .counts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5em;
        padding-bottom: 0.625em;
      }
      .count {
        display: flex;
        align-items: baseline;
        gap: 0.375em;
        padding: 0.125em 0.75em;
        border-radius: 999px;
        background: var(--tone-soft);
        color: var(--tone);
        font-weight: 600;
      }
      .count strong {
        font-size: 1.25em;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(15em, 1fr));
        gap: 0.5em;
      }
      li.card {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 0.5em;
        padding: 0.4375em 0.75em;
        border-left: 4px solid var(--tone);
      }
      .name {
        font-weight: 600;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .doing {
        color: var(--tone);
        font-weight: 600;
      }
      .where {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        text-align: right;
      }
      cc-timer {
        text-align: right;
        font-weight: 600;
      }
      .out {
        opacity: 0.75;
      }
    `];render(){let t=e=>T.indexOf(E(e)),n=[...this.agents].sort((e,n)=>t(e)-t(n)||e.number.localeCompare(n.number));return e`
      <div class="counts">${T.map(e=>this.#e(e))}</div>
      <ul>${w(n,e=>e.agent,e=>this.#t(e))}</ul>
    `}#e(t){let n=this.agents.filter(e=>E(e)===t).length;return n?e`<span class="count" data-state=${t} data-part="count"><strong>${n}</strong>${s(`live.doing.${t}`)}</span>`:null}#t(t){let n=E(t),r=n===`aux`&&(d(t.code_title)||t.code)||s(`live.doing.${n}`),i=n===`signed_out`;return e`<li class="card ${i?`out`:``}" data-state=${n} data-part="agent" data-agent=${t.agent}>
      <span class="name">${t.name} <span class="dim small">${t.number}</span></span>
      <cc-timer .since=${i?null:t.since} data-part="timer"></cc-timer>
      <span class="doing" data-part="doing">${r}</span>
      <span class="where small dim">${t.queue?this.titles.get(t.queue)??t.queue:!i&&!t.reachable?s(`board.unreachable`):``}</span>
    </li>`}};customElements.define(`cc-agents`,D);var O=[`available`,`offered`,`talking`,`wrap_up`,`aux`,`not_responding`],k=class extends c{static properties={queues:{attribute:!1}};static styles=[r,n`
      .card {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 0.4375em 0.625em;
        text-align: right;
        white-space: nowrap;
        border-top: 1px solid var(--cc-line, #d6dce4);
      }
      thead th {
        border-top: 0;
        font-size: 0.8em;
        font-weight: 600;
        color: var(--cc-text-dim, #516072);
        vertical-align: bottom;
        white-space: normal;
      }
      th:first-child {
        text-align: left;
      }
      tbody th {
        font-size: 1.1em;
        font-weight: 600;
      }
      tbody td {
        font-size: 1.15em;
      }
      .waiting {
        font-size: 1.5em;
        font-weight: 700;
      }
      .some {
        color: var(--cc-info, #1b5ebd);
      }
      .late {
        color: var(--cc-warn, #8a5200);
        font-weight: 650;
      }
      .level {
        display: inline-block;
        min-width: 3.4em;
        padding: 0 0.375em;
        border-radius: var(--cc-radius, 6px);
        font-weight: 700;
      }
      .level.kept {
        color: var(--cc-ok, #17743a);
        background: var(--cc-ok-soft, #e5f1e9);
      }
      .level.near {
        color: var(--cc-warn, #8a5200);
        background: var(--cc-warn-soft, #f7eee0);
      }
      .level.missed {
        color: var(--cc-bad, #b3261e);
        background: var(--cc-bad-soft, #fbe9e8);
      }
      .goal {
        font-size: 0.7em;
        color: var(--cc-text-dim, #516072);
      }
      .zero {
        color: var(--cc-text-dim, #516072);
      }
      .bad:not(.zero) {
        color: var(--cc-bad, #b3261e);
        font-weight: 650;
      }
      tfoot th,
      tfoot td {
        border-top: 2px solid var(--cc-line-strong, #7d8a9b);
        font-weight: 650;
        font-size: 1.1em;
      }
      .staff {
        border-left: 1px solid var(--cc-line, #d6dce4);
      }
    `];render(){return e`<div class="card" tabindex="0" role="region" aria-label=${s(`board.queues`)}>
      <table>
        <thead>
          <tr>
            <th scope="col">${s(`board.queue`)}</th>
            <th scope="col">${s(`board.waiting`)}</th>
            <th scope="col">${s(`board.longest`)}</th>
            <th scope="col">${s(`board.service_level`)}</th>
            <th scope="col">${s(`board.answer_rate`)}</th>
            <th scope="col">${s(`board.offered`)}</th>
            <th scope="col">${s(`board.answered`)}</th>
            <th scope="col">${s(`board.abandoned`)}</th>
            <th scope="col">${s(`board.elsewhere`)}</th>
            <th scope="col">${s(`board.average_answer`)}</th>
            ${O.map((t,n)=>e`<th scope="col" class=${n?``:`staff`}>${s(`board.staff.${t}`)}</th>`)}
          </tr>
        </thead>
        <tbody>${this.queues.map(A)}</tbody>
        ${this.queues.length>1?e`<tfoot>${j(this.queues)}</tfoot>`:a}
      </table>
    </div>`}};function A(t){return e`<tr data-part="queue" data-queue=${t.name}>
    <th scope="row">${d(t.title)}</th>
    <td class="waiting ${t.waiting?`some`:`zero`}" data-part="waiting">${t.waiting}</td>
    <td data-part="longest">${t.longest_since?e`<cc-waited .since=${t.longest_since} .within=${t.goal.within}></cc-waited>`:e`<span class="zero">–</span>`}</td>
    <td data-part="service-level"><span class="level ${F(t.service_level,t.goal.share)}">${P(t.service_level)}</span>
      <div class="goal">${s(`board.goal`,{share:P(t.goal.share),within:t.goal.within})}</div></td>
    <td data-part="answer-rate">${P(t.offered-t.waiting?t.answered/(t.offered-t.waiting):null)}</td>
    ${M(t.offered,`offered`)} ${M(t.answered,`answered`)} ${M(t.abandoned,`abandoned`,`bad`)}
    ${M(N(t),`elsewhere`)}
    <td data-part="average-answer">${t.average_answer===null?`–`:l(t.average_answer)}</td>
    ${O.map((e,n)=>M(t.staff[e],`staff-${e}`,`${e===`not_responding`?`bad`:``} ${n?``:`staff`}`))}
  </tr>`}function j(t){let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.offered),i=n(e=>e.waiting),a=r-i-n(e=>e.short_abandoned),o=n(e=>e.answered),c=n(e=>(e.average_answer??0)*e.answered),u=t.map(e=>e.longest_since).filter(e=>e!==null).sort()[0];return e`<tr data-part="total">
    <th scope="row">${s(`board.total`)}</th>
    <td class="waiting ${i?`some`:`zero`}">${i}</td>
    <td>${u?e`<cc-timer .since=${u}></cc-timer>`:`–`}</td>
    <td>${P(a>0?n(e=>e.in_time)/a:null)}</td>
    <td>${P(r-i?o/(r-i):null)}</td>
    <td>${r}</td><td>${o}</td><td>${n(e=>e.abandoned)}</td><td>${n(N)}</td>
    <td>${o?l(c/o):`–`}</td>
    <td class="staff" colspan=${O.length}></td>
  </tr>`}function M(t,n,r=``){return e`<td class="${t?``:`zero`} ${r}" data-part=${n}>${t}</td>`}function N(e){return e.overflowed+e.voicemail+e.callback+e.lost}function P(e){return e===null?`–`:`${Math.floor(e*1e3+1e-6)/10}%`}function F(e,t){return e===null?``:e>=t?`kept`:e>=t-.1?`near`:`missed`}customElements.define(`cc-queues`,k);var I=class extends f{static properties={...f.properties,within:{type:Number}};updated(){this.classList.toggle(`late`,!!this.since&&t(this.since??``)>this.within)}};customElements.define(`cc-waited`,I);var L=class extends c{static styles=[r,n`
      .board {
        font: 400 0.9375rem / 1.4 var(--cc-font, sans-serif);
        color: var(--cc-text, #17212e);
        padding: var(--cc-gap, 0.75rem) var(--cc-gap-l, 1.25rem) 2rem;
      }
      @media (min-width: 1700px) {
        .board {
          font-size: 1.5rem;
        }
      }
      .strip {
        display: flex;
        align-items: center;
        min-height: 2.25em;
        margin-bottom: 0.5em;
      }
      .strip .notice {
        flex: 1;
        font-weight: 600;
      }
      .strip .calm {
        display: flex;
        align-items: center;
        gap: 0.5em;
      }
      .calm i {
        width: 0.5em;
        height: 0.5em;
        border-radius: 50%;
        background: var(--cc-ok, #17743a);
      }
      h2 {
        font-size: 1.15em;
        margin: 1em 0 0.5em;
      }
      .empty {
        padding: 2em;
        text-align: center;
      }
    `];#e=new _(`board`);#t=new x([this.#e]);connectedCallback(){super.connectedCallback(),this.#e.follow(()=>this.requestUpdate()),this.#t.follow(()=>{this.#t.open&&o(),this.requestUpdate()}),this.#t.start()}updated(){this.dataset.live=this.#t.bye??(this.#t.open?`open`:`lost`),this.dataset.center=this.#n?.state??``}get#n(){return this.#e.get(`center`)}render(){let t=this.#e.under(`queue/`),n=this.#e.under(`agent/`),r=new Map(t.map(e=>[e.name,d(e.title)]));return e`<div class="board">
      <div class="strip" role="status" data-part="center">${this.#r()}</div>
      ${this.#n===void 0?a:e`
            ${t.length?e`<cc-queues .queues=${t}></cc-queues>`:e`<p class="card empty dim">${s(`board.no_queues`)}</p>`}
            <h2>${s(`board.agents`)}</h2>
            ${n.length?e`<cc-agents .agents=${n} .titles=${r}></cc-agents>`:e`<p class="card empty dim">${s(`board.no_agents`)}</p>`}
          `}
    </div>`}#r(){let t=this.#t,n=this.#n;if(t.bye!==null)return e`<p class="notice bad" data-condition=${t.bye}>${s(`live.bye.${t.bye}`)} <a href="/login?next=/board">${s(`live.to_login`)}</a></p>`;if(t.lost)return e`<p class="notice bad" data-condition="lost">${s(`live.lost`)}</p>`;if(!n)return e`<p class="calm dim" data-condition="connecting">${s(`live.connecting`)}</p>`;if(n.state!==`ready`){let t=n.state===`starting`?`warn`:`bad`;return e`<p class="notice ${t}" data-condition=${n.state}>${s(`board.center.${n.state}`)}</p>`}let r=n.telephony===`simulator`?` · ${s(`board.center.simulator`)}`:``;return e`<p class="calm dim" data-condition="ready"><i></i>${s(`board.center.ready`,{day:n.day})}${r}</p>`}};customElements.define(`cc-board`,L);