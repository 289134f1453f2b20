// How serious a figure of a queue is, by the limits the company set for it; without limits, by what the queue promises.
import { since } from "../time";
import type { QueueRow } from "./wire";

export type Level = "calm" | "ok" | "warn" | "bad";
export type Figure = "waiting" | "longest" | "service_level";

const NEAR = 0.1; // a service level this little below its promise is near it

export function levelOf(queue: QueueRow, figure: Figure): Level {
  const limits = queue.alerts?.[figure];
  switch (figure) {
    case "waiting":
      return limits ? above(queue.waiting, limits[0], limits[1]) : "calm";
    case "longest": {
      const waited = queue.longest_since ? since(queue.longest_since) : 0;
      return limits ? above(waited, limits[0], limits[1]) : waited > queue.goal.within ? "warn" : "calm";
    }
    case "service_level": {
      const level = queue.service_level;
      if (level === null) return "calm";
      const [warn, bad] = limits ?? [queue.goal.share, queue.goal.share - NEAR];
      return level < bad ? "bad" : level < warn ? "warn" : "ok";
    }
  }
}

/** A sign beside the colour: nobody has to see colours. */
export function sign(level: Level): string {
  return level === "bad" ? "▲" : level === "warn" ? "△" : "";
}

export function share(value: number | null): string {
  return value === null ? "–" : `${Math.floor(value * 1000 + 1e-6) / 10}%`;
}

/** Where there is room for whole ones only; rounded down, so that a goal that is missed does not look met. */
export function wholeShare(value: number | null): string {
  return value === null ? "–" : `${Math.floor(value * 100 + 1e-6)}%`;
}

function above(value: number, warn: number, bad: number): Level {
  return value >= bad ? "bad" : value >= warn ? "warn" : "calm";
}
