import{S as e,T as t,_ as n,a as r,b as i,c as a,d as o,h as s,m as c,o as l,p as u,r as d,s as f,t as p,u as m,v as ee,y as h}from"./changes-CFKjLTSM.js";import{t as g}from"./keypad-CYexXsIX.js";import{n as _,r as te,t as v}from"./wire-7bVqSfVm.js";import{n as ne}from"./live-BEfSqmdN.js";var y={text:``,team:``,queue:``,skill:``,state:``};function b(e,t,n){let r=n.queues.find(e=>e.name===t)?.needs;return r!==void 0&&Object.entries(r).every(([t,n])=>(e[t]??0)>=n)}function x(e){return e.presence===`aux`&&e.aux_ends_at!==null&&Date.parse(e.aux_ends_at)<a()}function re(e,t,n){return ie(e,t.state)&&S(e,t,n)}function S(e,t,n){let r=t.text.trim().toLowerCase();return(!r||`${e.name} ${e.number} ${e.agent}`.toLowerCase().includes(r))&&(!t.team||e.team===t.team)&&(!t.queue||b(e.skills,t.queue,n))&&(!t.skill||(e.skills[t.skill]??0)>0)}function ie(e,t){return t===`help`?e.help!==null:t===`over`?x(e):t===``||_(e)===t}function C(e){return e.help?-1:v.indexOf(_(e))}function w(e,t){let n=e=>+!e.help,r={state:(e,t)=>C(e)-C(t)||e.since.localeCompare(t.since),time:(e,t)=>e.since.localeCompare(t.since),name:(e,t)=>e.name.localeCompare(t.name),work:(e,t)=>(e.work[0]?.queue??`~`).localeCompare(t.work[0]?.queue??`~`),team:(e,t)=>e.team.localeCompare(t.team)||e.name.localeCompare(t.name)};return[...e].sort((e,i)=>n(e)-n(i)||r[t](e,i)||e.number.localeCompare(i.number))}function T(e){let t=e.work.filter(e=>e.medium!==`voicemail`&&[`talking`,`held`,`consulting`].includes(e.stage));return t.find(t=>t.interaction===e.help?.interaction)??t[0]}function E(e,t=a()){return e.priority+e.ageing*Math.max(0,t-Date.parse(e.since))/1e3}function D(e,t=a()){let n=e.map(e=>({one:e,score:E(e,t)}));return n.sort((e,t)=>t.score-e.score||e.one.since.localeCompare(t.one.since)||e.one.interaction.localeCompare(t.one.interaction)),n.map(({one:e})=>e)}var O=[`listen`,`coach`,`barge`],ae={aux_codes:[],queues:[],skills:[],numbers:[],provinces:[],languages:[]};function k(){return{name:`reason`,kind:`text`,label:s(`floor.reason`),required:!0}}function oe(e,t){let{floor:n}=t,r=e.presence===`signed_out`,i=n.seat.me?.agent===e.agent;return[...i?[]:se(e,t),{does:`force-available`,word:s(`floor.do.force_available`),begins:!i,act:()=>void j(n,e,`available`,null,``),why:r?s(`floor.is_signed_out`):e.presence===`available`&&!e.not_responding?s(`floor.is_available`):``},{does:`force-aux`,word:s(`floor.do.force_aux`),why:r?s(`floor.is_signed_out`):``,act:()=>ue(e,t)},{does:`force-out`,word:s(`floor.do.force_out`),why:r?s(`floor.is_signed_out`):``,act:()=>de(e,t)},{does:`skills`,word:s(`floor.do.skills`),begins:!0,act:()=>t.changeSkills(e)},{does:`message`,word:s(`floor.do.message`),why:r?s(`floor.is_signed_out`):``,act:()=>M(t,s(`floor.message_to`,{name:e.name}),{agents:[e.agent]})}]}function se(e,{floor:t,ask:n}){let r=T(e),i=r?``:s(`floor.not_in_call`),a=t.hearing?.agent.agent===e.agent?t.hearing.mode:null,o=O.map(n=>({does:n,word:s(`floor.do.${n}`),why:i||t.deaf||(a===n?s(`floor.already`):``),act:()=>void A(t,e,n)}));return r?[...o,{does:`take-over`,word:s(`floor.do.take_over`),grave:!0,why:t.deaf,act:()=>ce(e,r,t,n)},{does:`end-call`,word:s(`floor.do.end_call`),grave:!0,act:()=>le(e,r,t,n)}]:o}async function A(e,t,n){let r=T(t);if(!r||e.deaf)return;let i=e.hearing;i&&i.interaction!==r.interaction&&await e.live.send(`stop_supervising`,{interaction:i.interaction}),await e.do(`supervise`,{interaction:r.interaction,agent:t.agent,mode:n},s(`floor.done.${n}`,{name:t.name}))}function ce(e,t,n,r){r.open({title:s(`floor.take_over.title`,{name:e.name}),text:s(`floor.take_over.text`),confirm:s(`floor.do.take_over_now`),grave:!0,fields:[k()],go:r=>n.do(`take_over`,{interaction:t.interaction,reason:r.reason},s(`floor.done.take_over`,{name:e.name}))})}function le(e,t,n,r){r.open({title:s(`floor.end_call.title`,{name:e.name}),text:s(`floor.end_call.text`),confirm:s(`floor.do.end_call_now`),grave:!0,fields:[k()],go:r=>n.do(`end_call`,{interaction:t.interaction,reason:r.reason},s(`floor.done.end_call`,{name:e.name}))})}function j(e,t,n,r,i){let a=t.presence===`signed_out`?void 0:{what:`force`,values:{agent:t.agent,presence:t.presence,code:t.code,reason:s(`floor.undo`)}};return e.do(`force`,{agent:t.agent,presence:n,code:r,reason:i},s(`floor.done.force_${n}`,{name:t.name}),a)}function ue(e,{floor:t,ask:n}){let r=t.facts.aux_codes.map(e=>({value:e.code,word:t.auxTitle(e.code)}));n.open({title:s(`floor.force_aux.title`,{name:e.name}),text:s(`floor.force.text`),confirm:s(`floor.do.force_aux_now`),fields:[{name:`code`,kind:`choice`,label:s(`floor.aux_code`),options:r,value:r[0]?.value??``},k()],go:n=>j(t,e,`aux`,n.code||null,n.reason??``)})}function de(e,{floor:t,ask:n}){n.open({title:s(`floor.force_out.title`,{name:e.name}),text:s(`floor.force_out.text`),confirm:s(`floor.do.force_out_now`),grave:!0,fields:[k()],go:n=>j(t,e,`signed_out`,null,n.reason??``)})}function M({floor:e,ask:t},n,r,i=[]){t.open({title:n,confirm:s(`floor.do.send`),fields:[...i,{name:`text`,kind:`area`,label:s(`floor.message.text`),required:!0},{name:`urgent`,kind:`check`,label:s(`floor.message.urgent`)}],go:t=>{let[n,i]=(t.to??``).split(`/`),a=n&&i?{[n]:i}:r;return e.do(`message`,{...a,text:t.text,urgent:t.urgent===`yes`},s(`floor.done.message`))}})}function N(e){let t=[...new Set(e.agents.map(e=>e.team))].sort();return[{name:`to`,kind:`select`,label:s(`floor.message.to`),value:``,options:[{value:``,word:s(`floor.message.everybody`)},...e.queues.map(t=>({value:`queue/${t.name}`,word:`${s(`floor.queue`)}: ${e.queueTitle(t.name)}`})),...t.map(e=>({value:`team/${e}`,word:`${s(`floor.team`)}: ${e}`}))]}]}var P=class extends h{static properties={floor:{attribute:!1}};#e=()=>void 0;connectedCallback(){super.connectedCallback(),this.#e=this.floor.follow(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.#e()}},F=`text/x-callcenter-waiting`,I=6,L=class extends h{static properties={rows:{attribute:!1},draw:{attribute:!1},height:{type:Number},label:{},carries:{type:Boolean},accepts:{type:Boolean},over:{state:!0},from:{state:!0},many:{state:!0}};#e=``;#t=!1;#n=new ResizeObserver(()=>this.#r());constructor(){super(),this.rows=[],this.height=32,this.label=``,this.carries=!1,this.accepts=!1,this.over=``,this.from=0,this.many=30}createRenderRoot(){return this}connectedCallback(){super.connectedCallback(),this.addEventListener(`scroll`,this.#r,{passive:!0}),this.addEventListener(`keydown`,this.#f),this.#n.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.#n.disconnect()}#r=()=>{this.from=Math.max(0,Math.floor(this.scrollTop/this.height)-I),this.many=Math.ceil(this.clientHeight/this.height)+12};willUpdate(){let e=this.rows.filter(e=>!e.isHead);e.some(e=>e.key===this.#e)||(this.#e=e[0]?.key??``);let t=this.getRootNode();this.#t||=t.activeElement?.getAttribute(`data-row`)===this.#e&&this.contains(t.activeElement)}render(){let t=this.#i,n=this.rows.slice(t,t+this.many);return e`<div class="above" role="presentation"></div><div role="grid" aria-label=${this.label} aria-rowcount=${this.rows.length}>${te(n,e=>e.key,(n,r)=>e`<div
        class=${n.isHead?`head`:this.over===n.key?`row drop`:`row`} draggable=${this.carries&&!n.isHead?`true`:i}
        @dragstart=${e=>e.dataTransfer?.setData(F,n.key)} @dragover=${e=>this.#l(n,e)}
        @dragleave=${()=>this.over=``} @drop=${e=>this.#u(n,e)}
        role="row" aria-rowindex=${t+r+1} data-row=${n.key}
        tabindex=${n.isHead?i:n.key===this.#e?0:-1} @focus=${()=>this.#s(n)}
        @contextmenu=${e=>this.#c(n,e)}
      >${this.draw(n)}</div>`)}</div><div class="below" role="presentation"></div>`}get#i(){return Math.min(this.from,Math.max(0,this.rows.length-this.many))}#a(){let e=Math.max(0,this.rows.length-this.#i-this.many);for(let[t,n]of[[`above`,this.#i],[`below`,e]]){let e=this.querySelector(`.${t}`);e&&(e.style.height=`${n*this.height}px`)}}updated(){this.#a(),this.#t&&(this.#t=!1,this.#o(this.#e)?.focus({preventScroll:!0}))}#o(e){return this.querySelector(`[data-row="${CSS.escape(e)}"]`)}#s(e){e.isHead||this.#e===e.key||(this.#e=e.key,this.requestUpdate())}#c(e,t){e.isHead||(t.preventDefault(),this.#d(e.key,t.currentTarget))}#l(e,t){this.accepts&&!e.isHead&&t.dataTransfer?.types.includes(F)&&(t.preventDefault(),this.over=e.key)}#u(e,t){this.over=``;let n=t.dataTransfer?.getData(F);this.accepts&&!e.isHead&&n&&(t.preventDefault(),this.dispatchEvent(new CustomEvent(`dropped`,{detail:{key:e.key,carried:n}})))}#d(e,t){this.dispatchEvent(new CustomEvent(`open`,{detail:{key:e,at:t}}))}#f=e=>{let t=e.composedPath()[0];if(!(t instanceof HTMLElement)||t.dataset.row===void 0)return;let n=Math.max(1,Math.floor(this.clientHeight/this.height)-1),r={ArrowDown:1,ArrowUp:-1,PageDown:n,PageUp:-n,End:this.rows.length,Home:-this.rows.length}[e.key];if(r!==void 0)this.#p(r);else if(e.key===`Enter`||e.key===` `)this.#d(t.dataset.row,t);else return;e.preventDefault()};#p(e){let t=this.rows.filter(e=>!e.isHead),n=t.findIndex(e=>e.key===this.#e),r=t[Math.min(t.length-1,Math.max(0,n+e))];if(!r)return;this.#e=r.key;let i=this.rows.indexOf(r)*this.height;i<this.scrollTop+this.height?this.scrollTop=i-this.height:i+this.height>this.scrollTop+this.clientHeight&&(this.scrollTop=i+this.height-this.clientHeight),this.#r(),this.#t=!0,this.requestUpdate()}};customElements.define(`cc-rows`,L);var R=t`
  :host {
    display: grid;
    grid-template-rows: auto auto auto minmax(0, 1fr);
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
    grid-row: 4;
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
    grid-row: 4;
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
`,z=28,B=2500,V=`callcenter.floor.grouped`,H=[{name:`state`,by:`state`},{name:`time`,by:`time`},{name:`name`,by:`name`},{name:`work`,by:`work`},{name:`why`,by:null},{name:`skills`,by:`team`}],fe=class extends P{static properties={...P.properties,wish:{state:!0},by:{state:!0},grouped:{state:!0}};static styles=[n,ee,R,t`
      .columns,
      .row {
        grid-template-columns: 5.25rem 3.25rem minmax(7rem, 8.5rem) minmax(0, 2.2fr) minmax(0, 1fr) minmax(0, 1fr) 3.75rem;
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
    `];#e=[];#t=-2500;#n=``;constructor(){super(),this.wish=y,this.by=`state`,this.grouped=window.localStorage.getItem(V)===`yes`}showQueue(e){this.wish={...this.wish,queue:e}}render(){return this.#r(),e`
      ${this.#i()}
      <div class="columns" role="presentation">${H.map(e=>this.#l(e))}<span></span></div>
      <cc-rows
        .rows=${this.#e} .draw=${this.#u} .label=${s(`floor.agents`)} height=${z} accepts data-part="agents"
        @open=${e=>this.#_(e.detail.key,e.detail.at)}
        @dropped=${e=>this.#g(e.detail)}
        @pointermove=${()=>this.#t=performance.now()} @pointerleave=${()=>this.#t=-2500}
      ></cc-rows>
      ${this.#e.length?i:e`<p class="empty dim">${s(this.floor.agents.length?`floor.nobody_fits`:`board.no_agents`)}</p>`}
    `}#r(){let{floor:e,wish:t}=this,n=JSON.stringify([t,this.by,this.grouped]);if(performance.now()-this.#t<B&&n===this.#n){this.#e=this.#e.filter(t=>t.isHead||e.agent(t.key));return}this.#n=n;let r=w(e.agents.filter(n=>re(n,t,e.facts)),this.by);this.#e=this.grouped&&this.by===`state`?pe(r):r.map(e=>({key:e.agent}))}#i(){let{floor:t,wish:n}=this,r=t.agents.filter(e=>S(e,n,t.facts)),i=[...new Set(t.agents.map(e=>e.team))].sort(),a=t.queues.map(e=>({value:e.name,word:u(e.title)})),o=t.facts.skills.map(e=>({value:e,word:c(`floor.skill.${e}`,e)}));return e`<div class="filters">
        <h2>${s(`floor.agents`)}</h2>
        <input
          class="field" type="search" data-part="search" autocomplete="off" .value=${n.text} aria-label=${s(`floor.search`)}
          placeholder=${s(`floor.search`)} @input=${e=>this.#c(`text`,e)}
        />
        ${this.#o(`team`,s(`floor.team`),s(`floor.every_team`),i.map(e=>({value:e,word:e})))}
        ${this.#o(`queue`,s(`floor.queue`),s(`floor.every_queue`),a)} ${this.#o(`skill`,s(`floor.skill`),s(`floor.every_skill`),o)}
        <button type="button" data-do="group" aria-pressed=${String(this.grouped)} @click=${()=>this.#a()}>${s(`floor.group`)}</button>
      </div>
      <div class="chips" role="group" aria-label=${s(`floor.by_state`)}>
        ${this.#s(``,r.length)} ${this.#s(`help`,r.filter(e=>e.help).length)}
        ${this.#s(`over`,r.filter(x).length)}
        ${v.map(e=>this.#s(e,r.filter(t=>_(t)===e).length))}
      </div>`}#a(){this.grouped=!this.grouped,window.localStorage.setItem(V,this.grouped?`yes`:`no`)}#o(t,n,r,i){return e`<select class="field" data-filter=${t} aria-label=${n} @change=${e=>this.#c(t,e)}>
      <option value="">${r}</option>
      ${i.map(n=>e`<option value=${n.value} ?selected=${n.value===this.wish[t]}>${n.word}</option>`)}
    </select>`}#s(t,n){let r=this.wish.state===t;if(!n&&!r&&t!==``)return i;let a=t===`help`?`not_responding`:t===`over`?`held`:t||i,o=s(t===``?`floor.all`:t===`help`?`floor.help`:t===`over`?`floor.over`:`live.doing.${t}`);return e`<button
      type="button" data-do="state" data-only=${t} data-state=${a} aria-pressed=${String(r)}
      @click=${()=>this.wish={...this.wish,state:r?``:t}}
    >${o} <strong>${n}</strong></button>`}#c(e,t){this.wish={...this.wish,[e]:t.target.value}}#l({name:t,by:n}){let r=s(`floor.column.${t}`);return n?e`<button type="button" class="sort" data-sort=${n} aria-pressed=${String(this.by===n)} @click=${()=>this.by=n}>
      ${r}${this.by===n?e`<span aria-hidden="true"> ▾</span>`:i}
    </button>`:e`<span>${r}</span>`}#u=t=>{if(t.isHead){let n=t.rank===-1?s(`floor.help`):s(`live.doing.${v[t.rank??0]??`aux`}`);return e`<span role="gridcell">${n} · ${t.count}</span>`}let n=this.floor.agent(t.key);return n?this.#d(n):e``};#d(t){let n=_(t),r=n===`aux`&&(u(t.code_title)||this.floor.auxTitle(t.code))||s(`live.doing.${n}`),a=T(t),o=Object.entries(t.skills).filter(([,e])=>e>0).map(([e,t])=>`${c(`floor.skill.${e}`,e)} ${t}`).join(` · `);return e`
      <span role="gridcell" class="state" data-state=${n} data-part="doing"><i></i>${r}</span>
      <span role="gridcell" class=${x(t)?`over`:``}>${n===`signed_out`?``:e`<cc-timer .since=${t.since}></cc-timer>`}</span>
      <span role="gridcell" class="name" data-agent=${t.agent}>${t.name} <span class="dim small">${t.number}</span></span>
      <span role="gridcell" class="work" title=${this.#p(t)} data-part="work">${t.help?e`<span class="help">${s(`floor.help`)} <cc-timer .since=${t.help.since}></cc-timer> </span>`:i}${this.#f(t)}</span>
      <span role="gridcell" class="small" data-part="why">${this.#m(t)}</span>
      <span role="gridcell" class="small dim" title=${`${t.team} · ${o}`}>${t.team} · ${o}</span>
      <span role="gridcell" class="does">
        ${a?e`<button type="button" tabindex="-1" class="mini" data-do="listen" ?disabled=${this.floor.deaf!==``} title=${this.floor.deaf||s(`floor.do.listen`)}
              aria-label=${`${s(`floor.do.listen`)} ${t.name}`} @click=${e=>this.#h(t,e)}>${g(`listen`)}</button>`:i}
        <button type="button" tabindex="-1" class="mini" data-do="more" aria-label=${s(`floor.more`,{name:t.name})}
          @click=${e=>this.#_(t.agent,e.currentTarget)}>⋯</button>
      </span>
    `}#f(t){let[n,...r]=t.work;if(!n)return i;let a=n.customer_name||n.caller_shown||s(`desk.withheld`),o=t.watched_by.map(e=>`${this.floor.name(e.agent)} ${s(`floor.mode.${e.mode}`)}`).join(`, `);return e`${g(n.medium===`voice`?n.direction===`outbound`?`out`:`answer`:n.medium)}
      ${n.queue?`${this.floor.queueTitle(n.queue)} · `:n.direction===`internal`?`${s(`floor.internal`)} · `:``}${a}
      ${r.length?e` <span class="badge">+${r.length}</span>`:i}${o?e` <span class="badge" title=${o}>${g(`listen`)}${o}</span>`:i}`}#p(e){return e.work.map(e=>[s(`desk.medium.${e.medium}`),this.floor.queueTitle(e.queue),e.customer_name,e.caller_shown].filter(Boolean).join(` · `)).join(`
`)}#m(t){if(x(t))return e`<span class="over">${s(`floor.over_by`,{time:o(m(t.aux_ends_at??``))})}</span>`;if(!t.why_not)return e`<span class="routable">${s(`floor.routable`)}</span>`;let n=[`not_responding`,`phone_unreachable`,`no_telephony`].includes(t.why_not);return e`<span class=${n?`unreachable`:`dim`}>${s(`floor.why.${t.why_not}`)}</span>`}#h(e,t){t.stopPropagation(),this.dispatchEvent(new CustomEvent(`listen`,{detail:e.agent,bubbles:!0,composed:!0}))}#g({key:e,carried:t}){this.dispatchEvent(new CustomEvent(`hand`,{detail:{agent:e,interaction:t},bubbles:!0,composed:!0}))}#_(e,t){this.dispatchEvent(new CustomEvent(`agent`,{detail:{key:e,at:t},bubbles:!0,composed:!0}))}};function pe(e){let t=[];for(let n of e){let r=C(n);t.at(-1)?.rank!==r&&t.push({key:`group ${r}`,isHead:!0,rank:r,count:e.filter(e=>C(e)===r).length}),t.push({key:n.agent,rank:r})}return t}customElements.define(`cc-floor-agents`,fe);var U=t`
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
`,me=class extends h{static properties={question:{state:!0},values:{state:!0},busy:{state:!0}};static styles=[n,U];constructor(){super(),this.question=null,this.values={},this.busy=!1}open(e){this.question=e,this.values=Object.fromEntries(e.fields.map(e=>[e.name,e.value??``])),this.busy=!1,this.updateComplete.then(()=>{this.#e?.showModal(),this.renderRoot.querySelector(`input, select, textarea, button.first`)?.focus()})}get#e(){return this.renderRoot.querySelector(`dialog`)}render(){let{question:t}=this;return e`<dialog aria-labelledby="title" data-part="ask" @close=${()=>this.question=null}>
      ${t?e`<form @submit=${this.#i}>
            <h2 id="title">${t.title}</h2>
            ${this.#t(t)}
            ${t.fields.filter(e=>e.when?.(this.values)??!0).map(e=>this.#n(e))}
            <div class="does">
              <button type="button" data-do="cancel" @click=${()=>this.#e?.close()}>${s(`desk.cancel`)}</button>
              <button type="submit" class=${t.grave?`end`:`first`} data-do="confirm" ?disabled=${this.busy}>${t.confirm}</button>
            </div>
          </form>`:i}
    </dialog>`}#t({text:t}){let n=typeof t==`function`?t(this.values):t;return n?e`<p>${n}</p>`:i}#n(t){let n=this.values[t.name]??``,r=e=>this.#r(t.name,e.target.value);switch(t.kind){case`choice`:return e`<fieldset><legend>${t.label}</legend>${(t.options??[]).map(i=>e`<label><input
            type="radio" name=${t.name} value=${i.value} .checked=${n===i.value} @change=${r}
          />${i.word}</label>`)}</fieldset>`;case`select`:return e`<label>${t.label}<select class="field" name=${t.name} ?required=${t.required??!1} @change=${r}>
          ${(t.options??[]).map(t=>e`<option value=${t.value} ?selected=${t.value===n}>${t.word}</option>`)}
        </select></label>`;case`check`:return e`<label class="check"><input
          type="checkbox" name=${t.name} .checked=${n===`yes`}
          @change=${e=>this.#r(t.name,e.target.checked?`yes`:``)}
        />${t.label}</label>`;case`area`:return e`<label>${t.label}<textarea
          class="field" name=${t.name} maxlength="2000" ?required=${t.required??!1} .value=${n} @input=${r}
        ></textarea></label>`;default:return e`<label>${t.label}<input
          class="field" type=${t.kind} name=${t.name} maxlength="200" autocomplete="off" ?required=${t.required??!1}
          .value=${n} @input=${r}
        /></label>`}}#r(e,t){this.values={...this.values,[e]:t}}async#i(e){if(e.preventDefault(),!this.question||this.busy)return;this.busy=!0;let t=await this.question.go(this.values);this.busy=!1,t&&this.#e?.close()}};customElements.define(`cc-ask`,me);var he=class extends P{static styles=[n,U,t`
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
    `];render(){let{deeds:t}=this.floor,[n]=t;return e`${n?e`<button type="button" class="last" data-do="deeds" data-part="last-deed" title=${s(`floor.deeds`)} @click=${()=>this.#e?.showModal()}>${this.#t(n)}</button>`:i}
      <dialog aria-labelledby="title"><div class="inside">
        <h2 id="title">${s(`floor.deeds`)}</h2>
        <ul data-part="deeds">${t.map(t=>e`<li>${this.#t(t)}</li>`)}</ul>
        <form method="dialog" class="does"><button>${s(`desk.close`)}</button></form>
      </div></dialog>`}get#e(){return this.renderRoot.querySelector(`dialog`)}#t(t){let n=[t.agent&&this.floor.name(t.agent),t.queue&&this.floor.queueTitle(t.queue)].filter(Boolean).join(` · `);return e`<span class="dim">${d(t.at)}</span> <strong>${this.floor.name(t.by)}</strong>
      ${c(`floor.deed.${t.do}`,t.do)} ${n}${t.reason?` · ${s(`floor.deed_reason`,{reason:t.reason})}`:``}`}};customElements.define(`cc-floor-deeds`,he);var ge=[880,660,880],_e=class{#e;#t=null;constructor(e){this.#e=`callcenter.${e}.muted`}get muted(){return window.localStorage.getItem(this.#e)===`yes`}set muted(e){e?window.localStorage.setItem(this.#e,`yes`):window.localStorage.removeItem(this.#e)}unlock(){this.#t??=new AudioContext,this.#t.state===`suspended`&&this.#t.resume()}sound(){if(this.muted)return;(navigator.userActivation?.hasBeenActive??!0)&&this.unlock();let e=this.#t;e?.state===`running`&&ge.forEach((t,n)=>{let r=e.currentTime+n*.22,i=e.createGain(),a=e.createOscillator();a.frequency.value=t,i.gain.setValueAtTime(0,r),i.gain.linearRampToValueAtTime(.2,r+.02),i.gain.setTargetAtTime(0,r+.12,.04),a.connect(i).connect(e.destination),a.start(r),a.stop(r+.4)})}},ve=12e3,ye=200,be=1e3,xe=class extends p{live;seat;isSeen;feed=new ne(`floor`);chime=new _e(`floor`);facts=ae;told=[];#e=0;#t=new Set;constructor(e,t,n){super(),this.live=e,this.seat=t,this.isSeen=n}start(){this.feed.follow(()=>this.#n()),this.live.follow(()=>this.#n()),this.live.watch(this.feed),window.setInterval(()=>this.#n(),be),this.#i()}get center(){return this.feed.get(`center`)}get agents(){return this.feed.under(`agent/`)}get queues(){return this.feed.under(`queue/`)}get waiting(){return D(this.feed.under(`waiting/`))}get notices(){return this.feed.under(`notice/`)}get deeds(){return[...this.feed.under(`action/`)].sort((e,t)=>t.at.localeCompare(e.at))}agent(e){return this.feed.get(`agent/${e}`)}queue(e){return this.feed.get(`queue/${e}`)}name(e){return this.agent(e)?.name??e}queueTitle(e){if(!e)return``;let t=this.queue(e)??this.facts.queues.find(t=>t.name===e);return u(t?.title)||e}auxTitle(e){return u(this.facts.aux_codes.find(t=>t.code===e)?.title)||(e??``)}get hearing(){let e=this.seat.me?.agent;if(e!==void 0)for(let t of this.agents){let n=t.watched_by.find(t=>t.agent===e),r=t.work.find(e=>e.medium!==`voicemail`);if(n&&r)return{agent:t,mode:n.mode,interaction:r.interaction}}}get deaf(){let{me:e}=this.seat;return e?e.presence===`signed_out`?s(`floor.deaf.signed_out`):e.reachable?``:s(`floor.deaf.unreachable`):s(`floor.deaf.no_agent`)}async do(e,t,n,r){let i=await this.live.send(e,t);return i===null?(this.say(n,!1,r?()=>void this.do(r.what,r.values,s(`floor.undone`)):null),!0):(this.say(c(`floor.refused.${i}`,c(`desk.refused.${i}`,s(`desk.refused.other`,{why:i}))),!0),!1)}say(e,t=!1,n=null){let r={text:e,bad:t,undo:n};this.told=[...this.told,r].slice(-3),window.setTimeout(()=>this.dismiss(r),ve),this.changed()}dismiss(e){this.told=this.told.filter(t=>t!==e),this.changed()}lookAgain(){this.isSeen()&&this.changed()}#n(){this.#e||=window.setTimeout(()=>{this.#e=0,this.#r(),this.isSeen()&&this.changed()},ye)}#r(){let e=new Set(this.agents.filter(e=>e.help).map(e=>e.agent));[...e].some(e=>!this.#t.has(e))&&this.chime.sound(),this.#t=e}async#i(){for(let e=500;this.live.bye===null;e=Math.min(e*2,5e3)){try{let e=await fetch(`/api/floor`,{cache:`no-store`});if(e.ok&&(this.facts=await e.json()),e.ok||e.status===401||e.status===403)break}catch{}await new Promise(t=>window.setTimeout(t,e))}this.changed()}},Se=class extends P{static styles=[n,t`
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
    `];render(){let{hearing:t}=this.floor;if(!t)return i;let{agent:n,mode:r,interaction:a}=t,o=n.work.find(e=>e.interaction===a),c=[o?.customer_name||o?.caller_shown,this.floor.queueTitle(o?.queue??null)].filter(Boolean).join(` · `);return e`<div class="strip ${r}" role="status" data-part="hearing" data-mode=${r} data-agent=${n.agent}>
      ${g(`listen`)}<strong>${s(`floor.hearing.${r}`,{name:n.name})}</strong>
      <span>${s(`floor.hears.${r}`,{name:n.name})}</span><span class="dim">${c}</span>
      <span class="modes" role="group" aria-label=${s(`floor.mode`)}>
        ${O.map(e=>this.#e(e,r))}
        <button type="button" class="end" data-do="stop" @click=${()=>this.floor.do(`stop_supervising`,{interaction:a},s(`floor.done.stop`))}>${s(`floor.do.stop`)}</button>
      </span>
    </div>`}#e(t,n){let{hearing:r}=this.floor;return e`<button type="button" data-do=${t} aria-pressed=${String(t===n)} ?disabled=${t===n}
      @click=${()=>r&&void A(this.floor,r.agent,t)}>${s(`floor.do.${t}`)}</button>`}};customElements.define(`cc-floor-hearing`,Se);var Ce=class extends h{static properties={items:{state:!0},heading:{state:!0}};static styles=[n,t`
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
    `];#e=null;constructor(){super(),this.items=[],this.heading=``}get isOpen(){return this.#t?.matches(`:popover-open`)??!1}open(e,t,n){this.#e=e,this.heading=t,this.items=n,this.updateComplete.then(()=>{let t=this.#t;t&&(this.isOpen||t.showPopover(),this.#r(t,e.getBoundingClientRect()),this.#n[0]?.focus())})}get#t(){return this.renderRoot.querySelector(`.menu`)}get#n(){return[...this.renderRoot.querySelectorAll(`button`)]}#r(e,t){let{width:n,height:r}=e.getBoundingClientRect(),i=t.width>200?t.right-n-8:t.left,a=t.bottom+r+8<window.innerHeight;e.style.left=`${Math.max(8,Math.min(i,window.innerWidth-n-8))}px`,e.style.top=`${Math.max(8,a?t.bottom+2:Math.min(t.top-r-2,window.innerHeight-r-8))}px`}render(){return e`<div class="menu" popover="auto" role="menu" aria-label=${this.heading} data-part="menu" @keydown=${this.#a}>
      <h3 aria-hidden="true">${this.heading}</h3>
      ${this.items.map(t=>e`${t.begins?e`<hr role="separator" />`:i}<button
            type="button" role="menuitem" tabindex="-1" class=${t.grave?`grave`:``} data-do=${t.does}
            aria-disabled=${t.why?`true`:`false`} @click=${()=>this.#i(t)}
          >${t.word}${t.why?e`<small>${t.why}</small>`:i}</button>`)}
    </div>`}#i(e){e.why||(this.#t?.hidePopover(),this.#e?.focus(),e.act())}#a(e){let t=this.#n,n=t.indexOf(this.renderRoot instanceof ShadowRoot?this.renderRoot.activeElement:t[0]),r={ArrowDown:n+1,ArrowUp:n-1,Home:0,End:t.length-1}[e.key];r!==void 0&&(e.preventDefault(),t[(r+t.length)%t.length]?.focus())}};customElements.define(`cc-menu`,Ce);var we=t`
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
    inset: auto 1rem 1rem auto;
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
`,W=16e3,G=44,Te=class{#e=null;#t=[];get running(){return this.#e?.state===`recording`}async start(){let e=await navigator.mediaDevices.getUserMedia({audio:!0}),t=new MediaRecorder(e);this.#t=[],t.ondataavailable=e=>this.#t.push(e.data),t.start(),this.#e=t}async stop(){let e=this.#e;if(!e)throw Error(`nothing is recorded`);let t=new Promise(t=>e.addEventListener(`stop`,t,{once:!0}));e.stop(),await t;for(let t of e.stream.getTracks())t.stop();return this.#e=null,Ee(await new Blob(this.#t).arrayBuffer())}};async function Ee(e){let t=await new OfflineAudioContext(1,W,W).decodeAudioData(e),n=new OfflineAudioContext(1,Math.max(1,Math.ceil(t.duration*W)),W),r=n.createBufferSource();r.buffer=t,r.connect(n.destination),r.start();let i=(await n.startRendering()).getChannelData(0);return new Blob([De(i)],{type:`audio/wav`})}function De(e){let t=e.length*2,n=new DataView(new ArrayBuffer(G+t)),r=(e,t)=>[...t].forEach((t,r)=>n.setUint8(e+r,t.charCodeAt(0)));return r(0,`RIFF`),n.setUint32(4,36+t,!0),r(8,`WAVEfmt `),n.setUint32(16,16,!0),n.setUint16(20,1,!0),n.setUint16(22,1,!0),n.setUint32(24,W,!0),n.setUint32(28,W*2,!0),n.setUint16(32,2,!0),n.setUint16(34,16,!0),r(36,`data`),n.setUint32(40,t,!0),e.forEach((e,t)=>n.setInt16(G+t*2,Math.round(Math.max(-1,Math.min(1,e))*32767),!0)),n.buffer}var Oe=[30,60,120,240],ke=36e5,Ae=class extends P{static properties={...P.properties,kind:{state:!0},written:{state:!0},audio:{state:!0},recording:{state:!0},named:{state:!0},ends:{state:!0},problem:{state:!0},busy:{state:!0}};static styles=[n,U,t`
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
    `];#e=new Te;#t=null;constructor(){super(),this.#n()}#n(){this.kind=`text`,this.written={},this.audio=``,this.recording=``,this.since=``,this.named=new Set,this.ends=``,this.problem=``,this.busy=!1,this.#t=null}open(){this.#n(),this.ends=l(a()+ke),this.updateComplete.then(()=>{this.#r?.showModal(),this.renderRoot.querySelector(`textarea`)?.focus()})}get#r(){return this.renderRoot.querySelector(`dialog`)}get#i(){return this.floor.facts.languages}render(){let{facts:t}=this.floor;return e`<dialog aria-labelledby="title" data-part="notice-form" @close=${this.#_}>
      <form @submit=${this.#v}>
        <h2 id="title">${s(`floor.notice.title`)}</h2>
        <p class="dim">${s(`floor.notice.about`)}</p>
        <div class="tabs" role="group" aria-label=${s(`floor.notice.title`)}>
          ${[`text`,`recording`].map(t=>e`<button type="button" data-kind=${t} aria-pressed=${String(this.kind===t)} @click=${()=>this.kind=t}>${s(`floor.notice.by_${t}`)}</button>`)}
        </div>
        ${this.kind===`text`?this.#i.map(e=>this.#a(e)):this.#o()}
        ${this.audio?e`<audio controls autoplay src=${this.audio} data-part="preview"></audio>`:i}
        <div class="whom">
          ${this.#s(`numbers`,t.numbers.map(e=>({name:e.number,word:e.shown})))}
          ${this.#s(`queues`,t.queues.map(e=>({name:e.name,word:u(e.title)})))}
          ${this.#s(`provinces`,t.provinces.map(e=>({name:e.code,word:u(e.title)})))}
        </div>
        <div class="times">
          <label>${s(`floor.notice.begins`)}<input class="field" type="datetime-local" name="begins" aria-describedby="now" /><span id="now">${s(`floor.notice.empty_is_now`)}</span></label>
          <label>${s(`floor.notice.ends`)}<input class="field" type="datetime-local" name="ends" .value=${this.ends}
            @input=${e=>this.ends=e.target.value} /><span>${s(`floor.notice.empty_is_open`)}</span></label>
        </div>
        <div class="lasts" role="group" aria-label=${s(`floor.notice.ends`)}>
          ${Oe.map(t=>e`<button type="button" @click=${()=>this.ends=l(this.#d+t*6e4)}>${s(`floor.notice.lasts`,{minutes:t})}</button>`)}
          <button type="button" @click=${()=>this.ends=``}>${s(`floor.notice.until_ended`)}</button>
        </div>
        ${this.problem?e`<p class="notice bad" role="alert" data-part="notice-problem">${this.problem}</p>`:i}
        <div class="does">
          <button type="button" data-do="cancel" @click=${()=>this.#r?.close()}>${s(`desk.cancel`)}</button>
          <button type="submit" class="end" data-do="confirm" ?disabled=${this.busy||this.recording===`on`}>${s(`floor.notice.now`,{whom:this.#l})}</button>
        </div>
      </form>
    </dialog>`}#a(t){return e`<div class="written">
      <label>${c(`live.language.${t}`,t)}<textarea class="field" maxlength="1000" lang=${t} data-language=${t} .value=${this.written[t]??``}
        @input=${e=>this.written={...this.written,[t]:e.target.value}}></textarea></label>
      <button type="button" data-do="preview" data-language=${t} ?disabled=${!this.written[t]?.trim()} @click=${()=>void this.#f(t)}>${s(`floor.notice.hear`)}</button>
    </div>`}#o(){return e`<div class="tabs">
      <button type="button" class=${this.recording===`on`?`end`:`first`} data-do="record" @click=${()=>void this.#p()}>
        ${s(this.recording===`on`?`floor.notice.stop_recording`:this.recording===`there`?`floor.notice.record_again`:`floor.notice.record`)}
      </button>${this.recording===`on`?e`<span role="status">${s(`floor.notice.is_being_recorded`)} <cc-timer .since=${this.since} data-part="recorded-for"></cc-timer></span>`:i}
    </div>`}#s(t,n){return n.length?e`<fieldset><legend>${s(`floor.notice.${t}`)}</legend><div class="list">${n.map(({name:n,word:r})=>e`<label><input type="checkbox" data-kind=${t} data-name=${n} .checked=${this.named.has(`${t}/${n}`)}
        @change=${()=>this.#c(`${t}/${n}`)} />${r}</label>`)}</div></fieldset>`:i}#c(e){let t=new Set(this.named);t.delete(e)||t.add(e),this.named=t}get#l(){return this.named.size?s(`floor.notice.to_some`,{count:this.named.size}):s(`floor.notice.to_all`)}#u(e){return[...this.named].filter(t=>t.startsWith(`${e}/`)).map(t=>t.slice(e.length+1))}get#d(){let e=this.renderRoot.querySelector(`[name='begins']`)?.value??``;return e?Date.parse(f(e)):a()}async#f(e){this.problem=``;let t={method:`POST`,headers:{"Content-Type":`application/json`},body:JSON.stringify({language:e,text:this.written[e]})},n=await this.#g(`/api/notices/preview`,t);n&&(this.audio=URL.createObjectURL(await n.blob()))}#p(){return this.problem=``,this.#e.running?this.#h():this.#m()}async#m(){try{await this.#e.start(),this.recording=`on`,this.since=new Date(a()).toISOString(),this.audio=``}catch{this.problem=s(`desk.microphone_refused`)}}async#h(){try{this.#t=await this.#e.stop(),this.audio=URL.createObjectURL(this.#t),this.recording=`there`}catch{this.recording=``,this.problem=s(`floor.notice.missing_recording`)}}async#g(e,t){try{let n=await fetch(e,t);if(n.ok)return n}catch{}return this.problem=s(`floor.notice.no_sound`),null}#_(){this.#e.running&&this.#e.stop(),this.#n()}async#v(e){if(e.preventDefault(),this.busy)return;this.busy=!0;let t=await this.#y(),n=t!==null&&await this.floor.do(`notice`,t,s(`floor.done.notice`));this.busy=!1,n&&this.#r?.close()}async#y(){let e=Object.fromEntries(Object.entries(this.written).filter(([,e])=>e.trim())),t=this.kind===`text`?this.#i.some(t=>!e[t]):!this.#t,n=this.renderRoot.querySelector(`[name='begins']`)?.value??``,r=n?f(n):null,i=this.ends?f(this.ends):null,a=i!==null&&Date.parse(i)<=this.#d;if(this.problem=t?s(`floor.notice.missing_${this.kind}`):a?s(`floor.notice.ends_before`):``,this.problem)return null;let o={numbers:this.#u(`numbers`),queues:this.#u(`queues`),provinces:this.#u(`provinces`),begins:r,ends:i};if(this.kind===`text`)return{text:e,...o};let c=await this.#g(`/api/notices/recording`,{method:`POST`,headers:{"Content-Type":`audio/wav`},body:this.#t});return c&&{recording:(await c.json()).recording,...o}}};customElements.define(`cc-notice-form`,Ae);var je=class extends P{static styles=[n,t`
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
    `];open(){this.renderRoot.querySelector(`cc-notice-form`)?.open()}render(){return e`<ul aria-label=${s(`floor.notices`)}>${this.floor.notices.map(e=>this.#e(e))}</ul>
      <cc-notice-form .floor=${this.floor}></cc-notice-form>`}#e(t){let n=t.begins!==null&&Date.parse(t.begins)>a(),i=t.text?u(t.text):s(`floor.notice.is_recording`),o=n?s(`floor.notice.from`,{time:r(t.begins??``)}):t.ends?s(`floor.notice.until`,{time:r(t.ends)}):s(`floor.notice.until_ended`);return e`<li class="running" data-part="notice" data-notice=${t.id}>
      ${g(`notice`)}<span class="said" title=${i}>${i}</span>
      <span class="whom small">${Me(t,e=>this.floor.queueTitle(e),e=>this.#t(e))} · ${o} · ${this.floor.name(t.by)}</span>
      <button type="button" data-do="end-notice" @click=${()=>this.floor.do(`end_notice`,{notice:t.id},s(`floor.done.end_notice`))}>${s(n?`floor.notice.cancel`:`floor.notice.end`)}</button>
    </li>`}#t(e){return u(this.floor.facts.provinces.find(t=>t.code===e)?.title)||e}};function Me(e,t,n){let r=[...e.numbers,...e.queues.map(t),...e.provinces.map(n)];return r.length?r.join(` · `):s(`floor.notice.everybody`)}customElements.define(`cc-floor-notices`,je);function Ne(e,t,n){let{floor:r}=t,i=r.queueTitle(e.name);return[...e.closed?[{does:`open-queue`,word:s(`floor.do.open_queue`),act:()=>void Pe(e,t)}]:[{does:`close-queue`,word:s(`floor.do.close_queue`),grave:!0,act:()=>K(e,``,t)},{does:`divert-queue`,word:s(`floor.do.divert_queue`),act:()=>K(e,`divert`,t)}],{does:`message-queue`,word:s(`floor.do.message`),begins:!0,act:()=>M(t,s(`floor.message_to`,{name:i}),{queue:e.name})},{does:`only-queue`,word:s(`floor.do.only_queue`),act:()=>n(e.name)}]}function Pe(e,{floor:t}){let n=t.queueTitle(e.name);return t.do(`open_queue`,{queue:e.name},s(`floor.done.open_queue`,{name:n}))}function K(e,t,{floor:n,ask:r}){let i=n.queueTitle(e.name),a=n.queues.filter(t=>t.name!==e.name&&!t.closed);r.open({title:s(`floor.close.title`,{name:i}),confirm:s(`floor.do.close_now`),grave:!0,text:e=>e.how===`divert`?s(`floor.close.divert_text`,{to:n.queueTitle(e.to??``)}):s(`floor.close.text`),fields:[{name:`how`,kind:`choice`,label:s(`floor.close.how`),value:t,options:[{value:``,word:s(`floor.close.closed`)},{value:`divert`,word:s(`floor.close.divert`)}]},{name:`to`,kind:`select`,label:s(`floor.close.to`),required:!0,value:a[0]?.name??``,options:a.map(e=>({value:e.name,word:n.queueTitle(e.name)})),when:e=>e.how===`divert`},{name:`waiting`,kind:`choice`,label:s(`floor.close.waiting`,{count:e.waiting}),value:`stay`,options:[{value:`stay`,word:s(`floor.close.stay`)},{value:`go`,word:s(`floor.close.go`)}]},k()],go:t=>{let r=t.how===`divert`?t.to??null:null,a={queue:e.name,divert_to:r,reason:t.reason,waiting:t.waiting};return n.do(`close_queue`,a,s(r?`floor.done.divert_queue`:`floor.done.close_queue`,{name:i}),{what:`open_queue`,values:{queue:e.name}})}})}var Fe=.1;function Ie(e,t){let n=e.alerts?.[t];switch(t){case`waiting`:return n?q(e.waiting,n[0],n[1]):`calm`;case`longest`:{let t=e.longest_since?m(e.longest_since):0;return n?q(t,n[0],n[1]):t>e.goal.within?`warn`:`calm`}case`service_level`:{let t=e.service_level;if(t===null)return`calm`;let[r,i]=n??[e.goal.share,e.goal.share-Fe];return t<i?`bad`:t<r?`warn`:`ok`}}}function Le(e){return e===`bad`?`▲`:e===`warn`?`△`:``}function Re(e){return e===null?`–`:`${Math.floor(e*1e3+1e-6)/10}%`}function q(e,t,n){return e>=n?`bad`:e>=t?`warn`:`calm`}var ze=28,J=class extends P{static properties={...P.properties,queue:{}};static styles=[n,R,t`
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
    `];constructor(){super(),this.queue=``}render(){let t=this.floor.queues.map(e=>({key:e.name}));return e`
      <div class="filters"><h2>${s(`floor.queues`)}</h2></div>
      <div class="columns" role="presentation">
        ${[`queue`,`waiting`,`longest`,`level`,`free`,`staff`].map(t=>e`<span>${s(`floor.column.${t}`)}</span>`)}<span></span>
      </div>
      <cc-rows
        .rows=${t} .draw=${this.#e} .label=${s(`floor.queues`)} height=${ze} accepts data-part="queues"
        @open=${e=>this.#i(e.detail.key,e.detail.at)}
        @dropped=${e=>this.#r(e.detail)}
      ></cc-rows>
      ${t.length?i:e`<p class="empty dim">${s(`board.no_queues`)}</p>`}
    `}#e=t=>{let n=this.floor.queue(t.key);if(!n)return e``;let{staff:r,closed:a}=n,o=r.available+r.offered+r.talking+r.wrap_up;return e`
      <span role="gridcell" class="title" data-queue=${n.name}>${a?this.#t(a):i}${u(n.title)}</span>
      ${this.#n(n,`waiting`,e`${n.waiting}`)}
      ${this.#n(n,`longest`,n.longest_since?e`<cc-timer .since=${n.longest_since}></cc-timer>`:e`–`)}
      ${this.#n(n,`service_level`,e`${Re(n.service_level)}`)}
      <span role="gridcell" class="figure ${n.waiting&&!r.available?`none`:``}">${r.available}</span>
      <span role="gridcell" class="figure">${o}<span class="dim small"> / ${o+r.aux+r.not_responding}</span></span>
      <span role="gridcell" class="does"><button type="button" tabindex="-1" class="mini" data-do="more" aria-label=${s(`floor.more`,{name:u(n.title)})}
        @click=${e=>this.#i(n.name,e.currentTarget)}>⋯</button></span>
    `};#t(t){let n=t.how===`divert`?s(`floor.diverted_to`,{to:this.floor.queueTitle(t.to)}):s(`floor.is_closed`),r=s(`floor.closed_by`,{by:this.floor.name(t.by),reason:t.reason});return e`<span class="badge closed" title=${r} data-part="closed">${n}</span> `}#n(t,n,r){let a=Ie(t,n),o=a===`bad`||a===`warn`?e`<span class="unseen">${s(`board.level.${a}`)}</span>`:i;return e`<span role="gridcell" class="figure ${a}" data-figure=${n} data-level=${a}>${o}<span aria-hidden="true">${Le(a)}</span> ${r}</span>`}#r({key:e,carried:t}){this.dispatchEvent(new CustomEvent(`move`,{detail:{queue:e,interaction:t},bubbles:!0,composed:!0}))}#i(e,t){this.dispatchEvent(new CustomEvent(`line`,{detail:{key:e,at:t},bubbles:!0,composed:!0}))}};customElements.define(`cc-floor-queues`,J);var Be=class extends P{static properties={...P.properties,agent:{state:!0},skills:{state:!0}};static styles=[n,U,t`
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
    `];constructor(){super(),this.agent=null,this.skills={}}open(e){this.agent=e,this.skills={...e.skills},this.updateComplete.then(()=>{this.#e?.showModal(),this.renderRoot.querySelector(`input`)?.focus()})}get#e(){return this.renderRoot.querySelector(`dialog`)}render(){let{agent:t}=this;return e`<dialog aria-labelledby="title" data-part="skills" @close=${()=>this.agent=null}>
      ${t?e`<form @submit=${this.#i}>
            <h2 id="title">${s(`floor.skills.title`,{name:t.name})}</h2>
            <div class="list">${this.#t(t).map(e=>this.#n(t,e))}</div>
            <p class="small" role="status" data-part="skills-effect">${this.#r(t)}</p>
            <p class="dim small">${s(`floor.skills.text`)}</p>
            <div class="does">
              <button type="button" data-do="cancel" @click=${()=>this.#e?.close()}>${s(`desk.cancel`)}</button>
              <button type="submit" class="first" data-do="confirm">${s(`floor.skills.now`)}</button>
            </div>
          </form>`:i}
    </dialog>`}#t(e){return[...new Set([...Object.keys(e.skills),...this.floor.facts.skills])].sort()}#n(t,n){let r=this.skills[n]??0,i=r!==(t.skills[n]??0);return e`<label class="skill ${i?`changed`:``}">${c(`floor.skill.${n}`,n)}
      <input type="range" min="0" max="10" step="1" data-skill=${n} .value=${String(r)}
        @input=${e=>this.skills={...this.skills,[n]:Number(e.target.value)}} />
      <output>${r||`–`}</output></label>`}#r(t){let{facts:n}=this.floor,r=e=>e.map(e=>this.floor.queueTitle(e.name)).join(` · `),a=n.queues.filter(e=>!b(t.skills,e.name,n)&&b(this.skills,e.name,n)),o=n.queues.filter(e=>b(t.skills,e.name,n)&&!b(this.skills,e.name,n)),c=n.queues.filter(e=>b(t.skills,e.name,n)&&b(this.skills,e.name,n));return e`${s(`floor.skills.serves`,{queues:r(c)||`–`})}
      ${a.length?e`<br /><strong class="opens">+ ${s(`floor.skills.opens`,{queues:r(a)})}</strong>`:i}
      ${o.length?e`<br /><strong class="closes">− ${s(`floor.skills.closes`,{queues:r(o)})}</strong>`:i}`}async#i(e){e.preventDefault();let{agent:t}=this;if(!t)return;let n=e=>Object.fromEntries(Object.entries(e).filter(([,e])=>e>0));await this.floor.do(`skills`,{agent:t.agent,skills:n(this.skills)},s(`floor.done.skills`,{name:t.name}),{what:`skills`,values:{agent:t.agent,skills:n(t.skills)}})&&this.#e?.close()}};customElements.define(`cc-floor-skills`,Be);var Ve=28,He=class extends P{static properties={...P.properties,queue:{}};static styles=[n,R,t`
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
    `];#e=new Map;constructor(){super(),this.queue=``}render(){let t=this.floor.waiting.filter(e=>!this.queue||e.queue===this.queue);this.#e=new Map(t.map((e,t)=>[e.interaction,{one:e,place:t+1}]));let n=t.map(e=>({key:e.interaction}));return e`
      <div class="filters">
        <h2>${s(`floor.waiting`)} <span data-part="waiting-count">${t.length}</span></h2>
        <select class="field" data-filter="waiting-queue" aria-label=${s(`floor.queue`)} @change=${this.#t}>
          <option value="">${s(`floor.every_queue`)}</option>
          ${this.floor.queues.map(t=>e`<option value=${t.name} ?selected=${t.name===this.queue}>${u(t.title)}</option>`)}
        </select>
      </div>
      <div class="columns" role="presentation">
        ${[`place`,`waited`,`queue`,`customer`,`region`,`offered`].map(t=>e`<span>${s(`floor.column.${t}`)}</span>`)}<span></span>
      </div>
      <cc-rows
        .rows=${n} .draw=${this.#n} .label=${s(`floor.waiting`)} height=${Ve} carries data-part="waiting"
        @open=${e=>this.#r(e.detail.key,e.detail.at)}
      ></cc-rows>
      ${n.length?i:e`<p class="empty dim">${s(`floor.nobody_waits`)}</p>`}
    `}#t(e){this.dispatchEvent(new CustomEvent(`queue`,{detail:e.target.value,bubbles:!0,composed:!0}))}#n=t=>{let n=this.#e.get(t.key);if(!n)return e``;let{one:r,place:a}=n,o=m(r.since)>(this.floor.queue(r.queue)?.goal.within??1/0),l=r.customer_name||r.caller_shown||s(`desk.withheld`),d=[u(r.region),r.language?c(`live.language.${r.language}`,r.language):``].filter(Boolean).join(` · `);return e`
      <span role="gridcell" class="place" title=${s(`floor.points`,{points:Math.floor(E(r))})} data-interaction=${r.interaction}>${a}</span>
      <span role="gridcell" class=${o?`late`:``}><cc-timer .since=${r.since}></cc-timer></span>
      <span role="gridcell">${this.floor.queueTitle(r.queue)}</span>
      <span role="gridcell" title=${r.caller_shown}>${g(r.medium===`voice`?`answer`:r.medium)} ${l}</span>
      <span role="gridcell" class="small">${d}</span>
      <span role="gridcell" class="small">${r.offered_to?e`<span class="offered">${s(`floor.rings_at`,{agent:this.floor.name(r.offered_to)})}</span>`:r.for_agent?s(`floor.for_agent`,{agent:this.floor.name(r.for_agent)}):i}</span>
      <span role="gridcell" class="does"><button type="button" tabindex="-1" class="mini" data-do="more" aria-label=${s(`floor.more`,{name:l})}
        @click=${e=>this.#r(r.interaction,e.currentTarget)}>⋯</button></span>
    `};#r(e,t){this.dispatchEvent(new CustomEvent(`waiting`,{detail:{key:e,at:t},bubbles:!0,composed:!0}))}};customElements.define(`cc-floor-waiting`,He);function Ue(e,t){let{floor:n}=t,[r]=n.waiting.filter(t=>t.queue===e.queue),i=r?.interaction===e.interaction;return[{does:`to-front`,word:s(`floor.do.to_front`),why:i?s(`floor.is_first`):``,act:()=>void X(e,Math.ceil(E(r??e)-E(e))+1,t)},{does:`prioritise`,word:s(`floor.do.prioritise`),act:()=>We(e,t)},{does:`hand`,word:s(`floor.do.hand`),begins:!0,act:()=>Ge(e,t)},{does:`move`,word:s(`floor.do.move`),act:()=>Q(e,t)}]}function Y(e){return e.customer_name||e.caller_shown||s(`desk.withheld`)}function X(e,t,{floor:n}){let{interaction:r}=e;return n.do(`prioritise`,{interaction:r,points:t},s(`floor.done.prioritise`,{name:Y(e)}),{what:`prioritise`,values:{interaction:r,points:-t}})}function We(e,t){t.ask.open({title:s(`floor.prioritise.title`,{name:Y(e)}),confirm:s(`floor.do.prioritise_now`),text:s(`floor.prioritise.text`,{points:Math.floor(E(e))}),fields:[{name:`points`,kind:`number`,label:s(`floor.prioritise.points`),value:`10`,required:!0}],go:n=>X(e,Number(n.points),t)})}function Ge(e,t){let{floor:n}=t,r=t=>(_(t)===`available`?0:2)+ +!b(t.skills,e.queue,n.facts),i=n.agents.filter(e=>e.presence!==`signed_out`).sort((e,t)=>r(e)-r(t)||e.number.localeCompare(t.number));t.ask.open({title:s(`floor.hand.title`,{name:Y(e)}),text:s(`floor.hand.text`),confirm:s(`floor.do.hand_now`),fields:[{name:`agent`,kind:`select`,label:s(`floor.agent`),required:!0,value:i[0]?.agent??``,options:i.map(t=>({value:t.agent,word:`${t.name} ${t.number} · ${s(`live.doing.${_(t)}`)}${b(t.skills,e.queue,n.facts)?``:` · ${s(`floor.not_skilled`)}`}`}))}],go:n=>Z(e,n.agent??``,t)})}function Z(e,t,{floor:n}){let r=s(`floor.done.hand`,{name:Y(e),agent:n.name(t)});return n.do(`hand`,{interaction:e.interaction,agent:t},r)}function Ke(e,t,n){let r=b(n.floor.agent(t)?.skills??{},e.queue,n.floor.facts);n.ask.open({title:s(`floor.hand.confirm`,{name:Y(e),agent:n.floor.name(t)}),confirm:s(`floor.do.hand_now`),text:s(r?`floor.hand.text`:`floor.hand.not_skilled`),fields:[],go:()=>Z(e,t,n)})}function Q(e,t,n=``){let{floor:r}=t,i=r.queues.filter(t=>t.name!==e.queue);t.ask.open({title:s(`floor.move.title`,{name:Y(e)}),text:s(`floor.move.text`),confirm:s(`floor.do.move_now`),fields:[{name:`queue`,kind:`select`,label:s(`floor.queue`),required:!0,value:n||(i[0]?.name??``),options:i.map(e=>({value:e.name,word:`${r.queueTitle(e.name)}${e.closed?` · ${s(`floor.is_closed`)}`:``}`}))},k()],go:n=>qe(e,n.queue??``,n.reason??``,t)})}function qe(e,t,n,{floor:r}){let{interaction:i}=e,a=s(`floor.done.move`,{name:Y(e),queue:r.queueTitle(t)});return r.do(`move`,{interaction:i,queue:t,reason:n},a,{what:`move`,values:{interaction:i,queue:e.queue,reason:s(`floor.undo`)}})}var $=class extends h{static properties={desk:{attribute:!1},queue:{state:!0}};static styles=[n,we,t`:host { min-height: 0; }`];#e=null;constructor(){super(),this.queue=``}static get observedAttributes(){return[...super.observedAttributes,`hidden`]}attributeChangedCallback(e,t,n){super.attributeChangedCallback(e,t,n),e===`hidden`&&this.#e?.lookAgain()}willUpdate(){if(this.#e||!this.desk)return;let e=new xe(this.desk.live,this.desk,()=>!this.hidden);this.#e=e;for(let t of[e,this.desk])t.follow(()=>this.requestUpdate());for(let t of[`pointerdown`,`keydown`])document.addEventListener(t,()=>e.chime.unlock());e.start()}shouldUpdate(){return!this.hidden}updated(){let e=this.#e;e&&(this.dataset.live=e.live.bye??(e.live.open?`open`:`lost`),this.dataset.ready=e.center?`yes`:`no`,this.dataset.hearing=e.hearing?.mode??``,this.#n(e))}#t=[];#n(e){if(e.told===this.#t)return;this.#t=e.told;let t=this.renderRoot.querySelector(`.told`);t?.matches(`:popover-open`)&&t.hidePopover(),e.told.length&&t?.showPopover()}render(){let t=this.#e;return t?e`<div class="floor" @agent=${this.#l} @waiting=${this.#u} @line=${this.#d} @listen=${this.#f}
        @hand=${this.#p} @move=${this.#m} @queue=${e=>this.#c(e.detail)}>
      <div class="top">
        ${this.#r(t)}
        <cc-floor-hearing .floor=${t}></cc-floor-hearing>
        <cc-floor-notices .floor=${t}></cc-floor-notices>
      </div>
      ${t.center?e`<div class="areas" ?inert=${t.live.bye!==null}>
            <cc-floor-agents class="card" .floor=${t}></cc-floor-agents>
            <cc-floor-queues class="card" .floor=${t} .queue=${this.queue}></cc-floor-queues>
            <cc-floor-waiting class="card" .floor=${t} .queue=${this.queue}></cc-floor-waiting>
          </div>`:i}
    </div>
    <cc-menu></cc-menu><cc-ask></cc-ask><cc-floor-skills .floor=${t}></cc-floor-skills>
    <div class="told" role="alert" data-part="told" popover="manual">
      ${t.told.map(n=>e`<div class="notice ${n.bad?`bad`:``}" data-part=${n.bad?`refused`:`done`}><span>${n.text}</span>
          ${n.undo?e`<button type="button" data-do="undo" @click=${()=>(t.dismiss(n),n.undo?.())}>${s(`floor.undo`)}</button>`:i}
          <button type="button" class="quiet" data-do="dismiss" aria-label=${s(`desk.close`)} @click=${()=>t.dismiss(n)}>✕</button></div>`)}
    </div>`:i}#r(t){let{muted:n}=t.chime;return e`<div class="bar">
      ${this.#i(t)}
      <cc-floor-deeds .floor=${t}></cc-floor-deeds>
      <button type="button" data-do="mute" aria-pressed=${String(n)} title=${s(`floor.sound.text`)} @click=${()=>this.#a(t)}>${s(n?`floor.sound.off`:`floor.sound.on`)}</button>
      <button type="button" data-do="message-all" ?disabled=${!t.center} @click=${()=>M(this.#s(t),s(`floor.message.title`),{},N(t))}>${s(`floor.do.message`)}</button>
      <button type="button" class="alarm" data-do="notice" ?disabled=${!t.center} @click=${()=>this.#o(`cc-floor-notices`).open()}>${g(`notice`)}${s(`floor.do.notice`)}</button>
    </div>`}#i(t){let{center:n,deaf:r}=t;if(!n)return e`<span class="condition" role="status" data-condition="connecting">${s(`live.connecting`)}</span>`;if(n.state!==`ready`)return e`<span class="condition bad" role="status" data-condition=${n.state}><i></i>${s(`board.center.${n.state}`)}</span>`;if(r)return e`<span class="condition warn" role="status" data-condition="deaf" title=${r}><i></i>${r}</span>`;let i=t.agents.filter(e=>e.presence!==`signed_out`).length;return e`<span class="condition" role="status" data-condition="ready"><i></i>${s(`floor.there`,{there:i,all:t.agents.length})}</span>`}#a(e){e.chime.muted=!e.chime.muted,e.chime.muted||e.chime.sound(),this.requestUpdate()}#o(e){return this.renderRoot.querySelector(e)}#s(e){return{floor:e,ask:this.#o(`cc-ask`),changeSkills:e=>this.#o(`cc-floor-skills`).open(e)}}#c(e){this.queue=e,this.#o(`cc-floor-agents`).showQueue(e)}#l=e=>{let t=this.#e,n=t?.agent(e.detail.key);t&&n&&this.#o(`cc-menu`).open(e.detail.at,`${n.name} ${n.number}`,oe(n,this.#s(t)))};#u=e=>{let t=this.#e,n=t?.waiting.find(t=>t.interaction===e.detail.key);if(!t||!n)return;let r=n.customer_name||n.caller_shown||s(`desk.withheld`);this.#o(`cc-menu`).open(e.detail.at,r,Ue(n,this.#s(t)))};#d=e=>{let t=this.#e,n=t?.queue(e.detail.key);if(!t||!n)return;let r=Ne(n,this.#s(t),e=>this.#c(e));this.#o(`cc-menu`).open(e.detail.at,t.queueTitle(n.name),r)};#f=e=>{let t=this.#e?.agent(e.detail);this.#e&&t&&A(this.#e,t,`listen`)};#p=e=>{let t=this.#e,n=t?.waiting.find(t=>t.interaction===e.detail.interaction);t&&n&&Ke(n,e.detail.agent,this.#s(t))};#m=e=>{let t=this.#e,n=t?.waiting.find(t=>t.interaction===e.detail.interaction);t&&n&&n.queue!==e.detail.queue&&Q(n,this.#s(t),e.detail.queue)}};customElements.define(`cc-floor`,$);export{$ as FloorPage};