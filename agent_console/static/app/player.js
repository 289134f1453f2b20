import{C as e,S as t,_ as n,b as r,h as i,l as a,m as o,p as s}from"./time-BjKY-WrK.js";import{t as c}from"./icons-DOecLNfo.js";var l=class{audio;levels=[1,1];gains=null;context=null;constructor(e){this.audio=e}wake(){if(this.context){this.context.resume();return}let e=this.context=new AudioContext,t=e.createChannelSplitter(2),n=e.createChannelMerger(2),r=r=>{let i=e.createGain();return i.gain.value=this.levels[r],t.connect(i,r),i.connect(n,0,r),i};this.gains=[r(0),r(1)],e.createMediaElementSource(this.audio).connect(t),n.connect(e.destination)}set(e,t){this.levels[e]=t,this.gains&&(this.gains[e].gain.value=t)}};function u(e){return e.map((e,t)=>{let n=Math.max(.8,Math.sqrt(e)*48);return`M${t+.5} ${(50-n).toFixed(1)}V${(50+n).toFixed(1)}`}).join(``)}function d(e,t){return t>0?Math.min(100,Math.max(0,100*e/t)):0}var f=[1,1.5,2],p=5,m=new Intl.DateTimeFormat(`sv-SE`,{timeZone:o.zone,hour:`2-digit`,minute:`2-digit`,second:`2-digit`,hourCycle:`h23`}),h=class extends n{static properties={peaks:{},wave:{state:!0},at:{state:!0},playing:{state:!0},speed:{state:!0},failed:{state:!0},pointed:{state:!0}};audio=null;parties=null;constructor(){super(),this.wave=null,this.at=0,this.playing=!1,this.speed=1,this.failed=!1,this.pointed=null}connectedCallback(){super.connectedCallback(),this.audio=this.querySelector(`audio`),this.load()}async load(){try{let e=await fetch(this.peaks,{credentials:`same-origin`});if(!e.ok)throw Error(String(e.status));this.wave=await e.json(),this.take()}catch{this.failed=!0}}take(){let e=this.audio;e&&(e.controls=!1,e.hidden=!0,this.parties=new l(e),e.addEventListener(`timeupdate`,()=>this.at=e.currentTime),e.addEventListener(`seeking`,()=>this.at=e.currentTime),e.addEventListener(`play`,()=>this.playing=!0),e.addEventListener(`pause`,()=>this.playing=!1),e.addEventListener(`error`,()=>this.failed=!0))}toggle(){this.audio&&(this.audio.paused?(this.parties?.wake(),this.audio.play().catch(()=>this.failed=!0)):this.audio.pause())}seek(e){this.audio&&this.wave&&(this.at=Math.min(this.wave.seconds,Math.max(0,e)),this.audio.currentTime=this.at)}faster(){this.audio&&(this.speed=f[(f.indexOf(this.speed)+1)%f.length]??1,this.audio.playbackRate=this.speed)}clicked(e){let t=e.currentTarget.getBoundingClientRect();this.seek((e.clientX-t.left)/t.width*(this.wave?.seconds??0))}pressed(e){let t={ArrowLeft:this.at-p,ArrowRight:this.at+p,ArrowDown:this.at-p,ArrowUp:this.at+p,Home:0,End:this.wave?.seconds??0};if(e.key===` `)this.toggle();else if(e.key in t)this.seek(t[e.key]??0);else return;e.preventDefault()}clockAt(e){return this.wave?m.format(Date.parse(this.wave.began)+e*1e3):``}render(){let e=this.wave;return e?r`<slot></slot>
      <div class="bar">
        <button class="first" @click=${this.toggle} aria-label=${this.playing?s(`player.pause`):s(`player.play`)}>
          ${c(this.playing?`hold`:`resume`)}
        </button>
        <output>${a(this.at)} / ${a(e.seconds)} <small>${this.clockAt(this.at)}</small></output>
        <button @click=${this.faster} aria-label=${s(`player.speed`,{speed:this.speed})}>${this.speed}×</button>
        ${this.volume(s(`player.customer`),0)} ${this.volume(s(`player.agents`),1)}
      </div>
      ${this.notes(e.marks.filter(e=>e.note))}
      <div class="wave" role="slider" tabindex="0" aria-label=${s(`player.position`)} aria-valuemin="0"
        aria-valuemax=${Math.round(e.seconds)} aria-valuenow=${Math.round(this.at)}
        aria-valuetext=${`${a(this.at)}, ${this.clockAt(this.at)}`}
        @pointerdown=${this.clicked} @keydown=${this.pressed}>
        ${this.lane(`customer`,s(`player.customer`),e.customer)} ${this.lane(`agents`,s(`player.agents`),e.agents)}
        <svg class="stretches" width="100%" height="10" aria-hidden="true">
          ${e.stretches.map(e=>this.stretch(e.kind,e.from,e.to))}
        </svg>
        <svg class="over" width="100%" height="100%" aria-hidden="true">
          ${e.marks.map(e=>this.line(`mark`,e.at,`${this.clockAt(e.at)} ${e.text}`))}
          ${this.line(`head`,this.at,``)}
        </svg>
      </div>
      ${e.marks.length===0?null:r`<ol class="marks">${e.marks.map(e=>r`<li>
        <button @click=${()=>this.seek(e.at)}>${a(e.at)}</button> ${e.text}${e.note?r` <q>${e.note}</q>`:null}</li>`)}</ol>`}
      <ul class="legend">
        ${[...new Set(e.stretches.map(e=>e.kind))].map(e=>r`<li class=${e}>${s(`player.kind.${e}`)}</li>`)}
        <li class="keys">${s(`player.keys`)}</li>
      </ul>
      ${this.failed?r`<p role="alert">${s(`player.failed`)}</p>`:null}`:r`<slot></slot>`}volume(e,t){return r`<label>${e}
      <input type="range" min="0" max="1.5" step="0.1" value="1"
        @input=${e=>this.parties?.set(t,Number(e.target.value))}>
    </label>`}lane(e,n,i){return r`<div class=${`lane ${e}`}><span>${n}</span>
      <svg viewBox=${`0 0 ${Math.max(1,i.length)} 100`} preserveAspectRatio="none" aria-hidden="true">
        ${t`<path d=${u(i)}></path>`}
      </svg></div>`}stretch(e,n,r){let i=this.wave?.seconds??0;return t`<rect class=${e} x=${`${d(n,i)}%`} width=${`${d(r-n,i)}%`} height="10">
      <title>${s(`player.kind.${e}`)} ${a(r-n)}</title></rect>`}notes(e){return e.length===0?null:r`<svg class="notes" width="100%" height="26" role="group" aria-label=${s(`player.notes`)}>
        ${e.map(e=>this.noteMark(e))}
      </svg>
      <p class="pointed" data-part="pointed">${this.pointed?r`<b>${a(this.pointed.at)}</b> ${this.pointed.note}`:r`<span class="hint">${s(`player.notes_hint`)}</span>`}</p>`}noteMark(e){let n=t=>{t instanceof KeyboardEvent&&t.key!==`Enter`&&t.key!==` `||(t.preventDefault(),this.seek(e.at))},r=()=>void(this.pointed=e),i=()=>void(this.pointed=null);return t`<svg class="note" x=${`${d(e.at,this.wave?.seconds??0)}%`} y="1" overflow="visible" role="button" tabindex="0"
      aria-label=${`${a(e.at)} ${e.text} ${e.note??``}`} data-part="note-mark"
      @click=${n} @keydown=${n} @mouseenter=${r} @mouseleave=${i} @focus=${r} @blur=${i}>
      <rect class="reach" x="-12" width="24" height="24"></rect>
      <path d="M-7 2h14v11l-7 9l-7 -9z"></path><path class="lines" d="M-4 6h8M-4 9.5h8"></path></svg>`}line(e,n,r){let i=`${d(n,this.wave?.seconds??0)}%`;return t`<line class=${e} x1=${i} x2=${i} y1="0" y2="100%"><title>${r}</title></line>`}static styles=[i,e`
      .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; margin-bottom: 0.5rem; }
      .bar label { display: inline-flex; align-items: center; gap: 0.375rem; font-size: var(--cc-size-s, 0.8rem); }
      .bar input { width: 6rem; accent-color: var(--cc-accent); }
      output small { color: var(--cc-text-dim); }
      .wave { position: relative; cursor: pointer; touch-action: none; border: 1px solid var(--cc-line);
        border-radius: var(--cc-radius, 6px); background: var(--cc-surface-2); overflow: hidden; }
      .wave:focus-visible { outline: 2px solid var(--cc-accent); outline-offset: 2px; }
      .notes { display: block; overflow: visible; }
      .note { cursor: pointer; outline: none; }
      .note .reach { fill: transparent; }
      .note path { fill: var(--cc-accent); }
      .note .lines { stroke: var(--cc-surface); stroke-width: 1.5; }
      .note:hover path, .note:focus path { fill: var(--cc-text); }
      .note:focus-visible .reach { stroke: var(--cc-accent); stroke-width: 2; }
      .pointed { min-height: 1.25rem; margin: 0 0 0.25rem; font-size: var(--cc-size-s, 0.8rem); white-space: pre-wrap;
        overflow-wrap: anywhere; }
      .hint { color: var(--cc-text-dim); }
      q { white-space: pre-wrap; overflow-wrap: anywhere; }
      .lane { position: relative; height: 3.25rem; }
      .lane + .lane { border-top: 1px solid var(--cc-line); }
      .lane svg { display: block; width: 100%; height: 100%; }
      .lane span { position: absolute; left: 0.375rem; top: 0.125rem; font-size: var(--cc-size-s, 0.8rem);
        color: var(--cc-text-dim); pointer-events: none; padding: 0 0.25rem; border-radius: 3px;
        background: color-mix(in srgb, var(--cc-surface-2) 80%, transparent); }
      .lane path { stroke-width: 1; vector-effect: non-scaling-stroke; fill: none; }
      .customer path { stroke: var(--cc-accent); }
      .agents path { stroke: var(--cc-talk); }
      .stretches { display: block; border-top: 1px solid var(--cc-line); }
      .stretches rect { fill: var(--kind); }
      .over { position: absolute; inset: 0; pointer-events: none; }
      .mark { stroke: var(--cc-text-dim); stroke-width: 2; stroke-dasharray: 2 3; }
      .head { stroke: var(--cc-text); stroke-width: 2; }
      .marks { display: grid; gap: 0.25rem; margin-top: 0.5rem; font-size: var(--cc-size-s, 0.8rem); }
      .marks button { min-height: 1.5rem; padding: 0 0.375rem; }
      .talk { --kind: var(--cc-talk); }
      .consult { --kind: var(--cc-consult); }
      .conference { --kind: var(--cc-conference); }
      .hold { --kind: var(--cc-hold); }
      .queue { --kind: var(--cc-info); }
      .ivr { --kind: var(--cc-aux); }
      .paused { --kind: var(--cc-bad); }
      .legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin-top: 0.5rem;
        font-size: var(--cc-size-s, 0.8rem); color: var(--cc-text-dim); }
      .legend li:not(.keys)::before { content: ""; display: inline-block; width: 0.625rem; height: 0.625rem;
        margin-right: 0.375rem; background: var(--kind); border-radius: 2px; }
    `]};customElements.define(`cc-player`,h);