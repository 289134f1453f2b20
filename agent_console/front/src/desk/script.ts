// <cc-script>: what to say and ask, step by step; what is filled in is kept at once and goes on with the interaction.
import { css, html, nothing, type TemplateResult } from "lit";
import { boot } from "../boot";
import { look } from "../look";
import { inMine, t, type InLanguages } from "../texts";
import { callerName } from "./caller";
import { DeskPart } from "./part";
import type { Work } from "./wire";

type Value = string | boolean | number;
type Answers = Readonly<Record<string, Value>>;

interface Field {
  readonly name: string;
  readonly title: InLanguages;
  readonly kind: "text" | "choice" | "number" | "date" | "yes_no";
  readonly required: boolean;
  readonly options: Readonly<Record<string, InLanguages>>;
}

interface Step {
  readonly name: string;
  readonly say: InLanguages;
  readonly fields: readonly Field[];
  readonly branch: { readonly field: string; readonly to: Readonly<Record<string, string>> } | null;
  readonly then: string | null;
}

interface Script {
  readonly title: InLanguages;
  readonly start: string;
  readonly steps: Readonly<Record<string, Step>>;
}

const SAVE_AFTER = 500; // ms without a key
const PREFIX = `cc-script-${boot.login}-`; // another person at this machine keeps theirs

export class ScriptPart extends DeskPart {
  static override properties = { ...DeskPart.properties, work: { attribute: false }, typed: { state: true } };
  declare work: Work & { readonly script?: { readonly name: string; readonly answers: Answers } | null };
  declare typed: Readonly<Record<string, Value | null>>;
  #of = "";
  #soon = 0;

  static override styles = [
    look,
    css`
      :host { display: block; padding: 0.625rem 1rem; background: var(--cc-surface, #fff); border: 1px solid var(--cc-line, #d6dce4); border-radius: var(--cc-radius-l, 10px); }
      :host([hidden]) { display: none; }
      section { padding: 0.5rem 0; }
      section + section { border-top: 1px solid var(--cc-line, #d6dce4); }
      .say { font-size: var(--cc-size-l, 1rem); margin-bottom: 0.375rem; }
      label { display: grid; grid-template-columns: 9rem 1fr; align-items: center; gap: 0.5rem; margin-block: 0.25rem; }
    `,
  ];

  constructor() {
    super();
    this.typed = {};
  }

  protected override willUpdate(): void {
    if (this.work && this.work.interaction !== this.#of) {
      void this.#send();
      this.#of = this.work.interaction;
      this.typed = halfTyped(this.#of);
      void this.#send();
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const told = this.work?.script;
    const scripts = (this.desk.facts as { scripts?: Record<string, Script> } | null)?.scripts;
    const script = told ? scripts?.[told.name] : undefined;
    if (!told || !script) return nothing;
    const answers = { ...told.answers, ...this.typed };
    return html`<h3>${inMine(script.title)}</h3>${this.#path(script, answers).map((step) => this.#step(step, answers))}`;
  }

  /** The steps so far; the next one is shown when what this one must know is filled in. */
  #path(script: Script, answers: Readonly<Record<string, Value | null>>): Step[] {
    const steps: Step[] = [];
    let at: string | null = script.start;
    while (at !== null) {
      const step: Step | undefined = script.steps[at];
      if (!step || steps.includes(step)) break;
      steps.push(step);
      if (step.fields.some((field) => field.required && isEmpty(answers[field.name]))) break;
      const value: Value | null | undefined = step.branch ? answers[step.branch.field] : null;
      const spelled: string = typeof value === "boolean" ? (value ? "yes" : "no") : String(value ?? "");
      at = step.branch?.to[spelled] ?? step.then;
    }
    return steps;
  }

  #step(step: Step, answers: Readonly<Record<string, Value | null>>): TemplateResult {
    const { pop, queue } = this.work;
    const say = inMine(step.say)
      .replaceAll("{customer_name}", pop ? callerName(pop) : "")
      .replaceAll("{agent_number}", this.desk.me?.number ?? "")
      .replaceAll("{queue}", this.desk.queueTitle(queue));
    return html`<section>
      <p class="say">${say}</p>
      ${step.fields.map((field) => html`<label>
        <span>${inMine(field.title)}${field.required ? " *" : ""}</span>${this.#input(field, answers[field.name] ?? null)}</label>`)}
    </section>`;
  }

  #input(field: Field, value: Value | null): TemplateResult {
    if (field.kind === "choice" || field.kind === "yes_no") {
      const options: [string, string][] = field.kind === "choice"
        ? Object.entries(field.options).map(([name, title]) => [name, inMine(title)])
        : [["yes", t("desk.script.yes")], ["no", t("desk.script.no")]];
      const chosen = typeof value === "boolean" ? (value ? "yes" : "no") : value;
      return html`<select class="field" ?required=${field.required} @change=${(event: Event) => this.#fill(field, (event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${chosen === null}></option>
        ${options.map(([name, title]) => html`<option value=${name} ?selected=${chosen === name}>${title}</option>`)}
      </select>`;
    }
    const kind = field.kind === "text" ? "text" : field.kind;
    return html`<input class="field" type=${kind} step="any" maxlength="2000" ?required=${field.required} .value=${String(value ?? "")}
      @input=${(event: Event) => this.#fill(field, (event.target as HTMLInputElement).value, SAVE_AFTER)}
      @change=${(event: Event) => this.#fill(field, (event.target as HTMLInputElement).value)} />`;
  }

  /** Kept in this browser at once, so that a reload in mid-word loses nothing; sent after so many ms without a key. */
  #fill(field: Field, typed: string, after = 0): void {
    const value = typed === "" ? null
      : field.kind === "yes_no" ? typed === "yes"
      : field.kind === "number" ? Number(typed)
      : typed;
    this.typed = { ...this.typed, [field.name]: value };
    localStorage.setItem(PREFIX + this.#of, JSON.stringify({ ...halfTyped(this.#of), [field.name]: value }));
    window.clearTimeout(this.#soon);
    this.#soon = window.setTimeout(() => void this.#send(), after);
  }

  async #send(): Promise<void> {
    window.clearTimeout(this.#soon);
    const [interaction, values] = [this.#of, halfTyped(this.#of)];
    if (!Object.keys(values).length || !(await this.desk.do("answers", { interaction, values }))) return;
    if (JSON.stringify(halfTyped(interaction)) === JSON.stringify(values)) localStorage.removeItem(PREFIX + interaction);
  }
}

/** What the server may not have yet. */
function halfTyped(interaction: string): Readonly<Record<string, Value | null>> {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + interaction) ?? "{}") as Record<string, Value | null>;
  } catch {
    return {};
  }
}

function isEmpty(value: Value | null | undefined): boolean {
  return value === null || value === undefined || value === "";
}

customElements.define("cc-script", ScriptPart);
