// <cc-floor-agents>: everybody, what they do and for how long, what they handle, and why nothing comes to them.
import { css, html, nothing, type TemplateResult } from "lit";
import { ORDER, doing } from "../board/wire";
import { icon } from "../icons";
import { look, stateColours } from "../look";
import { inMine, known, t } from "../texts";
import { since, spell } from "../time";
import { FloorPart } from "./part";
import "./rows";
import type { Dropped, Opened, Row } from "./rows";
import { NO_WISH, fits, fitsRest, isOverLimit, rank, sorted, talk, type SortBy, type Wish } from "./sorting";
import { tableLook } from "./table-look";
import type { FloorAgent } from "./wire";

const HEIGHT = 28; // px, as in the styles
const STAYS_FOR = 2_500; // ms the order is kept while a pointer moves over it: nothing runs away from a click
const GROUPED = "callcenter.floor.grouped"; // remembered in this browser
const COLUMNS: readonly { readonly name: string; readonly by: SortBy | null }[] = [
  { name: "state", by: "state" },
  { name: "time", by: "time" },
  { name: "name", by: "name" },
  { name: "work", by: "work" },
  { name: "why", by: null },
  { name: "skills", by: "team" },
];

interface Line extends Row {
  readonly agent?: string;
  readonly rank?: number;
  readonly count?: number;
}

export class FloorAgents extends FloorPart {
  static override properties = { ...FloorPart.properties, wish: { state: true }, by: { state: true }, grouped: { state: true } };
  static override styles = [
    look,
    stateColours,
    tableLook,
    css`
      .columns,
      .row {
        grid-template-columns: 6.75rem 3.25rem minmax(7rem, 9.5rem) minmax(0, 1.8fr) minmax(0, 0.9fr) minmax(0, 1.2fr) 3.75rem;
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
      }
      .chips button {
        min-height: 1.5rem;
        padding: 0 0.4375rem;
        font-size: var(--cc-size-s, 0.8rem);
        border-color: var(--cc-line, #d6dce4);
        border-radius: 999px;
        color: var(--tone, inherit);
      }
      .chips button[aria-pressed="true"] {
        border-color: currentcolor;
        background: var(--tone-soft, var(--cc-accent-soft, #e6eefb));
        color: var(--tone, var(--cc-accent, #1b5ebd));
      }
      .state {
        color: var(--tone);
        font-weight: 600;
      }
      .state i {
        display: inline-block;
        width: 0.5rem;
        height: 0.5rem;
        margin-right: 0.375rem;
        border-radius: 50%;
        background: var(--tone);
      }
      .over {
        color: var(--cc-warn, #8a5200);
        font-weight: 650;
      }
      .row:has(.help) {
        background: var(--cc-bad-soft, #fbe9e8);
      }
      .help {
        color: var(--cc-bad, #b3261e);
        font-weight: 650;
      }
      .row > .name {
        font-weight: 600;
      }
      .routable {
        color: var(--cc-ok, #17743a);
      }
      .unreachable {
        color: var(--cc-bad, #b3261e);
      }
    `,
  ];
  declare wish: Wish;
  declare by: SortBy;
  declare grouped: boolean;
  #lines: readonly Line[] = [];
  #teams: readonly string[] = []; // where there is but one, it is not worth a word
  #movedAt = -STAYS_FOR;
  #sortedBy = "";

  constructor() {
    super();
    this.wish = NO_WISH;
    this.by = "state";
    this.grouped = window.localStorage.getItem(GROUPED) === "yes";
  }

  /** Only those who can serve this queue. */
  showQueue(queue: string): void {
    this.wish = { ...this.wish, queue };
  }

  protected override render(): TemplateResult {
    this.#teams = [...new Set(this.floor.agents.map((agent) => agent.team))].sort();
    this.#arrange();
    return html`
      ${this.#filters()}
      <div class="columns" role="presentation">${COLUMNS.map((column) => this.#heading(column))}<span></span></div>
      <cc-rows
        .rows=${this.#lines} .draw=${this.#draw} .label=${t("floor.agents")} height=${HEIGHT} accepts data-part="agents"
        @open=${(event: CustomEvent<Opened>) => this.#open(event.detail.key, event.detail.at)}
        @dropped=${(event: CustomEvent<Dropped>) => this.#handed(event.detail)}
        @pointermove=${() => (this.#movedAt = performance.now())} @pointerleave=${() => (this.#movedAt = -STAYS_FOR)}
      ></cc-rows>
      ${this.#lines.length ? nothing : html`<p class="empty dim">${t(this.floor.agents.length ? "floor.nobody_fits" : "board.no_agents")}</p>`}
    `;
  }

  /** The lines anew, but not under a pointer that is about to click: then only who is gone is taken out. */
  #arrange(): void {
    const { floor, wish } = this;
    const sortedBy = JSON.stringify([wish, this.by, this.grouped]);
    const stays = performance.now() - this.#movedAt < STAYS_FOR && sortedBy === this.#sortedBy;
    if (stays) {
      this.#lines = this.#lines.filter((line) => line.isHead || floor.agent(line.key));
      return;
    }
    this.#sortedBy = sortedBy;
    const all = sorted(floor.agents.filter((agent) => fits(agent, wish, floor.facts)), this.by);
    this.#lines = this.grouped && this.by === "state" ? grouped(all) : all.map((agent) => ({ key: agent.agent }));
  }

  #filters(): TemplateResult {
    const { floor, wish } = this;
    const others = floor.agents.filter((agent) => fitsRest(agent, wish, floor.facts));
    const queues = floor.queues.map((queue) => ({ value: queue.name, word: inMine(queue.title) }));
    const skills = floor.facts.skills.map((skill) => ({ value: skill, word: known(`floor.skill.${skill}`, skill) }));
    return html`<div class="filters">
        <h2>${t("floor.agents")}</h2>
        <input
          class="field" type="search" data-part="search" autocomplete="off" .value=${wish.text} aria-label=${t("floor.search")}
          placeholder=${t("floor.search")} @input=${(event: Event) => this.#wish("text", event)}
        />
        ${this.#teams.length > 1 ? this.#choice("team", t("floor.team"), t("floor.every_team"), this.#teams.map((team) => ({ value: team, word: team }))) : nothing}
        ${this.#choice("queue", t("floor.queue"), t("floor.every_queue"), queues)} ${this.#choice("skill", t("floor.skill"), t("floor.every_skill"), skills)}
        <button type="button" data-do="group" aria-pressed=${String(this.grouped)} @click=${() => this.#group()}>${t("floor.group")}</button>
      </div>
      <div class="chips" role="group" aria-label=${t("floor.by_state")}>
        ${this.#chip("", others.length)} ${this.#chip("help", others.filter((agent) => agent.help).length)}
        ${this.#chip("over", others.filter(isOverLimit).length)}
        ${ORDER.map((state) => this.#chip(state, others.filter((agent) => doing(agent) === state).length))}
      </div>`;
  }

  #group(): void {
    this.grouped = !this.grouped;
    window.localStorage.setItem(GROUPED, this.grouped ? "yes" : "no");
  }

  #choice(
    name: "team" | "queue" | "skill", label: string, everyone: string, options: readonly { value: string; word: string }[],
  ): TemplateResult {
    return html`<select class="field" data-filter=${name} aria-label=${label} @change=${(event: Event) => this.#wish(name, event)}>
      <option value="">${everyone}</option>
      ${options.map((one) => html`<option value=${one.value} ?selected=${one.value === this.wish[name]}>${one.word}</option>`)}
    </select>`;
  }

  #chip(state: Wish["state"], count: number): TemplateResult | typeof nothing {
    const chosen = this.wish.state === state;
    if (!count && !chosen && state !== "") return nothing;
    const tone = state === "help" ? "not_responding" : state === "over" ? "held" : state || nothing;
    const word = state === "" ? t("floor.all") : state === "help" ? t("floor.help") : state === "over" ? t("floor.over") : t(`live.doing.${state}`);
    return html`<button
      type="button" data-do="state" data-only=${state} data-state=${tone} aria-pressed=${String(chosen)}
      @click=${() => (this.wish = { ...this.wish, state: chosen ? "" : state })}
    >${word} <strong>${count}</strong></button>`;
  }

  #wish(name: "text" | "team" | "queue" | "skill", event: Event): void {
    this.wish = { ...this.wish, [name]: (event.target as HTMLInputElement).value };
  }

  #heading({ name, by }: (typeof COLUMNS)[number]): TemplateResult {
    const noTeams = by === "team" && this.#teams.length < 2;
    const word = t(`floor.column.${noTeams ? "only_skills" : name}`);
    if (!by || noTeams) return html`<span>${word}</span>`;
    return html`<button type="button" class="sort" data-sort=${by} aria-pressed=${String(this.by === by)} @click=${() => (this.by = by)}>
      ${word}${this.by === by ? html`<span aria-hidden="true"> ▾</span>` : nothing}
    </button>`;
  }

  readonly #draw = (line: Line): TemplateResult => {
    if (line.isHead) {
      const word = line.rank === -1 ? t("floor.help") : t(`live.doing.${ORDER[line.rank ?? 0] ?? "aux"}`);
      return html`<span role="gridcell">${word} · ${line.count}</span>`;
    }
    const agent = this.floor.agent(line.key);
    return agent ? this.#agent(agent) : html``;
  };

  #agent(agent: FloorAgent): TemplateResult {
    const state = doing(agent);
    const word = (state === "aux" && (inMine(agent.code_title) || this.floor.auxTitle(agent.code))) || t(`live.doing.${state}`);
    const heard = talk(agent);
    const skills = Object.entries(agent.skills).filter(([, level]) => level > 0);
    const skillWords = skills.map(([skill, level]) => `${known(`floor.skill.${skill}`, skill)} ${level}`).join(" · ");
    return html`
      <span role="gridcell" class="state" data-state=${state} data-part="doing"><i></i>${word}</span>
      <span role="gridcell" class=${isOverLimit(agent) ? "over" : ""}>${state === "signed_out" ? "" : html`<cc-timer .since=${agent.since}></cc-timer>`}</span>
      <span role="gridcell" class="name" data-agent=${agent.agent}>${agent.name} <span class="dim small">${agent.number}</span></span>
      <span role="gridcell" class="work" title=${this.#handled(agent)} data-part="work">${agent.help
        ? html`<span class="help">${t("floor.help")} <cc-timer .since=${agent.help.since}></cc-timer> </span>`
        : nothing}${this.#work(agent)}</span>
      <span role="gridcell" class="small" data-part="why">${this.#why(agent)}</span>
      <span role="gridcell" class="small dim" title=${`${agent.team} · ${skillWords}`}>${this.#teams.length < 2 ? "" : `${agent.team} · `}${skillWords}</span>
      <span role="gridcell" class="does">
        ${heard
          ? html`<button type="button" tabindex="-1" class="mini" data-do="listen" ?disabled=${this.floor.deaf !== ""} title=${this.floor.deaf || t("floor.do.listen")}
              aria-label=${`${t("floor.do.listen")} ${agent.name}`} @click=${(event: Event) => this.#listen(agent, event)}>${icon("listen")}</button>`
          : nothing}
        <button type="button" tabindex="-1" class="mini" data-do="more" aria-label=${t("floor.more", { name: agent.name })}
          @click=${(event: Event) => this.#open(agent.agent, event.currentTarget as HTMLElement)}>⋯</button>
      </span>
    `;
  }

  #work(agent: FloorAgent): TemplateResult | typeof nothing {
    const [first, ...more] = agent.work;
    if (!first) return nothing;
    const who = first.customer_name || first.caller_shown || t("desk.withheld");
    const watched = agent.watched_by.map((one) => `${this.floor.name(one.agent)} ${t(`floor.mode.${one.mode}`)}`).join(", ");
    return html`${icon(first.medium === "voice" ? (first.direction === "outbound" ? "out" : "answer") : first.medium)}
      ${first.queue ? `${this.floor.queueTitle(first.queue)} · ` : first.direction === "internal" ? `${t("floor.internal")} · ` : ""}${who}
      ${more.length ? html` <span class="badge">+${more.length}</span>` : nothing}${watched
        ? html` <span class="badge" title=${watched}>${icon("listen")}${watched}</span>`
        : nothing}`;
  }

  #handled(agent: FloorAgent): string {
    return agent.work
      .map((one) => [t(`desk.medium.${one.medium}`), this.floor.queueTitle(one.queue), one.customer_name, one.caller_shown].filter(Boolean).join(" · "))
      .join("\n");
  }

  #why(agent: FloorAgent): TemplateResult {
    if (isOverLimit(agent)) {
      return html`<span class="over">${t("floor.over_by", { time: spell(since(agent.aux_ends_at ?? "")) })}</span>`;
    }
    if (agent.next) return html`<span class="dim" title=${this.#next(agent)} data-part="next">${this.#next(agent)}</span>`;
    if (!agent.why_not) return html`<span class="routable">${t("floor.routable")}</span>`;
    const bad = ["not_responding", "phone_unreachable", "no_telephony"].includes(agent.why_not);
    return html`<span class=${bad ? "unreachable" : "dim"}>${t(`floor.why.${agent.why_not}`)}</span>`;
  }

  #next({ next }: FloorAgent): string {
    const state = next?.presence === "aux" ? this.floor.auxTitle(next.code) || t("live.doing.aux") : t(`live.doing.${next?.presence ?? "available"}`);
    return t("floor.next", { state });
  }

  #listen(agent: FloorAgent, event: Event): void {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent("listen", { detail: agent.agent, bubbles: true, composed: true }));
  }

  #handed({ key, carried }: Dropped): void {
    this.dispatchEvent(new CustomEvent("hand", { detail: { agent: key, interaction: carried }, bubbles: true, composed: true }));
  }

  #open(agent: string, at: HTMLElement): void {
    this.dispatchEvent(new CustomEvent<Opened>("agent", { detail: { key: agent, at }, bubbles: true, composed: true }));
  }
}

function grouped(agents: readonly FloorAgent[]): readonly Line[] {
  const lines: Line[] = [];
  for (const agent of agents) {
    const place = rank(agent);
    if (lines.at(-1)?.rank !== place) {
      lines.push({ key: `group ${place}`, isHead: true, rank: place, count: agents.filter((one) => rank(one) === place).length });
    }
    lines.push({ key: agent.agent, rank: place });
  }
  return lines;
}

customElements.define("cc-floor-agents", FloorAgents);
