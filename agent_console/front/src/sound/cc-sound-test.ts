// <cc-sound-test>: a button, and the dialog in which an agent's sound is tried: before work begins, or when in doubt.
//
//   <cc-sound-test .desk=${desk}></cc-sound-test>       element.open() from elsewhere
import { css, html, nothing, type TemplateResult } from "lit";
import { DeskPart } from "../desk/part";
import { look } from "../look";
import { t } from "../texts";
import { SoundTest } from "./sound-test";

type Mark = "wait" | "now" | "good" | "bad";

const FULL = 0.25; // a voice close to the microphone

export class SoundTestDialog extends DeskPart {
  static override styles = [
    look,
    css`
      dialog {
        width: 30rem;
        border: 1px solid var(--cc-line, #d6dce4);
        border-radius: var(--cc-radius-l, 10px);
        background: var(--cc-surface, #fff);
        color: inherit;
        padding: 1rem 1.25rem;
        text-align: left;
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 0.3);
      }
      ol {
        display: grid;
        gap: 0.75rem;
        padding: 1rem 0;
      }
      li {
        display: grid;
        grid-template-columns: 1.5rem 5rem 1fr auto;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.125rem;
      }
      li b {
        font-weight: 600;
      }
      i {
        width: 1.25rem;
        text-align: center;
        font-style: normal;
        font-weight: 700;
        color: var(--cc-text-dim, #516072);
      }
      [data-mark="good"] i {
        color: var(--cc-ok, #17743a);
      }
      [data-mark="bad"] i {
        color: var(--cc-bad, #b3261e);
      }
      meter {
        width: 100%;
      }
      footer {
        display: flex;
        justify-content: flex-end;
        gap: 0.5rem;
        padding-top: 1rem;
      }
      .notice {
        white-space: normal;
        display: block;
        text-align: left;
      }
      .notice p + p {
        margin-top: 0.375rem;
        font-weight: 400;
      }
    `,
  ];
  readonly #test = new SoundTest();
  #stopFollowing: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopFollowing = this.#test.follow(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopFollowing();
    this.#test.stop();
  }

  open(): void {
    this.renderRoot.querySelector("dialog")?.showModal();
    this.#run();
  }

  #run(): void {
    void this.#test.run(this.desk.telephone.devices.audio);
  }

  protected override render(): TemplateResult {
    return html`<button type="button" class="quiet" data-do="sound-test" ?disabled=${this.desk.phone.lines.length > 0} @click=${() => this.open()}>
        ${t("sound.test")}
      </button>
      <dialog aria-labelledby="sound-test" data-part="sound-test" data-step=${this.#test.step} @close=${() => this.#test.stop()}>
        <h2 id="sound-test">${t("sound.test")}</h2>
        <ol>${this.#microphone()}${this.#speaker()}${this.#way()}${this.#echo()}</ol>
        <div aria-live="polite">${this.#verdict()}</div>
        <footer>
          <button type="button" data-do="test-again" ?disabled=${this.#test.running} @click=${() => this.#run()}>${t("sound.again")}</button>
          <form method="dialog"><button class="first" data-do="end-sound-test">${t("sound.close")}</button></form>
        </footer>
      </dialog>`;
  }

  #row(part: string, mark: Mark, what: string, how: unknown, action: unknown = nothing): TemplateResult {
    const sign = { wait: "·", now: "…", good: "✓", bad: "✗" }[mark];
    return html`<li data-part=${part} data-mark=${mark}><i aria-hidden="true">${sign}</i><b>${what}</b><span>${how}</span>${action}</li>`;
  }

  #microphone(): TemplateResult {
    const { step, level, wasHeard, report } = this.#test;
    const failed = report?.fault && MICROPHONE_FAULTS.includes(report.fault);
    const mark = failed ? "bad" : wasHeard ? "good" : step === "done" ? "bad" : "now";
    const meter = html`<meter min="0" max="1" .value=${Math.min(1, level / FULL)} aria-label=${t("sound.level")} data-part="level"></meter>`;
    return this.#row("microphone", mark, t("sound.microphone"), failed ? t("sound.not_open") : meter);
  }

  #speaker(): TemplateResult {
    const play = html`<button type="button" data-do="play-tone" @click=${() => this.#test.play(this.desk.telephone.devices.used("headset"))}>${t("sound.play")}</button>`;
    return this.#row("speaker", "wait", t("sound.speaker"), html`<span class="dim">${t("sound.speaker.hint")}</span>`, play);
  }

  #way(): TemplateResult {
    const { step, report } = this.#test;
    const mark = report?.way ? "good" : step === "done" ? "bad" : step === "way" ? "now" : "wait";
    const how = report?.way ? t(`sound.way.${report.way.kind}`, { protocol: report.way.protocol.toUpperCase() }) : "";
    return this.#row("way", mark, t("sound.way"), how);
  }

  #echo(): TemplateResult {
    const { step, report } = this.#test;
    const back = report && report.roundTrip !== null;
    const mark = back ? "good" : step === "done" ? "bad" : step === "way" ? "now" : "wait";
    const how = back ? t("sound.came_back", { ms: Math.round(report.roundTrip ?? 0) }) : "";
    return this.#row("echo", mark, t("sound.echo"), how);
  }

  /** One sentence that says what is wrong, and one that says what to do. */
  #verdict(): TemplateResult {
    const { report, wasHeard, step } = this.#test;
    if (!report) return html`<p class="dim" data-part="verdict">${step === "idle" ? "" : t("sound.say_something")}</p>`;
    const fault = report.fault ?? (wasHeard ? null : "microphone_silent");
    if (fault === null) return html`<div class="notice ok" data-part="verdict" data-fault=""><p>${t("sound.all_well")}</p></div>`;
    return html`<div class="notice bad" role="alert" data-part="verdict" data-fault=${fault}>
      <p>${t(`sound.fault.${fault}`)}</p><p>${t(`sound.advice.${fault}`)}</p>
    </div>`;
  }
}

const MICROPHONE_FAULTS: readonly string[] = ["insecure", "too_old", "no_microphone", "denied", "busy", "microphone"];

customElements.define("cc-sound-test", SoundTestDialog);
