// <cc-floor-queues>: the lines in short, coloured by their limits; closed and diverted ones say so, and who did it.
import { css, html, nothing, type TemplateResult } from "lit";
import { levelOf, sign, wholeShare, type Figure } from "../board/levels";
import { look } from "../look";
import { inMine, t } from "../texts";
import { FloorPart } from "./part";
import "./rows";
import type { Dropped, Opened, Row } from "./rows";
import { tableLook } from "./table-look";
import type { FloorQueue } from "./wire";

const HEIGHT = 28; // px, as in the styles

export class FloorQueues extends FloorPart {
  static override properties = { ...FloorPart.properties, queue: {} };
  static override styles = [
    look,
    tableLook,
    css`
      .columns,
      .row {
        grid-template-columns: minmax(0, 1fr) 3rem 4rem 4rem 3.5rem 4rem 1.625rem;
      }
      .columns span:not(:first-child),
      .row .figure {
        text-align: right;
      }
      .title {
        font-weight: 600;
      }
      .figure.ok {
        color: var(--cc-ok, #17743a);
      }
      .figure.warn {
        color: var(--cc-warn, #8a5200);
        font-weight: 650;
      }
      .figure.bad {
        color: var(--cc-bad, #b3261e);
        font-weight: 700;
      }
      .closed {
        background: var(--cc-bad-soft, #fbe9e8);
        color: var(--cc-bad, #b3261e);
      }
      .none {
        color: var(--cc-bad, #b3261e);
        font-weight: 650;
      }
    `,
  ];
  declare queue: string;

  constructor() {
    super();
    this.queue = "";
  }

  protected override render(): TemplateResult {
    const rows: readonly Row[] = this.floor.queues.map((queue) => ({ key: queue.name }));
    return html`
      <div class="filters"><h2>${t("floor.queues")}</h2></div>
      <div class="columns" role="presentation">
        ${["queue", "waiting", "longest", "level", "free", "staff"].map((name) => html`<span>${t(`floor.column.${name}`)}</span>`)}<span></span>
      </div>
      <cc-rows
        .rows=${rows} .draw=${this.#draw} .label=${t("floor.queues")} height=${HEIGHT} accepts data-part="queues"
        @open=${(event: CustomEvent<Opened>) => this.#open(event.detail.key, event.detail.at)}
        @dropped=${(event: CustomEvent<Dropped>) => this.#moved(event.detail)}
      ></cc-rows>
      ${rows.length ? nothing : html`<p class="empty dim">${t("board.no_queues")}</p>`}
    `;
  }

  readonly #draw = (row: Row): TemplateResult => {
    const queue = this.floor.queue(row.key);
    if (!queue) return html``;
    const { staff, closed } = queue;
    const working = staff.available + staff.offered + staff.talking + staff.wrap_up;
    return html`
      <span role="gridcell" class="title" data-queue=${queue.name}>${closed ? this.#closed(closed) : nothing}${inMine(queue.title)}</span>
      ${this.#figure(queue, "waiting", html`${queue.waiting}`)}
      ${this.#figure(queue, "longest", queue.longest_since ? html`<cc-timer .since=${queue.longest_since}></cc-timer>` : html`–`)}
      ${this.#figure(queue, "service_level", html`${wholeShare(queue.service_level)}`)}
      <span role="gridcell" class="figure ${queue.waiting && !staff.available ? "none" : ""}">${staff.available}</span>
      <span role="gridcell" class="figure">${working}<span class="dim small"> / ${working + staff.aux + staff.not_responding + (staff.unreachable ?? 0)}</span></span>
      <span role="gridcell" class="does"><button type="button" tabindex="-1" class="mini" data-do="more" aria-label=${t("floor.more", { name: inMine(queue.title) })}
        @click=${(event: Event) => this.#open(queue.name, event.currentTarget as HTMLElement)}>⋯</button></span>
    `;
  };

  #closed(closed: NonNullable<FloorQueue["closed"]>): TemplateResult {
    const word = closed.how === "divert" ? t("floor.diverted_to", { to: this.floor.queueTitle(closed.to) }) : t("floor.is_closed");
    const why = t("floor.closed_by", { by: this.floor.name(closed.by), reason: closed.reason });
    return html`<span class="badge closed" title=${why} data-part="closed">${word}</span> `;
  }

  #figure(queue: FloorQueue, figure: Figure, value: TemplateResult): TemplateResult {
    const level = levelOf(queue, figure);
    const said = level === "bad" || level === "warn" ? html`<span class="unseen">${t(`board.level.${level}`)}</span>` : nothing;
    return html`<span role="gridcell" class="figure ${level}" data-figure=${figure} data-level=${level}>${said}<span aria-hidden="true">${sign(level)}</span> ${value}</span>`;
  }

  #moved({ key, carried }: Dropped): void {
    this.dispatchEvent(new CustomEvent("move", { detail: { queue: key, interaction: carried }, bubbles: true, composed: true }));
  }

  #open(queue: string, at: HTMLElement): void {
    this.dispatchEvent(new CustomEvent<Opened>("line", { detail: { key: queue, at }, bubbles: true, composed: true }));
  }
}

customElements.define("cc-floor-queues", FloorQueues);
