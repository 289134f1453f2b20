// <cc-why>: why this came here: which number was dialled, what was pressed, and why this agent.
import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { inMine, known, t } from "../texts";
import { spell } from "../time";
import { DeskPart } from "./part";
import type { Work } from "./wire";

/** Nobody else was asked: there is nothing to count. */
const BY_NAME: ReadonlySet<string> = new Set(["handed", "by_name"]);

export class WhyHere extends DeskPart {
  static override styles = [
    look,
    css`
      dl {
        padding: 0.5rem 1rem;
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.125rem 0.75rem;
      }
      dt {
        color: var(--cc-text-dim, #516072);
      }
    `,
  ];
  static override properties = { ...DeskPart.properties, work: { attribute: false } };
  declare work: Work;

  protected override render(): TemplateResult | typeof nothing {
    const { pop, direction } = this.work;
    if (direction !== "inbound" && !pop.why) return nothing;
    const why = pop.why;
    const pressed = pop.choices.map((choice) => [choice.key, this.#place(choice.to)].filter(Boolean).join(" → ")).join(" · ");
    return html`<dl class="card small" data-part="story" aria-label=${t("desk.why_you")}>
      <dt>${t("desk.pressed")}</dt><dd data-part="pop-choices">${pressed || t("desk.pressed_nothing")}</dd>
      <dt>${t("desk.dialled")}</dt><dd>${pop.dialled}</dd>
      ${why
        ? html`<dt>${t("desk.why_you")}</dt>
            <dd data-part="pop-why">${known(`desk.why.${why.chosen_by}`, why.chosen_by).replace("{by}", why.by ?? "")}${BY_NAME.has(why.chosen_by) ? nothing : html` · ${t("desk.why.counts", {
              free: why.free, qualified: why.qualified, idle: spell(why.idle_for),
            })}`}${BY_NAME.has(why.chosen_by) ? nothing : Object.entries(why.skills).map(([skill, level]) => ` · ${known(`desk.skill.${skill}`, skill)} ≥ ${level}`)}</dd>`
        : nothing}
    </dl>`;
  }

  /** A choice may lead to a queue, whose title people know; the names inside a flow say nothing to them. */
  #place(name: string): string {
    return inMine(this.desk.facts?.queues.find((queue) => queue.name === name)?.title);
  }
}

customElements.define("cc-why", WhyHere);
