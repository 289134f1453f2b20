// <cc-wrap-up>: notes and disposition of one interaction, while it goes on, afterwards, or when it was put off.
import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { inMine, t } from "../texts";
import { DeskPart } from "./part";
import { ariaKey, digitOf, kbd } from "./shortcuts";
import type { Titled } from "./wire";

/** What is written about. */
export interface Subject {
  readonly interaction: string;
  readonly queue: string | null;
  readonly note: string; // as the server has it
  readonly who: string;
  readonly disposes: boolean; // who was asked, or talks to a colleague, takes notes only
  readonly mayFinish: boolean;
  readonly mayWait: boolean; // be put off, or get more time
}

export class WrapUp extends DeskPart {
  static override styles = [
    look,
    css`
      :host {
        display: grid;
        min-height: 0;
      }
      section {
        display: grid;
        grid-template-rows: auto minmax(3.25rem, 1fr) auto auto;
        gap: 0.5rem;
        padding: 0.625rem 1rem;
        min-height: 0;
      }
      header,
      footer,
      .extend {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      header .small {
        margin-left: auto;
      }
      textarea {
        height: 100%;
        resize: none;
      }
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
        min-width: 0;
      }
      legend {
        padding: 0 0 0.25rem;
        font-weight: 600;
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
        gap: 0.25rem 0.375rem;
        max-height: 8.25rem;
        overflow: auto;
        scrollbar-width: thin;
      }
      .choices label {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 1.875rem;
        padding: 0 0.5rem;
        border: 1px solid var(--cc-line, #d6dce4);
        border-radius: var(--cc-radius, 6px);
        font-size: var(--cc-size, 0.875rem);
        color: inherit;
        cursor: pointer;
      }
      .choices kbd {
        margin-left: auto;
      }
      .choices label:hover {
        background: var(--cc-surface-2, #edf0f4);
      }
      .choices label:has(:checked) {
        border-color: var(--cc-accent, #1b5ebd);
        background: var(--cc-accent-soft, #e6eefb);
        font-weight: 600;
      }
      .choices label:has(:focus-visible) {
        outline: 2px solid var(--cc-accent, #1b5ebd);
      }
      input[type="radio"] {
        margin: 0;
        accent-color: var(--cc-accent, #1b5ebd);
      }
      footer {
        justify-content: end;
        min-height: 2.25rem;
      }
      footer .first {
        min-height: 2.25rem;
        padding-inline: 1.25rem;
      }
      .extend {
        flex: 1;
      }
    `,
  ];
  static override properties = { ...DeskPart.properties, subject: { attribute: false }, extending: { state: true } };
  declare subject: Subject;
  declare extending: boolean;

  constructor() {
    super();
    this.extending = false;
  }

  focusNotes(): void {
    this.renderRoot.querySelector("textarea")?.focus();
  }

  /** As if the button were pressed: only when it could be. */
  press(does: "finish" | "later"): void {
    this.renderRoot.querySelector<HTMLButtonElement>(`[data-do="${does}"]`)?.click();
  }

  /** A number key picks a disposition. */
  pick(digit: number): void {
    const choice = this.subject.disposes ? this.desk.dispositions(this.subject.queue)[digit - 1] : undefined;
    if (choice) this.#choose(choice.code);
  }

  protected override render(): TemplateResult {
    const { subject, desk } = this;
    const draft = desk.drafts.of(subject.interaction, subject.note);
    return html`<section class="card" @keydown=${this.#digit}>
      <header>
        <h2>${t("desk.notes")}</h2>${kbd("notes")}
        <span class="small dim" role="status" data-part="note-saved">
          ${desk.drafts.saved(subject.interaction) ? (draft.text ? t("desk.saved") : nothing) : t("desk.saving")}
        </span>
      </header>
      <textarea
        class="field" maxlength="4000" aria-label=${t("desk.notes")} aria-keyshortcuts=${ariaKey("notes")} data-part="note"
        placeholder=${t("desk.notes_hint")} .value=${draft.text} @input=${this.#typed}
      ></textarea>
      ${subject.disposes ? this.#disposition(draft.disposition) : nothing}
    </section>`;
  }

  #disposition(chosen: string | null): TemplateResult {
    const choices = this.desk.dispositions(this.subject.queue);
    return html`<fieldset>
        <legend>${t("desk.disposition")}</legend>
        <div class="choices">
          ${choices.map(
            (choice, at) => html`<label>
              <input
                type="radio" name="disposition" value=${choice.code} data-disposition=${choice.code}
                .checked=${chosen === choice.code} @change=${() => this.#choose(choice.code)}
              />${inMine(choice.title)}${at < 9 ? html`<kbd aria-hidden="true">${at + 1}</kbd>` : nothing}</label>`,
          )}
        </div>
      </fieldset>
      ${this.#end(choices.length > 0 && !chosen)}`;
  }

  #end(missing: boolean): TemplateResult {
    const { subject, desk } = this;
    if (this.extending && subject.mayWait) return this.#reason();
    const wait = subject.mayWait
      ? html`<button type="button" class="quiet" data-do="extend" @click=${() => this.#ask()}>${t("desk.extend")}</button>
          <button type="button" data-do="later" aria-keyshortcuts=${ariaKey("later")} ?disabled=${desk.asked("later", subject)} @click=${() => this.#later()}>
            ${t("desk.later")} ${kbd("later")}
          </button>`
      : nothing;
    return html`<footer>
      ${missing && subject.mayFinish ? html`<span class="small dim">${t("desk.choose_disposition")}</span>` : nothing}
      ${wait}
      <button
        type="button" class="first" data-do="finish" aria-keyshortcuts=${ariaKey("finish")}
        ?disabled=${!subject.mayFinish || missing || desk.asked("finish", subject)} @click=${() => this.#finish()}
      >${t("desk.finish")} ${kbd("finish")}</button>
    </footer>`;
  }

  #reason(): TemplateResult {
    return html`<footer><form class="extend" @submit=${this.#extend} @keydown=${this.#escape}>
      <select class="field" name="reason" required aria-label=${t("desk.extend.reason")} data-part="extend-reason">
        <option value="">${t("desk.extend.reason")}</option>
        ${this.#reasons.map(({ code, title }) => html`<option value=${code}>${inMine(title)}</option>`)}
      </select>
      <button type="button" @click=${() => (this.extending = false)}>${t("desk.cancel")}</button>
      <button type="submit" class="first" data-do="extend-now">${t("desk.extend")}</button>
    </form></footer>`;
  }

  get #reasons(): readonly Titled[] {
    return this.desk.facts?.wrap_up_reasons ?? [];
  }

  /** Where the company asks for no reason, there is nothing to choose. */
  #ask(): void {
    if (!this.#reasons.length) {
      void this.desk.do("extend", { interaction: this.subject.interaction });
      return;
    }
    this.extending = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("[name=reason]")?.focus());
  }

  #extend(event: SubmitEvent): void {
    event.preventDefault();
    const reason = String(new FormData(event.target as HTMLFormElement).get("reason") ?? "").trim();
    if (!reason) return;
    void this.desk.do("extend", { interaction: this.subject.interaction, reason }).then((done) => {
      if (done) this.extending = false;
    });
  }

  #escape(event: KeyboardEvent): void {
    if (event.key === "Escape") this.extending = false;
  }

  async #finish(): Promise<void> {
    const { interaction, note } = this.subject;
    const missing = await this.desk.finish(interaction, note);
    if (missing !== null) this.dispatchEvent(new CustomEvent("missing", { detail: missing }));
  }

  #later(): void {
    const work = this.desk.work.find((one) => one.interaction === this.subject.interaction);
    if (work) void this.desk.later(work);
  }

  #digit(event: KeyboardEvent): void {
    const at = event.composedPath()[0];
    const types = at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && at.type !== "radio");
    const digit = digitOf(event, !types);
    if (digit === undefined || event.altKey) return; // Alt and a digit is heard by the whole desk
    event.preventDefault();
    this.pick(digit);
  }

  #typed(event: InputEvent): void {
    const { interaction, note, who } = this.subject;
    this.desk.drafts.write(interaction, (event.target as HTMLTextAreaElement).value, note, who);
    this.requestUpdate();
  }

  #choose(code: string): void {
    const { interaction, note, who } = this.subject;
    this.desk.drafts.choose(interaction, code, note, who);
    this.requestUpdate();
  }
}

customElements.define("cc-wrap-up", WrapUp);
