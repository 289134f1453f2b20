// <cc-floor-notices>: the emergency notices that run or are about to, each with who made it and how to end it.
import { css, html, type TemplateResult } from "lit";
import { icon } from "../icons";
import { look } from "../look";
import { inMine, t } from "../texts";
import { dayAndTime, serverNow } from "../time";
import "./notice-form";
import type { NoticeForm } from "./notice-form";
import { FloorPart } from "./part";
import type { Notice } from "./wire";

export class FloorNotices extends FloorPart {
  static override styles = [
    look,
    css`
      .running {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding: 0.25rem 1.25rem;
        border-bottom: 1px solid var(--cc-line, #d6dce4);
        background: var(--cc-warn-soft, #f7eee0);
        color: var(--cc-warn, #8a5200);
      }
      .said {
        flex: 0 1 auto;
        min-width: 6rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-weight: 600;
      }
      .whom {
        flex: 1 1 0;
        min-width: 8rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button {
        min-height: 1.75rem;
      }
      svg {
        flex: none;
      }
      ul {
        max-height: 6.75rem;
        overflow: auto;
      }
    `,
  ];

  open(): void {
    this.renderRoot.querySelector<NoticeForm>("cc-notice-form")?.open();
  }

  protected override render(): TemplateResult {
    return html`<ul aria-label=${t("floor.notices")}>${this.floor.notices.map((notice) => this.#notice(notice))}</ul>
      <cc-notice-form .floor=${this.floor}></cc-notice-form>`;
  }

  #notice(notice: Notice): TemplateResult {
    const later = notice.begins !== null && Date.parse(notice.begins) > serverNow();
    const said = notice.text ? inMine(notice.text) : t("floor.notice.is_recording");
    const when = later
      ? t("floor.notice.from", { time: dayAndTime(notice.begins ?? "") })
      : notice.ends
        ? t("floor.notice.until", { time: dayAndTime(notice.ends) })
        : t("floor.notice.until_ended");
    return html`<li class="running" data-part="notice" data-notice=${notice.id}>
      ${icon("notice")}<span class="said" title=${said}>${said}</span>
      <span class="whom small">${scope(notice, (queue) => this.floor.queueTitle(queue), (province) => this.#province(province))} · ${when} · ${this.floor.name(notice.by)}</span>
      <button type="button" data-do="end-notice" @click=${() => this.floor.do("end_notice", { notice: notice.id }, t("floor.done.end_notice"))}>${later ? t("floor.notice.cancel") : t("floor.notice.end")}</button>
    </li>`;
  }

  #province(code: string): string {
    return inMine(this.floor.facts.provinces.find((one) => one.code === code)?.title) || code;
  }
}

/** Who hears it, in words. */
export function scope(
  notice: Pick<Notice, "numbers" | "queues" | "provinces">, queue: (name: string) => string, province: (code: string) => string,
): string {
  const named = [...notice.numbers, ...notice.queues.map(queue), ...notice.provinces.map(province)];
  return named.length ? named.join(" · ") : t("floor.notice.everybody");
}

customElements.define("cc-floor-notices", FloorNotices);
