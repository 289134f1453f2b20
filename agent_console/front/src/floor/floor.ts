// The floor without its looks: who does what, who waits, and what a supervisor may do about it.
import { Changes } from "../changes";
import { Chime } from "../chime";
import { Feed } from "../feed";
import type { Live } from "../live";
import { inMine, known, t } from "../texts";
import { inOrder } from "./sorting";
import { NO_FACTS, type Center, type Deed, type FloorAgent, type FloorFacts, type FloorQueue, type Mode, type Notice, type Waiting } from "./wire";

/** Who looks: the desk of a supervisor, or nobody with a phone. */
export interface Seat {
  readonly me: { readonly agent: string; readonly presence: string; readonly reachable: boolean } | undefined;
}

export interface Told {
  readonly text: string;
  readonly bad: boolean;
  readonly undo: (() => void) | null;
  readonly about: string; // what was done it to: the next thing done to it makes this one void
}

export interface Undo {
  readonly what: string;
  readonly values: object;
}

const SHOWN_FOR = 12_000; // ms
const AT_MOST_EVERY = 200; // ms between two looks at the feed: nobody reads faster
const TICK = 1_000;

function about(values: object): string {
  const { agent, interaction, queue } = values as { agent?: string | null; interaction?: string; queue?: string };
  return interaction ? `waiting/${interaction}` : agent ? `agent/${agent}` : queue ? `queue/${queue}` : "";
}

export class Floor extends Changes {
  readonly feed = new Feed("floor");
  readonly chime = new Chime("floor");
  facts: FloorFacts = NO_FACTS;
  told: readonly Told[] = [];
  #soon = 0;
  #asking = new Set<string>(); // who is known to ask for help

  constructor(readonly live: Live, readonly seat: Seat, readonly isSeen: () => boolean) {
    super();
  }

  start(): void {
    this.feed.follow(() => this.#later());
    this.live.follow(() => this.#later());
    this.live.watch(this.feed);
    window.setInterval(() => this.#later(), TICK);
    void this.#readFacts();
  }

  // ---------------------------------------------------------------- what there is

  get center(): Center | undefined {
    return this.feed.get("center") as Center | undefined;
  }

  get agents(): readonly FloorAgent[] {
    return this.feed.under("agent/") as readonly FloorAgent[];
  }

  get queues(): readonly FloorQueue[] {
    return this.feed.under("queue/") as readonly FloorQueue[];
  }

  get waiting(): readonly Waiting[] {
    return inOrder(this.feed.under("waiting/") as readonly Waiting[]);
  }

  get notices(): readonly Notice[] {
    return this.feed.under("notice/") as readonly Notice[];
  }

  /** Newest first. */
  get deeds(): readonly Deed[] {
    return [...(this.feed.under("action/") as readonly Deed[])].sort((one, other) => other.at.localeCompare(one.at));
  }

  agent(agent: string): FloorAgent | undefined {
    return this.feed.get(`agent/${agent}`) as FloorAgent | undefined;
  }

  queue(queue: string): FloorQueue | undefined {
    return this.feed.get(`queue/${queue}`) as FloorQueue | undefined;
  }

  name(agent: string): string {
    return this.agent(agent)?.name ?? agent;
  }

  queueTitle(queue: string | null): string {
    if (!queue) return "";
    const titled = this.queue(queue) ?? this.facts.queues.find((one) => one.name === queue);
    return inMine(titled?.title) || queue;
  }

  auxTitle(code: string | null): string {
    return inMine(this.facts.aux_codes.find((one) => one.code === code)?.title) || (code ?? "");
  }

  /** Whom I hear just now, and how. */
  get hearing(): { readonly agent: FloorAgent; readonly mode: Mode; readonly interaction: string } | undefined {
    const me = this.seat.me?.agent;
    if (me === undefined) return undefined;
    for (const agent of this.agents) {
      const mine = agent.watched_by.find((one) => one.agent === me);
      const heard = agent.work.find((one) => one.medium !== "voicemail");
      if (mine && heard) return { agent, mode: mine.mode, interaction: heard.interaction };
    }
    return undefined;
  }

  /** Why I cannot listen to anybody now; "" when I can. */
  get deaf(): string {
    const { me } = this.seat;
    if (!me) return t("floor.deaf.no_agent");
    if (me.presence === "signed_out") return t("floor.deaf.signed_out");
    return me.reachable ? "" : t("floor.deaf.unreachable");
  }

  // ---------------------------------------------------------------- commands

  /** True when it was done; what was done is said, and how to take it back. */
  async do(what: string, values: object, said: string, undo?: Undo): Promise<boolean> {
    const why = await this.live.send(what, values);
    if (why !== null) {
      this.say(known(`floor.refused.${why}`, known(`desk.refused.${why}`, t("desk.refused.other", { why }))), true);
      return false;
    }
    this.say(said, false, undo ? () => void this.do(undo.what, undo.values, t("floor.undone")) : null, about(values));
    return true;
  }

  say(text: string, bad = false, undo: (() => void) | null = null, about = ""): void {
    const told: Told = { text, bad, undo, about };
    this.told = [...this.told.filter((one) => !about || one.about !== about), told].slice(-2);
    window.setTimeout(() => this.dismiss(told), SHOWN_FOR);
    this.changed();
  }

  dismiss(told: Told): void {
    this.told = this.told.filter((one) => one !== told);
    this.changed();
  }

  // ---------------------------------------------------------------- what happens by itself

  /** It was hidden, and comes to sight. */
  lookAgain(): void {
    if (this.isSeen()) this.changed();
  }

  #later(): void {
    if (this.#soon) return;
    this.#soon = window.setTimeout(() => {
      this.#soon = 0;
      this.#listenForHelp();
      this.#forgetVoid();
      if (this.isSeen()) this.changed();
    }, AT_MOST_EVERY);
  }

  /** Who waits no longer cannot be given back to where they waited. */
  #forgetVoid(): void {
    const isVoid = (told: Told): boolean => told.undo !== null && told.about.startsWith("waiting/") && !this.feed.get(told.about);
    if (this.told.some(isVoid)) this.told = this.told.filter((told) => !isVoid(told));
  }

  #listenForHelp(): void {
    const asking = new Set(this.agents.filter((one) => one.help).map((one) => one.agent));
    if ([...asking].some((agent) => !this.#asking.has(agent))) this.chime.sound();
    this.#asking = asking;
  }

  async #readFacts(): Promise<void> {
    for (let wait = 500; this.live.bye === null; wait = Math.min(wait * 2, 5_000)) {
      try {
        const answer = await fetch("/api/floor", { cache: "no-store" });
        if (answer.ok) this.facts = (await answer.json()) as FloorFacts;
        if (answer.ok || answer.status === 401 || answer.status === 403) break;
      } catch {
        // The server is away; it comes back.
      }
      await new Promise((settle) => window.setTimeout(settle, wait));
    }
    this.changed();
  }
}
