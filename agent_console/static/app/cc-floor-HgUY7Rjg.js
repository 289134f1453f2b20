import{C as e,_ as t,a as n,b as r,c as i,d as a,f as o,g as s,h as c,i as l,l as u,o as d,p as f,r as p,t as ee,v as m}from"./time-BjKY-WrK.js";import{t as h}from"./icons-DOecLNfo.js";import{t as te}from"./changes-CcNKLlEz.js";import{i as g,n as _,o as v,t as y}from"./wire-1kMWG5kr.js";import{a as ne,i as re,r as ie,t as ae}from"./levels-CBYnS16-.js";var oe={text:``,team:``,queue:``,skill:``,state:``};function b(e,t,n){let r=n.queues.find(e=>e.name===t)?.needs;return r!==void 0&&Object.entries(r).every(([t,n])=>(e[t]??0)>=n)}function x(e){return e.presence===`aux`&&e.aux_ends_at!==null&&Date.parse(e.aux_ends_at)<d()}function se(e,t,n){return C(e,t.state)&&S(e,t,n)}function S(e,t,n){let r=t.text.trim().toLowerCase();return(!r||`${e.name} ${e.number} ${e.agent}`.toLowerCase().includes(r))&&(!t.team||e.team===t.team)&&(!t.queue||b(e.skills,t.queue,n))&&(!t.skill||(e.skills[t.skill]??0)>0)}function C(e,t){return t===`help`?e.help!==null:t===`over`?x(e):t===``||_(e)===t}function w(e,t){let n=e.why_not;return e.next&&e.next.presence!==`available`?`aux`:n===null||n===`busy`||n===`wrap_up`?e.reachable||t===`voicemail`?``:`phone_unreachable`:n===`phone_unreachable`&&t===`voicemail`?``:n}function T(e){return e.help?-1:y.indexOf(_(e))}function E(e,t){let n=e=>+!e.help,r={state:(e,t)=>T(e)-T(t)||e.since.localeCompare(t.since),time:(e,t)=>e.since.localeCompare(t.since),name:(e,t)=>e.name.localeCompare(t.name),work:(e,t)=>(e.work[0]?.queue??`~`).localeCompare(t.work[0]?.queue??`~`),team:(e,t)=>e.team.localeCompare(t.team)||e.name.localeCompare(t.name)};return[...e].sort((e,i)=>n(e)-n(i)||r[t](e,i)||e.number.localeCompare(i.number))}function D(e){let t=e.work.filter(e=>e.medium!==`voicemail`&&[`talking`,`held`,`consulting`].includes(e.stage));return t.find(t=>t.interaction===e.help?.interaction)??t[0]}function O(e,t=d()){return e.priority+e.ageing*Math.max(0,t-Date.parse(e.since))/1e3}function ce(e,t=d()){let n=e.map(e=>({one:e,score:O(e,t)}));return n.sort((e,t)=>t.score-e.score||e.one.since.localeCompare(t.one.since)||e.one.interaction.localeCompare(t.one.interaction)),n.map(({one:e})=>e)}var k=[`listen`,`coach`,`barge`],le={aux_codes:[],queues:[],skills:[],numbers:[],provinces:[],languages:[]};function A(){return{name:`reason`,kind:`text`,label:f(`floor.reason`),required:!0}}function ue(e,t){let{floor:n}=t,r=e.presence===`signed_out`,i=n.seat.me?.agent===e.agent;return[...i?[]:de(e,t),{does:`force-available`,word:f(`floor.do.force_available`),begins:!i,act:()=>void N(n,e,`available`,null,``),why:r?f(`floor.is_signed_out`):e.presence===`available`&&!e.not_responding&&!e.next?f(`floor.is_available`):``},{does:`force-aux`,word:f(`floor.do.force_aux`),why:r?f(`floor.is_signed_out`):``,act:()=>P(e,t)},{does:`force-out`,word:f(`floor.do.force_out`),why:r?f(`floor.is_signed_out`):``,act:()=>F(e,t)},{does:`skills`,word:f(`floor.do.skills`),begins:!0,act:()=>t.changeSkills(e)},{does:`message`,word:f(`floor.do.message`),why:r?f(`floor.is_signed_out`):``,act:()=>I(t,f(`floor.message_to`,{name:e.name}),{agents:[e.agent]})}]}function de(e,{floor:t,ask:n}){let r=D(e),i=r?``:f(`floor.not_in_call`),a=t.hearing?.agent.agent===e.agent?t.hearing.mode:null,o=k.map(n=>({does:n,word:f(`floor.do.${n}`),why:i||t.deaf||(a===n?f(`floor.already`):``),act:()=>void j(t,e,n)}));return r?[...o,{does:`take-over`,word:f(`floor.do.take_over`),grave:!0,why:t.deaf,act:()=>fe(e,r,t,n)},{does:`end-call`,word:f(`floor.do.end_call`),grave:!0,act:()=>M(e,r,t,n)}]:o}async function j(e,t,n){let r=D(t);if(!r||e.deaf)return;let i=e.hearing;i&&i.interaction!==r.interaction&&await e.live.send(`stop_supervising`,{interaction:i.interaction}),await e.do(`supervise`,{interaction:r.interaction,agent:t.agent,mode:n},f(`floor.done.${n}`,{name:t.name}))}function fe(e,t,n,r){r.open({title:f(`floor.take_over.title`,{name:e.name}),text:f(`floor.take_over.text`),confirm:f(`floor.do.take_over_now`),grave:!0,fields:[A()],go:r=>n.do(`take_over`,{interaction:t.interaction,reason:r.reason},f(`floor.done.take_over`,{name:e.name}))})}function M(e,t,n,r){r.open({title:f(`floor.end_call.title`,{name:e.name}),text:f(`floor.end_call.text`),confirm:f(`floor.do.end_call_now`),grave:!0,fields:[A()],go:r=>n.do(`end_call`,{interaction:t.interaction,reason:r.reason},f(`floor.done.end_call`,{name:e.name}))})}function N(e,t,n,r,i){let a=t.presence===`signed_out`?void 0:{what:`force`,values:{agent:t.agent,presence:t.presence,code:t.code,reason:f(`floor.undo`)}};return e.do(`force`,{agent:t.agent,presence:n,code:r,reason:i},f(`floor.done.force_${n}`,{name:t.name}),a)}function P(e,{floor:t,ask:n}){let r=t.facts.aux_codes.map(e=>({value:e.code,word:t.auxTitle(e.code)}));n.open({title:f(`floor.force_aux.title`,{name:e.name}),text:f(`floor.force.text`),confirm:f(`floor.do.force_aux_now`),fields:[{name:`code`,kind:`choice`,label:f(`floor.aux_code`),options:r,value:r[0]?.value??``},A()],go:n=>N(t,e,`aux`,n.code||null,n.reason??``)})}function F(e,{floor:t,ask:n}){n.open({title:f(`floor.force_out.title`,{name:e.name}),text:f(`floor.force_out.text`),confirm:f(`floor.do.force_out_now`),grave:!0,fields:[A()],go:n=>N(t,e,`signed_out`,null,n.reason??``)})}function I({floor:e,ask:t},n,r,i=[]){t.open({title:n,confirm:f(`floor.do.send`),fields:[...i,{name:`text`,kind:`area`,label:f(`floor.message.text`),required:!0},{name:`urgent`,kind:`check`,label:f(`floor.message.urgent`)}],go:t=>{let[n,i]=(t.to??``).split(`/`),a=n&&i?{[n]:i}:r;return e.do(`message`,{...a,text:t.text,urgent:t.urgent===`yes`},f(`floor.done.message`))}})}function L(e){let t=[...new Set(e.agents.map(e=>e.team))].sort();return[{name:`to`,kind:`select`,label:f(`floor.message.to`),value:``,options:[{value:``,word:f(`floor.message.everybody`)},...e.queues.map(t=>({value:`queue/${t.name}`,word:`${f(`floor.queue`)}: ${e.queueTitle(t.name)}`})),...t.map(e=>({value:`team/${e}`,word:`${f(`floor.team`)}: ${e}`}))]}]}var R=class extends t{static properties={floor:{attribute:!1}};#e=()=>void 0;connectedCallback(){super.connectedCallback(),this.#e=this.floor.follow(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.#e()}},z=`text/x-callcenter-waiting`,B=6,V=class extends t{static properties={rows:{attribute:!1},draw:{attribute:!1},height:{type:Number},label:{},carries:{type:Boolean},accepts:{type:Boolean},over:{state:!0},from:{state:!0},many:{state:!0}};#e=``;#t=!1;#n=new ResizeObserver(()=>this.#r());constructor(){super(),this.rows=[],this.height=32,this.label=``,this.carries=!1,this.accepts=!1,this.over=``,this.from=0,this.many=30}createRenderRoot(){return this}connectedCallback(){super.connectedCallback(),this.addEventListener(`scroll`,this.#r,{passive:!0}),this.addEventListener(`keydown`,this.#p),this.#n.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.#n.disconnect()}#r=()=>{this.from=Math.max(0,Math.floor(this.scrollTop/this.height)-B),this.many=Math.ceil(this.clientHeight/this.height)+12};willUpdate(){let e=this.rows.filter(e=>!e.isHead);e.some(e=>e.key===this.#e)||(this.#e=e[0]?.key??``);let t=this.getRootNode();this.#t||=t.activeElement?.getAttribute(`data-row`)===this.#e&&this.contains(t.activeElement)}render(){let e=this.#i,t=this.rows.slice(e,e+this.many);return r`<div class="above" role="presentation"></div><div role="grid" aria-label=${this.label} aria-rowcount=${this.rows.length}>${g(t,e=>e.key,(t,n)=>r`<div
        class=${t.isHead?`head`:this.over===t.key?`row drop`:`row`} draggable=${this.carries&&!t.isHead?`true`:m}
        @dragstart=${e=>e.dataTransfer?.setData(z,t.key)} @dragover=${e=>this.#u(t,e)}
        @dragleave=${()=>this.over=``} @drop=${e=>this.#d(t,e)}
        role="row" aria-rowindex=${e+n+1} data-row=${t.key}
        tabindex=${t.isHead?m:t.key===this.#e?0:-1} @focus=${()=>this.#s(t)}
        @click=${e=>this.#c(t,e)}
        @contextmenu=${e=>this.#l(t,e)}
      >${this.draw(t)}</div>`)}</div><div class="below" role="presentation"></div>`}get#i(){return Math.min(this.from,Math.max(0,this.rows.length-this.many))}#a(){let e=Math.max(0,this.rows.length-this.#i-this.many);for(let[t,n]of[[`above`,this.#i],[`below`,e]]){let e=this.querySelector(`.${t}`);e&&(e.style.height=`${n*this.height}px`)}}updated(){this.#a(),this.#t&&(this.#t=!1,this.#o(this.#e)?.focus({preventScroll:!0}))}#o(e){return this.querySelector(`[data-row="${CSS.escape(e)}"]`)}#s(e){e.isHead||this.#e===e.key||(this.#e=e.key,this.requestUpdate())}#c(e,t){let n=t.composedPath().some(e=>e instanceof HTMLButtonElement);!e.isHead&&!n&&document.getSelection()?.isCollapsed!==!1&&this.#f(e.key,t.currentTarget)}#l(e,t){e.isHead||(t.preventDefault(),this.#f(e.key,t.currentTarget))}#u(e,t){this.accepts&&!e.isHead&&t.dataTransfer?.types.includes(z)&&(t.preventDefault(),this.over=e.key)}#d(e,t){this.over=``;let n=t.dataTransfer?.getData(z);this.accepts&&!e.isHead&&n&&(t.preventDefault(),this.dispatchEvent(new CustomEvent(`dropped`,{detail:{key:e.key,carried:n}})))}#f(e,t){this.dispatchEvent(new CustomEvent(`open`,{detail:{key:e,at:t}}))}#p=e=>{let t=e.composedPath()[0];if(!(t instanceof HTMLElement)||t.dataset.row===void 0)return;let n=Math.max(1,Math.floor(this.clientHeight/this.height)-1),r={ArrowDown:1,ArrowUp:-1,PageDown:n,PageUp:-n,End:this.rows.length,Home:-this.rows.length}[e.key];if(r!==void 0)this.#m(r);else if(e.key===`Enter`||e.key===` `)this.#f(t.dataset.row,t);else return;e.preventDefault()};#m(e){let t=this.rows.filter(e=>!e.isHead),n=t.findIndex(e=>e.key===this.#e),r=t[Math.min(t.length-1,Math.max(0,n+e))];if(!r)return;this.#e=r.key;let i=this.rows.indexOf(r)*this.height;i<this.scrollTop+this.height?this.scrollTop=i-this.height:i+this.height>this.scrollTop+this.clientHeight&&(this.scrollTop=i+this.height-this.clientHeight),this.#r(),this.#t=!0,this.requestUpdate()}};customElements.define(`cc-rows`,V);var H=e`
  :host {
    display: grid;
    grid-template: auto auto auto minmax(0, 1fr) / minmax(0, 1fr);
    gap: 0.375rem;
    min-height: 0;
    padding: 0.5rem 0.625rem 0.25rem;
  }
  cc-rows {
    display: block;
    min-height: 0;
    overflow: auto;
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    margin: -0.375rem -0.625rem 0;
    grid-area: 4 / 1;
  }
  .filters {
    display: flex;
    align-items: center;
    gap: 0.375rem;
  }
  .filters h2 {
    white-space: nowrap;
    margin-right: 0.25rem;
  }
  .filters .field {
    flex: 1 1 4rem;
    min-height: 1.875rem;
    padding-inline: 0.375rem;
  }
  .filters button {
    min-height: 1.875rem;
  }
  .columns,
  .row {
    display: grid;
    gap: 0.375rem;
    align-items: center;
    padding: 0 0.625rem;
  }
  .columns {
    grid-row: 3;
    margin: 0 -0.625rem;
    border-bottom: 1px solid var(--cc-line, #d6dce4);
    font-size: var(--cc-size-s, 0.8rem);
    color: var(--cc-text-dim, #516072);
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    overflow: hidden;
  }
  .columns > * {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .columns .sort {
    justify-content: start;
    min-height: 1.5rem;
    padding: 0;
    border: 0;
    background: none;
    font-weight: 600;
    color: inherit;
  }
  .row {
    height: 28px;
    border-bottom: 1px solid var(--cc-line, #d6dce4);
  }
  .row:hover {
    background: var(--cc-surface-2, #edf0f4);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row.drop,
  .row:has(.drop) {
    background: var(--cc-accent-soft, #e6eefb);
  }
  .row > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
  }
  .head {
    height: 28px;
    display: flex;
    align-items: end;
    padding: 0 0.625rem 0.125rem;
    font-size: var(--cc-size-s, 0.8rem);
    font-weight: 650;
    color: var(--cc-text-dim, #516072);
    border-bottom: 1px solid var(--cc-line, #d6dce4);
  }
  .does {
    display: flex;
    justify-content: flex-end;
    gap: 0.25rem;
  }
  .mini {
    min-height: 1.5rem;
    min-width: 1.625rem;
    padding: 0 0.25rem;
    border-color: transparent;
    background: none;
    color: var(--cc-accent, #1b5ebd);
  }
  .row:hover .mini,
  .row:focus-within .mini {
    border-color: var(--cc-line-strong, #7d8a9b);
  }
  svg {
    vertical-align: -0.2em;
    opacity: 0.8;
  }
  .empty {
    grid-area: 4 / 1;
    padding: 1.25rem;
    text-align: center;
  }
  .late {
    color: var(--cc-warn, #8a5200);
    font-weight: 650;
  }
  cc-timer {
    font-variant-numeric: tabular-nums;
  }
`,pe=28,me=2500,U=`callcenter.floor.grouped`,he=[{name:`state`,by:`state`},{name:`time`,by:`time`},{name:`name`,by:`name`},{name:`work`,by:`work`},{name:`why`,by:null},{name:`skills`,by:`team`}],ge=class extends R{static properties={...R.properties,wish:{state:!0},by:{state:!0},grouped:{state:!0}};static styles=[c,s,H,e`
      .columns,
      .row {
        grid-template-columns: 6.75rem 3.25rem minmax(7rem, 9.5rem) minmax(0, 1.8fr) minmax(0, 0.9fr) minmax(0, 1.2fr) 3.75rem;
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
      }
      .chips button {
        min-height: 1.5rem;
        padding: 0 0.4375rem;
        font-size: var(--cc-size-s, 0.8rem);
        border-color: var(--cc-line, #d6dce4);
        border-radius: 999px;
        color: var(--tone, inherit);
      }
      .chips button[aria-pressed="true"] {
        border-color: currentcolor;
        background: var(--tone-soft, var(--cc-accent-soft, #e6eefb));
        color: var(--tone, var(--cc-accent, #1b5ebd));
      }
      .state {
        color: var(--tone);
        font-weight: 600;
      }
      .state i {
        display: inline-block;
        width: 0.5rem;
        height: 0.5rem;
        margin-right: 0.375rem;
        border-radius: 50%;
        background: var(--tone);
      }
      .over {
        color: var(--cc-warn, #8a5200);
        font-weight: 650;
      }
      .row:has(.help) {
        background: var(--cc-bad-soft, #fbe9e8);
      }
      .help {
        color: var(--cc-bad, #b3261e);
        font-weight: 650;
      }
      .row > .name {
        font-weight: 600;
      }
      .routable {
        color: var(--cc-ok, #17743a);
      }
      .unreachable {
        color: var(--cc-bad, #b3261e);
      }
    `];#e=[];#t=[];#n=-2500;#r=``;constructor(){super(),this.wish=oe,this.by=`state`,this.grouped=window.localStorage.getItem(U)===`yes`}showQueue(e){this.wish={...this.wish,queue:e}}render(){return this.#t=[...new Set(this.floor.agents.map(e=>e.team))].sort(),this.#i(),r`
      ${this.#a()}
      <div class="columns" role="presentation">${he.map(e=>this.#u(e))}<span></span></div>
      <cc-rows
        .rows=${this.#e} .draw=${this.#d} .label=${f(`floor.agents`)} height=${pe} accepts data-part="agents"
        @open=${e=>this.#y(e.detail.key,e.detail.at)}
        @dropped=${e=>this.#v(e.detail)}
        @pointermove=${()=>this.#n=performance.now()} @pointerleave=${()=>this.#n=-2500}
      ></cc-rows>
      ${this.#e.length?m:r`<p class="empty dim">${f(this.floor.agents.length?`floor.nobody_fits`:`board.no_agents`)}</p>`}
    `}#i(){let{floor:e,wish:t}=this,n=JSON.stringify([t,this.by,this.grouped]);if(performance.now()-this.#n<me&&n===this.#r){this.#e=this.#e.filter(t=>t.isHead||e.agent(t.key));return}this.#r=n;let r=E(e.agents.filter(n=>se(n,t,e.facts)),this.by);this.#e=this.grouped&&this.by===`state`?_e(r):r.map(e=>({key:e.agent}))}#a(){let{floor:e,wish:t}=this,n=e.agents.filter(n=>S(n,t,e.facts)),i=e.queues.map(e=>({value:e.name,word:a(e.title)})),s=e.facts.skills.map(e=>({value:e,word:o(`floor.skill.${e}`,e)}));return r`<div class="filters">
        <h2>${f(`floor.agents`)}</h2>
        <input
          class="field" type="search" data-part="search" autocomplete="off" .value=${t.text} aria-label=${f(`floor.search`)}
          placeholder=${f(`floor.search`)} @input=${e=>this.#l(`text`,e)}
        />
        ${this.#t.length>1?this.#s(`team`,f(`floor.team`),f(`floor.every_team`),this.#t.map(e=>({value:e,word:e}))):m}
        ${this.#s(`queue`,f(`floor.queue`),f(`floor.every_queue`),i)} ${this.#s(`skill`,f(`floor.skill`),f(`floor.every_skill`),s)}
        <button type="button" data-do="group" aria-pressed=${String(this.grouped)} @click=${()=>this.#o()}>${f(`floor.group`)}</button>
      </div>
      <div class="chips" role="group" aria-label=${f(`floor.by_state`)}>
        ${this.#c(``,n.length)} ${this.#c(`help`,n.filter(e=>e.help).length)}
        ${this.#c(`over`,n.filter(x).length)}
        ${y.map(e=>this.#c(e,n.filter(t=>_(t)===e).length))}
      </div>`}#o(){this.grouped=!this.grouped,window.localStorage.setItem(U,this.grouped?`yes`:`no`)}#s(e,t,n,i){return r`<select class="field" data-filter=${e} aria-label=${t} @change=${t=>this.#l(e,t)}>
      <option value="">${n}</option>
      ${i.map(t=>r`<option value=${t.value} ?selected=${t.value===this.wish[e]}>${t.word}</option>`)}
    </select>`}#c(e,t){let n=this.wish.state===e;if(!t&&!n&&e!==``)return m;let i=e===`help`?`not_responding`:e===`over`?`held`:e||m,a=f(e===``?`floor.all`:e===`help`?`floor.help`:e===`over`?`floor.over`:`live.doing.${e}`);return r`<button
      type="button" data-do="state" data-only=${e} data-state=${i} aria-pressed=${String(n)}
      @click=${()=>this.wish={...this.wish,state:n?``:e}}
    >${a} <strong>${t}</strong></button>`}#l(e,t){this.wish={...this.wish,[e]:t.target.value}}#u({name:e,by:t}){let n=t===`team`&&this.#t.length<2,i=f(`floor.column.${n?`only_skills`:e}`);return!t||n?r`<span>${i}</span>`:r`<button type="button" class="sort" data-sort=${t} aria-pressed=${String(this.by===t)} @click=${()=>this.by=t}>
      ${i}${this.by===t?r`<span aria-hidden="true"> ▾</span>`:m}
    </button>`}#d=e=>{if(e.isHead){let t=e.rank===-1?f(`floor.help`):f(`live.doing.${y[e.rank??0]??`aux`}`);return r`<span role="gridcell">${t} · ${e.count}</span>`}let t=this.floor.agent(e.key);return t?this.#f(t):r``};#f(e){let t=_(e),n=t===`aux`&&(a(e.code_title)||this.floor.auxTitle(e.code))||f(`live.doing.${t}`),i=D(e),s=Object.entries(e.skills).filter(([,e])=>e>0).map(([e,t])=>`${o(`floor.skill.${e}`,e)} ${t}`).join(` · `);return r`
      <span role="gridcell" class="state" data-state=${t} data-part="doing"><i></i>${n}</span>
      <span role="gridcell" class=${x(e)?`over`:``}>${t===`signed_out`?``:r`<cc-timer .since=${e.since}></cc-timer>`}</span>
      <span role="gridcell" class="name" data-agent=${e.agent}>${e.name} <span class="dim small">${e.number}</span></span>
      <span role="gridcell" class="work" title=${this.#m(e)} data-part="work">${e.help?r`<span class="help">${f(`floor.help`)} <cc-timer .since=${e.help.since}></cc-timer> </span>`:m}${this.#p(e)}</span>
      <span role="gridcell" class="small" data-part="why">${this.#h(e)}</span>
      <span role="gridcell" class="small dim" title=${`${e.team} · ${s}`}>${this.#t.length<2?``:`${e.team} · `}${s}</span>
      <span role="gridcell" class="does">
        ${i?r`<button type="button" tabindex="-1" class="mini" data-do="listen" ?disabled=${this.floor.deaf!==``} title=${this.floor.deaf||f(`floor.do.listen`)}
              aria-label=${`${f(`floor.do.listen`)} ${e.name}`} @click=${t=>this.#_(e,t)}>${h(`listen`)}</button>`:m}
        <button type="button" tabindex="-1" class="mini" data-do="more" aria-label=${f(`floor.more`,{name:e.name})}
          @click=${t=>this.#y(e.agent,t.currentTarget)}>⋯</button>
      </span>
    `}#p(e){let[t,...n]=e.work;if(!t)return m;let i=t.customer_name||t.caller_shown||f(`desk.withheld`),a=e.watched_by.map(e=>`${this.floor.name(e.agent)} ${f(`floor.mode.${e.mode}`)}`).join(`, `);return r`${h(t.medium===`voice`?t.direction===`outbound`?`out`:`answer`:t.medium)}
      ${t.queue?`${this.floor.queueTitle(t.queue)} · `:t.direction===`internal`?`${f(`floor.internal`)} · `:``}${i}
      ${n.length?r` <span class="badge">+${n.length}</span>`:m}${a?r` <span class="badge" title=${a}>${h(`listen`)}${a}</span>`:m}`}#m(e){return e.work.map(e=>[f(`desk.medium.${e.medium}`),this.floor.queueTitle(e.queue),e.customer_name,e.caller_shown].filter(Boolean).join(` · `)).join(`
`)}#h(e){if(x(e))return r`<span class="over">${f(`floor.over_by`,{time:u(i(e.aux_ends_at??``))})}</span>`;if(e.next)return r`<span class="dim" title=${this.#g(e)} data-part="next">${this.#g(e)}</span>`;if(!e.why_not)return r`<span class="routable">${f(`floor.routable`)}</span>`;let t=[`not_responding`,`phone_unreachable`,`no_telephony`].includes(e.why_not);return r`<span class=${t?`unreachable`:`dim`}>${f(`floor.why.${e.why_not}`)}</span>`}#g({next:e}){let t=e?.presence===`aux`?this.floor.auxTitle(e.code)||f(`live.doing.aux`):f(`live.doing.${e?.presence??`available`}`);return f(`floor.next`,{state:t})}#_(e,t){t.stopPropagation(),this.dispatchEvent(new CustomEvent(`listen`,{detail:e.agent,bubbles:!0,composed:!0}))}#v({key:e,carried:t}){this.dispatchEvent(new CustomEvent(`hand`,{detail:{agent:e,interaction:t},bubbles:!0,composed:!0}))}#y(e,t){this.dispatchEvent(new CustomEvent(`agent`,{detail:{key:e,at:t},bubbles:!0,composed:!0}))}};function _e(e){let t=[];for(let n of e){let r=T(n);t.at(-1)?.rank!==r&&t.push({key:`group ${r}`,isHead:!0,rank:r,count:e.filter(e=>T(e)===r).length}),t.push({key:n.agent,rank:r})}return t}customElements.define(`cc-floor-agents`,ge);var W=e`
  dialog {
    width: min(34rem, 94vw);
    max-height: 94vh;
    padding: 0;
    border: 1px solid var(--cc-line, #d6dce4);
    border-radius: var(--cc-radius-l, 10px);
    background: var(--cc-surface, #fff);
    color: var(--cc-text, #17212e);
    box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.3);
  }
  form {
    display: grid;
    gap: 0.75rem;
    padding: 1rem 1.25rem;
  }
  textarea.field {
    min-height: 4.5rem;
    resize: vertical;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    display: grid;
    gap: 0.25rem;
    min-width: 0;
  }
  legend {
    padding: 0;
    font-size: var(--cc-size-s, 0.8rem);
    color: var(--cc-text-dim, #516072);
  }
  fieldset label,
  label.check {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 1.625rem;
    font-size: inherit;
    color: inherit;
  }
  .does {
    display: flex;
    justify-content: flex-end;
    gap: 0.5rem;
  }
`,ve=class extends t{static properties={question:{state:!0},values:{state:!0},busy:{state:!0}};static styles=[c,W];constructor(){super(),this.question=null,this.values={},this.busy=!1}open(e){this.question=e,this.values=Object.fromEntries(e.fields.map(e=>[e.name,e.value??``])),this.busy=!1,this.updateComplete.then(()=>{this.#e?.showModal(),this.renderRoot.querySelector(`input, select, textarea, button.first`)?.focus()})}get#e(){return this.renderRoot.querySelector(`dialog`)}render(){let{question:e}=this;return r`<dialog aria-labelledby="title" data-part="ask" @close=${()=>this.question=null}>
      ${e?r`<form @submit=${this.#i}>
            <h2 id="title">${e.title}</h2>
            ${this.#t(e)}
            ${e.fields.filter(e=>e.when?.(this.values)??!0).map(e=>this.#n(e))}
            <div class="does">
              <button type="button" data-do="cancel" @click=${()=>this.#e?.close()}>${f(`desk.cancel`)}</button>
              <button type="submit" class=${e.grave?`end`:`first`} data-do="confirm" ?disabled=${this.busy}>${e.confirm}</button>
            </div>
          </form>`:m}
    </dialog>`}#t({text:e}){let t=typeof e==`function`?e(this.values):e;return t?r`<p>${t}</p>`:m}#n(e){let t=this.values[e.name]??``,n=t=>this.#r(e.name,t.target.value);switch(e.kind){case`choice`:return r`<fieldset><legend>${e.label}</legend>${(e.options??[]).map(i=>r`<label><input
            type="radio" name=${e.name} value=${i.value} .checked=${t===i.value} @change=${n}
          />${i.word}</label>`)}</fieldset>`;case`select`:return r`<label>${e.label}<select class="field" name=${e.name} ?required=${e.required??!1} @change=${n}>
          ${(e.options??[]).map(e=>r`<option value=${e.value} ?selected=${e.value===t} ?disabled=${e.cannot??!1}>${e.word}</option>`)}
        </select></label>`;case`check`:return r`<label class="check"><input
          type="checkbox" name=${e.name} .checked=${t===`yes`}
          @change=${t=>this.#r(e.name,t.target.checked?`yes`:``)}
        />${e.label}</label>`;case`area`:return r`<label>${e.label}<textarea
          class="field" name=${e.name} maxlength="2000" ?required=${e.required??!1} .value=${t} @input=${n}
        ></textarea></label>`;default:return r`<label>${e.label}<input
          class="field" type=${e.kind} name=${e.name} maxlength="200" autocomplete="off" ?required=${e.required??!1}
          .value=${t} @input=${n}
        /></label>`}}#r(e,t){this.values={...this.values,[e]:t}}async#i(e){if(e.preventDefault(),!this.question||this.busy)return;this.busy=!0;let t=await this.question.go(this.values);this.busy=!1,t&&this.#e?.close()}};customElements.define(`cc-ask`,ve);var ye=class extends R{static styles=[c,W,e`
      :host {
        min-width: 0;
      }
      .last {
        display: block;
        width: 100%;
        border: 0;
        background: none;
        font-weight: 400;
        text-align: left;
        overflow: hidden;
        text-overflow: ellipsis;
        color: var(--cc-text-dim, #516072);
      }
      .inside {
        padding: 1rem 1.25rem;
        display: grid;
        gap: 0.75rem;
      }
      li {
        padding: 0.25rem 0;
        border-top: 1px solid var(--cc-line, #d6dce4);
      }
      ul {
        max-height: 60vh;
        overflow: auto;
      }
    `];render(){let{deeds:e}=this.floor,[t]=e;return r`${t?r`<button type="button" class="last" data-do="deeds" data-part="last-deed" title=${f(`floor.deeds`)} @click=${()=>this.#e?.showModal()}>${this.#t(t)}</button>`:m}
      <dialog aria-labelledby="title"><div class="inside">
        <h2 id="title">${f(`floor.deeds`)}</h2>
        <ul data-part="deeds">${e.map(e=>r`<li>${this.#t(e)}</li>`)}</ul>
        <form method="dialog" class="does"><button>${f(`desk.close`)}</button></form>
      </div></dialog>`}get#e(){return this.renderRoot.querySelector(`dialog`)}#t(e){let t=[e.agent&&this.floor.name(e.agent),e.queue&&this.floor.queueTitle(e.queue)].filter(Boolean).join(` · `);return r`<span class="dim">${ee(e.at)}</span> <strong>${this.floor.name(e.by)}</strong>
      ${o(`floor.deed.${e.do}`,e.do)} ${t}${e.reason?` · ${f(`floor.deed_reason`,{reason:e.reason})}`:``}`}};customElements.define(`cc-floor-deeds`,ye);var G=12e3,be=200,xe=1e3;function Se(e){let{agent:t,interaction:n,queue:r}=e;return n?`waiting/${n}`:t?`agent/${t}`:r?`queue/${r}`:``}var Ce=class extends te{live;seat;isSeen;feed=new v(`floor`);chime=new ne(`floor`);facts=le;told=[];#e=0;#t=new Set;constructor(e,t,n){super(),this.live=e,this.seat=t,this.isSeen=n}start(){this.feed.follow(()=>this.#n()),this.live.follow(()=>this.#n()),this.live.watch(this.feed),window.setInterval(()=>this.#n(),xe),this.#a()}get center(){return this.feed.get(`center`)}get agents(){return this.feed.under(`agent/`)}get queues(){return this.feed.under(`queue/`)}get waiting(){return ce(this.feed.under(`waiting/`))}get notices(){return this.feed.under(`notice/`)}get deeds(){return[...this.feed.under(`action/`)].sort((e,t)=>t.at.localeCompare(e.at))}agent(e){return this.feed.get(`agent/${e}`)}queue(e){return this.feed.get(`queue/${e}`)}name(e){return this.agent(e)?.name??e}queueTitle(e){if(!e)return``;let t=this.queue(e)??this.facts.queues.find(t=>t.name===e);return a(t?.title)||e}auxTitle(e){return a(this.facts.aux_codes.find(t=>t.code===e)?.title)||(e??``)}get hearing(){let e=this.seat.me?.agent;if(e!==void 0)for(let t of this.agents){let n=t.watched_by.find(t=>t.agent===e),r=t.work.find(e=>e.medium!==`voicemail`);if(n&&r)return{agent:t,mode:n.mode,interaction:r.interaction}}}get deaf(){let{me:e}=this.seat;return e?e.presence===`signed_out`?f(`floor.deaf.signed_out`):e.reachable?``:f(`floor.deaf.unreachable`):f(`floor.deaf.no_agent`)}async do(e,t,n,r){let i=await this.live.send(e,t);return i===null?(this.say(n,!1,r?()=>void this.do(r.what,r.values,f(`floor.undone`)):null,Se(t)),!0):(this.say(o(`floor.refused.${i}`,o(`desk.refused.${i}`,f(`desk.refused.other`,{why:i}))),!0),!1)}say(e,t=!1,n=null,r=``){let i={text:e,bad:t,undo:n,about:r};this.told=[...this.told.filter(e=>!r||e.about!==r),i].slice(-2),window.setTimeout(()=>this.dismiss(i),G),this.changed()}dismiss(e){this.told=this.told.filter(t=>t!==e),this.changed()}lookAgain(){this.isSeen()&&this.changed()}#n(){this.#e||=window.setTimeout(()=>{this.#e=0,this.#i(),this.#r(),this.isSeen()&&this.changed()},be)}#r(){let e=e=>e.undo!==null&&e.about.startsWith(`waiting/`)&&!this.feed.get(e.about);this.told.some(e)&&(this.told=this.told.filter(t=>!e(t)))}#i(){let e=new Set(this.agents.filter(e=>e.help).map(e=>e.agent));[...e].some(e=>!this.#t.has(e))&&this.chime.sound(),this.#t=e}async#a(){for(let e=500;this.live.bye===null;e=Math.min(e*2,5e3)){try{let e=await fetch(`/api/floor`,{cache:`no-store`});if(e.ok&&(this.facts=await e.json()),e.ok||e.status===401||e.status===403)break}catch{}await new Promise(t=>window.setTimeout(t,e))}this.changed()}},we=class extends R{static styles=[c,e`
      .strip {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: 0.375rem 0.75rem;
        padding: 0.5rem 1.25rem;
        border-bottom: 3px solid var(--tone);
        background: var(--tone-soft);
        color: var(--tone);
      }
      .listen {
        --tone: var(--cc-info, #1b5ebd);
        --tone-soft: var(--cc-info-soft, #e6eefb);
      }
      .coach {
        --tone: var(--cc-wrap, #6b42b8);
        --tone-soft: var(--cc-wrap-soft, #efeaf8);
      }
      .barge {
        --tone: var(--cc-bad, #b3261e);
        --tone-soft: var(--cc-bad-soft, #fbe9e8);
      }
      strong {
        font-size: 1.125rem;
      }
      .modes {
        display: flex;
        gap: 0.25rem;
        margin-left: auto;
      }
      button[aria-pressed="true"] {
        background: var(--tone);
        border-color: var(--tone);
        color: var(--cc-surface, #fff);
      }
      button:not([aria-pressed="true"]):not(.end) {
        color: var(--cc-text, #17212e);
      }
    `];render(){let{hearing:e}=this.floor;if(!e)return m;let{agent:t,mode:n,interaction:i}=e,a=t.work.find(e=>e.interaction===i),o=[a?.customer_name||a?.caller_shown,this.floor.queueTitle(a?.queue??null)].filter(Boolean).join(` · `);return r`<div class="strip ${n}" role="status" data-part="hearing" data-mode=${n} data-agent=${t.agent}>
      ${h(`listen`)}<strong>${f(`floor.hearing.${n}`,{name:t.name})}</strong>
      <span>${f(`floor.hears.${n}`,{name:t.name})}</span><span class="dim">${o}</span>
      <span class="modes" role="group" aria-label=${f(`floor.mode`)}>
        ${k.map(e=>this.#e(e,n))}
        <button type="button" class="end" data-do="stop" @click=${()=>this.floor.do(`stop_supervising`,{interaction:i},f(`floor.done.stop`))}>${f(`floor.do.stop`)}</button>
      </span>
    </div>`}#e(e,t){let{hearing:n}=this.floor;return r`<button type="button" data-do=${e} aria-pressed=${String(e===t)} ?disabled=${e===t}
      @click=${()=>n&&void j(this.floor,n.agent,e)}>${f(`floor.do.${e}`)}</button>`}};customElements.define(`cc-floor-hearing`,we);var Te=class extends t{static properties={items:{state:!0},heading:{state:!0}};static styles=[c,e`
      .menu {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 0.25rem;
        min-width: 13rem;
        max-width: 20rem;
        border: 1px solid var(--cc-line-strong, #7d8a9b);
        border-radius: var(--cc-radius-l, 10px);
        background: var(--cc-surface, #fff);
        color: var(--cc-text, #17212e);
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
      h3 {
        padding: 0.25rem 0.625rem;
      }
      button {
        display: block;
        width: 100%;
        min-height: 1.875rem;
        border: 0;
        text-align: left;
        font-weight: 500;
        white-space: normal;
      }
      button:focus {
        background: var(--cc-accent-soft, #e6eefb);
        outline-offset: -2px;
      }
      button.grave:not([aria-disabled="true"]) {
        color: var(--cc-bad, #b3261e);
      }
      button[aria-disabled="true"] {
        color: var(--cc-text-dim, #516072);
        cursor: default;
      }
      button small {
        display: block;
        font-size: var(--cc-size-s, 0.8rem);
        font-weight: 400;
      }
      hr {
        margin: 0.25rem 0;
        border: 0;
        border-top: 1px solid var(--cc-line, #d6dce4);
      }
    `];#e=null;constructor(){super(),this.items=[],this.heading=``}get isOpen(){return this.#t?.matches(`:popover-open`)??!1}open(e,t,n){this.#e=e,this.heading=t,this.items=n,this.updateComplete.then(()=>{let t=this.#t;t&&(this.isOpen||t.showPopover(),this.#r(t,e.getBoundingClientRect()),this.#n[0]?.focus())})}get#t(){return this.renderRoot.querySelector(`.menu`)}get#n(){return[...this.renderRoot.querySelectorAll(`button`)]}#r(e,t){let{width:n,height:r}=e.getBoundingClientRect(),i=t.width>200?t.right-n-8:t.left,a=t.bottom+r+8<window.innerHeight;e.style.left=`${Math.max(8,Math.min(i,window.innerWidth-n-8))}px`,e.style.top=`${Math.max(8,a?t.bottom+2:Math.min(t.top-r-2,window.innerHeight-r-8))}px`}render(){return r`<div class="menu" popover="auto" role="menu" aria-label=${this.heading} data-part="menu" @keydown=${this.#a}>
      <h3 aria-hidden="true">${this.heading}</h3>
      ${this.items.map(e=>r`${e.begins?r`<hr role="separator" />`:m}<button
            type="button" role="menuitem" tabindex="-1" class=${e.grave?`grave`:``} data-do=${e.does}
            aria-disabled=${e.why?`true`:`false`} @click=${()=>this.#i(e)}
          >${e.word}${e.why?r`<small>${e.why}</small>`:m}</button>`)}
    </div>`}#i(e){e.why||(this.#t?.hidePopover(),this.#e?.focus(),e.act())}#a(e){let t=this.#n,n=t.indexOf(this.renderRoot instanceof ShadowRoot?this.renderRoot.activeElement:t[0]),r={ArrowDown:n+1,ArrowUp:n-1,Home:0,End:t.length-1}[e.key];r!==void 0&&(e.preventDefault(),t[(r+t.length)%t.length]?.focus())}};customElements.define(`cc-menu`,Te);var Ee=e`
  .floor {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    height: 100%;
    min-height: 30rem;
    font: 400 var(--cc-size, 0.875rem) / var(--cc-line-height, 1.5) var(--cc-font, sans-serif);
    color: var(--cc-text, #17212e);
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 2.5rem;
    padding: 0 var(--cc-gap, 0.75rem);
    border-bottom: 1px solid var(--cc-line, #d6dce4);
  }
  .bar button {
    min-height: 1.875rem;
  }
  .bar cc-floor-deeds {
    flex: 1;
  }
  .condition {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .condition i {
    flex: none;
    width: 0.5rem;
    height: 0.5rem;
    border-radius: 50%;
    background: var(--cc-ok, #17743a);
  }
  .condition.bad,
  .condition.warn {
    font-weight: 600;
    color: var(--cc-bad, #b3261e);
  }
  .condition.warn {
    color: var(--cc-warn, #8a5200);
  }
  .condition.bad i,
  .condition.warn i {
    background: currentcolor;
  }
  button.alarm {
    border-color: var(--cc-bad, #b3261e);
    color: var(--cc-bad, #b3261e);
  }
  .areas {
    display: grid;
    grid-template-columns: minmax(0, 1.3fr) minmax(0, 1fr);
    grid-template-rows: minmax(8rem, 0.7fr) minmax(0, 1fr);
    gap: 0.5rem;
    padding: 0.5rem;
    min-height: 0;
  }
  .areas > * {
    min-height: 0;
    min-width: 0;
  }
  cc-floor-agents {
    grid-row: 1 / -1;
  }
  .told {
    inset: 0.375rem auto auto 50%; /* over the empty middle of the header: no list is covered */
    transform: translateX(-50%);
    margin: 0;
    padding: 0.25rem;
    border: 0;
    background: none;
    gap: 0.5rem;
    max-width: 30rem;
  }
  .told:popover-open {
    display: grid;
  }
  .told .notice {
    flex-wrap: nowrap;
    box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
    font-weight: 500;
  }
  .told span {
    flex: 1;
  }
  .told button {
    min-height: 1.75rem;
    color: inherit;
  }
  @media (max-width: 64rem) {
    .floor {
      height: auto;
    }
    .areas {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: 28rem 16rem 20rem;
    }
    cc-floor-agents {
      grid-row: 1;
    }
  }
`,K=16e3,q=44,De=class{#e=null;#t=[];get running(){return this.#e?.state===`recording`}async start(){let e=await navigator.mediaDevices.getUserMedia({audio:!0}),t=new MediaRecorder(e);this.#t=[],t.ondataavailable=e=>this.#t.push(e.data),t.start(),this.#e=t}async stop(){let e=this.#e;if(!e)throw Error(`nothing is recorded`);let t=new Promise(t=>e.addEventListener(`stop`,t,{once:!0}));e.stop(),await t;for(let t of e.stream.getTracks())t.stop();return this.#e=null,Oe(await new Blob(this.#t).arrayBuffer())}};async function Oe(e){let t=await new OfflineAudioContext(1,K,K).decodeAudioData(e),n=new OfflineAudioContext(1,Math.max(1,Math.ceil(t.duration*K)),K),r=n.createBufferSource();r.buffer=t,r.connect(n.destination),r.start();let i=(await n.startRendering()).getChannelData(0);return new Blob([ke(i)],{type:`audio/wav`})}function ke(e){let t=e.length*2,n=new DataView(new ArrayBuffer(q+t)),r=(e,t)=>[...t].forEach((t,r)=>n.setUint8(e+r,t.charCodeAt(0)));return r(0,`RIFF`),n.setUint32(4,36+t,!0),r(8,`WAVEfmt `),n.setUint32(16,16,!0),n.setUint16(20,1,!0),n.setUint16(22,1,!0),n.setUint32(24,K,!0),n.setUint32(28,K*2,!0),n.setUint16(32,2,!0),n.setUint16(34,16,!0),r(36,`data`),n.setUint32(40,t,!0),e.forEach((e,t)=>n.setInt16(q+t*2,Math.round(Math.max(-1,Math.min(1,e))*32767),!0)),n.buffer}var Ae=[30,60,120,240],je=36e5,Me=class extends R{static properties={...R.properties,kind:{state:!0},written:{state:!0},audio:{state:!0},recording:{state:!0},named:{state:!0},ends:{state:!0},problem:{state:!0},busy:{state:!0}};static styles=[c,W,e`
      .tabs,
      .lasts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
      }
      .written {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: end;
        gap: 0.375rem;
      }
      .whom {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 0.75rem;
      }
      .whom .list {
        max-height: 7.5rem;
        overflow: auto;
      }
      .times {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.75rem;
      }
      .lasts button {
        min-height: 1.625rem;
        padding: 0 0.5rem;
      }
      audio {
        width: 100%;
        height: 2.25rem;
      }
    `];#e=new De;#t=null;constructor(){super(),this.#n()}#n(){this.kind=`text`,this.written={},this.audio=``,this.recording=``,this.since=``,this.named=new Set,this.ends=``,this.problem=``,this.busy=!1,this.#t=null}open(){this.#n(),this.ends=l(d()+je),this.updateComplete.then(()=>{this.#r?.showModal(),this.renderRoot.querySelector(`textarea`)?.focus()})}get#r(){return this.renderRoot.querySelector(`dialog`)}get#i(){return this.floor.facts.languages}render(){let{facts:e}=this.floor;return r`<dialog aria-labelledby="title" data-part="notice-form" @close=${this.#_}>
      <form @submit=${this.#v}>
        <h2 id="title">${f(`floor.notice.title`)}</h2>
        <p class="dim">${f(`floor.notice.about`)}</p>
        <div class="tabs" role="group" aria-label=${f(`floor.notice.title`)}>
          ${[`text`,`recording`].map(e=>r`<button type="button" data-kind=${e} aria-pressed=${String(this.kind===e)} @click=${()=>this.kind=e}>${f(`floor.notice.by_${e}`)}</button>`)}
        </div>
        ${this.kind===`text`?this.#i.map(e=>this.#a(e)):this.#o()}
        ${this.audio?r`<audio controls autoplay src=${this.audio} data-part="preview"></audio>`:m}
        <div class="whom">
          ${this.#s(`numbers`,e.numbers.map(e=>({name:e.number,word:e.shown})))}
          ${this.#s(`queues`,e.queues.map(e=>({name:e.name,word:a(e.title)})))}
          ${this.#s(`provinces`,e.provinces.map(e=>({name:e.code,word:a(e.title)})))}
        </div>
        <div class="times">
          <label>${f(`floor.notice.begins`)}<input class="field" type="datetime-local" name="begins" aria-describedby="now" /><span id="now">${f(`floor.notice.empty_is_now`)}</span></label>
          <label>${f(`floor.notice.ends`)}<input class="field" type="datetime-local" name="ends" .value=${this.ends}
            @input=${e=>this.ends=e.target.value} /><span>${f(`floor.notice.empty_is_open`)}</span></label>
        </div>
        <div class="lasts" role="group" aria-label=${f(`floor.notice.ends`)}>
          ${Ae.map(e=>r`<button type="button" @click=${()=>this.ends=l(this.#d+e*6e4)}>${f(`floor.notice.lasts`,{minutes:e})}</button>`)}
          <button type="button" @click=${()=>this.ends=``}>${f(`floor.notice.until_ended`)}</button>
        </div>
        ${this.problem?r`<p class="notice bad" role="alert" data-part="notice-problem">${this.problem}</p>`:m}
        <div class="does">
          <button type="button" data-do="cancel" @click=${()=>this.#r?.close()}>${f(`desk.cancel`)}</button>
          <button type="submit" class="end" data-do="confirm" ?disabled=${this.busy||this.recording===`on`}>${f(`floor.notice.now`,{whom:this.#l})}</button>
        </div>
      </form>
    </dialog>`}#a(e){return r`<div class="written">
      <label>${o(`live.language.${e}`,e)}<textarea class="field" maxlength="1000" lang=${e} data-language=${e} .value=${this.written[e]??``}
        @input=${t=>this.written={...this.written,[e]:t.target.value}}></textarea></label>
      <button type="button" data-do="preview" data-language=${e} ?disabled=${!this.written[e]?.trim()} @click=${()=>void this.#f(e)}>${f(`floor.notice.hear`)}</button>
    </div>`}#o(){return r`<div class="tabs">
      <button type="button" class=${this.recording===`on`?`end`:`first`} data-do="record" @click=${()=>void this.#p()}>
        ${f(this.recording===`on`?`floor.notice.stop_recording`:this.recording===`there`?`floor.notice.record_again`:`floor.notice.record`)}
      </button>${this.recording===`on`?r`<span role="status">${f(`floor.notice.is_being_recorded`)} <cc-timer .since=${this.since} data-part="recorded-for"></cc-timer></span>`:m}
    </div>`}#s(e,t){return t.length?r`<fieldset><legend>${f(`floor.notice.${e}`)}</legend><div class="list">${t.map(({name:t,word:n})=>r`<label><input type="checkbox" data-kind=${e} data-name=${t} .checked=${this.named.has(`${e}/${t}`)}
        @change=${()=>this.#c(`${e}/${t}`)} />${n}</label>`)}</div></fieldset>`:m}#c(e){let t=new Set(this.named);t.delete(e)||t.add(e),this.named=t}get#l(){return this.named.size?f(`floor.notice.to_some`,{count:this.named.size}):f(`floor.notice.to_all`)}#u(e){return[...this.named].filter(t=>t.startsWith(`${e}/`)).map(t=>t.slice(e.length+1))}get#d(){let e=this.renderRoot.querySelector(`[name='begins']`)?.value??``;return e?Date.parse(n(e)):d()}async#f(e){this.problem=``;let t={method:`POST`,headers:{"Content-Type":`application/json`},body:JSON.stringify({language:e,text:this.written[e]})},n=await this.#g(`/api/notices/preview`,t);n&&(this.audio=URL.createObjectURL(await n.blob()))}#p(){return this.problem=``,this.#e.running?this.#h():this.#m()}async#m(){try{await this.#e.start(),this.recording=`on`,this.since=new Date(d()).toISOString(),this.audio=``}catch{this.problem=f(`desk.microphone_refused`)}}async#h(){try{this.#t=await this.#e.stop(),this.audio=URL.createObjectURL(this.#t),this.recording=`there`}catch{this.recording=``,this.problem=f(`floor.notice.missing_recording`)}}async#g(e,t){try{let n=await fetch(e,t);if(n.ok)return n}catch{}return this.problem=f(`floor.notice.no_sound`),null}#_(){this.#e.running&&this.#e.stop(),this.#n()}async#v(e){if(e.preventDefault(),this.busy)return;this.busy=!0;let t=await this.#y(),n=t!==null&&await this.floor.do(`notice`,t,f(`floor.done.notice`));this.busy=!1,n&&this.#r?.close()}async#y(){let e=Object.fromEntries(Object.entries(this.written).filter(([,e])=>e.trim())),t=this.kind===`text`?this.#i.some(t=>!e[t]):!this.#t,r=this.renderRoot.querySelector(`[name='begins']`)?.value??``,i=r?n(r):null,a=this.ends?n(this.ends):null,o=a!==null&&Date.parse(a)<=this.#d;if(this.problem=t?f(`floor.notice.missing_${this.kind}`):o?f(`floor.notice.ends_before`):``,this.problem)return null;let s={numbers:this.#u(`numbers`),queues:this.#u(`queues`),provinces:this.#u(`provinces`),begins:i,ends:a};if(this.kind===`text`)return{text:e,...s};let c=await this.#g(`/api/notices/recording`,{method:`POST`,headers:{"Content-Type":`audio/wav`},body:this.#t});return c&&{recording:(await c.json()).recording,...s}}};customElements.define(`cc-notice-form`,Me);var Ne=class extends R{static styles=[c,e`
      .running {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding: 0.25rem 1.25rem;
        border-bottom: 1px solid var(--cc-line, #d6dce4);
        background: var(--cc-warn-soft, #f7eee0);
        color: var(--cc-warn, #8a5200);
      }
      .said {
        flex: 0 1 auto;
        min-width: 6rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-weight: 600;
      }
      .whom {
        flex: 1 1 0;
        min-width: 8rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button {
        min-height: 1.75rem;
      }
      svg {
        flex: none;
      }
      ul {
        max-height: 6.75rem;
        overflow: auto;
      }
    `];open(){this.renderRoot.querySelector(`cc-notice-form`)?.open()}render(){return r`<ul aria-label=${f(`floor.notices`)}>${this.floor.notices.map(e=>this.#e(e))}</ul>
      <cc-notice-form .floor=${this.floor}></cc-notice-form>`}#e(e){let t=e.begins!==null&&Date.parse(e.begins)>d(),n=e.text?a(e.text):f(`floor.notice.is_recording`),i=t?f(`floor.notice.from`,{time:p(e.begins??``)}):e.ends?f(`floor.notice.until`,{time:p(e.ends)}):f(`floor.notice.until_ended`);return r`<li class="running" data-part="notice" data-notice=${e.id}>
      ${h(`notice`)}<span class="said" title=${n}>${n}</span>
      <span class="whom small">${Pe(e,e=>this.floor.queueTitle(e),e=>this.#t(e))} · ${i} · ${this.floor.name(e.by)}</span>
      <button type="button" data-do="end-notice" @click=${()=>this.floor.do(`end_notice`,{notice:e.id},f(`floor.done.end_notice`))}>${f(t?`floor.notice.cancel`:`floor.notice.end`)}</button>
    </li>`}#t(e){return a(this.floor.facts.provinces.find(t=>t.code===e)?.title)||e}};function Pe(e,t,n){let r=[...e.numbers,...e.queues.map(t),...e.provinces.map(n)];return r.length?r.join(` · `):f(`floor.notice.everybody`)}customElements.define(`cc-floor-notices`,Ne);function Fe(e,t,n){let{floor:r}=t,i=r.queueTitle(e.name);return[...e.closed?[{does:`open-queue`,word:f(`floor.do.open_queue`),act:()=>void Ie(e,t)}]:[{does:`close-queue`,word:f(`floor.do.close_queue`),grave:!0,act:()=>J(e,``,t)},{does:`divert-queue`,word:f(`floor.do.divert_queue`),act:()=>J(e,`divert`,t)}],{does:`message-queue`,word:f(`floor.do.message`),begins:!0,act:()=>I(t,f(`floor.message_to`,{name:i}),{queue:e.name})},{does:`only-queue`,word:f(`floor.do.only_queue`),act:()=>n(e.name)}]}function Ie(e,{floor:t}){let n=t.queueTitle(e.name);return t.do(`open_queue`,{queue:e.name},f(`floor.done.open_queue`,{name:n}))}function J(e,t,{floor:n,ask:r}){let i=n.queueTitle(e.name),a=n.queues.filter(t=>t.name!==e.name&&!t.closed);r.open({title:f(`floor.close.title`,{name:i}),confirm:f(`floor.do.close_now`),grave:!0,text:e=>e.how===`divert`?f(`floor.close.divert_text`,{to:n.queueTitle(e.to??``)}):f(`floor.close.text`),fields:[{name:`how`,kind:`choice`,label:f(`floor.close.how`),value:t,options:[{value:``,word:f(`floor.close.closed`)},{value:`divert`,word:f(`floor.close.divert`)}]},{name:`to`,kind:`select`,label:f(`floor.close.to`),required:!0,value:a[0]?.name??``,options:a.map(e=>({value:e.name,word:n.queueTitle(e.name)})),when:e=>e.how===`divert`},{name:`waiting`,kind:`choice`,label:f(`floor.close.waiting`,{count:e.waiting}),value:`stay`,options:[{value:`stay`,word:f(`floor.close.stay`)},{value:`go`,word:f(`floor.close.go`)}]},A()],go:t=>{let r=t.how===`divert`?t.to??null:null,a={queue:e.name,divert_to:r,reason:t.reason,waiting:t.waiting};return n.do(`close_queue`,a,f(r?`floor.done.divert_queue`:`floor.done.close_queue`,{name:i}),{what:`open_queue`,values:{queue:e.name}})}})}var Le=28,Re=class extends R{static properties={...R.properties,queue:{}};static styles=[c,H,e`
      .columns,
      .row {
        grid-template-columns: minmax(0, 1fr) 3rem 4rem 4rem 3.5rem 4rem 1.625rem;
      }
      .columns span:not(:first-child),
      .row .figure {
        text-align: right;
      }
      .title {
        font-weight: 600;
      }
      .figure.ok {
        color: var(--cc-ok, #17743a);
      }
      .figure.warn {
        color: var(--cc-warn, #8a5200);
        font-weight: 650;
      }
      .figure.bad {
        color: var(--cc-bad, #b3261e);
        font-weight: 700;
      }
      .closed {
        background: var(--cc-bad-soft, #fbe9e8);
        color: var(--cc-bad, #b3261e);
      }
      .none {
        color: var(--cc-bad, #b3261e);
        font-weight: 650;
      }
    `];constructor(){super(),this.queue=``}render(){let e=this.floor.queues.map(e=>({key:e.name}));return r`
      <div class="filters"><h2>${f(`floor.queues`)}</h2></div>
      <div class="columns" role="presentation">
        ${[`queue`,`waiting`,`longest`,`level`,`free`,`staff`].map(e=>r`<span>${f(`floor.column.${e}`)}</span>`)}<span></span>
      </div>
      <cc-rows
        .rows=${e} .draw=${this.#e} .label=${f(`floor.queues`)} height=${Le} accepts data-part="queues"
        @open=${e=>this.#i(e.detail.key,e.detail.at)}
        @dropped=${e=>this.#r(e.detail)}
      ></cc-rows>
      ${e.length?m:r`<p class="empty dim">${f(`board.no_queues`)}</p>`}
    `}#e=e=>{let t=this.floor.queue(e.key);if(!t)return r``;let{staff:n,closed:i}=t,o=n.available+n.offered+n.talking+n.wrap_up;return r`
      <span role="gridcell" class="title" data-queue=${t.name}>${i?this.#t(i):m}${a(t.title)}</span>
      ${this.#n(t,`waiting`,r`${t.waiting}`)}
      ${this.#n(t,`longest`,t.longest_since?r`<cc-timer .since=${t.longest_since}></cc-timer>`:r`–`)}
      ${this.#n(t,`service_level`,r`${re(t.service_level)}`)}
      <span role="gridcell" class="figure ${t.waiting&&!n.available?`none`:``}">${n.available}</span>
      <span role="gridcell" class="figure">${o}<span class="dim small"> / ${o+n.aux+n.not_responding+(n.unreachable??0)}</span></span>
      <span role="gridcell" class="does"><button type="button" tabindex="-1" class="mini" data-do="more" aria-label=${f(`floor.more`,{name:a(t.title)})}
        @click=${e=>this.#i(t.name,e.currentTarget)}>⋯</button></span>
    `};#t(e){let t=e.how===`divert`?f(`floor.diverted_to`,{to:this.floor.queueTitle(e.to)}):f(`floor.is_closed`),n=f(`floor.closed_by`,{by:this.floor.name(e.by),reason:e.reason});return r`<span class="badge closed" title=${n} data-part="closed">${t}</span> `}#n(e,t,n){let i=ae(e,t),a=i===`bad`||i===`warn`?r`<span class="unseen">${f(`board.level.${i}`)}</span>`:m;return r`<span role="gridcell" class="figure ${i}" data-figure=${t} data-level=${i}>${a}<span aria-hidden="true">${ie(i)}</span> ${n}</span>`}#r({key:e,carried:t}){this.dispatchEvent(new CustomEvent(`move`,{detail:{queue:e,interaction:t},bubbles:!0,composed:!0}))}#i(e,t){this.dispatchEvent(new CustomEvent(`line`,{detail:{key:e,at:t},bubbles:!0,composed:!0}))}};customElements.define(`cc-floor-queues`,Re);var ze=class extends R{static properties={...R.properties,agent:{state:!0},skills:{state:!0}};static styles=[c,W,e`
      .skill {
        display: grid;
        grid-template-columns: 8rem 1fr 3.5rem;
        align-items: center;
        gap: 0.75rem;
        font-size: inherit;
        color: inherit;
      }
      .list {
        display: grid;
        gap: 0.25rem;
        max-height: 19rem;
        overflow: auto;
      }
      .changed {
        font-weight: 650;
      }
      output {
        text-align: right;
        font-weight: 650;
      }
      .opens {
        color: var(--cc-ok, #17743a);
      }
      .closes {
        color: var(--cc-bad, #b3261e);
      }
    `];constructor(){super(),this.agent=null,this.skills={}}open(e){this.agent=e,this.skills={...e.skills},this.updateComplete.then(()=>{this.#e?.showModal(),this.renderRoot.querySelector(`input`)?.focus()})}get#e(){return this.renderRoot.querySelector(`dialog`)}render(){let{agent:e}=this;return r`<dialog aria-labelledby="title" data-part="skills" @close=${()=>this.agent=null}>
      ${e?r`<form @submit=${this.#i}>
            <h2 id="title">${f(`floor.skills.title`,{name:e.name})}</h2>
            <div class="list">${this.#t(e).map(t=>this.#n(e,t))}</div>
            <p class="small" role="status" data-part="skills-effect">${this.#r(e)}</p>
            <p class="dim small">${f(`floor.skills.text`)}</p>
            <div class="does">
              <button type="button" data-do="cancel" @click=${()=>this.#e?.close()}>${f(`desk.cancel`)}</button>
              <button type="submit" class="first" data-do="confirm">${f(`floor.skills.now`)}</button>
            </div>
          </form>`:m}
    </dialog>`}#t(e){return[...new Set([...Object.keys(e.skills),...this.floor.facts.skills])].sort()}#n(e,t){let n=this.skills[t]??0,i=n!==(e.skills[t]??0);return r`<label class="skill ${i?`changed`:``}">${o(`floor.skill.${t}`,t)}
      <input type="range" min="0" max="10" step="1" data-skill=${t} .value=${String(n)}
        @input=${e=>this.skills={...this.skills,[t]:Number(e.target.value)}} />
      <output>${n||`–`}</output></label>`}#r(e){let{facts:t}=this.floor,n=e=>e.map(e=>this.floor.queueTitle(e.name)).join(` · `),i=t.queues.filter(n=>!b(e.skills,n.name,t)&&b(this.skills,n.name,t)),a=t.queues.filter(n=>b(e.skills,n.name,t)&&!b(this.skills,n.name,t)),o=t.queues.filter(n=>b(e.skills,n.name,t)&&b(this.skills,n.name,t));return r`${f(`floor.skills.serves`,{queues:n(o)||`–`})}
      ${i.length?r`<br /><strong class="opens">+ ${f(`floor.skills.opens`,{queues:n(i)})}</strong>`:m}
      ${a.length?r`<br /><strong class="closes">− ${f(`floor.skills.closes`,{queues:n(a)})}</strong>`:m}`}async#i(e){e.preventDefault();let{agent:t}=this;if(!t)return;let n=e=>Object.fromEntries(Object.entries(e).filter(([,e])=>e>0));await this.floor.do(`skills`,{agent:t.agent,skills:n(this.skills)},f(`floor.done.skills`,{name:t.name}),{what:`skills`,values:{agent:t.agent,skills:n(t.skills)}})&&this.#e?.close()}};customElements.define(`cc-floor-skills`,ze);var Be=28,Ve=class extends R{static properties={...R.properties,queue:{}};static styles=[c,H,e`
      .columns,
      .row {
        grid-template-columns: 2rem 3rem minmax(0, 1fr) minmax(0, 1.3fr) minmax(0, 1.3fr) minmax(0, 1fr) 1.625rem;
      }
      .row {
        cursor: grab;
      }
      .place {
        text-align: right;
        font-weight: 650;
      }
      .offered {
        color: var(--cc-info, #1b5ebd);
        font-weight: 600;
      }
    `];#e=new Map;constructor(){super(),this.queue=``}render(){let e=this.floor.waiting.filter(e=>!this.queue||e.queue===this.queue);this.#e=new Map(e.map((e,t)=>[e.interaction,{one:e,place:t+1}]));let t=e.map(e=>({key:e.interaction}));return r`
      <div class="filters">
        <h2>${f(`floor.waiting`)} <span data-part="waiting-count">${e.length}</span></h2>
        <select class="field" data-filter="waiting-queue" aria-label=${f(`floor.queue`)} @change=${this.#t}>
          <option value="">${f(`floor.every_queue`)}</option>
          ${this.floor.queues.map(e=>r`<option value=${e.name} ?selected=${e.name===this.queue}>${a(e.title)}</option>`)}
        </select>
      </div>
      <div class="columns" role="presentation">
        ${[`place`,`waited`,`queue`,`customer`,`region`,`offered`].map(e=>r`<span>${f(`floor.column.${e}`)}</span>`)}<span></span>
      </div>
      <cc-rows
        .rows=${t} .draw=${this.#n} .label=${f(`floor.waiting`)} height=${Be} carries data-part="waiting"
        @open=${e=>this.#r(e.detail.key,e.detail.at)}
      ></cc-rows>
      ${t.length?m:r`<p class="empty dim">${f(`floor.nobody_waits`)}</p>`}
    `}#t(e){this.dispatchEvent(new CustomEvent(`queue`,{detail:e.target.value,bubbles:!0,composed:!0}))}#n=e=>{let t=this.#e.get(e.key);if(!t)return r``;let{one:n,place:s}=t,c=i(n.since)>(this.floor.queue(n.queue)?.goal.within??1/0),l=n.customer_name||n.caller_shown||f(`desk.withheld`),u=[a(n.region),n.language?o(`live.language.${n.language}`,n.language):``].filter(Boolean).join(` · `);return r`
      <span role="gridcell" class="place" title=${f(`floor.points`,{points:Math.floor(O(n))})} data-interaction=${n.interaction}>${s}</span>
      <span role="gridcell" class=${c?`late`:``}><cc-timer .since=${n.since}></cc-timer></span>
      <span role="gridcell">${this.floor.queueTitle(n.queue)}</span>
      <span role="gridcell" title=${n.caller_shown}>${h(n.medium===`voice`?`answer`:n.medium)} ${l}</span>
      <span role="gridcell" class="small">${u}</span>
      <span role="gridcell" class="small">${n.offered_to?r`<span class="offered">${f(`floor.rings_at`,{agent:this.floor.name(n.offered_to)})}</span>`:n.for_agent?r`<span data-part="for-agent">${f(`floor.for_agent`,{agent:this.floor.name(n.for_agent)})}${n.handed_until?r` <cc-timer .until=${n.handed_until}></cc-timer>`:m}</span>`:m}</span>
      <span role="gridcell" class="does"><button type="button" tabindex="-1" class="mini" data-do="more" aria-label=${f(`floor.more`,{name:l})}
        @click=${e=>this.#r(n.interaction,e.currentTarget)}>⋯</button></span>
    `};#r(e,t){this.dispatchEvent(new CustomEvent(`waiting`,{detail:{key:e,at:t},bubbles:!0,composed:!0}))}};customElements.define(`cc-floor-waiting`,Ve);function He(e,t){let{floor:n}=t,[r]=n.waiting.filter(t=>t.queue===e.queue),i=r?.interaction===e.interaction;return[{does:`to-front`,word:f(`floor.do.to_front`),why:i?f(`floor.is_first`):``,act:()=>void X(e,Math.ceil(O(r??e)-O(e))+1,t)},{does:`prioritise`,word:f(`floor.do.prioritise`),act:()=>Ue(e,t)},{does:`hand`,word:f(`floor.do.hand`),begins:!0,act:()=>We(e,t)},...e.handed_until?[{does:`hand-back`,word:f(`floor.do.hand_back`),act:()=>void Ge(e,t)}]:[],{does:`move`,word:f(`floor.do.move`),act:()=>Q(e,t)}]}function Y(e){return e.customer_name||e.caller_shown||f(`desk.withheld`)}function X(e,t,{floor:n}){let{interaction:r}=e;return n.do(`prioritise`,{interaction:r,points:t},f(`floor.done.prioritise`,{name:Y(e)}),{what:`prioritise`,values:{interaction:r,points:-t}})}function Ue(e,t){t.ask.open({title:f(`floor.prioritise.title`,{name:Y(e)}),confirm:f(`floor.do.prioritise_now`),text:f(`floor.prioritise.text`,{points:Math.floor(O(e))}),fields:[{name:`points`,kind:`number`,label:f(`floor.prioritise.points`),value:`10`,required:!0}],go:n=>X(e,Number(n.points),t)})}function We(e,t){let{floor:n}=t,r=t=>w(t,e.medium),i=t=>(r(t)?4:t.why_not===null?0:2)+ +!b(t.skills,e.queue,n.facts),a=t=>[`${t.name} ${t.number}`,f(r(t)?`floor.why.${r(t)}`:`live.doing.${_(t)}`),...b(t.skills,e.queue,n.facts)?[]:[f(`floor.not_skilled`)]].join(` · `),o=n.agents.filter(e=>e.presence!==`signed_out`).sort((e,t)=>i(e)-i(t)||e.number.localeCompare(t.number));t.ask.open({title:f(`floor.hand.title`,{name:Y(e)}),text:f(`floor.hand.text`),confirm:f(`floor.do.hand_now`),fields:[{name:`agent`,kind:`select`,label:f(`floor.agent`),required:!0,value:o.find(e=>!r(e))?.agent??``,options:o.map(e=>({value:e.agent,word:a(e),cannot:r(e)!==``}))}],go:n=>Z(e,n.agent??``,t)})}function Z(e,t,{floor:n}){let r=f(`floor.done.hand`,{name:Y(e),agent:n.name(t)}),i={what:`hand`,values:{interaction:e.interaction,agent:null}};return n.do(`hand`,{interaction:e.interaction,agent:t},r,i)}function Ge(e,{floor:t}){return t.do(`hand`,{interaction:e.interaction,agent:null},f(`floor.done.hand_back`,{name:Y(e)}))}function Ke(e,t,n){let r=n.floor.agent(t),i=r?w(r,e.medium):``;if(i){n.floor.say(f(`floor.hand.cannot`,{agent:n.floor.name(t),why:f(`floor.why.${i}`)}),!0);return}let a=b(n.floor.agent(t)?.skills??{},e.queue,n.floor.facts);n.ask.open({title:f(`floor.hand.confirm`,{name:Y(e),agent:n.floor.name(t)}),confirm:f(`floor.do.hand_now`),text:f(a?`floor.hand.text`:`floor.hand.not_skilled`),fields:[],go:()=>Z(e,t,n)})}function Q(e,t,n=``){let{floor:r}=t,i=r.queues.filter(t=>t.name!==e.queue);t.ask.open({title:f(`floor.move.title`,{name:Y(e)}),text:f(`floor.move.text`),confirm:f(`floor.do.move_now`),fields:[{name:`queue`,kind:`select`,label:f(`floor.queue`),required:!0,value:n||(i[0]?.name??``),options:i.map(e=>({value:e.name,word:`${r.queueTitle(e.name)}${e.closed?` · ${f(`floor.is_closed`)}`:``}`}))},A()],go:n=>qe(e,n.queue??``,n.reason??``,t)})}function qe(e,t,n,{floor:r}){let{interaction:i}=e,a=f(`floor.done.move`,{name:Y(e),queue:r.queueTitle(t)});return r.do(`move`,{interaction:i,queue:t,reason:n},a,{what:`move`,values:{interaction:i,queue:e.queue,reason:f(`floor.undo`)}})}var $=class extends t{static properties={desk:{attribute:!1},queue:{state:!0}};static styles=[c,Ee,e`:host { min-height: 0; }`];#e=null;constructor(){super(),this.queue=``}static get observedAttributes(){return[...super.observedAttributes,`hidden`]}attributeChangedCallback(e,t,n){super.attributeChangedCallback(e,t,n),e===`hidden`&&this.#e?.lookAgain()}willUpdate(){if(this.#e||!this.desk)return;let e=new Ce(this.desk.live,this.desk,()=>!this.hidden);this.#e=e;for(let t of[e,this.desk])t.follow(()=>this.requestUpdate());for(let t of[`pointerdown`,`keydown`])document.addEventListener(t,()=>e.chime.unlock());e.start()}shouldUpdate(){return!this.hidden}updated(){let e=this.#e;e&&(this.dataset.live=e.live.bye??(e.live.open?`open`:`lost`),this.dataset.ready=e.center?`yes`:`no`,this.dataset.hearing=e.hearing?.mode??``,this.#n(e))}#t=[];#n(e){if(e.told===this.#t)return;this.#t=e.told;let t=this.renderRoot.querySelector(`.told`);t?.matches(`:popover-open`)&&t.hidePopover(),e.told.length&&t?.showPopover()}render(){let e=this.#e;return e?r`<div class="floor" @agent=${this.#l} @waiting=${this.#u} @line=${this.#d} @listen=${this.#f}
        @hand=${this.#p} @move=${this.#m} @queue=${e=>this.#c(e.detail)}>
      <div class="top">
        ${this.#r(e)}
        <cc-floor-hearing .floor=${e}></cc-floor-hearing>
        <cc-floor-notices .floor=${e}></cc-floor-notices>
      </div>
      ${e.center?r`<div class="areas" ?inert=${e.live.bye!==null}>
            <cc-floor-agents class="card" .floor=${e}></cc-floor-agents>
            <cc-floor-queues class="card" .floor=${e} .queue=${this.queue}></cc-floor-queues>
            <cc-floor-waiting class="card" .floor=${e} .queue=${this.queue}></cc-floor-waiting>
          </div>`:m}
    </div>
    <cc-menu></cc-menu><cc-ask></cc-ask><cc-floor-skills .floor=${e}></cc-floor-skills>
    <div class="told" role="alert" data-part="told" popover="manual">
      ${e.told.map(t=>r`<div class="notice ${t.bad?`bad`:``}" data-part=${t.bad?`refused`:`done`}><span>${t.text}</span>
          ${t.undo?r`<button type="button" data-do="undo" @click=${()=>(e.dismiss(t),t.undo?.())}>${f(`floor.undo`)}</button>`:m}
          <button type="button" class="quiet" data-do="dismiss" aria-label=${f(`desk.close`)} @click=${()=>e.dismiss(t)}>✕</button></div>`)}
    </div>`:m}#r(e){let{muted:t}=e.chime;return r`<div class="bar">
      ${this.#i(e)}
      <cc-floor-deeds .floor=${e}></cc-floor-deeds>
      <button type="button" data-do="mute" aria-pressed=${String(t)} title=${f(`floor.sound.text`)} @click=${()=>this.#a(e)}>${f(t?`floor.sound.off`:`floor.sound.on`)}</button>
      <button type="button" data-do="message-all" ?disabled=${!e.center} @click=${()=>I(this.#s(e),f(`floor.message.title`),{},L(e))}>${f(`floor.do.message`)}</button>
      <button type="button" class="alarm" data-do="notice" ?disabled=${!e.center} @click=${()=>this.#o(`cc-floor-notices`).open()}>${h(`notice`)}${f(`floor.do.notice`)}</button>
    </div>`}#i(e){let{center:t,deaf:n}=e;if(!t)return r`<span class="condition" role="status" data-condition="connecting">${f(`live.connecting`)}</span>`;if(t.state!==`ready`)return r`<span class="condition bad" role="status" data-condition=${t.state}><i></i>${f(`board.center.${t.state}`)}</span>`;let i=t.trunks?.find(e=>e.state===`down`);if(i)return r`<span class="condition bad" role="status" data-condition="trunk"><i></i>${f(`board.trunk.down`,{trunk:i.name})} <cc-timer .since=${i.since}></cc-timer></span>`;if(n)return r`<span class="condition warn" role="status" data-condition="deaf" title=${n}><i></i>${n}</span>`;let a=e.agents.filter(e=>e.presence!==`signed_out`).length;return r`<span class="condition" role="status" data-condition="ready"><i></i>${f(`floor.there`,{there:a,all:e.agents.length})}</span>`}#a(e){e.chime.muted=!e.chime.muted,e.chime.muted||e.chime.sound(),this.requestUpdate()}#o(e){return this.renderRoot.querySelector(e)}#s(e){return{floor:e,ask:this.#o(`cc-ask`),changeSkills:e=>this.#o(`cc-floor-skills`).open(e)}}#c(e){this.queue=e,this.#o(`cc-floor-agents`).showQueue(e)}#l=e=>{let t=this.#e,n=t?.agent(e.detail.key);t&&n&&this.#o(`cc-menu`).open(e.detail.at,`${n.name} ${n.number}`,ue(n,this.#s(t)))};#u=e=>{let t=this.#e,n=t?.waiting.find(t=>t.interaction===e.detail.key);if(!t||!n)return;let r=n.customer_name||n.caller_shown||f(`desk.withheld`);this.#o(`cc-menu`).open(e.detail.at,r,He(n,this.#s(t)))};#d=e=>{let t=this.#e,n=t?.queue(e.detail.key);if(!t||!n)return;let r=Fe(n,this.#s(t),e=>this.#c(e));this.#o(`cc-menu`).open(e.detail.at,t.queueTitle(n.name),r)};#f=e=>{let t=this.#e?.agent(e.detail);this.#e&&t&&j(this.#e,t,`listen`)};#p=e=>{let t=this.#e,n=t?.waiting.find(t=>t.interaction===e.detail.interaction);t&&n&&Ke(n,e.detail.agent,this.#s(t))};#m=e=>{let t=this.#e,n=t?.waiting.find(t=>t.interaction===e.detail.interaction);t&&n&&n.queue!==e.detail.queue&&Q(n,this.#s(t),e.detail.queue)}};customElements.define(`cc-floor`,$);export{$ as FloorPage};