// <cc-queues .queues=${rows}>: the lines, with what they promised and what they keep.
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { inMine, t } from "../texts";
import { spell } from "../time";
import { levelOf, share, sign, type Figure } from "./levels";
import type { QueueRow } from "./wire";

const STAFF = ["available", "offered", "talking", "wrap_up", "aux", "not_responding", "unreachable"] as const;
const TROUBLE: ReadonlySet<string> = new Set(["not_responding", "unreachable"]);

export class Queues extends LitElement {
  static override properties = { queues: { attribute: false } };
  static override styles = [
    look,
    css`
      .card {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 0.4375em 0.625em;
        text-align: right;
        white-space: nowrap;
        border-top: 1px solid var(--cc-line, #d6dce4);
      }
      thead th {
        border-top: 0;
        font-size: 0.8em;
        font-weight: 600;
        color: var(--cc-text-dim, #516072);
        vertical-align: bottom;
        white-space: normal;
      }
      th:first-child {
        text-align: left;
      }
      tbody th {
        font-size: 1.1em;
        font-weight: 600;
      }
      tbody td {
        font-size: 1.15em;
      }
      .waiting {
        font-size: 1.5em;
        font-weight: 700;
      }
      .some {
        color: var(--cc-info, #1b5ebd);
      }
      .level {
        display: inline-block;
        min-width: 3.4em;
        padding: 0 0.375em;
        border-radius: var(--cc-radius, 6px);
      }
      .level.ok {
        color: var(--cc-ok, #17743a);
        background: var(--cc-ok-soft, #e5f1e9);
        font-weight: 700;
      }
      .level.warn {
        color: var(--cc-warn, #8a5200);
        background: var(--cc-warn-soft, #f7eee0);
        font-weight: 700;
      }
      .level.bad {
        color: var(--cc-bad, #b3261e);
        background: var(--cc-bad-soft, #fbe9e8);
        font-weight: 700;
      }
      .goal {
        font-size: 0.7em;
        color: var(--cc-text-dim, #516072);
      }
      .zero {
        color: var(--cc-text-dim, #516072);
      }
      .bad:not(.zero) {
        color: var(--cc-bad, #b3261e);
        font-weight: 650;
      }
      tfoot th,
      tfoot td {
        border-top: 2px solid var(--cc-line-strong, #7d8a9b);
        font-weight: 650;
        font-size: 1.1em;
      }
      .staff {
        border-left: 1px solid var(--cc-line, #d6dce4);
      }
    `,
  ];
  declare queues: readonly QueueRow[];

  protected override render(): TemplateResult {
    return html`<div class="card" tabindex="0" role="region" aria-label=${t("board.queues")}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t("board.queue")}</th>
            <th scope="col">${t("board.waiting")}</th>
            <th scope="col">${t("board.longest")}</th>
            <th scope="col">${t("board.service_level")}</th>
            <th scope="col">${t("board.answer_rate")}</th>
            <th scope="col">${t("board.offered")}</th>
            <th scope="col">${t("board.answered")}</th>
            <th scope="col">${t("board.abandoned")}</th>
            <th scope="col">${t("board.elsewhere")}</th>
            <th scope="col">${t("board.average_answer")}</th>
            ${STAFF.map((state, at) => html`<th scope="col" class=${at ? "" : "staff"}>${t(`board.staff.${state}`)}</th>`)}
          </tr>
        </thead>
        <tbody>${this.queues.map(row)}</tbody>
        ${this.queues.length > 1 ? html`<tfoot>${total(this.queues)}</tfoot>` : nothing}
      </table>
    </div>`;
  }
}

function row(queue: QueueRow): TemplateResult {
  return html`<tr data-part="queue" data-queue=${queue.name}>
    <th scope="row">${inMine(queue.title)}</th>
    <td class="waiting ${queue.waiting ? "some" : "zero"}" data-part="waiting">${figure(queue, "waiting", html`${queue.waiting}`)}</td>
    <td data-part="longest">${queue.longest_since
      ? figure(queue, "longest", html`<cc-timer .since=${queue.longest_since}></cc-timer>`)
      : html`<span class="zero">–</span>`}</td>
    <td data-part="service-level">${figure(queue, "service_level", html`${share(queue.service_level)}`)}
      <div class="goal">${t("board.goal", { share: share(queue.goal.share), within: queue.goal.within })}</div></td>
    <td data-part="answer-rate">${share(queue.offered - queue.waiting ? queue.answered / (queue.offered - queue.waiting) : null)}</td>
    ${count(queue.offered, "offered")} ${count(queue.answered, "answered")} ${count(queue.abandoned, "abandoned", "bad")}
    ${count(elsewhere(queue), "elsewhere")}
    <td data-part="average-answer">${queue.average_answer === null ? "–" : spell(queue.average_answer)}</td>
    ${STAFF.map((state, at) => count(queue.staff[state] ?? 0, `staff-${state}`, `${TROUBLE.has(state) ? "bad" : ""} ${at ? "" : "staff"}`))}
  </tr>`;
}

/** Staff is not added up: one agent serves several queues. */
function total(queues: readonly QueueRow[]): TemplateResult {
  const sum = (read: (queue: QueueRow) => number): number => queues.reduce((all, queue) => all + read(queue), 0);
  const offered = sum((queue) => queue.offered);
  const waiting = sum((queue) => queue.waiting);
  const counted = offered - waiting - sum((queue) => queue.short_abandoned);
  const answered = sum((queue) => queue.answered);
  const speed = sum((queue) => (queue.average_answer ?? 0) * queue.answered);
  const since = queues.map((queue) => queue.longest_since).filter((one) => one !== null).sort()[0];
  return html`<tr data-part="total">
    <th scope="row">${t("board.total")}</th>
    <td class="waiting ${waiting ? "some" : "zero"}">${waiting}</td>
    <td>${since ? html`<cc-timer .since=${since}></cc-timer>` : "–"}</td>
    <td>${share(counted > 0 ? sum((queue) => queue.in_time) / counted : null)}</td>
    <td>${share(offered - waiting ? answered / (offered - waiting) : null)}</td>
    <td>${offered}</td><td>${answered}</td><td>${sum((queue) => queue.abandoned)}</td><td>${sum(elsewhere)}</td>
    <td>${answered ? spell(speed / answered) : "–"}</td>
    <td class="staff" colspan=${STAFF.length}></td>
  </tr>`;
}

function count(value: number, part: string, looks = ""): TemplateResult {
  return html`<td class="${value ? "" : "zero"} ${looks}" data-part=${part}>${value}</td>`;
}

function elsewhere(queue: QueueRow): number {
  return queue.overflowed + queue.voicemail + queue.callback + queue.lost;
}

/** Coloured by its limits, with a sign and a word for who sees no colour. */
function figure(queue: QueueRow, which: Figure, value: TemplateResult): TemplateResult {
  const level = levelOf(queue, which);
  const mark = sign(level);
  return html`<span class="level ${level}" data-figure=${which} data-level=${level}>${mark
      ? html`<span aria-hidden="true">${mark}</span><span class="unseen">${t(`board.level.${level}`)}</span> `
      : nothing}${value}</span>`;
}

customElements.define("cc-queues", Queues);
