// A customer's call from the browser: what the page may know to call, and the call itself.
import { Changes } from "../changes";
import { Phone, microphone, supported, type Account, type Line, type Trouble } from "../phone";

export type CallState = "idle" | "asking" | "calling" | "up" | "over";
export type GuestTrouble = Trouble | "closed" | "too_many" | "unsupported";

/** A demo customer the page may play, and what to dial as this one. */
export interface Caller {
  readonly number: string;
  readonly name: string;
  readonly target: string;
}

interface Guest extends Account {
  readonly target: string;
  readonly allowed_from: readonly Caller[];
}

const GOOD_FOR = 60_000; // ms: what the server lets a guest know is asked anew for a later call

export class GuestCall extends Changes {
  #asked = supported() ? askTheServer() : Promise.resolve<GuestTrouble>("unsupported");
  #askedAt = Date.now();
  #phone: Phone | null = null;
  state: CallState = "idle";
  trouble: GuestTrouble | null = null;
  callers: readonly Caller[] = [];
  since: string | null = null;

  constructor() {
    super();
    void this.#asked.then((guest) => {
      if (typeof guest === "string") this.trouble = guest;
      else this.callers = guest.allowed_from;
      this.changed();
    });
  }

  get line(): Line | undefined {
    return this.#phone?.lines[0];
  }

  async call(as: string): Promise<void> {
    this.trouble = null;
    this.#become("asking");
    if (Date.now() - this.#askedAt > GOOD_FOR) this.#askAgain();
    const guest = await this.#asked;
    if (typeof guest === "string") return this.#fail(guest);
    if (!(await microphone())) return this.#fail("microphone");
    this.#become("calling");
    await this.#dial(guest, as);
  }

  #askAgain(): void {
    this.#asked = askTheServer();
    this.#askedAt = Date.now();
  }

  hangUp(): void {
    if (this.line) this.#phone?.hangUp(this.line.leg);
    else this.#end();
  }

  mute(): void {
    if (this.line) this.#phone?.mute(this.line.leg, !this.line.muted);
  }

  press(key: string): void {
    if (this.line) this.#phone?.press(this.line.leg, key);
  }

  async #dial(guest: Guest, as: string): Promise<void> {
    const phone = new Phone();
    this.#phone = phone;
    phone.onTrouble = (trouble) => {
      this.trouble = trouble;
    };
    let dialled = false;
    let tries = 0;
    phone.follow(() => {
      if (this.#phone !== phone) return;
      if (phone.state === "registered" && !dialled) {
        dialled = true;
        phone.call(guest.allowed_from.find(({ number }) => number === as)?.target ?? guest.target);
      } else if (phone.state === "lost" && !dialled && ++tries > 2) {
        this.#fail("not_connected");
      } else if (dialled) {
        this.#follow(phone);
      }
    });
    const socket = new URL(guest.socket, location.href);
    socket.searchParams.set("guest", "");
    await phone.start({ ...guest, socket: socket.href, name: guest.name }, false);
  }

  #follow(phone: Phone): void {
    const [line] = phone.lines;
    if (!line) {
      this.#end();
    } else if (line.state === "up" && this.state !== "up") {
      this.since = new Date().toISOString();
      this.#become("up");
    } else {
      this.changed();
    }
  }

  #fail(trouble: GuestTrouble): void {
    this.#askedAt = 0;
    this.trouble = trouble;
    this.#end();
  }

  #end(): void {
    const phone = this.#phone;
    this.#phone = null;
    phone?.stop();
    this.#become(this.trouble ? "idle" : "over");
  }

  #become(state: CallState): void {
    this.state = state;
    this.changed();
  }
}

async function askTheServer(): Promise<Guest | GuestTrouble> {
  try {
    const answer = await fetch("/api/guest", { method: "POST", cache: "no-store" });
    if (answer.ok) return (await answer.json()) as Guest;
    return answer.status === 429 ? "too_many" : "closed";
  } catch {
    return "not_connected";
  }
}
