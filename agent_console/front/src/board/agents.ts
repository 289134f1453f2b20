// <cc-agents .agents=${rows}>: everybody, grouped by what they do, and for how long.
import { LitElement, css, html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { look, stateColours } from "../look";
import { inMine, t } from "../texts";
import { ORDER, doing, type AgentRow, type Doing } from "./wire";

export class Agents extends LitElement {
  static override properties = { agents: { attribute: false }, titles: { attribute: false } };
  static override styles = [
    look,
    stateColours,
    css`
      .counts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5em;
        padding-bottom: 0.625em;
      }
      .count {
        display: flex;
        align-items: baseline;
        gap: 0.375em;
        padding: 0.125em 0.75em;
        border-radius: 999px;
        background: var(--tone-soft);
        color: var(--tone);
        font-weight: 600;
      }
      .count strong {
        font-size: 1.25em;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(15em, 1fr));
        gap: 0.5em;
      }
      li.card {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 0.5em;
        padding: 0.4375em 0.75em;
        border-left: 4px solid var(--tone);
      }
      .name {
        font-weight: 600;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .doing {
        color: var(--tone);
        font-weight: 600;
      }
      .where {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        text-align: right;
      }
      cc-timer {
        text-align: right;
        font-weight: 600;
      }
      .out {
        opacity: 0.75;
      }
    `,
  ];
  declare agents: readonly AgentRow[];
  declare titles: ReadonlyMap<string, string>;

  protected override render(): TemplateResult {
    const rank = (agent: AgentRow): number => ORDER.indexOf(doing(agent));
    const sorted = [...this.agents].sort((one, other) => rank(one) - rank(other) || one.number.localeCompare(other.number));
    return html`
      <div class="counts">${ORDER.map((state) => this.#count(state))}</div>
      <ul>${repeat(sorted, (agent) => agent.agent, (agent) => this.#agent(agent))}</ul>
    `;
  }

  #count(state: Doing): TemplateResult | null {
    const count = this.agents.filter((agent) => doing(agent) === state).length;
    if (!count) return null;
    return html`<span class="count" data-state=${state} data-part="count"><strong>${count}</strong>${t(`live.doing.${state}`)}</span>`;
  }

  #agent(agent: AgentRow): TemplateResult {
    const state = doing(agent);
    const word = (state === "aux" && (inMine(agent.code_title) || agent.code)) || t(`live.doing.${state}`);
    const out = state === "signed_out";
    return html`<li class="card ${out ? "out" : ""}" data-state=${state} data-part="agent" data-agent=${agent.agent}>
      <span class="name">${agent.name} <span class="dim small">${agent.number}</span></span>
      <cc-timer .since=${out ? null : agent.since} data-part="timer"></cc-timer>
      <span class="doing" data-part="doing">${word}</span>
      <span class="where small dim">${agent.queue
        ? (this.titles.get(agent.queue) ?? agent.queue)
        : !out && !agent.reachable && state !== "unreachable"
          ? t("live.doing.unreachable")
          : ""}</span>
    </li>`;
  }
}

customElements.define("cc-agents", Agents);
