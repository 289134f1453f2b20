// <cc-timer since="2026-03-02T09:00:00Z"> counts up, <cc-timer until="…"> counts down; both by the server's clock.
import { LitElement, type TemplateResult, html } from "lit";
import { since, spell, until } from "./time";

const ticking = new Set<LitElement>();
window.setInterval(() => {
  for (const timer of ticking) timer.requestUpdate();
}, 500);

export class Timer extends LitElement {
  static override properties = { since: {}, until: {}, beyond: {} };
  declare since: string | null;
  declare until: string | null;
  /** Count on after the end, with a plus and `data-over`. */
  declare beyond: boolean;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    ticking.add(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    ticking.delete(this);
  }

  protected override render(): TemplateResult {
    if (this.until) {
      const over = this.beyond && until(this.until) === 0;
      this.toggleAttribute("data-over", over);
      return html`${over ? `+${spell(since(this.until))}` : spell(Math.ceil(until(this.until)))}`;
    }
    return html`${this.since ? spell(since(this.since)) : "–"}`;
  }
}

customElements.define("cc-timer", Timer);
