// What has turned bad on the board, and a sound for it: once, until it was well again for a while; muting is remembered.
//
//   const alerts = new Alerts(); alerts.look(badThings(queues, center));
import { Chime } from "../chime";
import { levelOf, type Figure } from "./levels";
import type { Center, QueueRow } from "./wire";

const FIGURES: readonly Figure[] = ["waiting", "longest", "service_level"];
const WELL_FOR = 60_000; // ms: a figure that goes to and fro at its limit sounds once
const REMEMBERED = "callcenter.board.bad"; // for this window: a reload does not sound again

export function badThings(queues: readonly QueueRow[], center: Center | undefined): readonly string[] {
  const figures = queues.flatMap((queue) => FIGURES.filter((figure) => levelOf(queue, figure) === "bad").map((figure) => `${queue.name}/${figure}`));
  const lines = (center?.trunks ?? []).filter((trunk) => trunk.state === "down").map((trunk) => `trunk/${trunk.name}`);
  const alarms = (center?.alarms ?? []).map((alarm) => `alarm/${alarm.at}`);
  return [...figures, ...lines, ...alarms, ...(center?.state === "no_telephony" ? ["no_telephony"] : [])];
}

export class Alerts {
  readonly chime = new Chime("board");
  readonly #lastBad: Map<string, number>;
  sounded = 0;

  constructor() {
    const kept = JSON.parse(window.sessionStorage.getItem(REMEMBERED) ?? "[]") as [string, number][];
    this.#lastBad = new Map(kept);
  }

  look(bad: readonly string[], now = Date.now()): void {
    for (const [thing, at] of this.#lastBad) if (now - at > WELL_FOR) this.#lastBad.delete(thing);
    const anew = bad.some((thing) => !this.#lastBad.has(thing));
    for (const thing of bad) this.#lastBad.set(thing, now);
    window.sessionStorage.setItem(REMEMBERED, JSON.stringify([...this.#lastBad]));
    if (!anew) return;
    this.sounded += 1;
    this.chime.sound();
  }
}
