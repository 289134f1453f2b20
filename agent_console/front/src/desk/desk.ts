// One agent's desk without its looks: what is in hand, and what can be done about it.
import { Changes } from "../changes";
import { Feed } from "../feed";
import { Live } from "../live";
import type { Line, Phone } from "../phone";
import { URGENT } from "../ring";
import { inMine, known, t } from "../texts";
import { serverNow, setClock } from "../time";
import { sendTyped } from "./answers";
import { callerName, steppedIn } from "./caller";
import { Drafts } from "./drafts";
import { Reminder } from "./reminder";
import { Telephone } from "./telephone";
import {
  workOf, type Colleague, type DeskFacts, type Me, type Message, type PhoneChoice, type Titled, type Today,
  type Unfinished, type Work, type WorkTold,
} from "./wire";

export interface Toast {
  readonly text: string;
  readonly bad: boolean;
}

export type Target = { agent: string } | { queue: string } | { number: string };
export type Dialled = ({ agent: string } | { number: string } | { interaction: string }) & { queue?: string };
export type Settled = { customer: string } | { new: { name: string; language: string; note: string } };

const TOAST_FOR = 7_000;
const NEWS_FOR = 120_000;
const IN_CALL: ReadonlySet<string> = new Set(["ringing", "talking", "held", "consulting", "away", "dialling"]);

export class Desk extends Changes {
  readonly feed = new Feed("desk");
  readonly directory = new Feed("directory"); // one for all desks
  readonly live = new Live([]);
  /** False for who may see the floor and has no desk: no work, no phone. */
  isAgent = true;
  readonly telephone = new Telephone((text, bad) => this.toast(text, bad));
  readonly drafts = new Drafts(
    (interaction, text) => this.live.send("note", { interaction, text }),
    () => this.changed(),
  );
  readonly reminder = new Reminder(() => this.work, this.telephone.ring.headset, () => this.changed());
  readonly #wanted = new Set<string>(); // offers to be answered as soon as the phone rings
  readonly #busy = new Set<string>(); // what was asked for and not answered yet
  readonly #heard = new Set<string>(); // urgent messages that sounded
  facts: DeskFacts | null = null;
  toasts: readonly Toast[] = [];
  starting = false;
  #chosen = "";
  #title = document.title;

  start(isAgent: boolean): void {
    this.isAgent = isAgent;
    this.feed.follow(() => this.#news());
    this.directory.follow(() => this.changed());
    this.live.follow(() => this.#liveChanged());
    this.telephone.follow(() => this.#news());
    this.phone.onRegistered = () => this.#tellPhone();
    if (isAgent) for (const feed of [this.feed, this.directory]) this.live.watch(feed);
    if (isAgent) this.telephone.start();
    this.live.start();
    if (isAgent) void this.#readFacts();
  }

  // ---------------------------------------------------------------- what there is

  get phone(): Phone {
    return this.telephone.phone;
  }

  get me(): Me | undefined {
    return this.feed.get("me") as Me | undefined;
  }

  get today(): Today | undefined {
    return this.feed.get("today") as Today | undefined;
  }

  get work(): readonly Work[] {
    const told = this.feed.under("work/") as readonly WorkTold[];
    return told.map(workOf).sort((one, other) => one.interaction.localeCompare(other.interaction));
  }

  get unfinished(): readonly Unfinished[] {
    const all = this.feed.under("unfinished/") as readonly Unfinished[];
    return [...all].sort((one, other) => one.since.localeCompare(other.since));
  }

  get messages(): readonly Message[] {
    const all = this.feed.under("message/") as readonly Message[];
    return [...all].sort((one, other) => one.at.localeCompare(other.at));
  }

  /** Everybody but oneself. */
  get colleagues(): readonly Colleague[] {
    const rank = (one: Colleague): number => (one.presence === "available" ? (one.busy ? 1 : 0) : one.presence === "aux" ? 2 : 3);
    const all = this.directory.under("colleague/") as readonly Colleague[];
    return all.filter((one) => one.agent !== this.me?.agent).sort((one, other) => rank(one) - rank(other) || one.number.localeCompare(other.number));
  }

  /** The one shown in the middle. It stays while it is in hand, whatever else comes. */
  get selected(): Work | undefined {
    const work = this.work;
    return (
      work.find((one) => one.interaction === this.#chosen) ??
      work.find((one) => isInCall(one)) ??
      work.find((one) => one.stage === "offered") ??
      work[0]
    );
  }

  /** The call I am in, whichever card is shown. */
  get call(): Work | undefined {
    return this.work.find((one) => isInCall(one) && one.medium !== "voicemail");
  }

  select(interaction: string): void {
    this.#chosen = interaction;
    this.changed();
  }

  selectNext(step: 1 | -1): void {
    const work = this.work;
    const at = work.findIndex((one) => one.interaction === this.selected?.interaction);
    const next = work[(at + step + work.length) % work.length];
    if (next) this.select(next.interaction);
  }

  agentName(agent: string): string {
    return (this.directory.get(`colleague/${agent}`) as Colleague | undefined)?.name ?? agent;
  }

  line(work: Work): Line | undefined {
    return this.phone.lines.find((line) => line.leg === work.offer || line.leg.startsWith(`${work.interaction}-`));
  }

  waitsToAnswer(work: Work): boolean {
    return this.#wanted.has(ringOf(work));
  }

  asked(what: string, work: Pick<Work, "interaction"> & Partial<Pick<Work, "offer">>): boolean {
    return this.#busy.has(`${what} ${work.interaction}`) || this.#busy.has(`${what} ${work.offer ?? "-"}`);
  }

  queueTitle(name: string | null): string {
    return inMine(this.facts?.queues.find((queue) => queue.name === name)?.title) || (name ?? "");
  }

  hasScript(queue: string | null): boolean {
    return Boolean(this.facts?.queues.find((one) => one.name === queue)?.script);
  }

  dispositions(queueName: string | null): readonly Titled[] {
    const all = this.facts?.dispositions ?? [];
    const codes = this.facts?.queues.find((queue) => queue.name === queueName)?.dispositions ?? [];
    return codes.length ? all.filter((one) => codes.includes(one.code)) : all;
  }

  titleOf(kind: "dispositions" | "aux_codes", code: string | null): string {
    return inMine(this.facts?.[kind].find((one) => one.code === code)?.title) || (code ?? "");
  }

  // ---------------------------------------------------------------- beginning work

  /** `phone`: null = as last time. */
  async startWork(phone: PhoneChoice | null): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    this.changed();
    try {
      const kind = phone?.kind ?? this.me?.phone;
      if (kind === "softphone" && !(await this.telephone.isThere())) return;
      if (await this.do("sign_in", phone ? { phone } : {})) await this.do("available");
    } finally {
      this.starting = false;
      this.#news();
    }
  }

  #tellPhone(): void {
    if (this.phone.state !== "registered" || !this.feed.current) return;
    this.live.tell("phone_ready", { calls: this.phone.lines.map((line) => line.leg) });
  }

  // ---------------------------------------------------------------- commands

  /** Why not, or null when it was done. */
  async ask(what: string, values: object = {}): Promise<string | null> {
    const about = values as { interaction?: string; offer?: string | null };
    const asked = `${what} ${about.interaction ?? about.offer ?? ""}`;
    this.#busy.add(asked);
    this.changed();
    const why = await this.live.send(what, values);
    this.#busy.delete(asked);
    this.changed();
    return why;
  }

  /** True when it was done; a refusal is shown. */
  async do(what: string, values: object = {}): Promise<boolean> {
    const why = await this.ask(what, values);
    if (why !== null) this.toast(refusal(why), true);
    return why === null;
  }

  /** A command that needs nothing but which one it is about. */
  doWith(what: string, work: Work): void {
    if (!this.asked(what, work)) void this.do(what, { interaction: work.interaction });
  }

  answer(work: Work): void {
    if (work.stage !== "offered" && work.stage !== "ringing") return;
    this.#chosen = work.interaction;
    const line = this.line(work);
    if (line) {
      this.phone.answer(line.leg);
      return;
    }
    if (work.medium === "voicemail") void this.do("accept", { offer: work.offer });
    else if (this.me?.phone === "softphone") this.#wanted.add(ringOf(work));
    this.changed();
  }

  decline(work: Work): void {
    if (work.stage === "offered") void this.do("decline", { offer: work.offer });
    else if (work.stage === "ringing") this.hangUp(work);
  }

  hangUp(work: Work): void {
    this.doWith(watches(work) ? "stop_supervising" : "hang_up", work);
  }

  hold(work: Work): void {
    if (work.stage === "talking") this.doWith("hold", work);
    else if (work.stage === "held") this.doWith("unhold", work);
  }

  mute(work: Work): void {
    const line = this.line(work);
    if (line?.state === "up") this.phone.mute(line.leg, !line.muted);
  }

  record(work: Work): void {
    if (work.recording !== "off") this.doWith(work.recording === "on" ? "pause_recording" : "resume_recording", work);
  }

  dial(who: Dialled): Promise<boolean> {
    return this.do("dial", who);
  }

  settle(work: Work, who: Settled): Promise<boolean> {
    return this.do("customer", { interaction: work.interaction, ...who });
  }

  sendAnswers(interaction: string): Promise<void> {
    return sendTyped(interaction, (values) => this.do("answers", { interaction, values }));
  }

  /** The note goes with it, so that both are on disk or neither. Returns the field of the script it lacks, if it does. */
  async finish(interaction: string, note: string): Promise<string | null> {
    const draft = this.drafts.of(interaction, note);
    const choice = draft.disposition ? { disposition: draft.disposition } : {};
    await this.sendAnswers(interaction);
    const why = await this.ask("finish", { interaction, text: draft.text, ...choice });
    const [what, missing] = (why ?? "").split(":");
    if (what === "answer_missing" && missing) return missing;
    if (why === null) this.drafts.forget(interaction);
    else this.toast(refusal(why), true);
    return null;
  }

  async later(work: Work): Promise<void> {
    if (await this.keep(work.interaction)) this.doWith("later", work);
  }

  /** What was typed and is not at the server yet; false when it cannot be brought there. */
  async keep(interaction: string): Promise<boolean> {
    await this.sendAnswers(interaction);
    return this.drafts.flush(interaction);
  }

  /** `stays`: until it is clicked away. */
  toast(text: string, bad = false, stays = false): void {
    const toast = { text, bad };
    this.toasts = [...this.toasts.filter((one) => one.text !== text), toast].slice(-4);
    if (!stays) window.setTimeout(() => this.dismiss(toast), TOAST_FOR);
    this.changed();
  }

  #lost = ""; // the last time a supervisor took my call, as far as it was said

  /** A page that is loaded anew says again only what has just happened. */
  #sayWhoSteppedIn(me: Me): void {
    const one = me.stepped_in;
    if (!one || one.at === this.#lost) return;
    this.#lost = one.at;
    if (serverNow() - Date.parse(one.at) < NEWS_FOR) this.toast(steppedIn(one), true, true);
  }

  dismiss(toast: Toast): void {
    this.toasts = this.toasts.filter((one) => one !== toast);
    this.changed();
  }

  // ---------------------------------------------------------------- what happens by itself

  #liveChanged(): void {
    if (this.live.bye === "signed_in_elsewhere") this.phone.letGo();
    if (this.live.open) void setClock();
    this.#news();
  }

  #wasCurrent = false;

  #news(): void {
    const { me, work, feed } = this;
    // A session that is over ends no call: who talks goes on talking, and the phone is let go of afterwards.
    if (this.live.bye !== null && this.phone.state !== "off" && this.phone.lines.length === 0) this.phone.letGo();
    if (feed.current && !this.#wasCurrent) this.#tellPhone();
    this.#wasCurrent = feed.current;
    if (me && this.live.bye === null) this.telephone.followPresence(me, this.starting);
    if (me && feed.current) this.#sayWhoSteppedIn(me);
    this.#answerWanted(work);
    this.telephone.endUnknownLines(feed.current ? this.#knownLegs(work) : null);
    if (feed.current) this.#hearNotes(work);
    this.#soundFor(work);
    if (!work.some((one) => one.interaction === this.#chosen)) this.#chosen = this.selected?.interaction ?? "";
    this.changed();
  }

  #soundFor(work: readonly Work[]): void {
    const ringing = work.find((one) => one.stage === "offered" || one.stage === "ringing");
    this.telephone.sound(ringing !== undefined && this.me?.phone === "softphone" && this.#sounds(ringing));
    document.title = ringing ? `☎ ${callerName(ringing.pop)}` : this.#title;
    for (const message of this.messages.filter((one) => one.urgent && !this.#heard.has(one.id))) {
      this.#heard.add(message.id);
      this.telephone.ring.loud.play(URGENT);
    }
  }

  #sounds(work: Work): boolean {
    if (work.medium === "voicemail" && this.live.open) return true;
    return this.line(work)?.state === "ringing";
  }

  #tidied = false;

  #hearNotes(work: readonly Work[]): void {
    const { unfinished } = this;
    for (const one of work) this.drafts.hear(one.interaction, one.pop.note);
    for (const one of unfinished) this.drafts.hear(one.interaction, one.note);
    if (!this.#tidied) this.drafts.tidy(new Set([...work, ...unfinished].map((one) => one.interaction)));
    this.#tidied = true;
  }

  #answerWanted(work: readonly Work[]): void {
    for (const one of work.filter((each) => this.waitsToAnswer(each))) {
      const line = this.line(one);
      if (!line) continue;
      this.#wanted.delete(ringOf(one));
      this.phone.answer(line.leg);
    }
    for (const wanted of this.#wanted) if (!work.some((one) => ringOf(one) === wanted)) this.#wanted.delete(wanted);
  }

  #knownLegs(work: readonly Work[]): ReadonlySet<string> {
    const known = work.filter((one) => one.stage !== "wrap_up").map((one) => this.line(one)?.leg ?? "");
    return new Set(known);
  }

  async #readFacts(): Promise<void> {
    for (let wait = 500; this.live.bye === null; wait = Math.min(wait * 2, 5_000)) {
      try {
        const answer = await fetch("/api/desk", { cache: "no-store" });
        if (answer.ok) this.facts = (await answer.json()) as DeskFacts;
        if (answer.ok || answer.status === 401 || answer.status === 403) break;
      } catch {
        // The server is away; it comes back.
      }
      await new Promise((settle) => window.setTimeout(settle, wait));
    }
    this.changed();
  }
}

export function isInCall(work: Work): boolean {
  return IN_CALL.has(work.stage);
}

/** A supervisor who listens, coaches or barged in is in the call without being of it. */
export function watches(work: Work): boolean {
  return WATCHED_AS[work.part] !== undefined;
}

const WATCHED_AS: Readonly<Partial<Record<Work["part"], string>>> = { listener: "listen", coach: "coach", barge: "barge" };

/** The state one is shown in, which has a colour: as the floor and the board have it. */
export function stateOf(work: Work): string {
  return (work.stage === "talking" && WATCHED_AS[work.part]) || work.stage;
}

export function refusal(why: string): string {
  return known(`desk.refused.${why}`, t("desk.refused.other", { why }));
}

/** What names this one ringing, so that another one later is not answered unasked. */
function ringOf(work: Work): string {
  return work.offer ?? `${work.interaction} ${work.since}`;
}
