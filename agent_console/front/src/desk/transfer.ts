// <cc-transfer>: hand the call on to a colleague, another queue or an outside number.
import { css, html, type TemplateResult } from "lit";
import { look, stateColours } from "../look";
import { inMine, t } from "../texts";
import type { Target } from "./desk";
import { DeskPart } from "./part";
import type { Colleague, Work } from "./wire";

type Kind = "agent" | "queue" | "number";
const KINDS: readonly Kind[] = ["agent", "queue", "number"];

export class TransferDialog extends DeskPart {
  static override styles = [
    look,
    stateColours,
    css`
      dialog {
        width: min(30rem, 92vw);
        padding: 0;
        border: 1px solid var(--cc-line, #d6dce4);
        border-radius: var(--cc-radius-l, 10px);
        background: var(--cc-surface, #fff);
        color: inherit;
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 0.3);
      }
      form {
        display: grid;
        gap: 0.75rem;
        padding: 1rem;
      }
      header {
        display: flex;
        justify-content: space-between;
        align-items: center;
      }
      .tabs {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 0.375rem;
      }
      .list {
        display: grid;
        align-content: start;
        gap: 0.25rem;
        height: 17rem;
        overflow: auto;
      }
      .list button {
        display: grid;
        grid-template-columns: 0.625rem 3.5rem 1fr auto;
        gap: 0.5rem;
        text-align: left;
        font-weight: 500;
        border-color: var(--cc-line, #d6dce4);
      }
      .list button.queue {
        grid-template-columns: 1fr;
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
      .number {
        display: grid;
        align-content: start;
        gap: 0.75rem;
        height: 17rem;
      }
    `,
  ];
  static override properties = {
    ...DeskPart.properties, work: { state: true }, kind: { state: true }, filter: { state: true },
  };
  declare work: Work | null;
  declare kind: Kind;
  declare filter: string;

  constructor() {
    super();
    this.work = null;
    this.kind = "agent";
    this.filter = "";
  }

  open(work: Work): void {
    this.work = work;
    this.filter = "";
    void this.updateComplete.then(() => {
      this.#dialog?.showModal();
      this.#field?.focus();
    });
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  get #field(): HTMLInputElement | null {
    return this.renderRoot.querySelector("input");
  }

  protected override updated(): void {
    const now = this.desk.work.find((one) => one.interaction === this.work?.interaction);
    const over = now === undefined || !["talking", "held"].includes(now.stage);
    if (over && this.#dialog?.open) this.#dialog.close();
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" data-part="transfer">
      <form @submit=${this.#submit}>
        <header>
          <h2 id="title">${t("desk.transfer.title")}</h2>
          <button type="button" class="quiet" data-do="cancel" @click=${() => this.#dialog?.close()}>${t("desk.cancel")}</button>
        </header>
        <div class="tabs">
          ${KINDS.map(
            (kind) => html`<button
              type="button" data-do="transfer-by" data-kind=${kind} aria-pressed=${String(this.kind === kind)}
              @click=${() => this.#turnTo(kind)}
            >${t(`desk.transfer.${kind}`)}</button>`,
          )}
        </div>
        ${this.kind === "number" ? this.#number() : this.#lists()}
      </form>
    </dialog>`;
  }

  #lists(): TemplateResult {
    return html`
      <input
        class="field" type="search" autocomplete="off" .value=${this.filter} aria-label=${t("desk.transfer.search")}
        placeholder=${t("desk.transfer.search")}
        @input=${(event: InputEvent) => (this.filter = (event.target as HTMLInputElement).value)}
      />
      <div class="list">${this.kind === "agent" ? this.#agents() : this.#queues()}</div>
    `;
  }

  #agents(): TemplateResult | TemplateResult[] {
    const found = this.#foundAgents();
    if (!found.length) return html`<p class="dim">${t("desk.transfer.nobody")}</p>`;
    return found.map(
      (one) => html`<button
        type="button" data-do="transfer-to" data-agent=${one.agent} data-state=${stateOf(one)}
        ?disabled=${one.presence === "signed_out"} @click=${() => this.#to({ agent: one.agent })}
      ><i></i><span class="dim">${one.number}</span><span>${one.name}</span><span class="small tone">${this.#word(one)}</span></button>`,
    );
  }

  #foundAgents(): readonly Colleague[] {
    const wish = this.filter.trim().toLowerCase();
    return this.desk.colleagues.filter((one) => `${one.name} ${one.number}`.toLowerCase().includes(wish));
  }

  #queues(): TemplateResult | TemplateResult[] {
    const found = this.#foundQueues();
    if (!found.length) return html`<p class="dim">${t("desk.transfer.no_queue")}</p>`;
    return found.map(
      ({ name, title }) => html`<button
        type="button" class="queue" data-do="transfer-to" data-queue=${name} @click=${() => this.#to({ queue: name })}
      >${inMine(title)}</button>`,
    );
  }

  #foundQueues(): { name: string; title: Record<string, string> }[] {
    const wish = this.filter.trim().toLowerCase();
    return [...(this.desk.facts?.queues ?? [])].filter(({ name, title }) =>
      `${name} ${inMine(title)}`.toLowerCase().includes(wish),
    );
  }

  #number(): TemplateResult {
    return html`<div class="number">
      <label>${t("desk.transfer.number_label")}
        <input class="field" type="tel" name="number" autocomplete="off" maxlength="64" data-part="transfer-number" />
      </label>
      <button type="submit" class="first" data-do="transfer-number">${t("desk.transfer.now")}</button>
    </div>`;
  }

  #turnTo(kind: Kind): void {
    this.kind = kind;
    this.filter = "";
    void this.updateComplete.then(() => this.#field?.focus());
  }

  #word(one: Colleague): string {
    if (one.presence === "available") return one.busy ? t("desk.busy") : t("desk.presence.available");
    return one.presence === "aux" ? this.desk.titleOf("aux_codes", one.code) || t("desk.presence.aux") : t("desk.presence.signed_out");
  }

  /** Enter in the search field takes what is left when it is only one. */
  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.kind === "number") {
      const number = this.#field?.value.replace(/[\s()./-]/g, "") ?? "";
      if (number) this.#to({ number });
      return;
    }
    const [agent, ...others] = this.#foundAgents();
    const [queue, ...more] = this.#foundQueues();
    if (this.kind === "agent" && agent && !others.length) this.#to({ agent: agent.agent });
    if (this.kind === "queue" && queue && !more.length) this.#to({ queue: queue.name });
  }

  #to(target: Target): void {
    if (!this.work) return;
    void this.desk.transfer(this.work, target).then((done) => {
      if (done) this.#dialog?.close();
    });
  }
}

function stateOf(one: Colleague): string {
  return one.presence === "available" && one.busy ? "talking" : one.presence;
}

customElements.define("cc-transfer", TransferDialog);
