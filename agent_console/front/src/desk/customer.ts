// <cc-customer>: the customer's record; a chooser when several fit, a prefilled form when none does.
import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { inMine, known, t } from "../texts";
import { day, dayAndTime, spell } from "../time";
import { boot } from "../boot";
import { callerNumber, customerOf } from "./caller";
import { dialable } from "./dialable";
import { DeskPart } from "./part";
import "./why";
import type { CustomerCard, Order, PastInteraction, Work } from "./wire";

export class CustomerPanel extends DeskPart {
  static override styles = [
    look,
    css`
      :host {
        display: grid;
        gap: 0.625rem;
      }
      section {
        padding: 0.75rem 1rem 1rem;
        display: grid;
        gap: 0.75rem;
        align-content: start;
      }
      header {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
        flex-wrap: wrap;
      }
      .name {
        font-size: 1.125rem;
        font-weight: 650;
      }
      .facts {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.125rem 0.75rem;
      }
      .facts dt {
        color: var(--cc-text-dim, #516072);
      }
      .note {
        padding: 0.5rem 0.625rem;
        border-left: 3px solid var(--cc-warn, #8a5200);
        background: var(--cc-warn-soft, #f7eee0);
        overflow-wrap: anywhere;
      }
      .list {
        display: grid;
      }
      .list li {
        padding: 0.4375rem 0;
        border-top: 1px solid var(--cc-line, #d6dce4);
      }
      .row {
        display: flex;
        justify-content: space-between;
        gap: 0.75rem;
      }
      .row > :first-child {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .row > :last-child {
        white-space: nowrap;
      }
      .match {
        display: grid;
        width: 100%;
        gap: 0;
        justify-content: start;
        text-align: left;
        white-space: normal;
        padding: 0.5rem 0.75rem;
        margin-bottom: 0.5rem;
      }
      .match span {
        font-weight: 400;
      }
      form {
        display: grid;
        gap: 0.625rem;
      }
      form textarea {
        height: 4.5rem;
      }
      .actions {
        display: flex;
        gap: 0.5rem;
      }
      .quiet {
        min-height: 1.5rem;
      }
    `,
  ];
  static override properties = {
    ...DeskPart.properties, work: { attribute: false }, again: { state: true }, writing: { state: true },
  };
  declare work: Work;
  declare again: boolean; // choosing anew
  declare writing: boolean; // a new customer although others fit

  constructor() {
    super();
    this.again = false;
    this.writing = false;
  }

  protected override render(): TemplateResult {
    const inTheMiddle = this.work.stage === "offered";
    return html`${this.#who()}${inTheMiddle ? nothing : html`<cc-why .desk=${this.desk} .work=${this.work}></cc-why>`}`;
  }

  #who(): TemplateResult | typeof nothing {
    const { pop } = this.work;
    const customer = customerOf(pop);
    if (this.work.direction === "internal" && !customer) return nothing; // a colleague is no customer
    if (customer && !this.again) return this.#card(customer);
    if (pop.matches.length > 0 && !this.writing) return this.#chooser();
    return this.#form();
  }

  // ---------------------------------------------------------------- known

  #card(customer: CustomerCard): TemplateResult {
    return html`<section class="card" data-part="customer" data-customer=${customer.id} aria-label=${t("desk.customer")}>
      <header>
        <span class="name" data-part="customer-name">${customer.name}</span>
        ${customer.demo ? html`<span class="badge">${t("desk.demo")}</span>` : nothing}
      </header>
      <dl class="facts">
        ${customer.company ? html`<dt>${t("desk.customer.company")}</dt><dd>${customer.company}</dd>` : nothing}
        <dt>${t("desk.customer.language")}</dt><dd>${known(`live.language.${customer.language}`, customer.language)}</dd>
        ${customer.addresses.map(
          (address) => html`<dt>${known(`live.address.${address.kind}`, address.kind)}</dt><dd>${this.#address(address)}</dd>`,
        )}
        ${customer.since ? html`<dt>${t("desk.customer.since")}</dt><dd>${day(customer.since)}</dd>` : nothing}
      </dl>
      ${customer.note ? html`<p class="note" data-part="customer-note">${customer.note}</p>` : nothing}
      <div>
        <h3>${t("desk.orders")} (${customer.orders.length})</h3>
        ${customer.orders.length
          ? html`<ul class="list">${customer.orders.map(order)}</ul>`
          : html`<p class="dim">${t("desk.no_orders")}</p>`}
      </div>
      <div>
        <h3>${t("desk.history")} (${customer.history.length})</h3>
        ${customer.history.length
          ? html`<ul class="list" data-part="customer-history">${customer.history.map((past) => this.#past(past))}</ul>`
          : html`<p class="dim">${t("desk.no_history")}</p>`}
      </div>
      <div>
        <button type="button" class="quiet" data-do="other-customer" @click=${() => (this.again = true)}>
          ${t("desk.customer.other")}
        </button>
      </div>
    </section>`;
  }

  #address({ kind, value, shown }: CustomerCard["addresses"][number]): TemplateResult | string {
    if (kind === "province") return inMine(this.desk.facts?.provinces?.find(({ code }) => code === value)?.title) || value;
    if (kind !== "phone") return shown;
    const { pop, interaction } = this.work;
    return dialable(this.desk, shown, value, shown === pop.caller_shown ? interaction : "");
  }

  #past(past: PastInteraction): TemplateResult {
    const outcome = past.disposition
      ? this.desk.titleOf("dispositions", past.disposition)
      : past.outcome
        ? known(`live.outcome.${past.outcome}`, past.outcome)
        : "";
    const about = [known(`desk.medium.${past.medium}`, past.medium), this.desk.queueTitle(past.queue), this.desk.agentName(past.agent ?? "")];
    return html`<li>
      <div class="row"><span>${dayAndTime(past.at)}</span>
        <span class="dim">${past.medium === "voicemail" ? nothing : dialable(this.desk, t("desk.call_back"), "", past.interaction)} ${spell(past.seconds)}</span></div>
      <div class="row small"><span class="dim">${about.filter(Boolean).join(" · ")}</span><span>${outcome}</span></div>
      ${past.note ? html`<div class="small">${past.note}</div>` : nothing}
    </li>`;
  }

  // ---------------------------------------------------------------- several fit

  #chooser(): TemplateResult {
    const { pop } = this.work;
    return html`<section class="card" data-part="chooser" aria-label=${t("desk.customer")}>
      <h2>${t("desk.choose_customer", { number: callerNumber(pop) })}</h2>
      <div>
        ${pop.matches.map(
          (match) => html`<button
            type="button" class="match" data-do="choose-customer" data-customer=${match.id}
            @click=${() => this.#settle({ customer: match.id })}
          >
            <strong>${match.name}</strong>
            <span class="small dim">${[match.company, known(`live.language.${match.language}`, match.language)].filter(Boolean).join(" · ")}</span>
            <span class="small dim">${t("desk.match_counts", { orders: match.orders.length, history: match.history.length })}</span>
          </button>`,
        )}
      </div>
      <div class="actions">
        <button type="button" data-do="new-customer" @click=${() => (this.writing = true)}>${t("desk.new_customer")}</button>
        ${this.again ? this.#back() : nothing}
      </div>
    </section>`;
  }

  // ---------------------------------------------------------------- nobody fits

  #form(): TemplateResult {
    const { pop } = this.work;
    const languages = this.desk.facts?.languages ?? ["zh-CN", "en"];
    const language = pop.language ?? boot.language;
    return html`<section class="card" data-part="new-customer" aria-label=${t("desk.new_customer")}>
      <h2>${t("desk.new_customer")}</h2>
      <form @submit=${this.#submit}>
        <label>${t("desk.customer.number")}<input class="field" readonly .value=${callerNumber(pop)} /></label>
        <label>${t("desk.customer.name")}
          <input class="field" name="name" required maxlength="200" autocomplete="off" value=${pop.caller_name} />
        </label>
        <label>${t("desk.customer.language")}
          <select class="field" name="language">
            ${languages.map(
              (one) => html`<option value=${one} ?selected=${one === language}>${known(`live.language.${one}`, one)}</option>`,
            )}
          </select>
        </label>
        ${this.#provinces()}
        <label>${t("desk.customer.note")}<textarea class="field" name="note" maxlength="4000"></textarea></label>
        <div class="actions">
          <button type="submit" class="first" data-do="save-customer" ?disabled=${this.desk.asked("customer", this.work)}>
            ${t("desk.customer.save")}
          </button>
          ${this.writing || this.again ? this.#back() : nothing}
        </div>
      </form>
    </section>`;
  }

  /** Where they live goes before where their number is from; in a country whose provinces are known. */
  #provinces(): TemplateResult | typeof nothing {
    const provinces = this.desk.facts?.provinces ?? [];
    if (!provinces.length) return nothing;
    return html`<label>${t("live.address.province")}
      <select class="field" name="province">
        <option value="">–</option>
        ${provinces.map(({ code, title }) => html`<option value=${code}>${inMine(title)}</option>`)}
      </select>
    </label>`;
  }

  #back(): TemplateResult {
    return html`<button type="button" data-do="cancel" @click=${this.#cancel}>${t("desk.cancel")}</button>`;
  }

  #cancel(): void {
    this.again = this.again && !this.writing ? false : this.again && this.work.pop.matches.length > 0;
    this.writing = false;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const written = new FormData(event.target as HTMLFormElement);
    const read = (field: string): string => String(written.get(field) ?? "").trim();
    if (!read("name")) return;
    void this.#settle({ new: { name: read("name"), language: read("language"), note: read("note"), ...(read("province") ? { province: read("province") } : {}) } });
  }

  async #settle(who: Parameters<typeof this.desk.settle>[1]): Promise<void> {
    if (await this.desk.settle(this.work, who)) this.again = this.writing = false;
  }
}

function order(one: Order): TemplateResult {
  const amount = new Intl.NumberFormat(boot.language, {
    style: "currency", currency: one.currency, currencyDisplay: "narrowSymbol",
  }).format(one.amount);
  return html`<li>
    <div class="row"><span>${inMine(one.title)}</span><span>${amount}</span></div>
    <div class="row small dim"><span>${day(one.placed_at)} · ${one.id}</span><span>${known(`live.order.${one.status}`, one.status)}</span></div>
  </li>`;
}

customElements.define("cc-customer", CustomerPanel);
