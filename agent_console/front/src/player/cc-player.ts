// <cc-player peaks="…"><audio controls src="…"></audio></cc-player>: the recording of both parties, as a picture that is
// played, sought in by click and keys, faster, and each party louder or softer. Without script the <audio> is left.
import { LitElement, type SVGTemplateResult, type TemplateResult, css, html, svg } from "lit";
import { boot } from "../boot";
import { icon } from "../icons";
import { look } from "../look";
import { t } from "../texts";
import { spell } from "../time";
import { Parties } from "./parties";
import { type Mark, type Wave, lane, share } from "./wave";

const SPEEDS = [1, 1.5, 2];
const STEP = 5; // seconds of an arrow key

const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: boot.zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});

class Player extends LitElement {
  static override properties = {
    peaks: {}, wave: { state: true }, at: { state: true }, playing: { state: true }, speed: { state: true },
    failed: { state: true }, pointed: { state: true },
  };
  declare peaks: string;
  declare wave: Wave | null;
  declare at: number;
  declare playing: boolean;
  declare speed: number;
  declare failed: boolean;
  declare pointed: Mark | null; // the note under the pointer, or that has the focus
  private audio: HTMLAudioElement | null = null;
  private parties: Parties | null = null;

  constructor() {
    super();
    this.wave = null;
    this.at = 0;
    this.playing = false;
    this.speed = 1;
    this.failed = false;
    this.pointed = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.audio = this.querySelector("audio");
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      const answer = await fetch(this.peaks, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      this.wave = (await answer.json()) as Wave;
      this.take();
    } catch {
      this.failed = true; // the plain player stays
    }
  }

  private take(): void {
    const audio = this.audio;
    if (!audio) return;
    audio.controls = false;
    audio.hidden = true;
    this.parties = new Parties(audio);
    audio.addEventListener("timeupdate", () => (this.at = audio.currentTime));
    audio.addEventListener("seeking", () => (this.at = audio.currentTime));
    audio.addEventListener("play", () => (this.playing = true));
    audio.addEventListener("pause", () => (this.playing = false));
    audio.addEventListener("error", () => (this.failed = true));
  }

  private toggle(): void {
    if (!this.audio) return;
    if (this.audio.paused) {
      this.parties?.wake();
      this.audio.play().catch(() => (this.failed = true));
    } else this.audio.pause();
  }

  private seek(to: number): void {
    if (!this.audio || !this.wave) return;
    this.at = Math.min(this.wave.seconds, Math.max(0, to));
    this.audio.currentTime = this.at;
  }

  private faster(): void {
    if (!this.audio) return;
    this.speed = SPEEDS[(SPEEDS.indexOf(this.speed) + 1) % SPEEDS.length] ?? 1;
    this.audio.playbackRate = this.speed;
  }

  private clicked(event: PointerEvent): void {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.seek(((event.clientX - box.left) / box.width) * (this.wave?.seconds ?? 0));
  }

  private pressed(event: KeyboardEvent): void {
    const to: Record<string, number> = {
      ArrowLeft: this.at - STEP, ArrowRight: this.at + STEP, ArrowDown: this.at - STEP, ArrowUp: this.at + STEP,
      Home: 0, End: this.wave?.seconds ?? 0,
    };
    if (event.key === " ") this.toggle();
    else if (event.key in to) this.seek(to[event.key] ?? 0);
    else return;
    event.preventDefault();
  }

  private clockAt(seconds: number): string {
    return this.wave ? clock.format(Date.parse(this.wave.began) + seconds * 1000) : "";
  }

  protected override render(): TemplateResult {
    const wave = this.wave;
    if (!wave) return html`<slot></slot>`;
    return html`<slot></slot>
      <div class="bar">
        <button class="first" @click=${this.toggle} aria-label=${this.playing ? t("player.pause") : t("player.play")}>
          ${icon(this.playing ? "hold" : "resume")}
        </button>
        <output>${spell(this.at)} / ${spell(wave.seconds)} <small>${this.clockAt(this.at)}</small></output>
        <button @click=${this.faster} aria-label=${t("player.speed", { speed: this.speed })}>${this.speed}×</button>
        ${this.volume(t("player.customer"), 0)} ${this.volume(t("player.agents"), 1)}
      </div>
      ${this.notes(wave.marks.filter((mark) => mark.note))}
      <div class="wave" role="slider" tabindex="0" aria-label=${t("player.position")} aria-valuemin="0"
        aria-valuemax=${Math.round(wave.seconds)} aria-valuenow=${Math.round(this.at)}
        aria-valuetext=${`${spell(this.at)}, ${this.clockAt(this.at)}`}
        @pointerdown=${this.clicked} @keydown=${this.pressed}>
        ${this.lane("customer", t("player.customer"), wave.customer)} ${this.lane("agents", t("player.agents"), wave.agents)}
        <svg class="stretches" width="100%" height="10" aria-hidden="true">
          ${wave.stretches.map((one) => this.stretch(one.kind, one.from, one.to))}
        </svg>
        <svg class="over" width="100%" height="100%" aria-hidden="true">
          ${wave.marks.map((mark) => this.line("mark", mark.at, `${this.clockAt(mark.at)} ${mark.text}`))}
          ${this.line("head", this.at, "")}
        </svg>
      </div>
      ${wave.marks.length === 0 ? null : html`<ol class="marks">${wave.marks.map((mark) => html`<li>
        <button @click=${() => this.seek(mark.at)}>${spell(mark.at)}</button> ${mark.text}${mark.note ? html` <q>${mark.note}</q>` : null}</li>`)}</ol>`}
      <ul class="legend">
        ${[...new Set(wave.stretches.map((one) => one.kind))].map(
          (kind) => html`<li class=${kind}>${t(`player.kind.${kind}`)}</li>`,
        )}
        <li class="keys">${t("player.keys")}</li>
      </ul>
      ${this.failed ? html`<p role="alert">${t("player.failed")}</p>` : null}`;
  }

  private volume(who: string, side: 0 | 1): TemplateResult {
    return html`<label>${who}
      <input type="range" min="0" max="1.5" step="0.1" value="1"
        @input=${(event: InputEvent) => this.parties?.set(side, Number((event.target as HTMLInputElement).value))}>
    </label>`;
  }

  private lane(kind: string, who: string, heights: readonly number[]): TemplateResult {
    return html`<div class=${`lane ${kind}`}><span>${who}</span>
      <svg viewBox=${`0 0 ${Math.max(1, heights.length)} 100`} preserveAspectRatio="none" aria-hidden="true">
        ${svg`<path d=${lane(heights)}></path>`}
      </svg></div>`;
  }

  // Places are attributes of SVG: our own policy forbids styles written into the page.
  private stretch(kind: string, from: number, to: number): SVGTemplateResult {
    const whole = this.wave?.seconds ?? 0;
    return svg`<rect class=${kind} x=${`${share(from, whole)}%`} width=${`${share(to - from, whole)}%`} height="10">
      <title>${t(`player.kind.${kind}`)} ${spell(to - from)}</title></rect>`;
  }

  /** Above the wave, where each was written: pointed at it tells its text, pressed it is where the sound goes on. */
  private notes(marks: readonly Mark[]): TemplateResult | null {
    if (marks.length === 0) return null;
    return html`<svg class="notes" width="100%" height="26" role="group" aria-label=${t("player.notes")}>
        ${marks.map((mark) => this.noteMark(mark))}
      </svg>
      <p class="pointed" data-part="pointed">${this.pointed
        ? html`<b>${spell(this.pointed.at)}</b> ${this.pointed.note}`
        : html`<span class="hint">${t("player.notes_hint")}</span>`}</p>`;
  }

  private noteMark(mark: Mark): SVGTemplateResult {
    const go = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.seek(mark.at);
    };
    const point = (): void => void (this.pointed = mark);
    const leave = (): void => void (this.pointed = null);
    return svg`<svg class="note" x=${`${share(mark.at, this.wave?.seconds ?? 0)}%`} y="1" overflow="visible" role="button" tabindex="0"
      aria-label=${`${spell(mark.at)} ${mark.text} ${mark.note ?? ""}`} data-part="note-mark"
      @click=${go} @keydown=${go} @mouseenter=${point} @mouseleave=${leave} @focus=${point} @blur=${leave}>
      <rect class="reach" x="-12" width="24" height="24"></rect>
      <path d="M-7 2h14v11l-7 9l-7 -9z"></path><path class="lines" d="M-4 6h8M-4 9.5h8"></path></svg>`;
  }

  private line(kind: string, at: number, title: string): SVGTemplateResult {
    const x = `${share(at, this.wave?.seconds ?? 0)}%`;
    return svg`<line class=${kind} x1=${x} x2=${x} y1="0" y2="100%"><title>${title}</title></line>`;
  }

  static override styles = [
    look,
    css`
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
    `,
  ];
}

customElements.define("cc-player", Player);
