import{_ as e,a as t,d as n,g as r,h as i,l as a,m as o,n as s,o as c,p as l,s as u,v as d,x as f}from"./changes-BIdp6_fX.js";import{a as p,c as m,i as h,l as g,n as _,o as v,r as y,s as b,t as x,u as S}from"./live-BeSY_TWu.js";var C=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},w=m(class extends g{constructor(e){if(super(e),e.type!==S.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(t,[n,r,i]){let a=y(t),{values:o,keys:s}=this.dt(n,r,i);if(!Array.isArray(a))return this.ut=s,o;let c=this.ut??=[],l=[],u,d,f=0,m=a.length-1,g=0,_=o.length-1;for(;f<=m&&g<=_;)if(a[f]===null)f++;else if(a[m]===null)m--;else if(c[f]===s[g])l[g]=v(a[f],o[g]),f++,g++;else if(c[m]===s[_])l[_]=v(a[m],o[_]),m--,_--;else if(c[f]===s[_])l[_]=v(a[f],o[_]),b(t,l[_+1],a[f]),f++,_--;else if(c[m]===s[g])l[g]=v(a[m],o[g]),b(t,a[f],a[m]),m--,g++;else if(u===void 0&&(u=C(s,g,_),d=C(c,f,m)),u.has(c[f])){if(u.has(c[m])){let e=d.get(s[g]),n=e===void 0?null:a[e];if(n===null){let e=b(t,a[f]);v(e,o[g]),l[g]=e}else l[g]=v(n,o[g]),b(t,a[f],n),a[e]=null;g++}else h(a[m]),m--}else h(a[f]),f++;for(;g<=_;){let e=b(t,l[_+1]);v(e,o[g]),l[g++]=e}for(;f<=m;){let e=a[f++];e!==null&&h(e)}return this.ut=s,p(t,l),e}}),T=[`not_responding`,`away`,`available`,`offered`,`dialling`,`talking`,`held`,`wrap_up`,`aux`,`signed_out`];function E(e){return e.presence===`signed_out`?`signed_out`:e.stage?e.stage:e.not_responding?`not_responding`:e.presence}var D=class extends i{static properties={agents:{attribute:!1},titles:{attribute:!1}};static styles=[l,o,f`
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
    `];render(){let e=e=>T.indexOf(E(e)),t=[...this.agents].sort((t,n)=>e(t)-e(n)||t.number.localeCompare(n.number));return d`
      <div class="counts">${T.map(e=>this.#e(e))}</div>
      <ul>${w(t,e=>e.agent,e=>this.#t(e))}</ul>
    `}#e(e){let t=this.agents.filter(t=>E(t)===e).length;return t?d`<span class="count" data-state=${e} data-part="count"><strong>${t}</strong>${n(`live.doing.${e}`)}</span>`:null}#t(e){let t=E(e),r=t===`aux`&&(a(e.code_title)||e.code)||n(`live.doing.${t}`),i=t===`signed_out`;return d`<li class="card ${i?`out`:``}" data-state=${t} data-part="agent" data-agent=${e.agent}>
      <span class="name">${e.name} <span class="dim small">${e.number}</span></span>
      <cc-timer .since=${i?null:e.since} data-part="timer"></cc-timer>
      <span class="doing" data-part="doing">${r}</span>
      <span class="where small dim">${e.queue?this.titles.get(e.queue)??e.queue:!i&&!e.reachable?n(`board.unreachable`):``}</span>
    </li>`}};customElements.define(`cc-agents`,D);var O=[`available`,`offered`,`talking`,`wrap_up`,`aux`,`not_responding`],k=class extends i{static properties={queues:{attribute:!1}};static styles=[l,f`
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
    `];render(){return d`<div class="card" tabindex="0" role="region" aria-label=${n(`board.queues`)}>
      <table>
        <thead>
          <tr>
            <th scope="col">${n(`board.queue`)}</th>
            <th scope="col">${n(`board.waiting`)}</th>
            <th scope="col">${n(`board.longest`)}</th>
            <th scope="col">${n(`board.service_level`)}</th>
            <th scope="col">${n(`board.answer_rate`)}</th>
            <th scope="col">${n(`board.offered`)}</th>
            <th scope="col">${n(`board.answered`)}</th>
            <th scope="col">${n(`board.abandoned`)}</th>
            <th scope="col">${n(`board.elsewhere`)}</th>
            <th scope="col">${n(`board.average_answer`)}</th>
            ${O.map((e,t)=>d`<th scope="col" class=${t?``:`staff`}>${n(`board.staff.${e}`)}</th>`)}
          </tr>
        </thead>
        <tbody>${this.queues.map(A)}</tbody>
        ${this.queues.length>1?d`<tfoot>${j(this.queues)}</tfoot>`:r}
      </table>
    </div>`}};function A(e){return d`<tr data-part="queue" data-queue=${e.name}>
    <th scope="row">${a(e.title)}</th>
    <td class="waiting ${e.waiting?`some`:`zero`}" data-part="waiting">${e.waiting}</td>
    <td data-part="longest">${e.longest_since?d`<cc-waited .since=${e.longest_since} .within=${e.goal.within}></cc-waited>`:d`<span class="zero">–</span>`}</td>
    <td data-part="service-level"><span class="level ${F(e.service_level,e.goal.share)}">${P(e.service_level)}</span>
      <div class="goal">${n(`board.goal`,{share:P(e.goal.share),within:e.goal.within})}</div></td>
    <td data-part="answer-rate">${P(e.offered-e.waiting?e.answered/(e.offered-e.waiting):null)}</td>
    ${M(e.offered,`offered`)} ${M(e.answered,`answered`)} ${M(e.abandoned,`abandoned`,`bad`)}
    ${M(N(e),`elsewhere`)}
    <td data-part="average-answer">${e.average_answer===null?`–`:u(e.average_answer)}</td>
    ${O.map((t,n)=>M(e.staff[t],`staff-${t}`,`${t===`not_responding`?`bad`:``} ${n?``:`staff`}`))}
  </tr>`}function j(e){let t=t=>e.reduce((e,n)=>e+t(n),0),r=t(e=>e.offered),i=t(e=>e.waiting),a=r-i-t(e=>e.short_abandoned),o=t(e=>e.answered),s=t(e=>(e.average_answer??0)*e.answered),c=e.map(e=>e.longest_since).filter(e=>e!==null).sort()[0];return d`<tr data-part="total">
    <th scope="row">${n(`board.total`)}</th>
    <td class="waiting ${i?`some`:`zero`}">${i}</td>
    <td>${c?d`<cc-timer .since=${c}></cc-timer>`:`–`}</td>
    <td>${P(a>0?t(e=>e.in_time)/a:null)}</td>
    <td>${P(r-i?o/(r-i):null)}</td>
    <td>${r}</td><td>${o}</td><td>${t(e=>e.abandoned)}</td><td>${t(N)}</td>
    <td>${o?u(s/o):`–`}</td>
    <td class="staff" colspan=${O.length}></td>
  </tr>`}function M(e,t,n=``){return d`<td class="${e?``:`zero`} ${n}" data-part=${t}>${e}</td>`}function N(e){return e.overflowed+e.voicemail+e.callback+e.lost}function P(e){return e===null?`–`:`${Math.floor(e*1e3+1e-6)/10}%`}function F(e,t){return e===null?``:e>=t?`kept`:e>=t-.1?`near`:`missed`}customElements.define(`cc-queues`,k);var I=class extends s{static properties={...s.properties,within:{type:Number}};updated(){this.classList.toggle(`late`,!!this.since&&c(this.since??``)>this.within)}};customElements.define(`cc-waited`,I);var L=class extends i{static styles=[l,f`
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
    `];#e=new _(`board`);#t=new x([this.#e]);connectedCallback(){super.connectedCallback(),this.#e.follow(()=>this.requestUpdate()),this.#t.follow(()=>{this.#t.open&&t(),this.requestUpdate()}),this.#t.start()}updated(){this.dataset.live=this.#t.bye??(this.#t.open?`open`:`lost`),this.dataset.center=this.#n?.state??``}get#n(){return this.#e.get(`center`)}render(){let e=this.#e.under(`queue/`),t=this.#e.under(`agent/`),i=new Map(e.map(e=>[e.name,a(e.title)]));return d`<div class="board">
      <div class="strip" role="status" data-part="center">${this.#r()}</div>
      ${this.#n===void 0?r:d`
            ${e.length?d`<cc-queues .queues=${e}></cc-queues>`:d`<p class="card empty dim">${n(`board.no_queues`)}</p>`}
            <h2>${n(`board.agents`)}</h2>
            ${t.length?d`<cc-agents .agents=${t} .titles=${i}></cc-agents>`:d`<p class="card empty dim">${n(`board.no_agents`)}</p>`}
          `}
    </div>`}#r(){let e=this.#t,t=this.#n;if(e.bye!==null)return d`<p class="notice bad" data-condition=${e.bye}>${n(`live.bye.${e.bye}`)} <a href="/login?next=/board">${n(`live.to_login`)}</a></p>`;if(e.lost)return d`<p class="notice bad" data-condition="lost">${n(`live.lost`)}</p>`;if(!t)return d`<p class="calm dim" data-condition="connecting">${n(`live.connecting`)}</p>`;if(t.state!==`ready`){let e=t.state===`starting`?`warn`:`bad`;return d`<p class="notice ${e}" data-condition=${t.state}>${n(`board.center.${t.state}`)}</p>`}let r=t.telephony===`simulator`?` · ${n(`board.center.simulator`)}`:``;return d`<p class="calm dim" data-condition="ready"><i></i>${n(`board.center.ready`,{day:t.day})}${r}</p>`}};customElements.define(`cc-board`,L);