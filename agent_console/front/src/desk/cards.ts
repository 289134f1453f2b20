// <cc-cards>: everything in hand, one card each, with its stage and its time.
import { css, html, nothing, type TemplateResult } from "lit";
import { icon, type Icon } from "../icons";
import { look, stateColours } from "../look";
import { t } from "../texts";
import { callerName, isSoon, stageWord } from "./caller";
import { DeskPart } from "./part";
import { kbd } from "./shortcuts";
import type { Medium, Work } from "./wire";

const PICTURE: Readonly<Record<Medium, Icon>> = { voice: "answer", callback: "callback", voicemail: "voicemail" };

export class Cards extends DeskPart {
  static override styles = [
    look,
    stateColours,
    css`
      ul {
        display: grid;
        gap: 0.5rem;
      }
      h2 {
        padding: 0 0.25rem 0.25rem;
        font-size: var(--cc-size, 0.875rem);
      }
      button {
        width: 100%;
        display: grid;
        grid-template-columns: 1.25rem 1fr auto;
        gap: 0 0.375rem;
        padding: 0.5rem 0.625rem;
        text-align: left;
        border: 1px solid var(--cc-line, #d6dce4);
        border-left: 4px solid var(--tone);
        font-weight: 500;
      }
      button[aria-current="true"] {
        outline: 2px solid var(--tone);
        outline-offset: -1px;
      }
      .name {
        font-weight: 600;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .row {
        grid-column: 2 / -1;
        display: flex;
        justify-content: space-between;
        gap: 0.5rem;
      }
      button.urgent {
        border-color: var(--cc-bad, #b3261e);
        background: var(--cc-bad-soft, #fbe9e8);
      }
      button.urgent cc-timer {
        color: var(--cc-bad, #b3261e);
        font-weight: 700;
      }
      h2 {
        display: flex;
        justify-content: space-between;
      }
      svg,
      .stage {
        color: var(--tone);
      }
      .queue {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .empty {
        padding: 0.25rem;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { work, selected } = this.desk;
    return html`<section aria-label=${t("desk.in_hand")}>
      <h2>${t("desk.in_hand")} ${work.length > 1 ? html`<span>${kbd("previous")} ${kbd("next")}</span>` : nothing}</h2>
      ${work.length
        ? html`<ul>${work.map((one) => html`<li>${this.#card(one, one === selected)}</li>`)}</ul>`
        : html`<p class="empty small dim">${t("desk.nothing_in_hand")}</p>`}
    </section>`;
  }

  #card(work: Work, selected: boolean): TemplateResult {
    const urgent = isSoon(work) || this.desk.reminder.isDue(work);
    const ends = work.stage === "offered" ? work.expires_at : work.stage === "wrap_up" ? work.wrap_up_ends_at : null;
    return html`<button
      type="button" class=${urgent ? "urgent" : ""} data-part="card" data-interaction=${work.interaction} data-state=${work.stage}
      aria-current=${String(selected)} @click=${() => this.desk.select(work.interaction)}
    >
      <span title=${t(`desk.medium.${work.medium}`)}>${icon(PICTURE[work.medium])}</span>
      <span class="name">${callerName(work.pop)}</span>
      ${ends ? html`<cc-timer .until=${ends}></cc-timer>` : html`<cc-timer .since=${work.since}></cc-timer>`}
      <span class="row small">
        <span class="queue dim">${this.desk.queueTitle(work.queue)}</span>
        <span class="stage">${stageWord(work)}</span>
      </span>
    </button>`;
  }
}

customElements.define("cc-cards", Cards);
