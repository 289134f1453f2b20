// The personal reminder that somebody waits: on hold, or while another one is consulted, longer than one chose to allow.
import { REMINDER, type Sounder } from "../ring";
import { since } from "../time";
import { isSoon } from "./caller";
import type { Work } from "./wire";

export const USUAL_REMINDER = 45; // seconds
const AGAIN_AFTER = 15;
const KEY = "cc-hold-reminder";

export class Reminder {
  readonly #work: () => readonly Work[];
  readonly #changed: () => void;
  readonly #told = new Map<string, number>(); // interaction → seconds at which it was told last

  constructor(work: () => readonly Work[], sounder: Sounder, changed: () => void) {
    this.#work = work;
    this.#changed = changed;
    window.setInterval(() => this.#look(sounder), 1_000);
  }

  /** 0 = none. */
  get after(): number {
    const kept = Number.parseInt(localStorage.getItem(KEY) ?? "", 10);
    return Number.isNaN(kept) ? USUAL_REMINDER : kept;
  }

  set after(seconds: number) {
    localStorage.setItem(KEY, String(seconds));
    this.#changed();
  }

  isDue(work: Work): boolean {
    return this.after > 0 && waitsForMe(work) && since(work.since) >= this.after;
  }

  #soon = "";

  #look(sounder: Sounder): void {
    const soon = this.#work().filter(isSoon).map((work) => work.interaction).join();
    if (soon !== this.#soon) {
      this.#soon = soon;
      this.#changed();
    }
    const due = this.#work().filter((work) => this.isDue(work));
    const fresh = due.filter((work) => since(work.since) - (this.#told.get(work.interaction) ?? -AGAIN_AFTER) >= AGAIN_AFTER);
    const over = [...this.#told.keys()].filter((one) => !due.some((work) => work.interaction === one));
    for (const interaction of over) this.#told.delete(interaction);
    for (const work of fresh) this.#told.set(work.interaction, since(work.since));
    if (fresh.length) sounder.play(REMINDER);
    if (fresh.length || over.length) this.#changed();
  }
}

/** A customer hears music because of me. */
export function waitsForMe(work: Work): boolean {
  return work.stage === "held" || (work.stage === "consulting" && work.consult?.with_customer !== true);
}
