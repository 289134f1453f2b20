// <cc-presence>: who I am, what I chose to be, for how long, and today's figures.
import { css, html, nothing, type TemplateResult } from "lit";
import { idle } from "../board/wire";
import { look, stateColours } from "../look";
import { inMine, t } from "../texts";
import { spell } from "../time";
import { stageWord } from "./caller";
import { stateOf } from "./desk";
import { DeskPart } from "./part";
import { ariaKey, kbd } from "./shortcuts";
import type { Me, Today, Work } from "./wire";

export class PresenceBar extends DeskPart {
  static override styles = [
    look,
    stateColours,
    css`
      .me {
        padding: 0.75rem;
        display: grid;
        gap: 0.5rem;
      }
      .state {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.375rem 0.625rem;
        border-radius: var(--cc-radius, 6px);
        background: var(--tone-soft);
        color: var(--tone);
        font-weight: 650;
      }
      .state i {
        width: 0.625rem;
        height: 0.625rem;
        border-radius: 50%;
        background: var(--tone);
      }
      .state cc-timer {
        margin-left: auto;
        font-size: 1.125rem;
      }
      .codes {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.375rem;
      }
      .codes button {
        padding-inline: 0.25rem;
        font-weight: 500;
        min-height: 1.875rem;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      button.coming {
        border-style: dashed;
        border-color: var(--cc-accent, #1b5ebd);
      }
      button.wide {
        width: 100%;
      }
      button kbd {
        margin-left: auto;
      }
      .then {
        height: 1.75rem; /* kept free, so that no button moves under the cursor when something is chosen */
        margin-block: -0.125rem;
      }
      .left,
      .next {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: 1.5rem;
        padding: 0 0.625rem;
        border-radius: var(--cc-radius, 6px);
        background: var(--cc-surface-2, #edf0f4);
      }
      .next button {
        min-height: 1.5rem;
      }
      .left:has([data-over]) .within,
      .left:not(:has([data-over])) .past {
        display: none;
      }
      .left:has([data-over]) {
        background: var(--cc-bad-soft, #fbe9e8);
        color: var(--cc-bad, #b3261e);
        font-weight: 650;
      }
      .leaving {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
      }
      .leaving p {
        flex: 1 0 100%;
      }
      .codes h2,
      .codes .out {
        grid-column: 1 / -1;
      }
      .out {
        display: flex;
        justify-content: space-between;
        align-items: center;
      }
      dl {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.25rem 0.75rem;
        padding: 0.625rem 0.75rem;
        border-top: 1px solid var(--cc-line, #d6dce4);
      }
      dl div {
        display: flex;
        justify-content: space-between;
        gap: 0.25rem;
      }
      dt {
        color: var(--cc-text-dim, #516072);
        font-size: var(--cc-size-s, 0.8rem);
        white-space: nowrap;
      }
      dd {
        font-weight: 600;
      }
      dd.bad {
        color: var(--cc-bad, #b3261e);
      }
    `,
  ];

  static override properties = { ...DeskPart.properties, leaving: { state: true } };
  declare leaving: boolean;

  constructor() {
    super();
    this.leaving = false;
  }

  focusCodes(): void {
    this.renderRoot.querySelector<HTMLElement>('[data-do="aux"]:not(:disabled)')?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { me, today } = this.desk;
    if (!me) return nothing;
    // What one is doing says more than what one chose: nobody who talks is "available".
    const busy = this.desk.work.find((one) => one.stage !== "offered") ?? this.desk.work[0];
    const state = busy ? stateOf(busy) : idle(me);
    return html`<section class="card" aria-label=${t("desk.presence")}>
      <div class="me">
        <div class="state" data-state=${state}>
          <i></i><span data-part="state">${busy ? stageWord(busy) : this.#word(me)}</span>
          <cc-timer .since=${busy?.since ?? me.since} data-part="state-timer"></cc-timer>
        </div>
        ${me.presence === "signed_out" ? nothing : html`<div class="then">${this.#left(me)} ${this.#next(me)}</div>${this.#choices(me)}`}
      </div>
      ${today ? figures(today) : nothing}
    </section>`;
  }

  #word(me: Me): string {
    const state = idle(me);
    if (state === "not_responding") return t("desk.not_responding");
    if (state === "unreachable") return t("live.doing.unreachable");
    if (me.presence === "aux") return this.desk.titleOf("aux_codes", me.code) || t("desk.presence.aux");
    return t(`desk.presence.${me.presence}`);
  }

  /** How long the break may still last, and by how much it is over. */
  #left(me: Me): TemplateResult | typeof nothing {
    if (!me.aux_ends_at || me.presence !== "aux") return nothing;
    return html`<div class="left small" data-part="aux-left"><span class="within">${t("desk.aux.left")}</span><span class="past">${t("desk.aux.over")}</span> <cc-timer .until=${me.aux_ends_at} .beyond=${true}></cc-timer></div>`;
  }

  /** What was chosen for afterwards; choosing the present again takes it back. */
  #next(me: Me): TemplateResult | typeof nothing {
    if (!me.next) return nothing;
    const stay = (): Promise<boolean> => (me.presence === "aux" ? this.desk.do("aux", { code: me.code }) : this.desk.do("available"));
    return html`<div class="next small" role="status"><span data-part="next">${me.place ? t("desk.next_in_line", { state: this.#nextWord(me), place: me.place }) : t("desk.next", { state: this.#nextWord(me) })}${me.forced_by ? ` · ${t("desk.forced", { name: me.forced_by })}` : nothing}</span>
      <button type="button" class="quiet" data-do="cancel-next" @click=${stay}>${t("desk.cancel")}</button></div>`;
  }

  #choices(me: Me): TemplateResult {
    const ready = me.presence === "available" && !me.not_responding;
    const nextReady = me.next?.presence === "available";
    return html`
      <button
        type="button" class="wide ${nextReady ? "coming" : ""} ${ready ? "" : "first"}" data-do="available"
        aria-pressed=${String(ready)} aria-keyshortcuts=${ariaKey("ready")} @click=${() => this.desk.do("available")}
      >${me.not_responding ? t("desk.im_back") : t("desk.presence.available")}${kbd("ready")}</button>
      <div class="codes">
        <h2>${t("desk.aux")} ${kbd("aux")}</h2>
        ${this.desk.facts?.aux_codes.map(
          (code) => html`<button
            type="button" data-do="aux" data-code=${code.code}
            class=${me.next?.code === code.code ? "coming" : ""}
            aria-pressed=${String(me.presence === "aux" && me.code === code.code)}
            @click=${() => this.desk.do("aux", { code: code.code })}
          >${inMine(code.title)}</button>`,
        )}
        <div class="out">
          <button type="button" class="quiet" data-do="dial" aria-keyshortcuts=${ariaKey("dial")} @click=${this.#dial}>${t("desk.dial")} ${kbd("dial")}</button>
          <button type="button" class="quiet" data-do="sign-out" @click=${this.#signOut}>
            ${t("desk.sign_out")}
          </button>
        </div>
        ${this.#leaving()}
      </div>
    `;
  }

  get #wrapUp(): Work | undefined {
    return this.desk.work.find((one) => one.stage === "wrap_up");
  }

  /** Whoever goes home is told what is left to do, once; nobody is kept. */
  async #signOut(): Promise<void> {
    const wrapUp = this.#wrapUp;
    if ((this.desk.unfinished.length || wrapUp) && !this.leaving) {
      this.leaving = true;
      return;
    }
    this.leaving = false;
    if (wrapUp && !(await this.desk.keep(wrapUp.interaction))) return;
    void this.desk.do("sign_out");
  }

  #finishFirst(wrapUp: Work): void {
    this.leaving = false;
    this.desk.select(wrapUp.interaction);
    this.dispatchEvent(new CustomEvent("finish-first", { bubbles: true, composed: true }));
  }

  #leaving(): TemplateResult | typeof nothing {
    const count = this.desk.unfinished.length;
    const wrapUp = this.#wrapUp;
    if (this.leaving && wrapUp) {
      return html`<div class="leaving notice warn small" role="alert" data-part="leaving">
        <p>${t("desk.leaving.wrap_up")}</p>
        <button type="button" data-do="finish-first" @click=${() => this.#finishFirst(wrapUp)}>${t("desk.leaving.finish")}</button>
        <button type="button" data-do="sign-out-now" @click=${this.#signOut}>${t("desk.leaving.later")}</button>
        <button type="button" data-do="stay" @click=${() => (this.leaving = false)}>${t("desk.cancel")}</button>
      </div>`;
    }
    if (!this.leaving || !count) return nothing;
    return html`<div class="leaving notice warn small" role="alert" data-part="leaving">
      <p>${t("desk.leaving", { count })}</p>
      <button type="button" data-do="stay" @click=${() => (this.leaving = false)}>${t("desk.cancel")}</button>
      <button type="button" data-do="sign-out-now" @click=${this.#signOut}>${t("desk.leaving.now")}</button>
    </div>`;
  }

  #dial(): void {
    this.dispatchEvent(new CustomEvent("directory", { detail: "dial", bubbles: true, composed: true }));
  }

  #nextWord(me: Me): string {
    if (me.next?.presence === "aux") return this.desk.titleOf("aux_codes", me.next.code);
    return t(`desk.presence.${me.next?.presence ?? "available"}`);
  }
}

function figures(today: Today): TemplateResult {
  const each = (seconds: number | null | undefined): string => (seconds === null || seconds === undefined ? "–" : spell(seconds));
  return html`<dl aria-label=${t("desk.today")}>
    <div><dt>${t("desk.today.handled")}</dt><dd data-part="today-handled">${today.handled}</dd></div>
    <div><dt>${t("desk.today.missed")}</dt><dd class=${today.missed ? "bad" : ""} data-part="today-missed">${today.missed}</dd></div>
    <div><dt>${t("desk.today.talk")}</dt><dd data-part="today-talk">${each(today.average?.talk)}</dd></div>
    <div><dt>${t("desk.today.wrap_up")}</dt><dd>${each(today.average?.wrap_up)}</dd></div>
  </dl>`;
}

customElements.define("cc-presence", PresenceBar);
