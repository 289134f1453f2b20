// <cc-menu>: what can be done about one row. Arrows choose, Escape leaves; what cannot be done says why.
//
//   menu.open(element, "王芳 1001", [{ does: "listen", word: t("floor.do.listen"), act, why: "" }, …])
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";

export interface Item {
  readonly does: string;
  readonly word: string;
  readonly act: () => void;
  readonly why?: string; // cannot be done, for this reason
  readonly grave?: boolean;
  readonly begins?: boolean; // a line above it
}

export class Menu extends LitElement {
  static override properties = { items: { state: true }, heading: { state: true } };
  static override styles = [
    look,
    css`
      .menu {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 0.25rem;
        min-width: 13rem;
        max-width: 20rem;
        border: 1px solid var(--cc-line-strong, #7d8a9b);
        border-radius: var(--cc-radius-l, 10px);
        background: var(--cc-surface, #fff);
        color: var(--cc-text, #17212e);
        box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
      }
      h3 {
        padding: 0.25rem 0.625rem;
      }
      button {
        display: block;
        width: 100%;
        min-height: 1.875rem;
        border: 0;
        text-align: left;
        font-weight: 500;
        white-space: normal;
      }
      button:focus {
        background: var(--cc-accent-soft, #e6eefb);
        outline-offset: -2px;
      }
      button.grave:not([aria-disabled="true"]) {
        color: var(--cc-bad, #b3261e);
      }
      button[aria-disabled="true"] {
        color: var(--cc-text-dim, #516072);
        cursor: default;
      }
      button small {
        display: block;
        font-size: var(--cc-size-s, 0.8rem);
        font-weight: 400;
      }
      hr {
        margin: 0.25rem 0;
        border: 0;
        border-top: 1px solid var(--cc-line, #d6dce4);
      }
    `,
  ];
  declare items: readonly Item[];
  declare heading: string;
  #from: HTMLElement | null = null;

  constructor() {
    super();
    this.items = [];
    this.heading = "";
  }

  get isOpen(): boolean {
    return this.#place?.matches(":popover-open") ?? false;
  }

  open(from: HTMLElement, heading: string, items: readonly Item[]): void {
    this.#from = from;
    this.heading = heading;
    this.items = items;
    void this.updateComplete.then(() => {
      const place = this.#place;
      if (!place) return;
      if (!this.isOpen) place.showPopover();
      this.#stand(place, from.getBoundingClientRect());
      this.#buttons[0]?.focus();
    });
  }

  get #place(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(".menu");
  }

  get #buttons(): readonly HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll("button")];
  }

  /** Under what it belongs to, and within the window. */
  #stand(place: HTMLElement, at: DOMRect): void {
    const { width, height } = place.getBoundingClientRect();
    const left = at.width > 200 ? at.right - width - 8 : at.left;
    const below = at.bottom + height + 8 < window.innerHeight;
    place.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
    place.style.top = `${Math.max(8, below ? at.bottom + 2 : Math.min(at.top - height - 2, window.innerHeight - height - 8))}px`;
  }

  protected override render(): TemplateResult {
    return html`<div class="menu" popover="auto" role="menu" aria-label=${this.heading} data-part="menu" @keydown=${this.#key}>
      <h3 aria-hidden="true">${this.heading}</h3>
      ${this.items.map(
        (item) => html`${item.begins ? html`<hr role="separator" />` : nothing}<button
            type="button" role="menuitem" tabindex="-1" class=${item.grave ? "grave" : ""} data-do=${item.does}
            aria-disabled=${item.why ? "true" : "false"} @click=${() => this.#take(item)}
          >${item.word}${item.why ? html`<small>${item.why}</small>` : nothing}</button>`,
      )}
    </div>`;
  }

  #take(item: Item): void {
    if (item.why) return;
    this.#place?.hidePopover();
    this.#from?.focus();
    item.act();
  }

  #key(event: KeyboardEvent): void {
    const all = this.#buttons;
    const now = all.indexOf(this.renderRoot instanceof ShadowRoot ? (this.renderRoot.activeElement as HTMLButtonElement) : all[0]!);
    const to: Record<string, number> = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 };
    const next = to[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all[(next + all.length) % all.length]?.focus();
  }
}

customElements.define("cc-menu", Menu);
