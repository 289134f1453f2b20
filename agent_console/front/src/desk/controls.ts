// <cc-controls>: what can be done with the call in hand. Every button keeps its place; a second click of a double one
// does nothing, since the button under it may have become another.
import { css, html, nothing, type TemplateResult } from "lit";
import "../keypad";
import { icon, type Icon } from "../icons";
import { look } from "../look";
import { t } from "../texts";
import { watches } from "./desk";
import { DeskPart } from "./part";
import { ariaKey, kbd, type Shortcut } from "./shortcuts";
import type { Work } from "./wire";

export class Controls extends DeskPart {
  static override styles = [
    look,
    css`
      .row {
        position: relative;
        display: grid;
        grid-template-columns: repeat(5, minmax(0, 1fr));
        gap: 0.5rem;
      }
      button {
        flex-direction: column;
        gap: 0.125rem;
        min-height: 3.5rem;
        padding: 0.25rem;
      }
      button span {
        display: flex;
        align-items: center;
        gap: 0.375rem;
      }
      button.second {
        min-height: 3rem;
        font-weight: 500;
      }
      button.answer {
        grid-column: span 3;
      }
      button.end.with-answer,
      button.double {
        grid-column: span 2;
      }
      button.paused {
        background: var(--cc-warn-soft, #f7eee0);
        border-color: var(--cc-warn, #8a5200);
        box-shadow: inset 0 0 0 1px var(--cc-warn, #8a5200);
        color: var(--cc-warn, #8a5200);
        font-weight: 700;
      }
      button.called {
        background: var(--cc-warn-soft, #f7eee0);
        border-color: var(--cc-warn, #8a5200);
        color: var(--cc-warn, #8a5200);
        font-weight: 650;
      }
      .rec {
        width: 0.625rem;
        height: 0.625rem;
        border-radius: 50%;
        background: var(--cc-bad, #b3261e);
      }
      .elsewhere {
        grid-column: span 3;
        display: grid;
        place-content: center;
        text-align: center;
        padding: 0 0.5rem;
        border: 1px dashed var(--cc-line-strong, #7d8a9b);
        border-radius: var(--cc-radius, 6px);
      }
      @media (max-width: 40rem) {
        .row {
          grid-template-columns: repeat(3, minmax(0, 1fr));
        }
        button.answer,
        button.end.with-answer,
        button.end {
          grid-column: 1 / -1;
        }
      }
      .keys {
        position: absolute;
        z-index: 5;
        top: 3.875rem;
        left: 40%;
        width: 14rem;
        padding: 0.5rem;
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
    `,
  ];
  static override properties = { ...DeskPart.properties, work: { attribute: false }, keysOpen: { state: true } };
  declare work: Work;
  declare keysOpen: boolean;
  #stage = "";

  toggleKeys(): void {
    const line = this.desk.line(this.work);
    this.keysOpen = !this.keysOpen && line?.state === "up";
    if (this.keysOpen) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("cc-keypad")?.focus());
  }

  protected override willUpdate(): void {
    const { stage } = this.work;
    if (this.desk.line(this.work)?.state !== "up" || stage !== this.#stage) this.keysOpen = false;
    this.#stage = stage;
  }

  protected override render(): TemplateResult {
    const rings = this.work.stage === "offered" || this.work.stage === "ringing";
    return html`<div class="row" role="group" aria-label=${t("desk.call_controls")} @click=${once}>
      ${rings ? this.#offered() : watches(this.work) ? this.#watching() : this.#inCall()}
    </div>`;
  }

  #offered(): TemplateResult {
    const { work, desk } = this;
    const line = desk.line(work);
    const coming = desk.waitsToAnswer(work) || line?.state === "answering";
    const take = work.medium === "voicemail" ? t("desk.take") : t("desk.answer");
    return html`
      ${desk.me?.phone !== "softphone" && work.medium !== "voicemail"
        ? html`<p class="elsewhere">${t("desk.answer_on_phone", { phone: desk.me?.phone_shown ?? "" })}</p>`
        : button({
            does: "answer", look: "answer", icon: "answer", key: "answer", disabled: coming,
            word: coming ? t("desk.answering") : take, act: () => desk.answer(work),
          })}
      ${button({
        does: "decline", look: "end with-answer", icon: "end", key: "end", word: t("desk.decline"),
        disabled: desk.asked("decline", work) || desk.asked("hang_up", work), act: () => desk.decline(work),
      })}
    `;
  }

  /** Who listens, coaches or barged in has no say in another one's call: they are heard or not, and they leave. */
  #watching(): TemplateResult {
    const { work, desk } = this;
    return html`${this.#mute()}
      <p class="elsewhere">${t(`desk.part.${work.part}.text`)}</p>
      ${button({
        does: "hang-up", look: "end", icon: "end", key: "end", word: t("desk.leave"),
        disabled: !this.#heard || desk.asked("stop_supervising", work), act: () => desk.hangUp(work),
      })}`;
  }

  /** Else the server takes no orders from this page any more. */
  get #heard(): boolean {
    return this.desk.live.bye === null;
  }

  #mute(): TemplateResult {
    const line = this.desk.line(this.work);
    return button({
      does: "mute", icon: "mute", key: "mute", disabled: line?.state !== "up", pressed: line?.muted ?? false,
      word: line?.muted ? t("desk.muted") : t("desk.mute"), act: () => this.desk.mute(this.work),
    });
  }

  #inCall(): TemplateResult {
    const { work, desk } = this;
    const line = desk.line(work);
    const up = line?.state === "up";
    const held = work.stage === "held";
    const hands = this.#heard && (work.stage === "talking" || held) && work.part === "handler";
    return html`
      ${this.#mute()}
      ${button({
        does: held ? "unhold" : "hold", icon: held ? "resume" : "hold", key: "hold", pressed: held,
        disabled: !hands || desk.asked("hold", work) || desk.asked("unhold", work),
        word: held ? t("desk.unhold") : t("desk.hold"), act: () => desk.hold(work),
      })}
      ${button({
        does: "keys", icon: "keys", key: "keys", disabled: !up, pressed: this.keysOpen, word: t("desk.keys"),
        act: () => this.toggleKeys(),
      })}
      ${button({
        does: "transfer", icon: "transfer", key: "transfer", disabled: !hands, word: t("desk.transfer"),
        act: () => this.#open("transfer"),
      })}
      ${button({
        does: "hang-up", look: "end", icon: "end", key: "end", word: t("desk.hang_up"),
        disabled: !this.#heard || desk.asked("hang_up", work), act: () => desk.hangUp(work),
      })}
      ${button({
        does: "consult", look: "second", icon: "consult", key: "consult", disabled: !hands, word: t("desk.consult"),
        act: () => this.#open("consult"),
      })}
      ${button({
        does: "party", look: "second", icon: "party", key: "party", disabled: !hands, word: t("desk.party"),
        act: () => this.#open("party"),
      })}
      ${this.#recording(hands)} ${this.#help()}
      ${this.keysOpen && line
        ? html`<div class="card keys" @keydown=${this.#escape}>
            <cc-keypad .keys=${line.keys} @key=${(event: CustomEvent<string>) => desk.phone.press(line.leg, event.detail)}></cc-keypad>
          </div>`
        : nothing}
    `;
  }

  #recording(hands: boolean): TemplateResult {
    const { work, desk } = this;
    const off = work.recording === "off";
    const paused = work.recording === "paused";
    const does = paused ? "resume_recording" : "pause_recording";
    const picture = off ? nothing : paused ? icon("hold") : html`<i class="rec"></i>`;
    return html`<button
      type="button" class="second double ${paused ? "paused" : ""}" data-do="record" data-recording=${work.recording}
      ?disabled=${off || !hands || desk.asked(does, work)} aria-keyshortcuts=${ariaKey("record")}
      @click=${() => desk.record(work)}
    ><span>${picture}${t(`desk.recording.${work.recording}`)}</span>${kbd("record")}</button>`;
  }

  #help(): TemplateResult {
    const { work, desk } = this;
    const called = work.help !== null;
    return button({
      does: "help", look: called ? "second called" : "second", icon: "help", key: "help", pressed: called,
      disabled: !this.#heard || called || work.part !== "handler" || !["talking", "held", "consulting"].includes(work.stage) || desk.asked("help", work),
      word: called ? t("desk.help.called") : t("desk.help"), act: () => desk.doWith("help", work),
    });
  }

  #open(purpose: string): void {
    this.dispatchEvent(new CustomEvent("directory", { detail: purpose, bubbles: true, composed: true }));
  }

  #escape(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    this.keysOpen = false;
    this.renderRoot.querySelector<HTMLElement>('[data-do="keys"]')?.focus();
  }
}

interface ButtonSpec {
  readonly does: string;
  readonly icon: Icon;
  readonly key: Shortcut;
  readonly word: string;
  readonly act: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly look?: string;
}

function button(spec: ButtonSpec): TemplateResult {
  return html`<button
    type="button" class=${spec.look ?? ""} data-do=${spec.does} ?disabled=${spec.disabled ?? false}
    aria-pressed=${spec.pressed === undefined ? nothing : String(spec.pressed)} aria-keyshortcuts=${ariaKey(spec.key)}
    @click=${spec.act}
  ><span>${icon(spec.icon)}${spec.word}</span>${kbd(spec.key)}</button>`;
}

/** For `@click` of what holds buttons: a second click of a double one is swallowed. */
export const once = {
  handleEvent(event: MouseEvent): void {
    const onKey = event.composedPath().some((target) => target instanceof HTMLElement && target.dataset["key"] !== undefined);
    if (event.detail > 1 && !onKey) event.stopPropagation();
  },
  capture: true,
};

customElements.define("cc-controls", Controls);
