import{C as e,_ as t,b as n,h as r,p as i,v as a}from"./time-BjKY-WrK.js";import{t as o}from"./icons-DOecLNfo.js";import{n as s,r as c,t as l}from"./keypad-CtG2j3ZA.js";import{t as u}from"./changes-CcNKLlEz.js";var d=6e4,f=class extends u{#e=c()?p():Promise.resolve(`unsupported`);#t=Date.now();#n=null;state=`idle`;trouble=null;callers=[];since=null;constructor(){super(),this.#e.then(e=>{typeof e==`string`?this.trouble=e:this.callers=e.allowed_from,this.changed()})}get line(){return this.#n?.lines[0]}async call(e){this.trouble=null,this.#c(`asking`),Date.now()-this.#t>d&&this.#r();let t=await this.#e;if(typeof t==`string`)return this.#o(t);if(!await s())return this.#o(`microphone`);this.#c(`calling`),await this.#i(t,e)}#r(){this.#e=p(),this.#t=Date.now()}hangUp(){this.line?this.#n?.hangUp(this.line.leg):this.#s()}mute(){this.line&&this.#n?.mute(this.line.leg,!this.line.muted)}press(e){this.line&&this.#n?.press(this.line.leg,e)}async#i(e,t){let n=new l;this.#n=n,n.onTrouble=e=>{this.trouble=e};let r=!1,i=0;n.follow(()=>{this.#n===n&&(n.state===`registered`&&!r?(r=!0,n.call(e.allowed_from.find(({number:e})=>e===t)?.target??e.target)):n.state===`lost`&&!r&&++i>2?this.#o(`not_connected`):r&&this.#a(n))});let a=new URL(e.socket,location.href);a.searchParams.set(`guest`,``),await n.start({...e,socket:a.href,name:e.name},!1)}#a(e){let[t]=e.lines;t?t.state===`up`&&this.state!==`up`?(this.since=new Date().toISOString(),this.#c(`up`)):this.changed():this.#s()}#o(e){this.#t=0,this.trouble=e,this.#s()}#s(){let e=this.#n;this.#n=null,e?.stop(),this.#c(this.trouble?`idle`:`over`)}#c(e){this.state=e,this.changed()}};async function p(){try{let e=await fetch(`/api/guest`,{method:`POST`,cache:`no-store`});return e.ok?await e.json():e.status===429?`too_many`:`closed`}catch{return`not_connected`}}var m=class extends t{static styles=[r,e`
      .box {
        font: 400 1rem / 1.5 var(--cc-font, sans-serif);
        color: var(--cc-text, #17212e);
        max-width: min(24rem, calc(100% - 2rem));
        margin: 2rem auto;
        display: grid;
        gap: 1rem;
        padding: 1.5rem;
      }
      .big {
        min-height: 4rem;
        width: 100%;
        font-size: 1.25rem;
        border-radius: var(--cc-radius-l, 10px);
      }
      .big svg {
        width: 1.5rem;
        height: 1.5rem;
      }
      .state {
        text-align: center;
        min-height: 4.5rem;
        display: grid;
        align-content: center;
      }
      .state strong {
        font-size: 1.25rem;
        font-weight: 650;
      }
      .state cc-timer {
        font-size: 1.5rem;
      }
      .two {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.5rem;
      }
      .two button {
        min-height: 3.25rem;
        font-size: 1rem;
      }
      .two .end {
        background: var(--cc-bad, #b3261e);
      }
      .hint {
        text-align: center;
      }
    `];static properties={as:{state:!0}};#e=new f;constructor(){super(),this.as=``}connectedCallback(){super.connectedCallback(),this.#e.follow(()=>this.requestUpdate())}updated(){this.dataset.state=this.#e.state,this.dataset.trouble=this.#e.trouble??``}render(){let{state:e}=this.#e;return n`<section class="card box" aria-live="polite">${e===`asking`||e===`calling`||e===`up`?this.#n():this.#t()}</section>`}#t(){let{trouble:e,state:t,callers:r}=this.#e,s=e===`unsupported`||e===`closed`;return n`
      <div class="state" data-part="state">
        ${e?n`<p class="notice ${s?`warn`:`bad`}" role="alert" data-part="trouble">${i(`call.trouble.${e}`)}</p>`:n`<strong>${i(t===`over`?`call.over`:`call.ready`)}</strong>`}
      </div>
      ${r.length?n`<label>${i(`call.as`)}
            <select class="field" data-part="as" @change=${e=>this.as=e.target.value}>
              <option value="">${i(`call.as_nobody`)}</option>
              ${r.map(({number:e,name:t})=>n`<option value=${e} ?selected=${e===this.as}>${[t,e].filter(Boolean).join(` · `)}</option>`)}
            </select></label>`:a}
      <button type="button" class="answer big" data-do="call" ?disabled=${s} @click=${()=>this.#e.call(this.as)}>
        ${o(`answer`)} ${i(t===`over`||e?`call.again`:`call.now`)}
      </button>
      <p class="hint small dim">${i(`call.hint`)}</p>
    `}#n(){let{state:e,since:t,line:r}=this.#e,s=r?.state===`up`;return n`
      <div class="state" data-part="state">
        <strong>${i(`call.state.${e}`)}</strong>
        ${t&&s?n`<cc-timer .since=${t} data-part="timer"></cc-timer>`:a}
      </div>
      <cc-keypad ?inert=${!s} .keys=${r?.keys??``} @key=${e=>this.#e.press(e.detail)}></cc-keypad>
      <div class="two">
        <button type="button" data-do="mute" ?disabled=${!s} aria-pressed=${String(r?.muted??!1)} @click=${()=>this.#e.mute()}>
          ${o(`mute`)} ${r?.muted?i(`call.muted`):i(`call.mute`)}
        </button>
        <button type="button" class="end" data-do="hang-up" ?disabled=${e===`asking`} @click=${()=>this.#e.hangUp()}>
          ${o(`end`)} ${i(`call.hang_up`)}
        </button>
      </div>
    `}};customElements.define(`cc-call`,m);