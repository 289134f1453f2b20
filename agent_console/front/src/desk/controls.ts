// <cc-controls>: what can be done with the call in hand. Every button keeps its place; a second click of a double one
// does nothing, since the button under it may have become another.
import { css, html, nothing, type TemplateResult } from "lit";
import "../keypad";
import { icon, type Icon } from "../icons";
import { look } from "../look";
import { t } from "../texts";
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
        min-height: 3.75rem;
        padding: 0.375rem 0.25rem;
      }
      button span {
        display: flex;
        align-items: center;
        gap: 0.375rem;
      }
      button.answer {
        grid-column: span 3;
      }
      button.end.with-answer {
        grid-column: span 2;
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
        top: calc(100% + 0.375rem);
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

  toggleKeys(): void {
    const line = this.desk.line(this.work);
    this.keysOpen = !this.keysOpen && line?.state === "up";
    if (this.keysOpen) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("cc-keypad")?.focus());
  }

  protected override willUpdate(): void {
    if (this.work.stage === "wrap_up" || this.work.stage === "offered") this.keysOpen = false;
  }

  protected override render(): TemplateResult {
    return html`<div class="row" role="group" aria-label=${t("desk.call_controls")} @click=${once}>
      ${this.work.stage === "offered" ? this.#offered() : this.#inCall()}
    </div>`;
  }

  #offered(): TemplateResult {
    const { work, desk } = this;
    const line = desk.line(work);
    const coming = desk.waitsToAnswer(work) || line?.state === "answering";
    const take = work.medium === "voicemail" ? t("desk.take") : t("desk.answer");
    return html`
      ${desk.me?.phone === "desk_phone" && work.medium !== "voicemail"
        ? html`<p class="elsewhere">${t("desk.answer_on_phone")}</p>`
        : button({
            does: "answer", look: "answer", icon: "answer", key: "answer", disabled: coming,
            word: coming ? t("desk.answering") : take, act: () => desk.answer(work),
          })}
      ${button({
        does: "decline", look: "end with-answer", icon: "end", key: "end", disabled: desk.asked("decline", work),
        word: t("desk.decline"), act: () => desk.decline(work),
      })}
    `;
  }

  #inCall(): TemplateResult {
    const { work, desk } = this;
    const line = desk.line(work);
    const up = line?.state === "up";
    const held = work.stage === "held";
    const heard = desk.live.bye === null; // else the server takes no orders from this page any more
    const talking = heard && (work.stage === "talking" || held);
    return html`
      ${button({
        does: "mute", icon: "mute", key: "mute", disabled: !up, pressed: line?.muted ?? false,
        word: line?.muted ? t("desk.muted") : t("desk.mute"), act: () => desk.mute(work),
      })}
      ${button({
        does: held ? "unhold" : "hold", icon: held ? "resume" : "hold", key: "hold", pressed: held,
        disabled: !talking || desk.asked("hold", work) || desk.asked("unhold", work),
        word: held ? t("desk.unhold") : t("desk.hold"), act: () => desk.hold(work),
      })}
      ${button({
        does: "keys", icon: "keys", key: "keys", disabled: !up, pressed: this.keysOpen, word: t("desk.keys"),
        act: () => this.toggleKeys(),
      })}
      ${button({
        does: "transfer", icon: "transfer", key: "transfer", disabled: !talking, word: t("desk.transfer"),
        act: () => this.dispatchEvent(new CustomEvent("transfer")),
      })}
      ${button({
        does: "hang-up", look: "end", icon: "end", key: "end", word: t("desk.hang_up"),
        disabled: !heard || work.stage === "wrap_up" || desk.asked("hang_up", work), act: () => desk.hangUp(work),
      })}
      ${this.keysOpen && line
        ? html`<div class="card keys" @keydown=${this.#escape}>
            <cc-keypad .keys=${line.keys} @key=${(event: CustomEvent<string>) => desk.phone.press(line.leg, event.detail)}></cc-keypad>
          </div>`
        : nothing}
    `;
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

const once = {
  handleEvent(event: MouseEvent): void {
    const onKey = event.composedPath().some((target) => target instanceof HTMLElement && target.dataset["key"] !== undefined);
    if (event.detail > 1 && !onKey) event.stopPropagation();
  },
  capture: true,
};

customElements.define("cc-controls", Controls);
