// What an agent types about an interaction: kept in this browser as it is typed, and sent to the server. Nothing typed is
// dropped silently: it is forgotten here when the server has it, and shown to its writer when the server refuses it.
import { boot } from "../boot";

export interface Draft {
  readonly text: string;
  readonly disposition: string;
}

interface Kept extends Draft {
  readonly base: string; // what the server had when this was begun
  readonly who: string;
  readonly unsaved: boolean;
}

export interface Stranded {
  readonly interaction: string;
  readonly who: string;
  readonly text: string;
}

type Save = (interaction: string, text: string) => Promise<string | null>;

const SAVE_AFTER = 500; // ms without a key,
const AT_THE_LATEST = 2_500; // also while one goes on typing
const PREFIX = `cc-note-${boot.login}-`; // another person at this machine keeps theirs

export class Drafts {
  readonly #save: Save;
  readonly #changed: () => void;
  readonly #kept = new Map<string, Kept>();
  readonly #timers = new Map<string, number>();
  readonly #waitsSince = new Map<string, number>();
  readonly #sent = new Map<string, string>(); // on its way
  readonly #stranded = new Set<string>();

  constructor(save: Save, changed: () => void) {
    this.#save = save;
    this.#changed = changed;
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
      this.#read(key.slice(PREFIX.length));
    }
  }

  of(interaction: string, saved: string): Draft {
    return this.#kept.get(interaction) ?? { text: saved, disposition: "" };
  }

  /** Whether the server has everything that was typed. */
  saved(interaction: string): boolean {
    return !(this.#kept.get(interaction)?.unsaved ?? false);
  }

  /** What the server would not take: its writer decides. */
  get stranded(): readonly Stranded[] {
    return [...this.#stranded].map((interaction) => ({
      interaction, who: this.#kept.get(interaction)?.who ?? "", text: this.#kept.get(interaction)?.text ?? "",
    }));
  }

  write(interaction: string, text: string, saved: string, who: string): void {
    const kept = this.#kept.get(interaction);
    this.#keep(interaction, { base: saved, disposition: "", ...kept, who, text, unsaved: true });
    this.#soon(interaction);
  }

  choose(interaction: string, disposition: string, saved: string, who: string): void {
    this.#keep(interaction, { base: saved, text: saved, unsaved: false, ...this.#kept.get(interaction), who, disposition });
  }

  /** The server tells what it has: after a reload or a crash, both may know something the other does not. */
  hear(interaction: string, saved: string): void {
    const kept = this.#kept.get(interaction);
    if (!kept || kept.base === saved) return;
    if (this.#sent.get(interaction) === saved) return this.#keep(interaction, { ...kept, base: saved });
    const mine = kept.unsaved || kept.text.includes(saved); // an older note than ours is told late
    const text = mine ? merged(kept.text, kept.base, saved) : saved;
    this.#keep(interaction, { ...kept, text, base: saved, unsaved: kept.unsaved && text !== saved });
    if (text !== saved) this.#soon(interaction);
  }

  /** Sent now, not in a moment; true when the server has it. */
  async flush(interaction: string): Promise<boolean> {
    if (!this.saved(interaction)) await this.#now(interaction);
    return this.saved(interaction);
  }

  forget(interaction: string): void {
    window.clearTimeout(this.#timers.get(interaction));
    this.#timers.delete(interaction);
    this.#kept.delete(interaction);
    this.#stranded.delete(interaction);
    localStorage.removeItem(PREFIX + interaction);
    this.#changed();
  }

  /** When the page begins: what the server has of an earlier day need not be kept here. What it lacks stays. */
  tidy(inHand: ReadonlySet<string>): void {
    for (const [interaction, kept] of this.#kept) {
      if (!kept.unsaved && !inHand.has(interaction)) {
        this.#kept.delete(interaction);
        localStorage.removeItem(PREFIX + interaction);
      }
    }
  }

  #read(interaction: string): void {
    try {
      const kept = JSON.parse(localStorage.getItem(PREFIX + interaction) ?? "") as Kept;
      this.#kept.set(interaction, kept);
      if (kept.unsaved) this.#soon(interaction);
    } catch {
      localStorage.removeItem(PREFIX + interaction);
    }
  }

  #keep(interaction: string, kept: Kept): void {
    this.#kept.set(interaction, kept);
    localStorage.setItem(PREFIX + interaction, JSON.stringify(kept));
  }

  #soon(interaction: string): void {
    const now = Date.now();
    const first = this.#waitsSince.get(interaction) ?? now;
    this.#waitsSince.set(interaction, first);
    window.clearTimeout(this.#timers.get(interaction));
    const wait = Math.max(0, Math.min(SAVE_AFTER, first + AT_THE_LATEST - now));
    this.#timers.set(interaction, window.setTimeout(() => void this.#now(interaction), wait));
  }

  async #now(interaction: string): Promise<void> {
    window.clearTimeout(this.#timers.get(interaction));
    this.#waitsSince.delete(interaction);
    const text = this.#kept.get(interaction)?.text;
    if (text === undefined) return;
    this.#sent.set(interaction, text);
    const refused = await this.#save(interaction, text);
    if (this.#sent.get(interaction) === text) this.#sent.delete(interaction);
    const kept = this.#kept.get(interaction);
    if (kept && refused !== null) this.#stranded.add(interaction);
    else if (kept) this.#keep(interaction, { ...kept, base: text, unsaved: kept.text !== text });
    this.#changed();
  }
}

/** Both wrote on from the same beginning: neither loses. */
function merged(mine: string, base: string, theirs: string): string {
  if (theirs.includes(mine)) return theirs;
  if (theirs === base || mine.includes(theirs)) return mine;
  return `${theirs}\n${mine}`;
}
