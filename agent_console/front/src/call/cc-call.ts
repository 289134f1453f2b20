// <cc-call>: the customer's page. One big button; then the time, mute, the keys and an end.
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons";
import "../keypad";
import { look } from "../look";
import { t } from "../texts";
import "../timer";
import { GuestCall } from "./guest";

export class CallPage extends LitElement {
  static override styles = [
    look,
    css`
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
    `,
  ];
  static override properties = { as: { state: true } };
  declare as: string;
  readonly #call = new GuestCall();

  constructor() {
    super();
    this.as = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#call.follow(() => this.requestUpdate());
  }

  protected override updated(): void {
    this.dataset["state"] = this.#call.state;
    this.dataset["trouble"] = this.#call.trouble ?? "";
  }

  protected override render(): TemplateResult {
    const { state } = this.#call;
    const inCall = state === "asking" || state === "calling" || state === "up";
    return html`<section class="card box" aria-live="polite">${inCall ? this.#inCall() : this.#before()}</section>`;
  }

  #before(): TemplateResult {
    const { trouble, state, callers } = this.#call;
    const cannot = trouble === "unsupported" || trouble === "closed";
    return html`
      <div class="state" data-part="state">
        ${trouble
          ? html`<p class="notice ${cannot ? "warn" : "bad"}" role="alert" data-part="trouble">${t(`call.trouble.${trouble}`)}</p>`
          : html`<strong>${state === "over" ? t("call.over") : t("call.ready")}</strong>`}
      </div>
      ${callers.length
        ? html`<label>${t("call.as")}
            <select class="field" data-part="as" @change=${(event: Event) => (this.as = (event.target as HTMLSelectElement).value)}>
              <option value="">${t("call.as_nobody")}</option>
              ${callers.map(
                ({ number, name }) => html`<option value=${number} ?selected=${number === this.as}>${[name, number].filter(Boolean).join(" · ")}</option>`,
              )}
            </select></label>`
        : nothing}
      <button type="button" class="answer big" data-do="call" ?disabled=${cannot} @click=${() => this.#call.call(this.as)}>
        ${icon("answer")} ${state === "over" || trouble ? t("call.again") : t("call.now")}
      </button>
      <p class="hint small dim">${t("call.hint")}</p>
    `;
  }

  #inCall(): TemplateResult {
    const { state, since, line } = this.#call;
    const up = line?.state === "up";
    return html`
      <div class="state" data-part="state">
        <strong>${t(`call.state.${state}`)}</strong>
        ${since && up ? html`<cc-timer .since=${since} data-part="timer"></cc-timer>` : nothing}
      </div>
      <cc-keypad ?inert=${!up} .keys=${line?.keys ?? ""} @key=${(event: CustomEvent<string>) => this.#call.press(event.detail)}></cc-keypad>
      <div class="two">
        <button type="button" data-do="mute" ?disabled=${!up} aria-pressed=${String(line?.muted ?? false)} @click=${() => this.#call.mute()}>
          ${icon("mute")} ${line?.muted ? t("call.muted") : t("call.mute")}
        </button>
        <button type="button" class="end" data-do="hang-up" ?disabled=${state === "asking"} @click=${() => this.#call.hangUp()}>
          ${icon("end")} ${t("call.hang_up")}
        </button>
      </div>
    `;
  }
}

customElements.define("cc-call", CallPage);
