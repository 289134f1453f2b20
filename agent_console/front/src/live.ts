// The one socket: feeds come down, commands go up, and it comes back by itself.
//
//   const live = new Live([new Feed("desk")]); live.start();
//   const why = await live.send("hold", { interaction });      // null = done, else the reason of the refusal
import { Changes } from "./changes";
import type { Feed, FeedMessage } from "./feed";

export type Bye = "signed_in_elsewhere" | "session_over" | "forbidden";

interface Pending {
  readonly text: string;
  readonly settle: (why: string | null) => void;
}

interface Answer extends Partial<FeedMessage> {
  readonly bye?: Bye;
  readonly begun?: string; // it takes its time, and somebody is there: the answer follows
  readonly done?: string;
  readonly refused?: string;
  readonly why?: string;
}

const SHORTEST_WAIT = 200;
const LONGEST_WAIT = 5_000;
const ASK_AFTER_SILENCE = 15_000; // a network that is gone does not say so: ask whether somebody is there
const GONE_AFTER = 8_000; // of no answer
const STARTED_AGAIN_WHEN_OPEN_FOR = 10_000;

export class Live extends Changes {
  readonly #feeds: Feed[];
  readonly #pending = new Map<string, Pending>();
  #socket: WebSocket | null = null;
  #open = false;
  #bye: Bye | null = null;
  #wait = SHORTEST_WAIT;
  #retry = 0;
  #heard = 0;
  #asked = 0; // when we began to wait for an answer; 0 = we do not
  #began = false;

  constructor(feeds: readonly Feed[]) {
    super();
    this.#feeds = [...feeds];
  }

  /** One feed more, from now on; asking twice is asking once. */
  watch(feed: Feed): void {
    if (this.#feeds.includes(feed)) return;
    this.#feeds.push(feed);
    if (this.#open) this.#say(JSON.stringify(feed.question()));
  }

  get open(): boolean {
    return this.#open;
  }

  /** The connection was there and is gone. */
  get lost(): boolean {
    return this.#began && !this.#open && this.#bye === null;
  }

  get bye(): Bye | null {
    return this.#bye;
  }

  start(): void {
    this.#connect();
    window.setInterval(() => this.#look(), 1_000);
    window.addEventListener("online", () => this.#hurry());
    window.addEventListener("offline", () => this.#drop());
    document.addEventListener("visibilitychange", () => this.#hurry());
  }

  /** Carried out once, however often it must be sent. */
  send(what: string, values: object = {}): Promise<string | null> {
    const key = newKey();
    const text = JSON.stringify({ do: what, key, ...values });
    return new Promise((settle) => {
      this.#pending.set(key, { text, settle });
      if (this.#open) this.#say(text);
    });
  }

  /** Only worth saying now; another one will be said after a gap. */
  tell(what: string, values: object): void {
    if (this.#open) this.#say(JSON.stringify({ do: what, key: newKey(), ...values }));
  }

  #say(text: string): void {
    this.#asked ||= Date.now();
    this.#socket?.send(text);
  }

  #connect(): void {
    window.clearTimeout(this.#retry);
    const socket = new WebSocket(new URL("/live", location.href.replace(/^http/, "ws")));
    this.#socket = socket;
    const opened = Date.now();
    this.#asked = opened;
    socket.onopen = () => {
      this.#open = this.#began = true;
      for (const feed of this.#feeds) this.#say(JSON.stringify(feed.question()));
      for (const { text } of this.#pending.values()) this.#say(text);
      this.changed();
    };
    socket.onmessage = (event) => this.#hear(String(event.data));
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      if (this.#open && Date.now() - opened > STARTED_AGAIN_WHEN_OPEN_FOR) this.#wait = SHORTEST_WAIT;
      this.#closed();
    };
  }

  #closed(): void {
    this.#socket = null;
    this.#open = false;
    this.#asked = 0;
    for (const feed of this.#feeds) feed.cutOff();
    if (this.#bye === null) {
      this.#retry = window.setTimeout(() => this.#connect(), this.#wait * (0.75 + Math.random() / 2));
      this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
    }
    this.changed();
  }

  #hear(text: string): void {
    this.#heard = Date.now();
    this.#asked = 0;
    const said = JSON.parse(text) as Answer;
    if (said.bye) {
      this.#bye = said.bye;
      this.changed();
    } else if (said.done !== undefined) {
      this.#settle(said.done, null);
    } else if (said.refused !== undefined) {
      this.#settle(said.refused, said.why ?? "bad_message");
    } else if (said.feed !== undefined) {
      this.#feeds.find((feed) => feed.name === said.feed)?.hear(said as FeedMessage);
    }
  }

  #settle(key: string, why: string | null): void {
    const pending = this.#pending.get(key);
    this.#pending.delete(key);
    pending?.settle(why);
  }

  #look(): void {
    const now = Date.now();
    if (this.#asked && now - this.#asked > GONE_AFTER) this.#drop();
    else if (this.#open && !this.#asked && now - this.#heard > ASK_AFTER_SILENCE) {
      for (const feed of this.#feeds) this.#say(JSON.stringify(feed.question()));
    }
  }

  #drop(): void {
    const socket = this.#socket;
    if (!socket) return;
    socket.onclose = socket.onmessage = socket.onopen = null;
    socket.close();
    this.#closed();
  }

  #hurry(): void {
    if (this.#socket || this.#bye !== null || document.hidden) return;
    this.#wait = SHORTEST_WAIT;
    this.#connect();
  }
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
