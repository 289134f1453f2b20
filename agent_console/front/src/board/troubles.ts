// What is out of order beside the figures: lines, attacks, closed queues, and the notices callers hear just now.
import { html, type TemplateResult } from "lit";
import { inMine, t } from "../texts";
import { clock, serverNow } from "../time";
import "../timer";
import type { Center, NoticeRow, QueueRow } from "./wire";

export function troubles(center: Center | undefined, queues: readonly QueueRow[], notices: readonly NoticeRow[]): TemplateResult {
  const lines = (center?.trunks ?? []).filter((trunk) => trunk.state !== "up");
  const newest = (center?.alarms ?? []).slice(-1);
  const title = (name: string | null): string => inMine(queues.find((queue) => queue.name === name)?.title) || (name ?? "");
  return html`<div class="troubles" role="alert" data-part="alarms">
    ${lines.map(
      (trunk) => html`<p class="notice ${trunk.state === "down" ? "bad" : "warn"}" data-trunk=${trunk.name} data-state=${trunk.state}>
        ${t(`board.trunk.${trunk.state}`, { trunk: trunk.name })} <cc-timer .since=${trunk.since}></cc-timer>
      </p>`,
    )}
    ${newest.map((alarm) => html`<p class="notice warn" data-alarm=${alarm.kind}>${clock(alarm.at)} ${t(`board.alarm.${alarm.kind}`, { times: alarm.times })}</p>`)}
    ${queues.flatMap((queue) =>
      queue.closed
        ? [html`<p class="notice warn" data-closed=${queue.name}>${inMine(queue.title)}: ${queue.closed.how === "divert"
            ? t("board.diverted", { to: title(queue.closed.to), time: clock(queue.closed.since) })
            : t("board.closed", { time: clock(queue.closed.since) })}</p>`]
        : [],
    )}
    ${notices.filter(isRunning).map(
      (notice) => html`<p class="notice" data-notice=${notice.id}>${t("board.notice", { text: notice.text ? inMine(notice.text) : t("board.notice.recorded") })}
        ${notice.ends ? t("board.notice.until", { time: clock(notice.ends) }) : ""}</p>`,
    )}
  </div>`;
}

function isRunning(notice: NoticeRow): boolean {
  const now = serverNow();
  return (!notice.begins || Date.parse(notice.begins) <= now) && (!notice.ends || Date.parse(notice.ends) > now);
}
