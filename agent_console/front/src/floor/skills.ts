// <cc-floor-skills>: an agent's skills from 0 to 10, at once, and what that opens and closes for them.
import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { known, t } from "../texts";
import { dialogLook } from "./dialog-look";
import { FloorPart } from "./part";
import { serves } from "./sorting";
import type { FloorAgent } from "./wire";

type Skills = Readonly<Record<string, number>>;

export class FloorSkills extends FloorPart {
  static override properties = { ...FloorPart.properties, agent: { state: true }, skills: { state: true } };
  static override styles = [
    look,
    dialogLook,
    css`
      .skill {
        display: grid;
        grid-template-columns: 8rem 1fr 3.5rem;
        align-items: center;
        gap: 0.75rem;
        font-size: inherit;
        color: inherit;
      }
      .list {
        display: grid;
        gap: 0.25rem;
        max-height: 19rem;
        overflow: auto;
      }
      .changed {
        font-weight: 650;
      }
      output {
        text-align: right;
        font-weight: 650;
      }
      .opens {
        color: var(--cc-ok, #17743a);
      }
      .closes {
        color: var(--cc-bad, #b3261e);
      }
    `,
  ];
  declare agent: FloorAgent | null;
  declare skills: Skills;

  constructor() {
    super();
    this.agent = null;
    this.skills = {};
  }

  open(agent: FloorAgent): void {
    this.agent = agent;
    this.skills = { ...agent.skills };
    void this.updateComplete.then(() => {
      this.#dialog?.showModal();
      this.renderRoot.querySelector<HTMLElement>("input")?.focus();
    });
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  protected override render(): TemplateResult {
    const { agent } = this;
    return html`<dialog aria-labelledby="title" data-part="skills" @close=${() => (this.agent = null)}>
      ${agent
        ? html`<form @submit=${this.#submit}>
            <h2 id="title">${t("floor.skills.title", { name: agent.name })}</h2>
            <div class="list">${this.#names(agent).map((skill) => this.#skill(agent, skill))}</div>
            <p class="small" role="status" data-part="skills-effect">${this.#effect(agent)}</p>
            <p class="dim small">${t("floor.skills.text")}</p>
            <div class="does">
              <button type="button" data-do="cancel" @click=${() => this.#dialog?.close()}>${t("desk.cancel")}</button>
              <button type="submit" class="first" data-do="confirm">${t("floor.skills.now")}</button>
            </div>
          </form>`
        : nothing}
    </dialog>`;
  }

  #names(agent: FloorAgent): readonly string[] {
    return [...new Set([...Object.keys(agent.skills), ...this.floor.facts.skills])].sort();
  }

  #skill(agent: FloorAgent, skill: string): TemplateResult {
    const level = this.skills[skill] ?? 0;
    const changed = level !== (agent.skills[skill] ?? 0);
    return html`<label class="skill ${changed ? "changed" : ""}">${known(`floor.skill.${skill}`, skill)}
      <input type="range" min="0" max="10" step="1" data-skill=${skill} .value=${String(level)}
        @input=${(event: Event) => (this.skills = { ...this.skills, [skill]: Number((event.target as HTMLInputElement).value) })} />
      <output>${level || "–"}</output></label>`;
  }

  #effect(agent: FloorAgent): TemplateResult {
    const { facts } = this.floor;
    const titles = (names: readonly { readonly name: string }[]): string => names.map((one) => this.floor.queueTitle(one.name)).join(" · ");
    const opens = facts.queues.filter((one) => !serves(agent.skills, one.name, facts) && serves(this.skills, one.name, facts));
    const closes = facts.queues.filter((one) => serves(agent.skills, one.name, facts) && !serves(this.skills, one.name, facts));
    const stays = facts.queues.filter((one) => serves(agent.skills, one.name, facts) && serves(this.skills, one.name, facts));
    return html`${t("floor.skills.serves", { queues: titles(stays) || "–" })}
      ${opens.length ? html`<br /><strong class="opens">+ ${t("floor.skills.opens", { queues: titles(opens) })}</strong>` : nothing}
      ${closes.length ? html`<br /><strong class="closes">− ${t("floor.skills.closes", { queues: titles(closes) })}</strong>` : nothing}`;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { agent } = this;
    if (!agent) return;
    const given = (skills: Skills): Skills => Object.fromEntries(Object.entries(skills).filter(([, level]) => level > 0));
    const done = await this.floor.do("skills", { agent: agent.agent, skills: given(this.skills) }, t("floor.done.skills", { name: agent.name }), {
      what: "skills", values: { agent: agent.agent, skills: given(agent.skills) },
    });
    if (done) this.#dialog?.close();
  }
}

customElements.define("cc-floor-skills", FloorSkills);
