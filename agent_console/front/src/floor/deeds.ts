// <cc-floor-deeds>: who did what on the floor, newest first; the latest one stands in the bar.
import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { known, t } from "../texts";
import { clock } from "../time";
import { dialogLook } from "./dialog-look";
import { FloorPart } from "./part";
import type { Deed } from "./wire";

export class FloorDeeds extends FloorPart {
  static override styles = [
    look,
    dialogLook,
    css`
      :host {
        min-width: 0;
      }
      .last {
        display: block;
        width: 100%;
        border: 0;
        background: none;
        font-weight: 400;
        text-align: left;
        overflow: hidden;
        text-overflow: ellipsis;
        color: var(--cc-text-dim, #516072);
      }
      .inside {
        padding: 1rem 1.25rem;
        display: grid;
        gap: 0.75rem;
      }
      li {
        padding: 0.25rem 0;
        border-top: 1px solid var(--cc-line, #d6dce4);
      }
      ul {
        max-height: 60vh;
        overflow: auto;
      }
    `,
  ];

  protected override render(): TemplateResult | typeof nothing {
    const { deeds } = this.floor;
    const [last] = deeds;
    return html`${last
        ? html`<button type="button" class="last" data-do="deeds" data-part="last-deed" title=${t("floor.deeds")} @click=${() => this.#dialog?.showModal()}>${this.#say(last)}</button>`
        : nothing}
      <dialog aria-labelledby="title"><div class="inside">
        <h2 id="title">${t("floor.deeds")}</h2>
        <ul data-part="deeds">${deeds.map((deed) => html`<li>${this.#say(deed)}</li>`)}</ul>
        <form method="dialog" class="does"><button>${t("desk.close")}</button></form>
      </div></dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  #say(deed: Deed): TemplateResult {
    const about = [deed.agent && this.floor.name(deed.agent), deed.queue && this.floor.queueTitle(deed.queue)].filter(Boolean).join(" · ");
    return html`<span class="dim">${clock(deed.at)}</span> <strong>${this.floor.name(deed.by)}</strong>
      ${known(`floor.deed.${deed.do}`, deed.do)} ${about}${deed.reason ? ` · ${t("floor.deed_reason", { reason: deed.reason })}` : ""}`;
  }
}

customElements.define("cc-floor-deeds", FloorDeeds);
