// <cc-ask>: one question before something is done: what to fill in, and the word that does it.
//
//   ask.open({ title, text, confirm, fields: [{ name: "reason", kind: "text", label, required: true }], go: (values) => … })
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { t } from "../texts";
import { dialogLook } from "./dialog-look";

export type Values = Readonly<Record<string, string>>;

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: "text" | "area" | "number" | "choice" | "select" | "check";
  readonly options?: readonly { readonly value: string; readonly word: string; readonly cannot?: boolean }[];
  readonly value?: string;
  readonly required?: boolean;
  readonly when?: (values: Values) => boolean; // only asked then
}

export interface Question {
  readonly title: string;
  readonly text?: string | ((values: Values) => string);
  readonly confirm: string;
  readonly grave?: boolean;
  readonly fields: readonly Field[];
  readonly go: (values: Values) => Promise<boolean>; // false: it was refused, the question stays
}

export class Ask extends LitElement {
  static override properties = { question: { state: true }, values: { state: true }, busy: { state: true } };
  static override styles = [look, dialogLook];
  declare question: Question | null;
  declare values: Values;
  declare busy: boolean;

  constructor() {
    super();
    this.question = null;
    this.values = {};
    this.busy = false;
  }

  open(question: Question): void {
    this.question = question;
    this.values = Object.fromEntries(question.fields.map((field) => [field.name, field.value ?? ""]));
    this.busy = false;
    void this.updateComplete.then(() => {
      this.#dialog?.showModal();
      this.renderRoot.querySelector<HTMLElement>("input, select, textarea, button.first")?.focus();
    });
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  protected override render(): TemplateResult {
    const { question } = this;
    return html`<dialog aria-labelledby="title" data-part="ask" @close=${() => (this.question = null)}>
      ${question
        ? html`<form @submit=${this.#submit}>
            <h2 id="title">${question.title}</h2>
            ${this.#text(question)}
            ${question.fields.filter((field) => field.when?.(this.values) ?? true).map((field) => this.#field(field))}
            <div class="does">
              <button type="button" data-do="cancel" @click=${() => this.#dialog?.close()}>${t("desk.cancel")}</button>
              <button type="submit" class=${question.grave ? "end" : "first"} data-do="confirm" ?disabled=${this.busy}>${question.confirm}</button>
            </div>
          </form>`
        : nothing}
    </dialog>`;
  }

  #text({ text }: Question): TemplateResult | typeof nothing {
    const said = typeof text === "function" ? text(this.values) : text;
    return said ? html`<p>${said}</p>` : nothing;
  }

  #field(field: Field): TemplateResult {
    const value = this.values[field.name] ?? "";
    const typed = (event: Event): void => this.#set(field.name, (event.target as HTMLInputElement).value);
    switch (field.kind) {
      case "choice":
        return html`<fieldset><legend>${field.label}</legend>${(field.options ?? []).map(
          (option) => html`<label><input
            type="radio" name=${field.name} value=${option.value} .checked=${value === option.value} @change=${typed}
          />${option.word}</label>`,
        )}</fieldset>`;
      case "select":
        return html`<label>${field.label}<select class="field" name=${field.name} ?required=${field.required ?? false} @change=${typed}>
          ${(field.options ?? []).map(
            (option) => html`<option value=${option.value} ?selected=${option.value === value} ?disabled=${option.cannot ?? false}>${option.word}</option>`,
          )}
        </select></label>`;
      case "check":
        return html`<label class="check"><input
          type="checkbox" name=${field.name} .checked=${value === "yes"}
          @change=${(event: Event) => this.#set(field.name, (event.target as HTMLInputElement).checked ? "yes" : "")}
        />${field.label}</label>`;
      case "area":
        return html`<label>${field.label}<textarea
          class="field" name=${field.name} maxlength="2000" ?required=${field.required ?? false} .value=${value} @input=${typed}
        ></textarea></label>`;
      default:
        return html`<label>${field.label}<input
          class="field" type=${field.kind} name=${field.name} maxlength="200" autocomplete="off" ?required=${field.required ?? false}
          .value=${value} @input=${typed}
        /></label>`;
    }
  }

  #set(name: string, value: string): void {
    this.values = { ...this.values, [name]: value };
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!this.question || this.busy) return;
    this.busy = true;
    const done = await this.question.go(this.values);
    this.busy = false;
    if (done) this.#dialog?.close();
  }
}

customElements.define("cc-ask", Ask);
