// <cc-wall>: the board for a screen on the wall, to be read from five metres: a tile for each queue, four figures big.
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { inMine, t } from "../texts";
import { clock, serverNow } from "../time";
import "../timer";
import { levelOf, sign, wholeShare, type Figure } from "./levels";
import { troubles } from "./troubles";
import { doing, type AgentRow, type Center, type Doing, type NoticeRow, type QueueRow } from "./wire";

const SHOWN: readonly Doing[] = ["available", "talking", "wrap_up", "aux", "not_responding", "unreachable"];

export class Wall extends LitElement {
  static override properties = {
    queues: { attribute: false }, agents: { attribute: false }, notices: { attribute: false }, center: { attribute: false }, house: {},
  };
  static override styles = [
    look,
    css`
      :host {
        --cc-surface: #10161d;
        --cc-text: #f2f5f9;
        --cc-text-dim: #b4c0cf;
        --cc-line: #344252;
        --cc-ok: #6fdc98;
        --cc-warn: #ffc861;
        --cc-bad: #ff9d94;
        --cc-info: #8fbcff;
        --cc-ok-soft: #12301f;
        --cc-warn-soft: #3f2f0c;
        --cc-bad-soft: #55160f;
        --cc-info-soft: #14294a;
        height: 100%;
        background: #05080c;
        color: var(--cc-text);
      }
      .wall {
        display: grid;
        grid-template-rows: auto auto minmax(0, 1fr);
        gap: 1vh;
        height: 100%;
        padding: 1.2vh 1vw;
        font-family: var(--cc-font, sans-serif);
      }
      header {
        display: flex;
        align-items: baseline;
        gap: 2vw;
        font-size: 3.4vh;
      }
      header .now {
        margin-left: auto;
        font-weight: 700;
      }
      header strong {
        font-size: 4.6vh;
      }
      header .off {
        color: var(--cc-bad);
        font-weight: 700;
      }
      .troubles {
        display: grid;
        gap: 0.6vh;
      }
      .troubles .notice {
        padding: 0.6vh 1vw;
        font-size: 2.8vh;
        font-weight: 600;
      }
      .tiles {
        display: grid;
        gap: 1vh 0.8vw;
        min-height: 0;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        grid-auto-rows: minmax(0, 1fr);
        --big: 11vh;
      }
      .tiles.n3 {
        grid-template-columns: repeat(3, minmax(0, 1fr));
        --big: 8.5vh;
      }
      .tiles.n4 {
        grid-template-columns: repeat(4, minmax(0, 1fr));
        --big: 6vh;
      }
      .tiles.n5 {
        grid-template-columns: repeat(5, minmax(0, 1fr));
        --big: 4.6vh;
      }
      .tile {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) minmax(0, 1fr);
        grid-template-columns: 1fr 1fr;
        border: 2px solid var(--cc-line);
        border-radius: 12px;
        overflow: hidden;
        background: var(--cc-surface);
      }
      .tile h2 {
        grid-column: 1 / -1;
        padding: 0.5vh 0.8vw 0;
        font-size: calc(var(--big) * 0.42);
        line-height: 1.3;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .figure {
        display: grid;
        align-content: center;
        padding: 0 0.8vw;
        min-width: 0;
        container-type: inline-size;
      }
      .figure b {
        font-size: min(var(--big), 27cqi); /* ▲100% fits */
        line-height: calc(min(var(--big), 27cqi) * 1.05); /* the same beside a smaller figure */
        font-weight: 750;
        white-space: nowrap;
      }
      .figure[data-figure="longest"] b {
        font-size: min(var(--big), 21cqi); /* 1:02:03 fits */
      }
      .figure small {
        font-size: max(2.1vh, calc(var(--big) * 0.27));
        color: var(--cc-text-dim);
        white-space: nowrap;
      }
      .figure i {
        font-size: 0.5em;
        font-style: normal;
        vertical-align: 0.3em;
      }
      .ok b {
        color: var(--cc-ok);
      }
      .warn {
        background: var(--cc-warn-soft);
      }
      .warn b {
        color: var(--cc-warn);
      }
      .bad {
        background: var(--cc-bad-soft);
      }
      .bad b {
        color: var(--cc-bad);
      }
      .closed h2 {
        color: var(--cc-warn);
      }
    `,
  ];
  declare queues: readonly QueueRow[];
  declare agents: readonly AgentRow[];
  declare notices: readonly NoticeRow[];
  declare center: Center | undefined;
  declare house: string;

  protected override render(): TemplateResult {
    const { queues } = this;
    const waiting = queues.reduce((all, queue) => all + queue.waiting, 0);
    const columns = queues.length <= 4 ? 2 : queues.length <= 9 ? 3 : queues.length <= 16 ? 4 : 5;
    return html`<div class="wall" data-part="wall">
      <header>
        <span>${this.house}</span><span>${t("board.waiting")} <strong>${waiting}</strong></span>
        ${SHOWN.map((state) => this.#people(state))}
        ${this.center?.state === "ready" ? nothing : html`<span class="off">${t(`board.center.${this.center?.state ?? "starting"}`)}</span>`}
        <span class="now">${clock(new Date(serverNow()).toISOString())}</span>
      </header>
      ${troubles(this.center, queues, this.notices)}
      <div class="tiles n${columns}">${queues.map((queue) => this.#tile(queue))}</div>
    </div>`;
  }

  #people(state: Doing): TemplateResult | typeof nothing {
    const count = this.agents.filter((agent) => doing(agent) === state).length;
    if (!count && (state === "not_responding" || state === "unreachable")) return nothing;
    return html`<span>${t(`live.doing.${state}`)} <strong>${count}</strong></span>`;
  }

  #tile(queue: QueueRow): TemplateResult {
    const free = queue.waiting > 0 && queue.staff.available === 0;
    return html`<section class="tile ${queue.closed ? "closed" : ""}" data-queue=${queue.name}>
      <h2>${inMine(queue.title)}${queue.closed ? ` · ${t(queue.closed.how === "divert" ? "board.is_diverted" : "board.is_closed")}` : ""}</h2>
      ${this.#figure(queue, "waiting", html`${queue.waiting}`)}
      ${this.#figure(queue, "longest", queue.longest_since ? html`<cc-timer .since=${queue.longest_since}></cc-timer>` : html`–`)}
      ${this.#figure(queue, "service_level", html`${wholeShare(queue.service_level)}`)}
      <div class="figure ${free ? "warn" : ""}"><b>${free ? html`<i aria-hidden="true">△</i>` : nothing}${queue.staff.available}</b><small>${t("board.staff.available")}</small></div>
    </section>`;
  }

  #figure(queue: QueueRow, figure: Figure, value: TemplateResult): TemplateResult {
    const level = levelOf(queue, figure);
    const mark = sign(level);
    return html`<div class="figure ${level}" data-figure=${figure} data-level=${level}>
      <b>${mark ? html`<i aria-hidden="true">${mark}</i>` : nothing}${value}</b><small>${t(`board.${figure}`)}${mark ? html`<span class="unseen"> ${t(`board.level.${level}`)}</span>` : nothing}</small>
    </div>`;
  }
}

customElements.define("cc-wall", Wall);
