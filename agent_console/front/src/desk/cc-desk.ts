// <cc-desk>: the whole desk. Left the agent and what is in hand, in the middle the one, right the customer.
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { look } from "../look";
import { supported } from "../phone";
import { t } from "../texts";
import "../timer";
import "./cards";
import "./condition";
import "./customer";
import { Desk } from "./desk";
import "./interaction";
import type { InteractionInHand } from "./interaction";
import "./presence";
import type { PresenceBar } from "./presence";
import { kbd, listOfShortcuts, shortcutOf, type Shortcut } from "./shortcuts";
import "./transfer";
import type { TransferDialog } from "./transfer";
import { Views } from "./views";
import type { Me, Work } from "./wire";

export class DeskPage extends LitElement {
  static override styles = [
    look,
    css`
      .desk {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        height: 100%;
        min-height: 30rem;
        font: 400 var(--cc-size, 0.875rem) / var(--cc-line-height, 1.5) var(--cc-font, sans-serif);
        color: var(--cc-text, #17212e);
      }
      .columns {
        display: grid;
        grid-template-columns: 17rem minmax(0, 1fr) 23rem;
        gap: var(--cc-gap, 0.75rem);
        padding: var(--cc-gap, 0.75rem);
        min-height: 0;
      }
      cc-floor {
        min-height: 0;
        overflow: auto;
      }
      .columns > * {
        min-height: 0;
        min-width: 0;
        overflow: auto;
        scrollbar-gutter: stable;
        scrollbar-width: thin;
        padding: 2px;
      }
      .wide {
        grid-column: span 2;
      }
      @media (max-width: 60rem) {
        /* Too narrow for three columns: the call first, then the customer, then the rest. */
        .desk {
          height: auto;
        }
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
        .columns > * {
          overflow: visible;
        }
        .columns > .left {
          order: 1;
        }
        .wide {
          grid-column: auto;
        }
      }
      .left {
        display: grid;
        align-content: start;
        gap: var(--cc-gap, 0.75rem);
      }
      .calm {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 1rem;
        min-height: 100%;
        padding: 2rem;
        text-align: center;
      }
      .calm h1 {
        margin: 0;
        font-size: 1.5rem;
        font-weight: 650;
      }
      .calm p {
        max-width: 30rem;
      }
      .calm button.first {
        min-height: 3.25rem;
        padding: 0 2rem;
        font-size: 1.125rem;
      }
      .calm.bad h1 {
        color: var(--cc-bad, #b3261e);
      }
      .toasts {
        inset: auto 1rem 1rem auto;
        margin: 0;
        padding: 0.25rem;
        border: 0;
        background: none;
        gap: 0.5rem;
        max-width: 26rem;
      }
      .toasts:popover-open {
        display: grid;
      }
      .toasts .notice {
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
        text-align: left;
        white-space: normal;
        font-weight: 500;
        justify-content: start;
      }
      dialog {
        border: 1px solid var(--cc-line, #d6dce4);
        border-radius: var(--cc-radius-l, 10px);
        background: var(--cc-surface, #fff);
        color: inherit;
        padding: 1rem 1.25rem;
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 0.3);
      }
      dl {
        display: grid;
        gap: 0.375rem;
        padding: 0.75rem 0;
      }
      dl div {
        display: grid;
        grid-template-columns: 5rem 1fr;
        align-items: center;
      }
    `,
  ];
  readonly #desk = new Desk();
  readonly #views = new Views(this.dataset, () => this.requestUpdate());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#desk.follow(() => this.requestUpdate());
    window.addEventListener("keydown", (event) => this.#key(event));
    document.querySelector('form[action="/logout"]')?.addEventListener("submit", (event) => this.#leaving(event));
    this.#views.start();
    this.#desk.start(this.#views.all.includes("desk"));
  }

  /** Leaving the program with a customer on the line is asked about; the work itself is ended at the desk. */
  #leaving(event: Event): void {
    const inCall = this.#desk.work.some((work) => !["offered", "wrap_up"].includes(work.stage));
    if (inCall && !window.confirm(t("desk.leave_in_call"))) event.preventDefault();
  }

  #shown: readonly unknown[] = [];

  /** Above everything, an open dialog too: what was opened last is on top. */
  #showToasts(): void {
    const { toasts } = this.#desk;
    if (toasts === this.#shown) return;
    this.#shown = toasts;
    const place = this.renderRoot.querySelector<HTMLElement>(".toasts");
    if (place?.matches(":popover-open")) place.hidePopover();
    if (toasts.length) place?.showPopover();
  }

  protected override updated(): void {
    this.#showToasts();
    const { me, phone, live, selected } = this.#desk;
    this.dataset["phone"] = me?.phone === "desk_phone" ? "desk_phone" : phone.state;
    this.dataset["presence"] = me?.not_responding ? "not_responding" : (me?.presence ?? "");
    this.dataset["live"] = live.bye ?? (live.open ? "open" : "lost");
    this.dataset["view"] = this.#views.now;
    this.dataset["stage"] = selected?.stage ?? "";
  }

  protected override render(): TemplateResult {
    const desk = this.#desk;
    const { selected } = desk;
    const floor = this.#views.now === "floor";
    return html`<div class="desk">
      <cc-condition
        .desk=${desk} .away=${floor} @shortcuts=${() => this.#showShortcuts()} @to-desk=${() => this.#views.show("desk")}
      ></cc-condition>
      ${this.#views.known("floor") ? html`<cc-floor .desk=${desk} ?hidden=${!floor}></cc-floor>` : nothing}
      <div class="columns" ?hidden=${floor}>
        <div class="left" ?inert=${desk.live.bye !== null}>
          <cc-presence .desk=${desk}></cc-presence>
          <cc-cards .desk=${desk}></cc-cards>
          <cc-day .desk=${desk}></cc-day>
        </div>
        ${this.#isOver ? this.#over() : selected ? html`<div>
          ${keyed(selected.interaction, html`<cc-interaction .desk=${desk} .work=${selected} @transfer=${() => this.#transfer(selected)}></cc-interaction>`)}
        </div>
        <div>
          ${keyed(selected.interaction, html`<cc-customer .desk=${desk} .work=${selected}></cc-customer>`)}
        </div>` : html`<div class="wide">${this.#calm(desk.me)}</div>`}
      </div>
      </div>
      <cc-transfer .desk=${desk}></cc-transfer>
      <dialog id="shortcuts" aria-label=${t("desk.shortcuts")}>
        <h2>${t("desk.shortcuts")}</h2>
        ${listOfShortcuts()}
        <form method="dialog"><button>${t("desk.close")}</button></form>
      </dialog>
      <div class="toasts" role="alert" data-part="toasts" popover="manual">
        ${desk.toasts.map(
          (toast) => html`<button type="button" class="notice ${toast.bad ? "bad" : ""}" data-part="toast" @click=${() => desk.dismiss(toast)}>${toast.text}</button>`,
        )}
      </div>
    `;
  }

  /** This page is no desk any more, and nobody talks in it. */
  get #isOver(): boolean {
    return this.#desk.live.bye !== null && this.#desk.phone.lines.length === 0;
  }

  #over(): TemplateResult {
    const { bye } = this.#desk.live;
    const elsewhere = bye === "signed_in_elsewhere";
    return html`<div class="wide"><section class="card calm bad" data-part="over">
      <h1>${elsewhere ? t("desk.signed_in_elsewhere") : t(`live.bye.${bye ?? "session_over"}`)}</h1>
      ${elsewhere
        ? html`<button type="button" class="first" data-do="use-here" @click=${() => location.reload()}>${t("desk.use_here")}</button>`
        : html`<a href="/login?next=/desk">${t("live.to_login")}</a>`}
    </section></div>`;
  }

  /** Nothing is in hand. */
  #calm(me: Me | undefined): TemplateResult | typeof nothing {
    if (!me) return nothing;
    if (me.presence === "signed_out") return this.#startOfWork(me);
    if (me.not_responding) {
      return html`<section class="card calm bad" data-part="not-responding">
        <h1>${t("desk.not_responding.title")}</h1>
        <p>${t("desk.not_responding.text")}</p>
        <button type="button" class="first" data-do="available" @click=${() => this.#desk.do("available")}>${t("desk.im_back")} ${kbd("ready")}</button>
      </section>`;
    }
    if (me.presence === "aux") {
      return html`<section class="card calm">
        <h1>${this.#desk.titleOf("aux_codes", me.code) || t("desk.presence.aux")}</h1>
        <p class="dim">${t("desk.aux.text")}</p>
        <button type="button" class="first" data-do="available" @click=${() => this.#desk.do("available")}>${t("desk.presence.available")} ${kbd("ready")}</button>
      </section>`;
    }
    return html`<section class="card calm" data-part="waiting">
      <h1>${t("desk.waiting.title")}</h1>
      <p class="dim">${t("desk.waiting.text")}</p>
    </section>`;
  }

  #startOfWork(me: Me): TemplateResult {
    const { starting } = this.#desk;
    const phone = me.phone === "softphone";
    const can = !phone || supported();
    return html`<section class="card calm" data-part="start">
      <h1>${t("desk.start.title", { name: me.name })}</h1>
      <p class="dim">${phone ? t("desk.start.softphone") : t("desk.start.desk_phone")}</p>
      <button type="button" class="first" data-do="sign-in" ?disabled=${starting || !can} @click=${() => this.#desk.startWork()}>
        ${starting ? t("desk.start.starting") : t("desk.start.now")}
      </button>
      <cc-sound-test .desk=${this.#desk}></cc-sound-test>
    </section>`;
  }

  // ---------------------------------------------------------------- keys

  #key(event: KeyboardEvent): void {
    const shortcut = shortcutOf(event);
    if (!shortcut) return;
    event.preventDefault();
    this.#act(shortcut);
  }

  #act(shortcut: Shortcut): void {
    const desk = this.#desk;
    const { selected: work, me } = desk;
    if (shortcut === "ready" && me && me.presence !== "signed_out") void desk.do("available");
    if (shortcut === "aux") this.renderRoot.querySelector<PresenceBar>("cc-presence")?.focusCodes();
    if (!work) return;
    const middle = this.renderRoot.querySelector<InteractionInHand>("cc-interaction");
    const inCall = !["offered", "wrap_up"].includes(work.stage);
    if (shortcut === "answer") desk.answer(desk.work.find((one) => one.stage === "offered") ?? work);
    if (shortcut === "end" && work.stage === "offered") desk.decline(work);
    if (shortcut === "end" && inCall && work.medium !== "voicemail") desk.hangUp(work);
    if (shortcut === "hold") desk.hold(work);
    if (shortcut === "mute") desk.mute(work);
    if (shortcut === "keys") middle?.toggleKeys();
    if (shortcut === "transfer" && ["talking", "held"].includes(work.stage)) this.#transfer(work);
    if (shortcut === "notes") middle?.focusNotes();
    if (shortcut === "finish") middle?.finish();
  }

  #transfer(work: Work): void {
    this.renderRoot.querySelector<TransferDialog>("cc-transfer")?.open(work);
  }

  #showShortcuts(): void {
    this.renderRoot.querySelector<HTMLDialogElement>("#shortcuts")?.showModal();
  }
}

customElements.define("cc-desk", DeskPage);
