// <cc-directory>: whom to hand the call to, to consult, to bring in or to call: colleagues with their live presence,
// queues, or an outside number. What may not be dialled is said here, beside the number.
import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { look, stateColours } from "../look";
import { inMine, t } from "../texts";
import { refusal, type Target } from "./desk";
import { DeskPart } from "./part";
import type { Colleague, Work } from "./wire";

export type Purpose = "transfer" | "consult" | "party" | "dial";
type Kind = "agent" | "queue" | "number";
const DOES: Readonly<Record<Purpose, string>> = { transfer: "transfer", consult: "consult", party: "conference", dial: "dial" };

/** As `GET /api/queues` tells it. */
interface QueueNow {
  readonly waiting: number;
  readonly available: number;
  readonly closed: "closed" | "divert" | null;
}

export class Directory extends DeskPart {
  static override styles = [
    look,
    stateColours,
    css`
      dialog {
        width: min(34rem, 92vw);
        padding: 0;
      }
      form {
        display: grid;
        gap: 0.625rem;
        padding: 1rem;
      }
      header {
        display: flex;
        justify-content: space-between;
        align-items: center;
      }
      .tabs {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: 1fr;
        gap: 0.375rem;
      }
      .list,
      .number {
        display: grid;
        align-content: start;
        gap: 0.25rem;
        height: 18rem;
        overflow: auto;
        padding: 2px;
      }
      .number {
        gap: 0.75rem;
      }
      .list button {
        display: grid;
        grid-template-columns: 0.625rem 3.5rem minmax(0, 1fr) minmax(0, 7rem) 8.5rem;
        gap: 0.5rem;
        text-align: left;
        font-weight: 500;
        border-color: var(--cc-line, #d6dce4);
      }
      .list button > * {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .list button > :last-child {
        text-align: right;
      }
      .list button.queue {
        grid-template-columns: 1fr auto;
      }
      i {
        width: 0.625rem;
        height: 0.625rem;
        border-radius: 50%;
        background: var(--tone);
      }
      .tone {
        color: var(--tone);
      }
    `,
  ];
  static override properties = {
    ...DeskPart.properties, work: { state: true }, purpose: { state: true }, kind: { state: true },
    filter: { state: true }, why: { state: true }, waiting: { state: true }, queuesNow: { state: true },
  };
  declare work: Work | null;
  declare purpose: Purpose;
  declare kind: Kind;
  declare filter: string;
  declare why: string | null;
  declare waiting: boolean;
  declare queuesNow: Readonly<Record<string, QueueNow>>;

  constructor() {
    super();
    this.queuesNow = {};
    this.work = null;
    this.purpose = "transfer";
    this.kind = "agent";
    this.filter = "";
    this.why = null;
    this.waiting = false;
  }

  /** `work`: the call it is about; null for a call of one's own. `number`: already filled in. */
  open(purpose: Purpose, work: Work | null, number = ""): void {
    this.purpose = purpose;
    this.work = work;
    this.filter = "";
    this.why = null;
    this.kind = number ? "number" : "agent";
    void this.updateComplete.then(() => {
      if (!this.#dialog?.open) this.#dialog?.showModal();
      if (this.kind === "number" && this.#field) this.#field.value = number;
      this.#field?.focus();
    });
  }

  get #kinds(): readonly Kind[] {
    return this.purpose === "transfer" ? ["agent", "queue", "number"] : ["agent", "number"];
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  get #field(): HTMLInputElement | null {
    return this.renderRoot.querySelector("input");
  }

  protected override updated(): void {
    if (this.purpose === "dial" || !this.#dialog?.open) return;
    const now = this.desk.work.find((one) => one.interaction === this.work?.interaction);
    if (now === undefined || !["talking", "held"].includes(now.stage)) this.#dialog.close();
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" data-part="directory" data-purpose=${this.purpose}>
      <form @submit=${this.#submit}>
        <header>
          <h2 id="title">${t(`desk.directory.${this.purpose}`)}</h2>
          <button type="button" class="quiet" data-do="cancel" @click=${() => this.#dialog?.close()}>${t("desk.cancel")}</button>
        </header>
        <div class="tabs">
          ${this.#kinds.map(
            (kind) => html`<button
              type="button" data-do="directory-by" data-kind=${kind} aria-pressed=${String(this.kind === kind)}
              @click=${() => this.#turnTo(kind)}
            >${t(`desk.directory.by.${kind}`)}</button>`,
          )}
        </div>
        ${this.kind === "number" ? this.#number() : this.#lists()}
        ${this.purpose === "dial" ? this.#onBehalf() : nothing}
        ${this.kind === "number" ? nothing : this.#refused()}
      </form>
    </dialog>`;
  }

  #refused(): TemplateResult | typeof nothing {
    if (this.why === null) return nothing;
    return html`<p class="notice bad" role="alert" data-part="directory-refused" data-why=${this.why}>${refusal(this.why)}</p>`;
  }

  /** The queue whose number is shown and whose codes are used at the end. */
  #onBehalf(): TemplateResult {
    return html`<label>${t("desk.directory.on_behalf")}
      <select class="field" name="queue" data-part="directory-queue">
        <option value="">${t("desk.directory.no_queue")}</option>
        ${this.desk.facts?.queues.map(({ name, title }) => html`<option value=${name}>${inMine(title)}</option>`)}
      </select>
    </label>`;
  }

  #lists(): TemplateResult {
    const search = t(this.kind === "agent" ? "desk.directory.search" : "desk.directory.search_queue");
    return html`
      <input
        class="field" type="search" autocomplete="off" .value=${this.filter} aria-label=${search} placeholder=${search}
        @input=${(event: InputEvent) => (this.filter = (event.target as HTMLInputElement).value)}
      />
      <div class="list" @keydown=${this.#walk}>${this.kind === "agent" ? this.#agents() : this.#queues()}</div>
    `;
  }

  #agents(): TemplateResult {
    const found = this.#foundAgents();
    if (!found.length) return html`<p class="dim">${t("desk.directory.nobody")}</p>`;
    return html`${repeat(found, (one) => one.agent, (one) => {
      const state = stateOf(one);
      return html`<button
        type="button" data-do="directory-to" data-agent=${one.agent} data-state=${state}
        ?disabled=${this.waiting || one.presence === "signed_out" || one.reachable === false} @click=${() => this.#to({ agent: one.agent })}
      ><i></i><span class="dim">${one.number}</span><span>${one.name}</span>
        <span class="small dim">${one.supervisor ? t("desk.directory.supervisor") : (one.team ?? "")}</span>
        <span class="small tone">${this.#word(one, state)}</span></button>`;
    })}`;
  }

  #foundAgents(): readonly Colleague[] {
    const wish = this.filter.trim().toLowerCase();
    return this.desk.colleagues.filter((one) => `${one.name} ${one.number} ${one.team ?? ""}`.toLowerCase().includes(wish));
  }

  #queues(): TemplateResult | TemplateResult[] {
    const found = this.#foundQueues();
    if (!found.length) return html`<p class="dim">${t("desk.directory.no_such_queue")}</p>`;
    return found.map(
      ({ name, title }) => html`<button
        type="button" class="queue" data-do="directory-to" data-queue=${name} ?disabled=${this.waiting || this.queuesNow[name]?.closed === "closed"}
        @click=${() => this.#to({ queue: name })}
      ><span>${inMine(title)}</span>${this.#queueNow(name)}</button>`,
    );
  }

  #queueNow(name: string): TemplateResult | typeof nothing {
    const now = this.queuesNow[name];
    if (!now) return nothing;
    const closed = now.closed ? html`<strong>${t(now.closed === "closed" ? "desk.directory.closed" : "desk.directory.diverted")}</strong> · ` : nothing;
    return html`<span class="small dim" data-part="queue-now">${closed}${t("desk.directory.queue_now", { waiting: now.waiting, free: now.available })}</span>`;
  }

  /** How it stands now: a queue nobody is free in is no good place to send somebody. */
  async #askQueues(): Promise<void> {
    try {
      const answer = await fetch("/api/queues", { cache: "no-store" });
      if (answer.ok) this.queuesNow = (await answer.json()) as Readonly<Record<string, QueueNow>>;
    } catch {
      // The list is of use without.
    }
  }

  #foundQueues(): { name: string; title: Record<string, string> }[] {
    const wish = this.filter.trim().toLowerCase();
    return [...(this.desk.facts?.queues ?? [])].filter(({ name, title }) =>
      `${name} ${inMine(title)}`.toLowerCase().includes(wish),
    );
  }

  #number(): TemplateResult {
    return html`<div class="number">
      <label>${t("desk.directory.number")}
        <input class="field" type="tel" autocomplete="off" maxlength="64" data-part="directory-number" @input=${() => (this.why = null)} />
      </label>
      <button type="submit" class="first" data-do="directory-number" ?disabled=${this.waiting}>${t(`desk.directory.${this.purpose}.now`)}</button>
      ${this.#refused()}
      <p class="dim small">${t(`desk.directory.${this.purpose}.text`)}</p>
    </div>`;
  }

  #turnTo(kind: Kind): void {
    this.kind = kind;
    this.filter = "";
    this.why = null;
    if (kind === "queue") void this.#askQueues();
    void this.updateComplete.then(() => this.#field?.focus());
  }

  #word(one: Colleague, state: string): string {
    if (state === "unreachable") return t("desk.unreachable");
    if (state === "talking") return t("desk.busy");
    return one.presence === "aux" ? this.desk.titleOf("aux_codes", one.code) || t("desk.presence.aux") : t(`desk.presence.${one.presence}`);
  }

  /** Arrows walk the list, so that no mouse is needed. */
  #walk(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step || event.altKey) return;
    event.preventDefault();
    const all = [...this.renderRoot.querySelectorAll<HTMLButtonElement>(".list button:not(:disabled)")];
    const at = all.indexOf(event.composedPath()[0] as HTMLButtonElement);
    all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
  }

  /** Enter in the search field takes what is left when it is only one. */
  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.kind === "number") {
      const number = this.#field?.value.replace(/[\s()./-]/g, "") ?? "";
      if (number) void this.#to({ number });
      return;
    }
    const [agent, ...others] = this.#foundAgents();
    const [queue, ...more] = this.#foundQueues();
    if (this.kind === "agent" && agent && !others.length) void this.#to({ agent: agent.agent });
    if (this.kind === "queue" && queue && !more.length) void this.#to({ queue: queue.name });
  }

  async #to(target: Target): Promise<void> {
    if (this.waiting) return;
    this.waiting = true;
    this.why = null;
    const queue = this.renderRoot.querySelector<HTMLSelectElement>("select")?.value;
    const about = this.purpose === "dial" ? (queue ? { queue } : {}) : { interaction: this.work?.interaction ?? "" };
    this.why = await this.desk.ask(DOES[this.purpose], { ...about, ...target });
    this.waiting = false;
    if (this.why === null) this.#dialog?.close();
  }
}

function stateOf(one: Colleague): string {
  if (one.reachable === false && one.presence !== "signed_out") return "unreachable";
  return one.presence === "available" && one.busy ? "talking" : one.presence;
}

customElements.define("cc-directory", Directory);
