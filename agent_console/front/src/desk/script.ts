// <cc-script>: what to say and ask, step by step; what is filled in is kept at once and goes on with the interaction.
import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { inMine, t } from "../texts";
import { halfTyped, keepTyped } from "./answers";
import { DeskPart } from "./part";
import type { Field, Script, Step, Unfinished, Value, Work } from "./wire";

type Answers = Readonly<Record<string, Value | null>>;

const SAVE_AFTER = 500; // ms without a key

export class ScriptPart extends DeskPart {
  static override properties = {
    ...DeskPart.properties, work: { attribute: false }, who: { attribute: false }, typed: { state: true }, missing: { state: true },
  };
  declare work: Work | Unfinished;
  declare who: string; // the customer
  declare typed: Answers;
  declare missing: string; // the field without which it cannot be finished
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
      .missing { color: var(--cc-bad, #b3261e); font-size: var(--cc-size-s, 0.8rem); margin: 0 0 0.375rem 9.5rem; }
      [aria-invalid="true"] { border-color: var(--cc-bad, #b3261e); }
      label { display: grid; grid-template-columns: 9rem 1fr; align-items: center; gap: 0.5rem; margin-block: 0.25rem; }
    `,
  ];

  constructor() {
    super();
    this.who = this.missing = "";
    this.typed = {};
  }

  /** It cannot be finished without this one. */
  async demand(field: string): Promise<void> {
    this.missing = field;
    await this.updateComplete;
    const input = this.renderRoot.querySelector<HTMLElement>(`[name="${field}"]`);
    if (input) input.focus();
    else this.desk.toast(t("desk.refused.answer_missing", { field }), true);
  }

  protected override willUpdate(): void {
    if (this.work && this.work.interaction !== this.#of) {
      void this.#send();
      this.#of = this.work.interaction;
      this.typed = halfTyped(this.#of);
      this.missing = "";
      void this.#send();
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const told = this.work?.script;
    const script = told ? this.desk.facts?.scripts?.[told.name] : undefined;
    if (!told || !script) return nothing;
    const answers = { ...told.answers, ...this.typed };
    return html`<h3>${inMine(script.title)}</h3>${this.#path(script, answers).map((step) => this.#step(step, answers))}`;
  }

  /** The steps so far; the next one is shown when what this one must know is filled in. */
  #path(script: Script, answers: Answers): Step[] {
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

  #step(step: Step, answers: Answers): TemplateResult {
    const { who, work: { queue } } = this;
    const say = inMine(step.say)
      .replaceAll("{customer_name}", who)
      .replaceAll("{agent_number}", this.desk.me?.number ?? "")
      .replaceAll("{queue}", this.desk.queueTitle(queue))
      .replace(/\s+(?=[,.!?])/g, ""); // where no name stands, because nobody knows it
    return html`<section>
      <p class="say">${say}</p>
      ${step.fields.map((field) => this.#question(field, answers[field.name] ?? null))}
    </section>`;
  }

  #question(field: Field, value: Value | null): TemplateResult {
    const demanded = field.name === this.missing;
    return html`<label>
        <span>${inMine(field.title)}${field.required ? " *" : ""}</span>${this.#input(field, value, demanded)}</label>
      ${demanded ? html`<p class="missing" id="missing" role="alert" data-part="missing">${t("desk.refused.answer_missing", { field: inMine(field.title) })}</p>` : nothing}`;
  }

  #input(field: Field, value: Value | null, demanded: boolean): TemplateResult {
    if (field.kind === "choice" || field.kind === "yes_no") {
      const options: [string, string][] = field.kind === "choice"
        ? Object.entries(field.options).map(([name, title]) => [name, inMine(title)])
        : [["yes", t("desk.script.yes")], ["no", t("desk.script.no")]];
      const chosen = typeof value === "boolean" ? (value ? "yes" : "no") : value;
      return html`<select class="field" name=${field.name} ?required=${field.required} aria-invalid=${String(demanded)} aria-describedby=${demanded ? "missing" : nothing} @change=${(event: Event) => this.#fill(field, (event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${chosen === null}></option>
        ${options.map(([name, title]) => html`<option value=${name} ?selected=${chosen === name}>${title}</option>`)}
      </select>`;
    }
    const kind = field.kind === "text" ? "text" : field.kind;
    return html`<input class="field" name=${field.name} type=${kind} step="any" maxlength="2000" ?required=${field.required} aria-invalid=${String(demanded)} aria-describedby=${demanded ? "missing" : nothing} .value=${String(value ?? "")}
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
    if (field.name === this.missing) this.missing = "";
    keepTyped(this.#of, field.name, value);
    window.clearTimeout(this.#soon);
    this.#soon = window.setTimeout(() => void this.#send(), after);
  }

  #send(): Promise<void> {
    window.clearTimeout(this.#soon);
    return this.desk.sendAnswers(this.#of);
  }
}

function isEmpty(value: Value | null | undefined): boolean {
  return value === null || value === undefined || value === "";
}

customElements.define("cc-script", ScriptPart);
