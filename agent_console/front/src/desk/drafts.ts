// What an agent types about an interaction: sent as it is typed, and kept in this tab until the server has it.
import { boot } from "../boot";

export interface Draft {
  readonly text: string;
  readonly disposition: string;
}

type Save = (interaction: string, text: string) => Promise<string | null>;

const SAVE_AFTER = 500; // ms without a key
const ALL = "cc-draft-";
const PREFIX = `${ALL}${boot.login}-`;

export class Drafts {
  readonly #save: Save;
  readonly #wasSaved: () => void;
  readonly #drafts = new Map<string, Draft>();
  readonly #timers = new Map<string, number>();

  constructor(save: Save, wasSaved: () => void) {
    this.#save = save;
    this.#wasSaved = wasSaved;
    for (const key of Object.keys(sessionStorage).filter((key) => key.startsWith(ALL))) {
      if (!key.startsWith(PREFIX)) {
        sessionStorage.removeItem(key); // somebody else's, who sat here before
        continue;
      }
      const interaction = key.slice(PREFIX.length);
      const text = sessionStorage.getItem(key) ?? "";
      this.#drafts.set(interaction, { text, disposition: "" });
      this.#later(interaction);
    }
  }

  of(interaction: string, saved: string): Draft {
    return this.#drafts.get(interaction) ?? { text: saved, disposition: "" };
  }

  /** Whether the server has everything that was typed. */
  saved(interaction: string): boolean {
    return sessionStorage.getItem(PREFIX + interaction) === null;
  }

  write(interaction: string, text: string): void {
    const disposition = this.#drafts.get(interaction)?.disposition ?? "";
    this.#drafts.set(interaction, { text, disposition });
    sessionStorage.setItem(PREFIX + interaction, text);
    this.#later(interaction);
  }

  choose(interaction: string, disposition: string, saved: string): void {
    this.#drafts.set(interaction, { text: this.of(interaction, saved).text, disposition });
  }

  forget(interaction: string): void {
    window.clearTimeout(this.#timers.get(interaction));
    this.#timers.delete(interaction);
    this.#drafts.delete(interaction);
    sessionStorage.removeItem(PREFIX + interaction);
  }

  #later(interaction: string): void {
    window.clearTimeout(this.#timers.get(interaction));
    this.#timers.set(interaction, window.setTimeout(() => void this.#now(interaction), SAVE_AFTER));
  }

  async #now(interaction: string): Promise<void> {
    const text = this.#drafts.get(interaction)?.text;
    if (text === undefined) return;
    await this.#save(interaction, text);
    // Refused is settled too: the interaction is not ours any more.
    if (this.#drafts.get(interaction)?.text === text) sessionStorage.removeItem(PREFIX + interaction);
    this.#wasSaved();
  }
}
