import{S as e,T as t,_ as n,b as r,d as i,h as a,l as o,n as s,p as c,u as l,v as u,y as d}from"./changes-CFKjLTSM.js";import{n as f,t as p}from"./live-BEfSqmdN.js";import{n as m,r as h,t as g}from"./wire-7bVqSfVm.js";var _=class extends d{static properties={agents:{attribute:!1},titles:{attribute:!1}};static styles=[n,u,t`
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
    `];render(){let t=e=>g.indexOf(m(e)),n=[...this.agents].sort((e,n)=>t(e)-t(n)||e.number.localeCompare(n.number));return e`
      <div class="counts">${g.map(e=>this.#e(e))}</div>
      <ul>${h(n,e=>e.agent,e=>this.#t(e))}</ul>
    `}#e(t){let n=this.agents.filter(e=>m(e)===t).length;return n?e`<span class="count" data-state=${t} data-part="count"><strong>${n}</strong>${a(`live.doing.${t}`)}</span>`:null}#t(t){let n=m(t),r=n===`aux`&&(c(t.code_title)||t.code)||a(`live.doing.${n}`),i=n===`signed_out`;return e`<li class="card ${i?`out`:``}" data-state=${n} data-part="agent" data-agent=${t.agent}>
      <span class="name">${t.name} <span class="dim small">${t.number}</span></span>
      <cc-timer .since=${i?null:t.since} data-part="timer"></cc-timer>
      <span class="doing" data-part="doing">${r}</span>
      <span class="where small dim">${t.queue?this.titles.get(t.queue)??t.queue:!i&&!t.reachable?a(`board.unreachable`):``}</span>
    </li>`}};customElements.define(`cc-agents`,_);var v=[`available`,`offered`,`talking`,`wrap_up`,`aux`,`not_responding`],y=class extends d{static properties={queues:{attribute:!1}};static styles=[n,t`
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
    `];render(){return e`<div class="card" tabindex="0" role="region" aria-label=${a(`board.queues`)}>
      <table>
        <thead>
          <tr>
            <th scope="col">${a(`board.queue`)}</th>
            <th scope="col">${a(`board.waiting`)}</th>
            <th scope="col">${a(`board.longest`)}</th>
            <th scope="col">${a(`board.service_level`)}</th>
            <th scope="col">${a(`board.answer_rate`)}</th>
            <th scope="col">${a(`board.offered`)}</th>
            <th scope="col">${a(`board.answered`)}</th>
            <th scope="col">${a(`board.abandoned`)}</th>
            <th scope="col">${a(`board.elsewhere`)}</th>
            <th scope="col">${a(`board.average_answer`)}</th>
            ${v.map((t,n)=>e`<th scope="col" class=${n?``:`staff`}>${a(`board.staff.${t}`)}</th>`)}
          </tr>
        </thead>
        <tbody>${this.queues.map(b)}</tbody>
        ${this.queues.length>1?e`<tfoot>${x(this.queues)}</tfoot>`:r}
      </table>
    </div>`}};function b(t){return e`<tr data-part="queue" data-queue=${t.name}>
    <th scope="row">${c(t.title)}</th>
    <td class="waiting ${t.waiting?`some`:`zero`}" data-part="waiting">${t.waiting}</td>
    <td data-part="longest">${t.longest_since?e`<cc-waited .since=${t.longest_since} .within=${t.goal.within}></cc-waited>`:e`<span class="zero">–</span>`}</td>
    <td data-part="service-level"><span class="level ${T(t.service_level,t.goal.share)}">${w(t.service_level)}</span>
      <div class="goal">${a(`board.goal`,{share:w(t.goal.share),within:t.goal.within})}</div></td>
    <td data-part="answer-rate">${w(t.offered-t.waiting?t.answered/(t.offered-t.waiting):null)}</td>
    ${S(t.offered,`offered`)} ${S(t.answered,`answered`)} ${S(t.abandoned,`abandoned`,`bad`)}
    ${S(C(t),`elsewhere`)}
    <td data-part="average-answer">${t.average_answer===null?`–`:i(t.average_answer)}</td>
    ${v.map((e,n)=>S(t.staff[e],`staff-${e}`,`${e===`not_responding`?`bad`:``} ${n?``:`staff`}`))}
  </tr>`}function x(t){let n=e=>t.reduce((t,n)=>t+e(n),0),r=n(e=>e.offered),o=n(e=>e.waiting),s=r-o-n(e=>e.short_abandoned),c=n(e=>e.answered),l=n(e=>(e.average_answer??0)*e.answered),u=t.map(e=>e.longest_since).filter(e=>e!==null).sort()[0];return e`<tr data-part="total">
    <th scope="row">${a(`board.total`)}</th>
    <td class="waiting ${o?`some`:`zero`}">${o}</td>
    <td>${u?e`<cc-timer .since=${u}></cc-timer>`:`–`}</td>
    <td>${w(s>0?n(e=>e.in_time)/s:null)}</td>
    <td>${w(r-o?c/(r-o):null)}</td>
    <td>${r}</td><td>${c}</td><td>${n(e=>e.abandoned)}</td><td>${n(C)}</td>
    <td>${c?i(l/c):`–`}</td>
    <td class="staff" colspan=${v.length}></td>
  </tr>`}function S(t,n,r=``){return e`<td class="${t?``:`zero`} ${r}" data-part=${n}>${t}</td>`}function C(e){return e.overflowed+e.voicemail+e.callback+e.lost}function w(e){return e===null?`–`:`${Math.floor(e*1e3+1e-6)/10}%`}function T(e,t){return e===null?``:e>=t?`kept`:e>=t-.1?`near`:`missed`}customElements.define(`cc-queues`,y);var E=class extends s{static properties={...s.properties,within:{type:Number}};updated(){this.classList.toggle(`late`,!!this.since&&l(this.since??``)>this.within)}};customElements.define(`cc-waited`,E);var D=class extends d{static styles=[n,t`
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
    `];#e=new f(`board`);#t=new p([this.#e]);connectedCallback(){super.connectedCallback(),this.#e.follow(()=>this.requestUpdate()),this.#t.follow(()=>{this.#t.open&&o(),this.requestUpdate()}),this.#t.start()}updated(){this.dataset.live=this.#t.bye??(this.#t.open?`open`:`lost`),this.dataset.center=this.#n?.state??``}get#n(){return this.#e.get(`center`)}render(){let t=this.#e.under(`queue/`),n=this.#e.under(`agent/`),i=new Map(t.map(e=>[e.name,c(e.title)]));return e`<div class="board">
      <div class="strip" role="status" data-part="center">${this.#r()}</div>
      ${this.#n===void 0?r:e`
            ${t.length?e`<cc-queues .queues=${t}></cc-queues>`:e`<p class="card empty dim">${a(`board.no_queues`)}</p>`}
            <h2>${a(`board.agents`)}</h2>
            ${n.length?e`<cc-agents .agents=${n} .titles=${i}></cc-agents>`:e`<p class="card empty dim">${a(`board.no_agents`)}</p>`}
          `}
    </div>`}#r(){let t=this.#t,n=this.#n;if(t.bye!==null)return e`<p class="notice bad" data-condition=${t.bye}>${a(`live.bye.${t.bye}`)} <a href="/login?next=/board">${a(`live.to_login`)}</a></p>`;if(t.lost)return e`<p class="notice bad" data-condition="lost">${a(`live.lost`)}</p>`;if(!n)return e`<p class="calm dim" data-condition="connecting">${a(`live.connecting`)}</p>`;if(n.state!==`ready`){let t=n.state===`starting`?`warn`:`bad`;return e`<p class="notice ${t}" data-condition=${n.state}>${a(`board.center.${n.state}`)}</p>`}let r=n.telephony===`simulator`?` · ${a(`board.center.simulator`)}`:``;return e`<p class="calm dim" data-condition="ready"><i></i>${a(`board.center.ready`,{day:n.day})}${r}</p>`}};customElements.define(`cc-board`,D);