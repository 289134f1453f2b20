import{C as e,_ as t,b as n,d as r,g as i,h as a,l as o,m as s,o as c,p as l,s as u,t as d,v as f}from"./time-BjKY-WrK.js";import{a as p,i as m,n as h,o as g,t as _}from"./wire-1kMWG5kr.js";import"./changes-CcNKLlEz.js";import{a as v,i as y,n as b,r as x,t as S}from"./levels-CBYnS16-.js";var C=class extends t{static properties={agents:{attribute:!1},titles:{attribute:!1}};static styles=[a,i,e`
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
    `];render(){let e=e=>_.indexOf(h(e)),t=[...this.agents].sort((t,n)=>e(t)-e(n)||t.number.localeCompare(n.number));return n`
      <div class="counts">${_.map(e=>this.#e(e))}</div>
      <ul>${m(t,e=>e.agent,e=>this.#t(e))}</ul>
    `}#e(e){let t=this.agents.filter(t=>h(t)===e).length;return t?n`<span class="count" data-state=${e} data-part="count"><strong>${t}</strong>${l(`live.doing.${e}`)}</span>`:null}#t(e){let t=h(e),i=t===`aux`&&(r(e.code_title)||e.code)||l(`live.doing.${t}`),a=t===`signed_out`;return n`<li class="card ${a?`out`:``}" data-state=${t} data-part="agent" data-agent=${e.agent}>
      <span class="name">${e.name} <span class="dim small">${e.number}</span></span>
      <cc-timer .since=${a?null:e.since} data-part="timer"></cc-timer>
      <span class="doing" data-part="doing">${i}</span>
      <span class="where small dim">${e.queue?this.titles.get(e.queue)??e.queue:!a&&!e.reachable&&t!==`unreachable`?l(`live.doing.unreachable`):``}</span>
    </li>`}};customElements.define(`cc-agents`,C);var w=[`waiting`,`longest`,`service_level`],T=6e4,E=`callcenter.board.bad`;function D(e,t){let n=e.flatMap(e=>w.filter(t=>S(e,t)===`bad`).map(t=>`${e.name}/${t}`)),r=(t?.trunks??[]).filter(e=>e.state===`down`).map(e=>`trunk/${e.name}`),i=(t?.alarms??[]).map(e=>`alarm/${e.at}`);return[...n,...r,...i,...t?.state===`no_telephony`?[`no_telephony`]:[]]}var O=class{chime=new v(`board`);#e;sounded=0;constructor(){let e=JSON.parse(window.sessionStorage.getItem(E)??`[]`);this.#e=new Map(e)}look(e,t=Date.now()){for(let[e,n]of this.#e)t-n>T&&this.#e.delete(e);let n=e.some(e=>!this.#e.has(e));for(let n of e)this.#e.set(n,t);window.sessionStorage.setItem(E,JSON.stringify([...this.#e])),n&&(this.sounded+=1,this.chime.sound())}};function k(e,t,i){let a=(e?.trunks??[]).filter(e=>e.state!==`up`),o=(e?.alarms??[]).slice(-1),s=e=>r(t.find(t=>t.name===e)?.title)||(e??``);return n`<div class="troubles" role="alert" data-part="alarms">
    ${a.map(e=>n`<p class="notice ${e.state===`down`?`bad`:`warn`}" data-trunk=${e.name} data-state=${e.state}>
        ${l(`board.trunk.${e.state}`,{trunk:e.name})} <cc-timer .since=${e.since}></cc-timer>
      </p>`)}
    ${o.map(e=>n`<p class="notice warn" data-alarm=${e.kind}>${d(e.at)} ${l(`board.alarm.${e.kind}`,{times:e.times})}</p>`)}
    ${t.flatMap(e=>e.closed?[n`<p class="notice warn" data-closed=${e.name}>${r(e.title)}: ${e.closed.how===`divert`?l(`board.diverted`,{to:s(e.closed.to),time:d(e.closed.since)}):l(`board.closed`,{time:d(e.closed.since)})}</p>`]:[])}
    ${i.filter(A).map(e=>n`<p class="notice" data-notice=${e.id}>${l(`board.notice`,{text:e.text?r(e.text):l(`board.notice.recorded`)})}
        ${e.ends?l(`board.notice.until`,{time:d(e.ends)}):``}</p>`)}
  </div>`}function A(e){let t=c();return(!e.begins||Date.parse(e.begins)<=t)&&(!e.ends||Date.parse(e.ends)>t)}var j=[`available`,`talking`,`wrap_up`,`aux`,`not_responding`,`unreachable`],M=class extends t{static properties={queues:{attribute:!1},agents:{attribute:!1},notices:{attribute:!1},center:{attribute:!1},house:{}};static styles=[a,e`
      :host {
        --cc-surface: #10161d;
        --cc-text: #f2f5f9;
        --cc-text-dim: #b4c0cf;
        --cc-line: #344252;
        --cc-ok: #6fdc98;
        --cc-warn: #ffc861;
        --cc-bad: #ff9d94;
        --cc-info: #8fbcff;
        --cc-ok-soft: #12301f;
        --cc-warn-soft: #3f2f0c;
        --cc-bad-soft: #55160f;
        --cc-info-soft: #14294a;
        height: 100%;
        background: #05080c;
        color: var(--cc-text);
      }
      .wall {
        display: grid;
        grid-template-rows: auto auto minmax(0, 1fr);
        gap: 1vh;
        height: 100%;
        padding: 1.2vh 1vw;
        font-family: var(--cc-font, sans-serif);
      }
      header {
        display: flex;
        align-items: baseline;
        gap: 2vw;
        font-size: 3.4vh;
      }
      header .now {
        margin-left: auto;
        font-weight: 700;
      }
      header strong {
        font-size: 4.6vh;
      }
      header .off {
        color: var(--cc-bad);
        font-weight: 700;
      }
      .troubles {
        display: grid;
        gap: 0.6vh;
      }
      .troubles .notice {
        padding: 0.6vh 1vw;
        font-size: 2.8vh;
        font-weight: 600;
      }
      .tiles {
        display: grid;
        gap: 1vh 0.8vw;
        min-height: 0;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        grid-auto-rows: minmax(0, 1fr);
        --big: 11vh;
      }
      .tiles.n3 {
        grid-template-columns: repeat(3, minmax(0, 1fr));
        --big: 8.5vh;
      }
      .tiles.n4 {
        grid-template-columns: repeat(4, minmax(0, 1fr));
        --big: 6vh;
      }
      .tiles.n5 {
        grid-template-columns: repeat(5, minmax(0, 1fr));
        --big: 4.6vh;
      }
      .tile {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) minmax(0, 1fr);
        grid-template-columns: 1fr 1fr;
        border: 2px solid var(--cc-line);
        border-radius: 12px;
        overflow: hidden;
        background: var(--cc-surface);
      }
      .tile h2 {
        grid-column: 1 / -1;
        padding: 0.5vh 0.8vw 0;
        font-size: calc(var(--big) * 0.42);
        line-height: 1.3;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .figure {
        display: grid;
        align-content: center;
        padding: 0 0.8vw;
        min-width: 0;
        container-type: inline-size;
      }
      .figure b {
        font-size: min(var(--big), 27cqi); /* ▲100% fits */
        line-height: calc(min(var(--big), 27cqi) * 1.05); /* the same beside a smaller figure */
        font-weight: 750;
        white-space: nowrap;
      }
      .figure[data-figure="longest"] b {
        font-size: min(var(--big), 21cqi); /* 1:02:03 fits */
      }
      .figure small {
        font-size: max(2.1vh, calc(var(--big) * 0.27));
        color: var(--cc-text-dim);
        white-space: nowrap;
      }
      .figure i {
        font-size: 0.5em;
        font-style: normal;
        vertical-align: 0.3em;
      }
      .ok b {
        color: var(--cc-ok);
      }
      .warn {
        background: var(--cc-warn-soft);
      }
      .warn b {
        color: var(--cc-warn);
      }
      .bad {
        background: var(--cc-bad-soft);
      }
      .bad b {
        color: var(--cc-bad);
      }
      .closed h2 {
        color: var(--cc-warn);
      }
    `];render(){let{queues:e}=this,t=e.reduce((e,t)=>e+t.waiting,0),r=e.length<=4?2:e.length<=9?3:e.length<=16?4:5;return n`<div class="wall" data-part="wall">
      <header>
        <span>${this.house}</span><span>${l(`board.waiting`)} <strong>${t}</strong></span>
        ${j.map(e=>this.#e(e))}
        ${this.center?.state===`ready`?f:n`<span class="off">${l(`board.center.${this.center?.state??`starting`}`)}</span>`}
        <span class="now">${d(new Date(c()).toISOString())}</span>
      </header>
      ${k(this.center,e,this.notices)}
      <div class="tiles n${r}">${e.map(e=>this.#t(e))}</div>
    </div>`}#e(e){let t=this.agents.filter(t=>h(t)===e).length;return!t&&(e===`not_responding`||e===`unreachable`)?f:n`<span>${l(`live.doing.${e}`)} <strong>${t}</strong></span>`}#t(e){let t=e.waiting>0&&e.staff.available===0;return n`<section class="tile ${e.closed?`closed`:``}" data-queue=${e.name}>
      <h2>${r(e.title)}${e.closed?` · ${l(e.closed.how===`divert`?`board.is_diverted`:`board.is_closed`)}`:``}</h2>
      ${this.#n(e,`waiting`,n`${e.waiting}`)}
      ${this.#n(e,`longest`,e.longest_since?n`<cc-timer .since=${e.longest_since}></cc-timer>`:n`–`)}
      ${this.#n(e,`service_level`,n`${y(e.service_level)}`)}
      <div class="figure ${t?`warn`:``}"><b>${t?n`<i aria-hidden="true">△</i>`:f}${e.staff.available}</b><small>${l(`board.staff.available`)}</small></div>
    </section>`}#n(e,t,r){let i=S(e,t),a=x(i);return n`<div class="figure ${i}" data-figure=${t} data-level=${i}>
      <b>${a?n`<i aria-hidden="true">${a}</i>`:f}${r}</b><small>${l(`board.${t}`)}${a?n`<span class="unseen"> ${l(`board.level.${i}`)}</span>`:f}</small>
    </div>`}};customElements.define(`cc-wall`,M);var N=[`available`,`offered`,`talking`,`wrap_up`,`aux`,`not_responding`,`unreachable`],P=new Set([`not_responding`,`unreachable`]),F=class extends t{static properties={queues:{attribute:!1}};static styles=[a,e`
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
      .level {
        display: inline-block;
        min-width: 3.4em;
        padding: 0 0.375em;
        border-radius: var(--cc-radius, 6px);
      }
      .level.ok {
        color: var(--cc-ok, #17743a);
        background: var(--cc-ok-soft, #e5f1e9);
        font-weight: 700;
      }
      .level.warn {
        color: var(--cc-warn, #8a5200);
        background: var(--cc-warn-soft, #f7eee0);
        font-weight: 700;
      }
      .level.bad {
        color: var(--cc-bad, #b3261e);
        background: var(--cc-bad-soft, #fbe9e8);
        font-weight: 700;
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
    `];render(){return n`<div class="card" tabindex="0" role="region" aria-label=${l(`board.queues`)}>
      <table>
        <thead>
          <tr>
            <th scope="col">${l(`board.queue`)}</th>
            <th scope="col">${l(`board.waiting`)}</th>
            <th scope="col">${l(`board.longest`)}</th>
            <th scope="col">${l(`board.service_level`)}</th>
            <th scope="col">${l(`board.answer_rate`)}</th>
            <th scope="col">${l(`board.offered`)}</th>
            <th scope="col">${l(`board.answered`)}</th>
            <th scope="col">${l(`board.abandoned`)}</th>
            <th scope="col">${l(`board.elsewhere`)}</th>
            <th scope="col">${l(`board.average_answer`)}</th>
            ${N.map((e,t)=>n`<th scope="col" class=${t?``:`staff`}>${l(`board.staff.${e}`)}</th>`)}
          </tr>
        </thead>
        <tbody>${this.queues.map(I)}</tbody>
        ${this.queues.length>1?n`<tfoot>${L(this.queues)}</tfoot>`:f}
      </table>
    </div>`}};function I(e){return n`<tr data-part="queue" data-queue=${e.name}>
    <th scope="row">${r(e.title)}</th>
    <td class="waiting ${e.waiting?`some`:`zero`}" data-part="waiting">${B(e,`waiting`,n`${e.waiting}`)}</td>
    <td data-part="longest">${e.longest_since?B(e,`longest`,n`<cc-timer .since=${e.longest_since}></cc-timer>`):n`<span class="zero">–</span>`}</td>
    <td data-part="service-level">${B(e,`service_level`,n`${b(e.service_level)}`)}
      <div class="goal">${l(`board.goal`,{share:b(e.goal.share),within:e.goal.within})}</div></td>
    <td data-part="answer-rate">${b(e.offered-e.waiting?e.answered/(e.offered-e.waiting):null)}</td>
    ${R(e.offered,`offered`)} ${R(e.answered,`answered`)} ${R(e.abandoned,`abandoned`,`bad`)}
    ${R(z(e),`elsewhere`)}
    <td data-part="average-answer">${e.average_answer===null?`–`:o(e.average_answer)}</td>
    ${N.map((t,n)=>R(e.staff[t]??0,`staff-${t}`,`${P.has(t)?`bad`:``} ${n?``:`staff`}`))}
  </tr>`}function L(e){let t=t=>e.reduce((e,n)=>e+t(n),0),r=t(e=>e.offered),i=t(e=>e.waiting),a=r-i-t(e=>e.short_abandoned),s=t(e=>e.answered),c=t(e=>(e.average_answer??0)*e.answered),u=e.map(e=>e.longest_since).filter(e=>e!==null).sort()[0];return n`<tr data-part="total">
    <th scope="row">${l(`board.total`)}</th>
    <td class="waiting ${i?`some`:`zero`}">${i}</td>
    <td>${u?n`<cc-timer .since=${u}></cc-timer>`:`–`}</td>
    <td>${b(a>0?t(e=>e.in_time)/a:null)}</td>
    <td>${b(r-i?s/(r-i):null)}</td>
    <td>${r}</td><td>${s}</td><td>${t(e=>e.abandoned)}</td><td>${t(z)}</td>
    <td>${s?o(c/s):`–`}</td>
    <td class="staff" colspan=${N.length}></td>
  </tr>`}function R(e,t,r=``){return n`<td class="${e?``:`zero`} ${r}" data-part=${t}>${e}</td>`}function z(e){return e.overflowed+e.voicemail+e.callback+e.lost}function B(e,t,r){let i=S(e,t),a=x(i);return n`<span class="level ${i}" data-figure=${t} data-level=${i}>${a?n`<span aria-hidden="true">${a}</span><span class="unseen">${l(`board.level.${i}`)}</span> `:f}${r}</span>`}customElements.define(`cc-queues`,F);var V=new URLSearchParams(location.search).has(`wall`),H=1e3,U=class extends t{static styles=[a,e`
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
      .troubles {
        display: grid;
        gap: 0.375em;
        padding-bottom: 0.5em;
      }
      .tools {
        display: flex;
        gap: 0.5em;
        margin-left: auto;
      }
      .tools a {
        align-self: center;
      }
      .onwall {
        position: fixed;
        right: 0;
        bottom: 0;
        padding: 0.75rem 1rem;
        border-radius: var(--cc-radius-l, 10px) 0 0;
        background: var(--cc-surface, #fff);
        opacity: 0; /* until somebody comes for it */
      }
      .onwall:hover,
      .onwall:focus-within {
        opacity: 1;
      }
      .offline {
        position: fixed;
        inset: auto 0 0 0;
        margin: 0;
        padding: 1vh 2vw;
        font-size: 3.4vh;
      }
      h2 {
        font-size: 1.15em;
        margin: 1em 0 0.5em;
      }
      .empty {
        padding: 2em;
        text-align: center;
      }
    `];#e=new g(`board`);#t=new p([this.#e]);#n=new O;connectedCallback(){super.connectedCallback(),this.#e.follow(()=>this.requestUpdate()),this.#t.follow(()=>{this.#t.open&&u(),this.requestUpdate()}),this.#t.start(),window.setInterval(()=>this.#r(),H);for(let e of[`pointerdown`,`keydown`])document.addEventListener(e,()=>this.#n.chime.unlock());V&&(document.documentElement.dataset.wall=`yes`)}#r(){this.#e.current&&(this.#n.look(D(this.#a,this.#i)),this.requestUpdate())}updated(){this.dataset.live=this.#t.bye??(this.#t.open?`open`:`lost`),this.dataset.center=this.#i?.state??``,this.dataset.sounded=String(this.#n.sounded)}get#i(){return this.#e.get(`center`)}get#a(){return this.#e.under(`queue/`)}get#o(){return this.#e.under(`notice/`)}render(){let e=this.#a,t=this.#e.under(`agent/`);if(V)return this.#s(e,t);let i=new Map(e.map(e=>[e.name,r(e.title)]));return n`<div class="board">
      <div class="strip" role="status" data-part="center">${this.#u()}${this.#c()}</div>
      ${k(this.#i,e,this.#o)}
      ${this.#i===void 0?f:n`
            ${e.length?n`<cc-queues .queues=${e}></cc-queues>`:n`<p class="card empty dim">${l(`board.no_queues`)}</p>`}
            <h2>${l(`board.agents`)}</h2>
            ${t.length?n`<cc-agents .agents=${t} .titles=${i}></cc-agents>`:n`<p class="card empty dim">${l(`board.no_agents`)}</p>`}
          `}
    </div>`}#s(e,t){let r=!this.#e.current;return n`
      <cc-wall .queues=${e} .agents=${t} .notices=${this.#o} .center=${this.#i} .house=${s.company}></cc-wall>
      ${r?n`<div class="offline notice bad" role="status">${this.#u()}</div>`:f}
      <div class="onwall">${this.#c()}</div>
    `}#c(){let{chime:e}=this.#n;return n`<span class="tools">
      <button type="button" data-do="mute" aria-pressed=${String(e.muted)} title=${l(`board.sound.text`)} @click=${()=>this.#l()}>${l(e.muted?`board.sound.off`:`board.sound.on`)}</button>
      ${V?n`<button type="button" data-do="full" @click=${()=>void document.documentElement.requestFullscreen()}>${l(`board.full_screen`)}</button>
            <a href="/board">${l(`board.leave_wall`)}</a>`:n`<a href="/board?wall=1" data-do="wall">${l(`board.wall`)}</a>`}
    </span>`}#l(){let{chime:e}=this.#n;e.muted=!e.muted,e.muted||e.sound(),this.requestUpdate()}#u(){let e=this.#t,t=this.#i;if(e.bye!==null)return n`<p class="notice bad" data-condition=${e.bye}>${l(`live.bye.${e.bye}`)} <a href="/login?next=/board">${l(`live.to_login`)}</a></p>`;if(e.lost)return n`<p class="notice bad" data-condition="lost">${l(`live.lost`)}</p>`;if(!t)return n`<p class="calm dim" data-condition="connecting">${l(`live.connecting`)}</p>`;if(t.state!==`ready`){let e=t.state===`starting`?`warn`:`bad`;return n`<p class="notice ${e}" data-condition=${t.state}>${l(`board.center.${t.state}`)}</p>`}let r=t.telephony===`simulator`?` · ${l(`board.center.simulator`)}`:``;return n`<p class="calm dim" data-condition="ready"><i></i>${l(`board.center.ready`,{day:t.day})}${r}</p>`}};customElements.define(`cc-board`,U);