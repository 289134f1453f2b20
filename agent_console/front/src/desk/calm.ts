// <cc-calm>: nothing is in hand. Beginning work and choosing the phone, waiting, away, or not having answered.
import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { supported } from "../phone";
import { t } from "../texts";
import { DeskPart } from "./part";
import { kbd } from "./shortcuts";
import type { Me, PhoneChoice, PhoneKind } from "./wire";

const KINDS: readonly PhoneKind[] = ["softphone", "desk_phone", "seat", "number"];

export class Calm extends DeskPart {
  static override styles = [
    look,
    css`
      :host {
        height: 100%;
      }
      .calm {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 1rem;
        min-height: 100%;
        padding: 1.5rem;
        text-align: center;
      }
      h1 {
        font-size: 1.5rem;
        font-weight: 650;
      }
      p {
        max-width: 32rem;
      }
      button.first {
        min-height: 3.25rem;
        padding: 0 2rem;
        font-size: 1.125rem;
      }
      .bad h1 {
        color: var(--cc-bad, #b3261e);
      }
      .phones {
        display: grid;
        gap: 0.375rem;
        margin: 0;
        padding: 0;
        border: 0;
        width: 26rem;
        max-width: 100%;
        text-align: left;
      }
      .phones legend {
        padding-bottom: 0.375rem;
        font-weight: 600;
      }
      .phones label {
        display: grid;
        grid-template-columns: auto 10rem 1fr;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.5rem;
        padding: 0 0.75rem;
        border: 1px solid var(--cc-line, #d6dce4);
        border-radius: var(--cc-radius, 6px);
        color: inherit;
        font-size: var(--cc-size, 0.875rem);
        cursor: pointer;
      }
      .phones label:has(:checked) {
        border-color: var(--cc-accent, #1b5ebd);
        background: var(--cc-accent-soft, #e6eefb);
      }
      .phones .field {
        margin: 0;
      }
    `,
  ];
  static override properties = { ...DeskPart.properties, kind: { state: true }, seat: { state: true }, number: { state: true } };
  declare kind: PhoneKind | null; // null = as last time
  declare seat: string | null;
  declare number: string | null;

  constructor() {
    super();
    this.kind = this.seat = this.number = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { me } = this.desk;
    if (!me) return nothing;
    if (me.presence === "signed_out") return this.#start(me);
    if (me.not_responding) {
      return html`<section class="card calm bad" data-part="not-responding">
        <h1>${t("desk.not_responding.title")}</h1>
        <p>${t("desk.not_responding.text")}</p>
        <button type="button" class="first" data-do="available" @click=${() => this.desk.do("available")}>${t("desk.im_back")} ${kbd("ready")}</button>
      </section>`;
    }
    if (me.presence === "aux") {
      return html`<section class="card calm">
        <h1>${this.desk.titleOf("aux_codes", me.code) || t("desk.presence.aux")}</h1>
        ${forced(me)}
        <p class="dim">${t("desk.aux.text")}</p>
        <button type="button" class="first" data-do="available" @click=${() => this.desk.do("available")}>${t("desk.presence.available")} ${kbd("ready")}</button>
      </section>`;
    }
    if (!me.reachable) return noPhone(me);
    return html`<section class="card calm" data-part="waiting">
      <h1>${t("desk.waiting.title")}</h1>
      ${forced(me)}
      <p class="dim">${t("desk.waiting.text")}</p>
    </section>`;
  }

  #start(me: Me): TemplateResult {
    const { starting } = this.desk;
    const kind = this.kind ?? me.phone;
    const can = kind !== "softphone" || supported();
    return html`<section class="card calm" data-part="start">
      <h1>${t("desk.start.title", { name: me.name })}</h1>
      ${forced(me)}
      <fieldset class="phones">
        <legend>${t("desk.start.phone")}</legend>
        ${(me.phones ?? KINDS).map((one) => this.#choice(one, kind, me))}
      </fieldset>
      <p class="dim small">${can ? t(`desk.start.${kind}`) : t("live.unsupported")}</p>
      <button
        type="button" class="first" data-do="sign-in" ?disabled=${starting || !can || !this.#complete(kind, me)}
        @click=${() => this.desk.startWork(this.#chosen(me))}
      >${starting ? t("desk.start.starting") : t("desk.start.now")}</button>
      ${kind === "softphone" ? html`<cc-sound-test .desk=${this.desk}></cc-sound-test>` : nothing}
    </section>`;
  }

  #choice(one: PhoneKind, kind: PhoneKind, me: Me): TemplateResult {
    const pick = (): void => {
      this.kind = one;
    };
    const typed = (field: "seat" | "number") => (event: InputEvent): void => {
      this.kind = one;
      this[field] = (event.target as HTMLInputElement).value;
    };
    return html`<label>
      <input type="radio" name="phone" value=${one} data-phone=${one} .checked=${one === kind} @change=${pick} />
      <span>${t(`desk.phone_kind.${one}`)}</span>
      ${one === "seat"
        ? html`<input class="field" maxlength="64" autocomplete="off" data-part="seat" aria-label=${t("desk.phone_kind.seat.name")} placeholder=${t("desk.phone_kind.seat.name")} .value=${this.seat ?? me.seat ?? ""} @input=${typed("seat")} />`
        : one === "number"
          ? html`<input class="field" type="tel" maxlength="64" autocomplete="off" data-part="number" aria-label=${t("desk.phone_kind.number.which")} placeholder=${t("desk.phone_kind.number.which")} .value=${this.number ?? this.#lastNumber(me)} @input=${typed("number")} />`
          : nothing}
    </label>`;
  }

  #lastNumber(me: Me): string {
    return (me.phone === "number" && me.phone_shown) || (me.home ?? "");
  }

  #complete(kind: PhoneKind, me: Me): boolean {
    if (kind === "seat") return (this.seat ?? me.seat ?? "").trim() !== "";
    if (kind === "number") return (this.number ?? this.#lastNumber(me)).trim() !== "";
    return true;
  }

  /** What was not touched is as last time: the server knows the number, this page perhaps not whole. */
  #chosen(me: Me): PhoneChoice | null {
    const kind = this.kind ?? me.phone;
    const untouched = this.seat === null && this.number === null;
    if (kind === me.phone && untouched) return null;
    if (kind === "seat") return { kind, seat: (this.seat ?? me.seat ?? "").trim() };
    if (kind === "number") return { kind, number: (this.number ?? this.#lastNumber(me)).replace(/[\s()./-]/g, "") };
    return { kind };
  }
}

/** Available, and nothing can come. */
function noPhone(me: Me): TemplateResult {
  return html`<section class="card calm bad" data-part="no-phone">
    <h1>${t("desk.no_phone.title")}</h1>
    ${forced(me)}
    <p>${t("desk.no_phone.text")}</p>
    <p class="dim">${t(me.phone === "softphone" ? "desk.no_phone.here" : "desk.no_phone.other")}</p>
  </section>`;
}

/** Nobody wonders who chose for them. */
function forced(me: Me): TemplateResult | typeof nothing {
  return me.forced_by ? html`<p class="notice warn small" role="status" data-part="forced-by">${t("desk.forced", { name: me.forced_by })}</p>` : nothing;
}

customElements.define("cc-calm", Calm);
