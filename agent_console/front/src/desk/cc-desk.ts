// <cc-desk>: the page. The desk: left the agent and what is in hand, in the middle the one, right the customer.
// Beside it, for who may, the floor; both share the socket and the phone.
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { look } from "../look";
import { t } from "../texts";
import "../timer";
import "./calm";
import { callerName, stageWord } from "./caller";
import "./cards";
import "./condition";
import "./customer";
import { Desk } from "./desk";
import "./directory";
import type { Directory, Purpose } from "./directory";
import "./interaction";
import type { InteractionInHand } from "./interaction";
import { Keys } from "./keys";
import "./messages";
import "./presence";
import type { PresenceBar } from "./presence";
import { listOfShortcuts } from "./shortcuts";
import "./sound-settings";
import type { SoundSettings } from "./sound-settings";
import "./unfinished";
import { Views } from "./views";

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
        padding: 0.625rem var(--cc-gap, 0.75rem);
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
      @media (min-width: 110rem) {
        .columns {
          grid-template-columns: 19rem minmax(0, 1fr) 30rem;
        }
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
      .over {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 1rem;
        min-height: 100%;
        padding: 2rem;
        text-align: center;
      }
      .over h1 {
        font-size: 1.5rem;
        font-weight: 650;
        color: var(--cc-bad, #b3261e);
      }
      .over button {
        min-height: 3.25rem;
        padding: 0 2rem;
        font-size: 1.125rem;
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
      .keys {
        display: grid;
        grid-template-columns: repeat(3, minmax(12rem, 1fr));
        gap: 0.5rem 1.5rem;
        padding: 0.5rem 0;
      }
      dl div {
        display: grid;
        grid-template-columns: 3.75rem 1fr;
        align-items: center;
        min-height: 1.75rem;
      }
      dialog form {
        display: flex;
        justify-content: end;
      }
    `,
  ];
  readonly #desk = new Desk();
  readonly #views = new Views(this.dataset, () => this.requestUpdate());
  readonly #keys = new Keys(this.#desk, {
    middle: () => this.renderRoot.querySelector<InteractionInHand>("cc-interaction"),
    presence: () => this.renderRoot.querySelector<PresenceBar>("cc-presence"),
    directory: (purpose) => this.#directory(purpose),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#desk.follow(() => this.requestUpdate());
    window.addEventListener("keydown", (event) => this.#keys.hear(event));
    window.addEventListener("beforeunload", (event) => this.#closing(event));
    document.querySelector('form[action="/logout"]')?.addEventListener("submit", (event) => this.#leaving(event));
    this.#views.start();
    this.#desk.start(this.#views.all.includes("desk"));
  }

  #mayLeave = false;

  /** A tab is not closed on a customer by mistake. */
  #closing(event: BeforeUnloadEvent): void {
    if (this.#desk.call && this.#desk.live.bye === null && !this.#mayLeave) event.preventDefault();
  }

  /** Leaving the program with a customer on the line is asked about; the work itself is ended at the desk. */
  #leaving(event: Event): void {
    this.#mayLeave = !this.#desk.call || window.confirm(t("desk.leave_in_call"));
    if (!this.#mayLeave) event.preventDefault();
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
    this.dataset["phone"] = me && me.phone !== "softphone" ? me.phone : phone.state;
    this.dataset["presence"] = me?.not_responding ? "not_responding" : (me?.presence ?? "");
    this.dataset["live"] = live.bye ?? (live.open ? "open" : "lost");
    this.dataset["view"] = this.#views.now;
    this.dataset["stage"] = selected?.stage ?? "";
  }

  protected override render(): TemplateResult {
    const desk = this.#desk;
    const floor = this.#views.now === "floor";
    return html`<div class="desk">
        <cc-condition
          .desk=${desk} .away=${floor} @shortcuts=${() => this.#showShortcuts()} @to-desk=${() => this.#views.show("desk")}
          @sound=${() => this.renderRoot.querySelector<SoundSettings>("cc-sound-settings")?.open()}
        ></cc-condition>
        ${this.#views.known("floor") ? html`<cc-floor .desk=${desk} ?hidden=${!floor}></cc-floor>` : nothing}
        <div
          class="columns" ?hidden=${floor} @directory=${(event: CustomEvent<Purpose>) => this.#directory(event.detail)}
          @number=${(event: CustomEvent<string>) => this.#directory("consult", event.detail)}
          @finish-first=${() => void this.updateComplete.then(() => this.renderRoot.querySelector<InteractionInHand>("cc-interaction")?.focusNotes())}
        >${this.#columns()}</div>
      </div>
      <cc-directory .desk=${desk}></cc-directory>
      <cc-messages .desk=${desk}></cc-messages>
      ${desk.isAgent ? html`<cc-sound-settings .desk=${desk}></cc-sound-settings>` : nothing}
      <dialog id="shortcuts" aria-label=${t("desk.shortcuts")}>
        <h2>${t("desk.shortcuts")}</h2>
        ${listOfShortcuts()}
        <form method="dialog"><button>${t("desk.close")}</button></form>
      </dialog>
      <p class="unseen" role="alert" data-part="rings">${this.#rings()}</p>
      <div class="toasts" role="alert" data-part="toasts" popover="manual">
        ${desk.toasts.map(
          (toast) => html`<button type="button" class="notice ${toast.bad ? "bad" : ""}" data-part="toast" @click=${() => desk.dismiss(toast)}>${toast.text}</button>`,
        )}
      </div>
    `;
  }

  #columns(): TemplateResult {
    const desk = this.#desk;
    const { selected } = desk;
    return html`<div class="left" ?inert=${desk.live.bye !== null}>
        <cc-presence .desk=${desk}></cc-presence>
        <cc-cards .desk=${desk}></cc-cards>
        <cc-unfinished .desk=${desk}></cc-unfinished>
        <cc-day .desk=${desk}></cc-day>
      </div>
      ${this.#isOver
        ? this.#over()
        : selected
          ? html`<div>${keyed(selected.interaction, html`<cc-interaction .desk=${desk} .work=${selected}></cc-interaction>`)}</div>
            <div>${keyed(selected.interaction, html`<cc-customer .desk=${desk} .work=${selected}></cc-customer>`)}</div>`
          : html`<div class="wide"><cc-calm .desk=${desk}></cc-calm></div>`}`;
  }

  /** This page is no desk any more, and nobody talks in it. */
  get #isOver(): boolean {
    return this.#desk.live.bye !== null && this.#desk.phone.lines.length === 0;
  }

  #over(): TemplateResult {
    const { bye } = this.#desk.live;
    const elsewhere = bye === "signed_in_elsewhere";
    return html`<div class="wide"><section class="card over" data-part="over">
      <h1>${elsewhere ? t("desk.signed_in_elsewhere") : t(`live.bye.${bye ?? "session_over"}`)}</h1>
      ${elsewhere
        ? html`<button type="button" class="first" data-do="use-here" @click=${() => location.reload()}>${t("desk.use_here")}</button>`
        : html`<a href="/login?next=/desk">${t("live.to_login")}</a>`}
    </section></div>`;
  }

  /** For those who do not see it ring. */
  #rings(): string {
    const ringing = this.#desk.work.find((one) => one.stage === "offered" || one.stage === "ringing");
    return ringing ? `${stageWord(ringing)}: ${callerName(ringing.pop)}` : "";
  }

  #directory(purpose: Purpose, number = ""): void {
    const call = this.#desk.call ?? null;
    this.renderRoot.querySelector<Directory>("cc-directory")?.open(purpose, purpose === "dial" ? null : call, number);
  }

  #showShortcuts(): void {
    this.renderRoot.querySelector<HTMLDialogElement>("#shortcuts")?.showModal();
  }
}

customElements.define("cc-desk", DeskPage);
