// <cc-floor-waiting>: those who wait, whose turn it is first; drag one onto an agent or a queue, or open its menu.
import { css, html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons";
import { look } from "../look";
import { inMine, known, t } from "../texts";
import { since } from "../time";
import { FloorPart } from "./part";
import "./rows";
import type { Opened, Row } from "./rows";
import { points } from "./sorting";
import { tableLook } from "./table-look";
import type { Waiting } from "./wire";

const HEIGHT = 28; // px, as in the styles

export class FloorWaiting extends FloorPart {
  static override properties = { ...FloorPart.properties, queue: {} };
  static override styles = [
    look,
    tableLook,
    css`
      .columns,
      .row {
        grid-template-columns: 2rem 3rem minmax(0, 1fr) minmax(0, 1.3fr) minmax(0, 1.3fr) minmax(0, 1fr) 1.625rem;
      }
      .row {
        cursor: grab;
      }
      .place {
        text-align: right;
        font-weight: 650;
      }
      .offered {
        color: var(--cc-info, #1b5ebd);
        font-weight: 600;
      }
    `,
  ];
  declare queue: string;
  #all: ReadonlyMap<string, { readonly one: Waiting; readonly place: number }> = new Map();

  constructor() {
    super();
    this.queue = "";
  }

  protected override render(): TemplateResult {
    const shown = this.floor.waiting.filter((one) => !this.queue || one.queue === this.queue);
    this.#all = new Map(shown.map((one, at) => [one.interaction, { one, place: at + 1 }]));
    const rows: readonly Row[] = shown.map((one) => ({ key: one.interaction }));
    return html`
      <div class="filters">
        <h2>${t("floor.waiting")} <span data-part="waiting-count">${shown.length}</span></h2>
        <select class="field" data-filter="waiting-queue" aria-label=${t("floor.queue")} @change=${this.#choose}>
          <option value="">${t("floor.every_queue")}</option>
          ${this.floor.queues.map((one) => html`<option value=${one.name} ?selected=${one.name === this.queue}>${inMine(one.title)}</option>`)}
        </select>
      </div>
      <div class="columns" role="presentation">
        ${["place", "waited", "queue", "customer", "region", "offered"].map((name) => html`<span>${t(`floor.column.${name}`)}</span>`)}<span></span>
      </div>
      <cc-rows
        .rows=${rows} .draw=${this.#draw} .label=${t("floor.waiting")} height=${HEIGHT} carries data-part="waiting"
        @open=${(event: CustomEvent<Opened>) => this.#open(event.detail.key, event.detail.at)}
      ></cc-rows>
      ${rows.length ? nothing : html`<p class="empty dim">${t("floor.nobody_waits")}</p>`}
    `;
  }

  #choose(event: Event): void {
    this.dispatchEvent(new CustomEvent("queue", { detail: (event.target as HTMLSelectElement).value, bubbles: true, composed: true }));
  }

  readonly #draw = (row: Row): TemplateResult => {
    const found = this.#all.get(row.key);
    if (!found) return html``;
    const { one, place } = found;
    const late = since(one.since) > (this.floor.queue(one.queue)?.goal.within ?? Infinity);
    const who = one.customer_name || one.caller_shown || t("desk.withheld");
    const where = [inMine(one.region), one.language ? known(`live.language.${one.language}`, one.language) : ""].filter(Boolean).join(" · ");
    return html`
      <span role="gridcell" class="place" title=${t("floor.points", { points: Math.floor(points(one)) })} data-interaction=${one.interaction}>${place}</span>
      <span role="gridcell" class=${late ? "late" : ""}><cc-timer .since=${one.since}></cc-timer></span>
      <span role="gridcell">${this.floor.queueTitle(one.queue)}</span>
      <span role="gridcell" title=${one.caller_shown}>${icon(one.medium === "voice" ? "answer" : one.medium)} ${who}</span>
      <span role="gridcell" class="small">${where}</span>
      <span role="gridcell" class="small">${one.offered_to
        ? html`<span class="offered">${t("floor.rings_at", { agent: this.floor.name(one.offered_to) })}</span>`
        : one.for_agent
          ? html`<span data-part="for-agent">${t("floor.for_agent", { agent: this.floor.name(one.for_agent) })}${one.handed_until
              ? html` <cc-timer .until=${one.handed_until}></cc-timer>`
              : nothing}</span>`
          : nothing}</span>
      <span role="gridcell" class="does"><button type="button" tabindex="-1" class="mini" data-do="more" aria-label=${t("floor.more", { name: who })}
        @click=${(event: Event) => this.#open(one.interaction, event.currentTarget as HTMLElement)}>⋯</button></span>
    `;
  };

  #open(interaction: string, at: HTMLElement): void {
    this.dispatchEvent(new CustomEvent<Opened>("waiting", { detail: { key: interaction, at }, bubbles: true, composed: true }));
  }
}

customElements.define("cc-floor-waiting", FloorWaiting);
