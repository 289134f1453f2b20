// <cc-messages>: what supervisors say to this agent; it stays until it is read, and what is urgent comes before all else.
import { css, html, type TemplateResult } from "lit";
import { look } from "../look";
import { t } from "../texts";
import { dayAndTime } from "../time";
import { DeskPart } from "./part";
import type { Message } from "./wire";

export class Messages extends DeskPart {
  static override styles = [
    look,
    css`
      .banners {
        position: fixed;
        z-index: 8;
        inset: auto auto 0.75rem 0.875rem;
        width: 16.25rem; /* of the column of the agent: what one works on stays free */
        max-height: 50vh;
        overflow: auto;
        display: grid;
        gap: 0.5rem;
      }
      .banners .notice {
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
      .notice p {
        flex-basis: 100%;
        color: var(--cc-text, #17212e);
        overflow-wrap: anywhere;
      }
      .notice button,
      dialog button {
        margin-left: auto;
      }
      dialog {
        width: min(32rem, 92vw);
        border: 3px solid var(--cc-bad, #b3261e);
      }
      dialog[open] {
        display: grid;
        gap: 0.75rem;
      }
      dialog p {
        font-size: 1.125rem;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      dialog h2 {
        color: var(--cc-bad, #b3261e);
      }
    `,
  ];

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    const urgent = this.desk.messages.some((one) => one.urgent);
    if (urgent && !dialog?.open) dialog?.showModal();
    if (!urgent && dialog?.open) dialog.close();
  }

  protected override render(): TemplateResult {
    const { messages } = this.desk;
    const urgent = messages.filter((one) => one.urgent);
    return html`
      <div class="banners" role="log" aria-label=${t("desk.messages")}>
        ${messages.filter((one) => !one.urgent).map(
          (one) => html`<div class="notice" data-part="message" data-message=${one.id}>
            <strong>${one.from}</strong><span class="small dim">${dayAndTime(one.at)}</span>
            <p>${one.text}</p>${this.#read(one)}
          </div>`,
        )}
      </div>
      <dialog role="alertdialog" aria-labelledby="urgent" data-part="urgent-message" @cancel=${(event: Event) => event.preventDefault()}>
        <h2 id="urgent">${t("desk.message.urgent")}</h2>
        ${urgent.map((one) => html`<div data-message=${one.id}><strong>${one.from}</strong> <span class="small dim">${dayAndTime(one.at)}</span>
          <p>${one.text}</p></div>${this.#read(one)}`)}
      </dialog>
    `;
  }

  #read(message: Message): TemplateResult {
    return html`<button
      type="button" class=${message.urgent ? "first" : ""} data-do="read" @click=${() => this.desk.do("read", { message: message.id })}
    >${t("desk.message.read")}</button>`;
  }
}

customElements.define("cc-messages", Messages);
