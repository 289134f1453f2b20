// One feed as this page knows it: a snapshot, then numbered changes; after a gap it asks from its last number.
import { Changes } from "./changes";

export interface FeedMessage {
  readonly feed: string;
  readonly n: number;
  readonly epoch?: string;
  readonly all?: Readonly<Record<string, unknown>>;
  readonly put?: Readonly<Record<string, unknown>>;
  readonly drop?: readonly string[];
}

export class Feed extends Changes {
  readonly name: string;
  #epoch = "";
  #n = -1;
  #values = new Map<string, unknown>();
  #current = false;

  constructor(name: string) {
    super();
    this.name = name;
  }

  /** Whether the server has spoken since the socket was opened: what we show is what is. */
  get current(): boolean {
    return this.#current;
  }

  get(key: string): unknown {
    return this.#values.get(key);
  }

  under(prefix: string): readonly unknown[] {
    return [...this.#values].filter(([key]) => key.startsWith(prefix)).map(([, value]) => value);
  }

  question(): object {
    return this.#epoch ? { watch: this.name, epoch: this.#epoch, n: this.#n } : { watch: this.name };
  }

  cutOff(): void {
    this.#current = false;
    this.changed();
  }

  hear(message: FeedMessage): void {
    const wasCurrent = this.#current;
    this.#current = true;
    const told = this.#take(message);
    if (told || !wasCurrent) this.changed();
  }

  #take(message: FeedMessage): boolean {
    if (message.all) {
      this.#epoch = message.epoch ?? "";
      this.#n = message.n;
      this.#values = new Map(Object.entries(message.all));
      return true;
    }
    if (message.n <= this.#n || (message.epoch !== undefined && message.epoch !== this.#epoch)) return false;
    this.#n = message.n;
    for (const [key, value] of Object.entries(message.put ?? {})) this.#values.set(key, value);
    for (const key of message.drop ?? []) this.#values.delete(key);
    return true;
  }
}
