// <cc-notice-form>: a new emergency notice: what is said (written and heard before, or spoken), to whom, from when, until when.
import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { inMine, known, t } from "../texts";
import { inZone, ofZone, serverNow } from "../time";
import "../timer";
import { dialogLook } from "./dialog-look";
import { FloorPart } from "./part";
import { Recorder } from "./recorder";

type Kind = "text" | "recording";
const LASTS = [30, 60, 120, 240] as const; // minutes
const HOUR = 3_600_000;

export class NoticeForm extends FloorPart {
  static override properties = {
    ...FloorPart.properties, kind: { state: true }, written: { state: true }, audio: { state: true }, recording: { state: true },
    named: { state: true }, ends: { state: true }, problem: { state: true }, busy: { state: true },
  };
  static override styles = [
    look,
    dialogLook,
    css`
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
    `,
  ];
  declare kind: Kind;
  declare written: Readonly<Record<string, string>>;
  declare audio: string; // what can be heard now
  declare recording: "" | "on" | "there";
  declare since: string; // when the recording began
  declare named: ReadonlySet<string>; // "numbers/95001", "queues/repairs", "provinces/37"
  declare ends: string; // as in a datetime-local field; "" = until it is ended
  declare problem: string;
  declare busy: boolean;
  readonly #recorder = new Recorder();
  #spoken: Blob | null = null;

  constructor() {
    super();
    this.#clear();
  }

  #clear(): void {
    this.kind = "text";
    this.written = {};
    this.audio = "";
    this.recording = "";
    this.since = "";
    this.named = new Set();
    this.ends = "";
    this.problem = "";
    this.busy = false;
    this.#spoken = null;
  }

  open(): void {
    this.#clear();
    this.ends = inZone(serverNow() + HOUR);
    void this.updateComplete.then(() => {
      this.#dialog?.showModal();
      this.renderRoot.querySelector("textarea")?.focus();
    });
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  get #languages(): readonly string[] {
    return this.floor.facts.languages;
  }

  protected override render(): TemplateResult {
    const { facts } = this.floor;
    return html`<dialog aria-labelledby="title" data-part="notice-form" @close=${this.#closed}>
      <form @submit=${this.#submit}>
        <h2 id="title">${t("floor.notice.title")}</h2>
        <p class="dim">${t("floor.notice.about")}</p>
        <div class="tabs" role="group" aria-label=${t("floor.notice.title")}>
          ${(["text", "recording"] as const).map((kind) => html`<button type="button" data-kind=${kind} aria-pressed=${String(this.kind === kind)} @click=${() => (this.kind = kind)}>${t(`floor.notice.by_${kind}`)}</button>`)}
        </div>
        ${this.kind === "text" ? this.#languages.map((language) => this.#writing(language)) : this.#speaking()}
        ${this.audio ? html`<audio controls autoplay src=${this.audio} data-part="preview"></audio>` : nothing}
        <div class="whom">
          ${this.#names("numbers", facts.numbers.map((one) => ({ name: one.number, word: one.shown })))}
          ${this.#names("queues", facts.queues.map((one) => ({ name: one.name, word: inMine(one.title) })))}
          ${this.#names("provinces", facts.provinces.map((one) => ({ name: one.code, word: inMine(one.title) })))}
        </div>
        <div class="times">
          <label>${t("floor.notice.begins")}<input class="field" type="datetime-local" name="begins" aria-describedby="now" /><span id="now">${t("floor.notice.empty_is_now")}</span></label>
          <label>${t("floor.notice.ends")}<input class="field" type="datetime-local" name="ends" .value=${this.ends}
            @input=${(event: Event) => (this.ends = (event.target as HTMLInputElement).value)} /><span>${t("floor.notice.empty_is_open")}</span></label>
        </div>
        <div class="lasts" role="group" aria-label=${t("floor.notice.ends")}>
          ${LASTS.map((minutes) => html`<button type="button" @click=${() => (this.ends = inZone(this.#begins + minutes * 60_000))}>${t("floor.notice.lasts", { minutes })}</button>`)}
          <button type="button" @click=${() => (this.ends = "")}>${t("floor.notice.until_ended")}</button>
        </div>
        ${this.problem ? html`<p class="notice bad" role="alert" data-part="notice-problem">${this.problem}</p>` : nothing}
        <div class="does">
          <button type="button" data-do="cancel" @click=${() => this.#dialog?.close()}>${t("desk.cancel")}</button>
          <button type="submit" class="end" data-do="confirm" ?disabled=${this.busy || this.recording === "on"}>${t("floor.notice.now", { whom: this.#whom })}</button>
        </div>
      </form>
    </dialog>`;
  }

  #writing(language: string): TemplateResult {
    return html`<div class="written">
      <label>${known(`live.language.${language}`, language)}<textarea class="field" maxlength="1000" lang=${language} data-language=${language} .value=${this.written[language] ?? ""}
        @input=${(event: Event) => (this.written = { ...this.written, [language]: (event.target as HTMLTextAreaElement).value })}></textarea></label>
      <button type="button" data-do="preview" data-language=${language} ?disabled=${!this.written[language]?.trim()} @click=${() => void this.#preview(language)}>${t("floor.notice.hear")}</button>
    </div>`;
  }

  #speaking(): TemplateResult {
    return html`<div class="tabs">
      <button type="button" class=${this.recording === "on" ? "end" : "first"} data-do="record" @click=${() => void this.#record()}>
        ${t(this.recording === "on" ? "floor.notice.stop_recording" : this.recording === "there" ? "floor.notice.record_again" : "floor.notice.record")}
      </button>${this.recording === "on" ? html`<span role="status">${t("floor.notice.is_being_recorded")} <cc-timer .since=${this.since} data-part="recorded-for"></cc-timer></span>` : nothing}
    </div>`;
  }

  #names(kind: "numbers" | "queues" | "provinces", all: readonly { name: string; word: string }[]): TemplateResult | typeof nothing {
    if (!all.length) return nothing;
    return html`<fieldset><legend>${t(`floor.notice.${kind}`)}</legend><div class="list">${all.map(
      ({ name, word }) => html`<label><input type="checkbox" data-kind=${kind} data-name=${name} .checked=${this.named.has(`${kind}/${name}`)}
        @change=${() => this.#toggle(`${kind}/${name}`)} />${word}</label>`,
    )}</div></fieldset>`;
  }

  #toggle(one: string): void {
    const named = new Set(this.named);
    if (!named.delete(one)) named.add(one);
    this.named = named;
  }

  get #whom(): string {
    return this.named.size ? t("floor.notice.to_some", { count: this.named.size }) : t("floor.notice.to_all");
  }

  #of(kind: string): readonly string[] {
    return [...this.named].filter((one) => one.startsWith(`${kind}/`)).map((one) => one.slice(kind.length + 1));
  }

  get #begins(): number {
    const typed = this.renderRoot.querySelector<HTMLInputElement>("[name='begins']")?.value ?? "";
    return typed ? Date.parse(ofZone(typed)) : serverNow();
  }

  async #preview(language: string): Promise<void> {
    this.problem = "";
    const asked = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ language, text: this.written[language] }) };
    const sound = await this.#fetched("/api/notices/preview", asked);
    if (sound) this.audio = URL.createObjectURL(await sound.blob());
  }

  #record(): Promise<void> {
    this.problem = "";
    return this.#recorder.running ? this.#stopRecording() : this.#startRecording();
  }

  async #startRecording(): Promise<void> {
    try {
      await this.#recorder.start();
      this.recording = "on";
      this.since = new Date(serverNow()).toISOString();
      this.audio = "";
    } catch {
      this.problem = t("desk.microphone_refused");
    }
  }

  async #stopRecording(): Promise<void> {
    try {
      this.#spoken = await this.#recorder.stop();
      this.audio = URL.createObjectURL(this.#spoken);
      this.recording = "there";
    } catch {
      this.recording = ""; // what is too short cannot be read
      this.problem = t("floor.notice.missing_recording");
    }
  }

  async #fetched(path: string, asked: RequestInit): Promise<Response | null> {
    try {
      const answer = await fetch(path, asked);
      if (answer.ok) return answer;
    } catch {
      // The server is away.
    }
    this.problem = t("floor.notice.no_sound");
    return null;
  }

  #closed(): void {
    if (this.#recorder.running) void this.#recorder.stop();
    this.#clear();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    const told = await this.#told();
    const done = told !== null && (await this.floor.do("notice", told, t("floor.done.notice")));
    this.busy = false;
    if (done) this.#dialog?.close();
  }

  async #told(): Promise<object | null> {
    const text = Object.fromEntries(Object.entries(this.written).filter(([, words]) => words.trim()));
    const missing = this.kind === "text" ? this.#languages.some((language) => !text[language]) : !this.#spoken;
    const typed = this.renderRoot.querySelector<HTMLInputElement>("[name='begins']")?.value ?? "";
    const begins = typed ? ofZone(typed) : null;
    const ends = this.ends ? ofZone(this.ends) : null;
    const backwards = ends !== null && Date.parse(ends) <= this.#begins;
    this.problem = missing ? t(`floor.notice.missing_${this.kind}`) : backwards ? t("floor.notice.ends_before") : "";
    if (this.problem) return null;
    const whom = { numbers: this.#of("numbers"), queues: this.#of("queues"), provinces: this.#of("provinces"), begins, ends };
    if (this.kind === "text") return { text, ...whom };
    const kept = await this.#fetched("/api/notices/recording", { method: "POST", headers: { "Content-Type": "audio/wav" }, body: this.#spoken });
    return kept && { recording: ((await kept.json()) as { recording: string }).recording, ...whom };
  }
}

customElements.define("cc-notice-form", NoticeForm);
