// <cc-keypad .keys=${"12#"}>: the twelve keys of a phone; fires "key" with the one that was pressed or typed.
import { LitElement, css, html, type TemplateResult } from "lit";
import { look } from "./look";
import { t } from "./texts";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;

export class Keypad extends LitElement {
  static override properties = { keys: {} };
  static override styles = [
    look,
    css`
      .pad {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 0.375rem;
      }
      button {
        min-height: 2.5rem;
        font-size: 1.125rem;
      }
      output {
        display: block;
        min-height: 1.75rem;
        padding: 0 0.25rem 0.25rem;
        font: 1.125rem var(--cc-mono, monospace);
        text-align: right;
        overflow: hidden;
        text-overflow: ellipsis;
        direction: rtl;
      }
    `,
  ];
  declare keys: string;

  override focus(): void {
    this.renderRoot.querySelector("button")?.focus();
  }

  protected override render(): TemplateResult {
    return html`
      <output aria-label=${t("live.keys_pressed")} data-part="keys"><bdi>${this.keys}</bdi></output>
      <div class="pad" role="group" aria-label=${t("live.keypad")} @keydown=${this.#typed}>
        ${KEYS.map((key) => html`<button type="button" data-key=${key} @click=${() => this.#press(key)}>${key}</button>`)}
      </div>
    `;
  }

  #typed(event: KeyboardEvent): void {
    if (!event.altKey && !event.ctrlKey && !event.metaKey && (KEYS as readonly string[]).includes(event.key)) {
      event.preventDefault();
      this.#press(event.key);
    }
  }

  #press(key: string): void {
    this.dispatchEvent(new CustomEvent("key", { detail: key }));
  }
}

customElements.define("cc-keypad", Keypad);
