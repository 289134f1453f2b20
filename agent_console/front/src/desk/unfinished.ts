// <cc-unfinished>: wrap-ups that were put off, to come back to; and notes the server would not take, for their writer.
import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { t } from "../texts";
import { dayAndTime } from "../time";
import type { Stranded } from "./drafts";
import { DeskPart } from "./part";
import type { ScriptPart } from "./script";
import type { Unfinished } from "./wire";
import "./wrapup";

export class UnfinishedList extends DeskPart {
  static override styles = [
    look,
    css`
      h2 {
        padding: 0 0.25rem 0.25rem;
        font-size: var(--cc-size, 0.875rem);
      }
      ul {
        display: grid;
        gap: 0.25rem;
      }
      li > button {
        width: 100%;
        justify-content: space-between;
        border-color: var(--cc-line, #d6dce4);
        border-left: 4px solid var(--cc-wrap, #6b42b8);
        font-weight: 500;
      }
      button span:first-child {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .stranded {
        display: grid;
        gap: 0.25rem;
        padding: 0.5rem;
        border-left: 4px solid var(--cc-bad, #b3261e);
      }
      .stranded p {
        max-height: 6rem;
        overflow: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        user-select: all;
      }
      dialog {
        width: min(40rem, 92vw);
        height: min(30rem, 90vh);
        padding: 0.75rem;
      }
      dialog[open] {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        gap: 0.5rem;
      }
      dialog:has(.led) {
        width: min(62rem, 94vw);
      }
      .led,
      .single {
        display: grid;
        gap: 0.5rem;
        min-height: 0;
      }
      .led {
        grid-template-columns: 1fr 1fr;
      }
      cc-script {
        overflow: auto;
      }
      dialog header {
        display: flex;
        justify-content: space-between;
        align-items: center;
      }
    `,
  ];
  static override properties = { ...DeskPart.properties, open: { state: true } };
  declare open: string;

  constructor() {
    super();
    this.open = "";
  }

  /** Whoever is rung sees who calls; what was typed is kept. */
  protected override willUpdate(): void {
    if (this.desk.work.some((one) => one.stage === "offered" || one.stage === "ringing")) this.open = "";
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    const there = this.desk.unfinished.some((one) => one.interaction === this.open);
    if (there && !dialog?.open) dialog?.showModal();
    if (!there && dialog?.open) dialog.close();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { unfinished, drafts } = this.desk;
    const { stranded } = drafts;
    const open = unfinished.find((one) => one.interaction === this.open);
    if (!unfinished.length && !stranded.length) return nothing;
    return html`
      ${unfinished.length
        ? html`<section aria-label=${t("desk.unfinished")}>
            <h2>${t("desk.unfinished")} (${unfinished.length})</h2>
            <ul>${unfinished.map((one) => html`<li>${this.#one(one)}</li>`)}</ul>
          </section>`
        : nothing}
      ${stranded.map((one) => this.#stranded(one))}
      <dialog data-part="unfinished" aria-labelledby="unfinished" @close=${() => (this.open = "")}>
        ${open ? this.#form(open) : nothing}
      </dialog>
    `;
  }

  #one(one: Unfinished): TemplateResult {
    return html`<button type="button" data-do="come-back" data-interaction=${one.interaction} @click=${() => (this.open = one.interaction)}>
      <span>${nameOf(one)}</span><cc-timer .since=${one.since}></cc-timer>
    </button>`;
  }

  #form(one: Unfinished): TemplateResult {
    return html`<header>
        <h2 id="unfinished">${nameOf(one)} · ${this.desk.queueTitle(one.queue)} · ${dayAndTime(one.since)}</h2>
        <form method="dialog"><button class="quiet">${t("desk.close")}</button></form>
      </header>
      <div class=${one.script ? "led" : "single"}>
        ${one.script ? html`<cc-script .desk=${this.desk} .work=${one} .who=${nameOf(one)}></cc-script>` : nothing}
        <cc-wrap-up .desk=${this.desk} .subject=${{
          interaction: one.interaction, queue: one.queue, note: one.note, who: nameOf(one), disposes: true, mayFinish: true, mayWait: false,
        }} @missing=${this.#missing}></cc-wrap-up>
      </div>`;
  }

  #missing(event: CustomEvent<string>): void {
    void this.renderRoot.querySelector<ScriptPart>("cc-script")?.demand(event.detail);
  }

  #stranded(one: Stranded): TemplateResult {
    return html`<section class="card stranded" data-part="stranded-note" aria-label=${t("desk.stranded")}>
      <strong>${t("desk.stranded")}</strong><span class="small dim">${one.who}</span>
      <p>${one.text}</p>
      <button type="button" data-do="forget-note" @click=${() => this.desk.drafts.forget(one.interaction)}>${t("desk.stranded.forget")}</button>
    </section>`;
  }
}

function nameOf(one: Unfinished): string {
  return one.customer_name || one.caller_shown || t("desk.withheld");
}

customElements.define("cc-unfinished", UnfinishedList);
