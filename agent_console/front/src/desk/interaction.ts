// <cc-interaction>: the one in the middle: who it is, what can be done, why it came here, notes and disposition.
import { css, html, nothing, type TemplateResult } from "lit";
import { look, stateColours } from "../look";
import { inMine, known, t } from "../texts";
import { spell } from "../time";
import { callerName, callerNumber, customerOf, stageWord } from "./caller";
import "./controls";
import type { Controls } from "./controls";
import { DeskPart } from "./part";
import { ariaKey, kbd } from "./shortcuts";
import type { Work } from "./wire";

export class InteractionInHand extends DeskPart {
  static override styles = [
    look,
    stateColours,
    css`
      :host {
        display: grid;
        gap: 0.75rem;
        align-content: start;
      }
      .head {
        border-top: 4px solid var(--tone);
        padding: 0.75rem 1rem 1rem;
        display: grid;
        gap: 0.75rem;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 1.75rem;
      }
      .stage {
        padding: 0.0625rem 0.625rem;
        border-radius: 999px;
        background: var(--tone-soft);
        color: var(--tone);
        font-weight: 650;
      }
      .line cc-timer {
        font-size: 1.25rem;
        font-weight: 600;
      }
      .line .until {
        margin-left: auto;
        color: var(--tone);
      }
      .who {
        display: grid;
        gap: 0.125rem;
        min-height: 3.75rem;
      }
      .name {
        font-size: 1.5rem;
        font-weight: 650;
        line-height: 1.3;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        gap: 0.125rem 0.75rem;
        color: var(--cc-text-dim, #516072);
      }
      .about strong {
        color: var(--cc-text, #17212e);
        font-weight: 600;
      }
      .story {
        padding: 0.625rem 1rem;
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.25rem 0.75rem;
      }
      .story dt {
        color: var(--cc-text-dim, #516072);
      }
      audio {
        width: 100%;
      }
      .notes {
        padding: 0.75rem 1rem 1rem;
        display: grid;
        gap: 0.625rem;
      }
      .notes header {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
      }
      .notes header .small {
        margin-left: auto;
      }
      textarea {
        height: 5rem;
        resize: vertical;
      }
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 0.375rem;
        font-weight: 600;
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr));
        gap: 0.375rem;
      }
      .choices label {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.125rem;
        padding: 0.125rem 0.625rem;
        border: 1px solid var(--cc-line, #d6dce4);
        border-radius: var(--cc-radius, 6px);
        font-size: var(--cc-size, 0.875rem);
        color: inherit;
        cursor: pointer;
      }
      .choices label:hover {
        background: var(--cc-surface-2, #edf0f4);
      }
      .choices label:has(:checked) {
        border-color: var(--cc-accent, #1b5ebd);
        background: var(--cc-accent-soft, #e6eefb);
        font-weight: 600;
      }
      input[type="radio"] {
        margin: 0;
        accent-color: var(--cc-accent, #1b5ebd);
      }
      .notes footer {
        position: sticky;
        bottom: 0;
        background: var(--cc-surface);
        display: flex;
        align-items: center;
        justify-content: end;
        gap: 0.75rem;
        min-height: 2.5rem;
      }
      .notes footer button {
        min-height: 2.5rem;
        padding-inline: 1.25rem;
      }
    `,
  ];
  static override properties = { ...DeskPart.properties, work: { attribute: false } };
  declare work: Work;

  focusNotes(): void {
    this.renderRoot.querySelector("textarea")?.focus();
  }

  toggleKeys(): void {
    this.renderRoot.querySelector<Controls>("cc-controls")?.toggleKeys();
  }

  /** As if the button were pressed: only when it could be. */
  finish(): void {
    this.renderRoot.querySelector<HTMLButtonElement>('[data-do="finish"]')?.click();
  }

  protected override render(): TemplateResult {
    const { work } = this;
    return html`
      <section class="card head" data-state=${work.stage} data-part="interaction" data-interaction=${work.interaction}>
        <div class="line">
          <span class="stage" data-part="stage">${stageWord(work)}</span>
          <cc-timer .since=${work.began && work.stage !== "wrap_up" ? work.began : work.since} data-part="timer"></cc-timer>
          ${this.#until()}
        </div>
        <div class="who">
          <div class="name" data-part="pop-name">${callerName(work.pop)}</div>
          ${this.#about()}
        </div>
        ${work.voicemail
          ? html`<audio controls preload="none" src=${work.voicemail} data-part="voicemail"></audio>`
          : nothing}
        ${this.#hasCall()
          ? html`<cc-controls
              .desk=${this.desk} .work=${work} @transfer=${() => this.dispatchEvent(new CustomEvent("transfer"))}
            ></cc-controls>`
          : nothing}
      </section>
      ${work.stage === "offered" ? nothing : html`<cc-script .desk=${this.desk} .work=${work}></cc-script>`}
      ${this.#story()} ${work.stage === "offered" ? nothing : this.#notes()}
    `;
  }

  #hasCall(): boolean {
    return this.work.stage === "offered" || this.work.medium !== "voicemail";
  }

  #until(): TemplateResult | typeof nothing {
    const { work } = this;
    if (work.stage === "offered" && work.expires_at) {
      return html`<span class="until">${t("desk.offer_ends_in")} <cc-timer .until=${work.expires_at} data-part="offer-left"></cc-timer></span>`;
    }
    if (work.stage === "wrap_up" && work.wrap_up_ends_at) {
      return html`<span class="until">${t("desk.wrap_up_ends_in")} <cc-timer .until=${work.wrap_up_ends_at} data-part="wrap-up-left"></cc-timer></span>`;
    }
    return html`<span class="until dim small">${t(`desk.medium.${work.medium}`)}</span>`;
  }

  #about(): TemplateResult {
    const { pop, queue } = this.work;
    const language = pop.language ?? customerOf(pop)?.language;
    return html`<div class="about">
      <strong data-part="pop-number">${callerNumber(pop)}</strong>
      ${pop.region ? html`<span data-part="pop-region">${inMine(pop.region)}</span>` : nothing}
      <span data-part="pop-queue">${this.desk.queueTitle(queue)}</span>
      ${language ? html`<span data-part="pop-language">${known(`live.language.${language}`, language)}</span>` : nothing}
      ${pop.waited === null ? nothing : html`<span data-part="pop-waited">${t("desk.waited", { time: spell(pop.waited) })}</span>`}
      ${pop.visit > 1 ? html`<span>${t("desk.visit", { count: pop.visit })}</span>` : nothing}
    </div>`;
  }

  #story(): TemplateResult {
    const { pop } = this.work;
    const why = pop.why;
    const pressed = pop.choices.map((choice) => [choice.key, this.#place(choice.to)].filter(Boolean).join(" → ")).join(" · ");
    return html`<dl class="card story" data-part="story">
      ${pop.transferred_by ? html`<dt>${t("desk.transferred_by")}</dt><dd data-part="pop-transferred">${pop.transferred_by}</dd>` : nothing}
      <dt>${t("desk.pressed")}</dt><dd data-part="pop-choices">${pressed || t("desk.pressed_nothing")}</dd>
      <dt>${t("desk.dialled")}</dt><dd>${pop.dialled}</dd>
      ${why
        ? html`<dt>${t("desk.why_you")}</dt>
            <dd data-part="pop-why">${known(`desk.why.${why.chosen_by}`, why.chosen_by)} · ${t("desk.why.counts", {
              free: why.free, qualified: why.qualified, idle: spell(why.idle_for),
            })}${Object.entries(why.skills).map(([skill, level]) => ` · ${known(`desk.skill.${skill}`, skill)} ≥ ${level}`)}</dd>`
        : nothing}
    </dl>`;
  }

  /** A choice may lead to a queue, whose title people know; the names inside a flow say nothing to them. */
  #place(name: string): string {
    return inMine(this.desk.facts?.queues.find((queue) => queue.name === name)?.title);
  }

  #notes(): TemplateResult {
    const { work, desk } = this;
    const draft = desk.drafts.of(work.interaction, work.pop.note);
    const choices = desk.dispositions(work);
    const wrapUp = work.stage === "wrap_up" || work.medium === "voicemail";
    const missing = choices.length > 0 && !draft.disposition;
    return html`<section class="card notes">
      <header>
        <h2>${t("desk.notes")}</h2>${kbd("notes")}
        <span class="small dim" role="status" data-part="note-saved">
          ${desk.drafts.saved(work.interaction) ? (draft.text ? t("desk.saved") : nothing) : t("desk.saving")}
        </span>
      </header>
      <textarea
        class="field" maxlength="4000" aria-label=${t("desk.notes")} aria-keyshortcuts=${ariaKey("notes")} data-part="note"
        placeholder=${t("desk.notes_hint")} .value=${draft.text} @input=${this.#typed}
      ></textarea>
      <fieldset>
        <legend>${t("desk.disposition")}</legend>
        <div class="choices">
          ${choices.map(
            (choice) => html`<label>
              <input
                type="radio" name="disposition" value=${choice.code} data-disposition=${choice.code}
                .checked=${draft.disposition === choice.code} @change=${() => this.#choose(choice.code)}
              />${inMine(choice.title)}</label>`,
          )}
        </div>
      </fieldset>
      <footer>
        ${missing && wrapUp ? html`<span class="small dim">${t("desk.choose_disposition")}</span>` : nothing}
        <button
          type="button" class="first" data-do="finish" aria-keyshortcuts=${ariaKey("finish")}
          ?disabled=${!wrapUp || missing || desk.asked("finish", work)} @click=${() => desk.finish(work)}
        >${t("desk.finish")} ${kbd("finish")}</button>
      </footer>
    </section>`;
  }

  #typed(event: InputEvent): void {
    this.desk.drafts.write(this.work.interaction, (event.target as HTMLTextAreaElement).value);
    this.requestUpdate();
  }

  #choose(code: string): void {
    this.desk.drafts.choose(this.work.interaction, code, this.work.pop.note);
    this.requestUpdate();
  }
}

customElements.define("cc-interaction", InteractionInHand);
