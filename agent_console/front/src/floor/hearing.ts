// <cc-floor-hearing>: whom I hear just now, who hears me, how to change that and how to stop. Nobody forgets it is open.
import { css, html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons";
import { look } from "../look";
import { t } from "../texts";
import { supervise } from "./agent-menu";
import { FloorPart } from "./part";
import { MODES, type Mode } from "./wire";

export class FloorHearing extends FloorPart {
  static override styles = [
    look,
    css`
      .strip {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: 0.375rem 0.75rem;
        padding: 0.5rem 1.25rem;
        border-bottom: 3px solid var(--tone);
        background: var(--tone-soft);
        color: var(--tone);
      }
      .listen {
        --tone: var(--cc-info, #1b5ebd);
        --tone-soft: var(--cc-info-soft, #e6eefb);
      }
      .coach {
        --tone: var(--cc-wrap, #6b42b8);
        --tone-soft: var(--cc-wrap-soft, #efeaf8);
      }
      .barge {
        --tone: var(--cc-bad, #b3261e);
        --tone-soft: var(--cc-bad-soft, #fbe9e8);
      }
      strong {
        font-size: 1.125rem;
      }
      .modes {
        display: flex;
        gap: 0.25rem;
        margin-left: auto;
      }
      button[aria-pressed="true"] {
        background: var(--tone);
        border-color: var(--tone);
        color: var(--cc-surface, #fff);
      }
      button:not([aria-pressed="true"]):not(.end) {
        color: var(--cc-text, #17212e);
      }
    `,
  ];

  protected override render(): TemplateResult | typeof nothing {
    const { hearing } = this.floor;
    if (!hearing) return nothing;
    const { agent, mode, interaction } = hearing;
    const work = agent.work.find((one) => one.interaction === interaction);
    const who = [work?.customer_name || work?.caller_shown, this.floor.queueTitle(work?.queue ?? null)].filter(Boolean).join(" · ");
    return html`<div class="strip ${mode}" role="status" data-part="hearing" data-mode=${mode} data-agent=${agent.agent}>
      ${icon("listen")}<strong>${t(`floor.hearing.${mode}`, { name: agent.name })}</strong>
      <span>${t(`floor.hears.${mode}`, { name: agent.name })}</span><span class="dim">${who}</span>
      <span class="modes" role="group" aria-label=${t("floor.mode")}>
        ${MODES.map((one) => this.#mode(one, mode))}
        <button type="button" class="end" data-do="stop" @click=${() => this.floor.do("stop_supervising", { interaction }, t("floor.done.stop"))}>${t("floor.do.stop")}</button>
      </span>
    </div>`;
  }

  #mode(one: Mode, now: Mode): TemplateResult {
    const { hearing } = this.floor;
    return html`<button type="button" data-do=${one} aria-pressed=${String(one === now)} ?disabled=${one === now}
      @click=${() => hearing && void supervise(this.floor, hearing.agent, one)}>${t(`floor.do.${one}`)}</button>`;
  }
}

customElements.define("cc-floor-hearing", FloorHearing);
