// One agent's desk without its looks: what is in hand, what can be done about it, and the phone.
import { Changes } from "../changes";
import { Feed } from "../feed";
import { Live } from "../live";
import { microphone, Phone, supported, type Account, type Line, type Trouble } from "../phone";
import { Ring } from "../ring";
import { inMine, known, t } from "../texts";
import { setClock } from "../time";
import { Drafts } from "./drafts";
import { NO_POP, type Colleague, type DeskFacts, type Me, type Titled, type Today, type Work, type WorkTold } from "./wire";

export interface Toast {
  readonly text: string;
  readonly bad: boolean;
}

export type Target = { agent: string } | { queue: string } | { number: string };
export type Settled = { customer: string } | { new: { name: string; language: string; note: string } };

const TOAST_FOR = 7_000;
const REGISTERS_WITHIN = 12_000;
const TRY_PHONE_EVERY = 5_000;
const UNKNOWN_LINE_MAY_STAY = 3_000; // ms: a call the server does not know of is no call

export class Desk extends Changes {
  readonly feed = new Feed("desk");
  readonly live = new Live([]);
  /** False for who may see the floor and has no desk: no work, no phone. */
  isAgent = true;
  readonly phone = new Phone();
  readonly drafts = new Drafts(
    (interaction, text) => this.live.send("note", { interaction, text }),
    () => this.changed(),
  );
  readonly #ring = new Ring();
  readonly #wanted = new Set<string>(); // offers to be answered as soon as the phone rings
  readonly #busy = new Set<string>(); // what was asked for and not answered yet
  readonly #unknown = new Map<string, number>(); // lines to be ended
  facts: DeskFacts | null = null;
  toasts: readonly Toast[] = [];
  starting = false;
  needsMicrophone = false;
  #chosen = "";
  #title = document.title;

  start(isAgent: boolean): void {
    this.isAgent = isAgent;
    if (isAgent) this.live.watch(this.feed);
    this.feed.follow(() => this.#news());
    this.live.follow(() => this.#liveChanged());
    this.phone.follow(() => this.#news());
    this.phone.onRegistered = () => this.#tellPhone();
    this.phone.onTrouble = (trouble) => this.#phoneTrouble(trouble);
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, () => this.#touched());
    this.live.start();
    if (isAgent) void this.#readFacts();
  }

  #touched(): void {
    const wasMute = this.ringIsMute;
    this.#ring.unlock();
    if (wasMute) this.changed();
  }

  // ---------------------------------------------------------------- what there is

  /** A page that was loaded again may not sound before somebody touches it. */
  get ringIsMute(): boolean {
    return !this.#ring.unlocked && !(navigator.userActivation?.hasBeenActive ?? true);
  }

  agentName(agent: string): string {
    if (agent === this.me?.agent) return this.me.name;
    return this.colleagues.find((one) => one.agent === agent)?.name ?? agent;
  }

  get me(): Me | undefined {
    return this.feed.get("me") as Me | undefined;
  }

  get today(): Today | undefined {
    return this.feed.get("today") as Today | undefined;
  }

  get work(): readonly Work[] {
    const told = this.feed.under("work/") as readonly WorkTold[];
    const all = told.map((one): Work => ({ ...one, pop: one.pop ?? NO_POP }));
    return all.sort((one, other) => one.interaction.localeCompare(other.interaction));
  }

  get colleagues(): readonly Colleague[] {
    const rank = (one: Colleague): number => (one.presence === "available" ? (one.busy ? 1 : 0) : one.presence === "aux" ? 2 : 3);
    const all = this.feed.under("colleague/") as readonly Colleague[];
    return [...all].sort((one, other) => rank(one) - rank(other) || one.number.localeCompare(other.number));
  }

  /** The one shown in the middle. It stays while it is in hand, whatever else comes. */
  get selected(): Work | undefined {
    const work = this.work;
    const live = ["talking", "held", "away", "dialling"];
    return (
      work.find((one) => one.interaction === this.#chosen) ??
      work.find((one) => live.includes(one.stage)) ??
      work.find((one) => one.stage === "offered") ??
      work[0]
    );
  }

  select(interaction: string): void {
    this.#chosen = interaction;
    this.changed();
  }

  line(work: Work): Line | undefined {
    return this.phone.lines.find((line) => line.leg === work.offer || line.leg.startsWith(`${work.interaction}-`));
  }

  waitsToAnswer(work: Work): boolean {
    return work.offer !== null && this.#wanted.has(work.offer);
  }

  asked(what: string, work: Work): boolean {
    return this.#busy.has(`${what} ${work.interaction}`);
  }

  queueTitle(name: string | null): string {
    return inMine(this.facts?.queues.find((queue) => queue.name === name)?.title) || (name ?? "");
  }

  dispositions(work: Work): readonly Titled[] {
    const all = this.facts?.dispositions ?? [];
    const codes = this.facts?.queues.find((queue) => queue.name === work.queue)?.dispositions ?? [];
    return codes.length ? all.filter((one) => codes.includes(one.code)) : all;
  }

  titleOf(kind: "dispositions" | "aux_codes", code: string | null): string {
    return inMine(this.facts?.[kind].find((one) => one.code === code)?.title) || (code ?? "");
  }

  // ---------------------------------------------------------------- presence and phone

  async startWork(): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    this.changed();
    try {
      if (this.me?.phone === "softphone" && !(await this.#phoneIsThere())) return;
      if (await this.do("sign_in")) await this.do("available");
    } finally {
      this.starting = false;
      this.changed();
    }
  }

  async allowMicrophone(): Promise<void> {
    this.needsMicrophone = !(await microphone());
    if (this.needsMicrophone) this.toast(t("desk.microphone_refused"), true);
    this.changed();
  }

  async #phoneIsThere(): Promise<boolean> {
    if (!supported()) return false;
    if (!(await microphone())) {
      this.needsMicrophone = true;
      this.toast(t("desk.microphone_refused"), true);
      return false;
    }
    this.needsMicrophone = false;
    await this.#startPhone();
    if (this.phone.state === "off") return true; // the network has no softphones now; the server knows whom to ring
    const there = await this.#until(() => this.phone.state === "registered", REGISTERS_WITHIN);
    if (!there) this.toast(t("desk.phone_not_there"), true);
    return there;
  }

  async #startPhone(): Promise<void> {
    if (this.phone.state !== "off" || !supported()) return;
    try {
      const answer = await fetch("/api/phone", { cache: "no-store" });
      if (answer.ok) await this.phone.start((await answer.json()) as Account, true);
    } catch {
      this.toast(t("desk.phone_not_there"), true);
    }
  }

  #until(holds: () => boolean, within: number): Promise<boolean> {
    return new Promise((settle) => {
      const look = (): void => {
        if (!holds()) return;
        window.clearTimeout(timer);
        stop();
        settle(true);
      };
      const stop = this.phone.follow(look);
      const timer = window.setTimeout(() => {
        stop();
        settle(false);
      }, within);
      look();
    });
  }

  #tellPhone(): void {
    if (this.phone.state !== "registered" || !this.feed.current) return;
    this.live.tell("phone_ready", { calls: this.phone.lines.map((line) => line.leg) });
  }

  #phoneTrouble(trouble: Trouble): void {
    if (trouble === "microphone") this.needsMicrophone = true;
    this.toast(t(trouble === "microphone" ? "desk.microphone_refused" : "desk.phone_not_there"), true);
  }

  // ---------------------------------------------------------------- commands

  /** True when it was done; a refusal is shown. */
  async do(what: string, values: object = {}): Promise<boolean> {
    const interaction = "interaction" in values ? String(values.interaction) : "";
    const asked = `${what} ${interaction}`;
    this.#busy.add(asked);
    this.changed();
    const why = await this.live.send(what, values);
    this.#busy.delete(asked);
    if (why !== null) this.toast(known(`desk.refused.${why}`, t("desk.refused.other", { why })), true);
    this.changed();
    return why === null;
  }

  answer(work: Work): void {
    if (work.stage !== "offered" || work.offer === null) return;
    this.#chosen = work.interaction;
    const line = this.line(work);
    if (line) {
      this.phone.answer(line.leg);
      return;
    }
    if (work.medium === "voicemail") void this.do("accept", { offer: work.offer });
    else if (this.me?.phone === "softphone") this.#wanted.add(work.offer);
    this.changed();
  }

  decline(work: Work): void {
    if (work.stage === "offered") void this.do("decline", { offer: work.offer });
  }

  hangUp(work: Work): void {
    void this.do("hang_up", { interaction: work.interaction });
  }

  hold(work: Work): void {
    if (work.stage === "talking") void this.do("hold", { interaction: work.interaction });
    else if (work.stage === "held") void this.do("unhold", { interaction: work.interaction });
  }

  mute(work: Work): void {
    const line = this.line(work);
    if (line?.state === "up") this.phone.mute(line.leg, !line.muted);
  }

  transfer(work: Work, target: Target): Promise<boolean> {
    return this.do("transfer", { interaction: work.interaction, ...target });
  }

  settle(work: Work, who: Settled): Promise<boolean> {
    return this.do("customer", { interaction: work.interaction, ...who });
  }

  async finish(work: Work): Promise<void> {
    const draft = this.drafts.of(work.interaction, work.pop.note);
    const choice = draft.disposition ? { disposition: draft.disposition } : {};
    const done = await this.do("finish", { interaction: work.interaction, text: draft.text, ...choice });
    if (done) this.drafts.forget(work.interaction);
  }

  toast(text: string, bad = false): void {
    const toast = { text, bad };
    this.toasts = [...this.toasts.filter((one) => one.text !== text), toast].slice(-4);
    window.setTimeout(() => this.dismiss(toast), TOAST_FOR);
    this.changed();
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
    const { me } = this;
    // A session that is over ends no call: who talks goes on talking, and the phone is let go of afterwards.
    if (this.live.bye !== null && this.phone.state !== "off" && this.phone.lines.length === 0) this.phone.letGo();
    if (this.feed.current && !this.#wasCurrent) this.#tellPhone();
    this.#wasCurrent = this.feed.current;
    if (me && this.live.bye === null) this.#followPresence(me);
    this.#answerWanted();
    this.#endUnknownLines();
    const ringing = this.work.find((work) => work.stage === "offered");
    this.#ring.ringing = ringing !== undefined && me?.phone === "softphone" && this.#sounds(ringing);
    document.title = ringing ? `☎ ${ringing.pop.caller_shown || t("desk.withheld")}` : this.#title;
    const held = this.work.map((work) => work.interaction);
    if (!held.includes(this.#chosen)) this.#chosen = this.selected?.interaction ?? "";
    this.changed();
  }

  #sounds(work: Work): boolean {
    if (work.medium === "voicemail" && this.live.open) return true;
    return this.line(work)?.state === "ringing";
  }

  #followPresence(me: Me): void {
    if (me.phone !== "softphone") return;
    if (me.presence !== "signed_out") void this.#resumePhone();
    else if (!this.starting && this.phone.state !== "off" && this.phone.lines.length === 0) this.phone.stop();
  }

  #resuming = false;

  /** The page was loaded again while at work, or the telephone network was away when work began. */
  async #resumePhone(): Promise<void> {
    if (this.#resuming || this.phone.state !== "off") return;
    this.#resuming = true;
    this.needsMicrophone = (await microphoneState()) !== "granted";
    await this.#startPhone();
    window.setTimeout(() => {
      this.#resuming = false;
      this.#news();
    }, TRY_PHONE_EVERY);
  }

  #answerWanted(): void {
    for (const work of this.work) {
      if (!this.waitsToAnswer(work)) continue;
      const line = this.line(work);
      if (line) {
        this.#wanted.delete(work.offer ?? "");
        this.phone.answer(line.leg);
      }
    }
  }

  #endUnknownLines(): void {
    for (const line of this.phone.lines) {
      const isKnown = this.work.some((work) => work.stage !== "wrap_up" && this.line(work)?.leg === line.leg);
      if (isKnown || !this.feed.current) {
        window.clearTimeout(this.#unknown.get(line.leg));
        this.#unknown.delete(line.leg);
      } else if (!this.#unknown.has(line.leg)) {
        this.#unknown.set(line.leg, window.setTimeout(() => this.phone.hangUp(line.leg), UNKNOWN_LINE_MAY_STAY));
      }
    }
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

async function microphoneState(): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name: "microphone" as PermissionName })).state;
  } catch {
    return "granted"; // a browser that does not tell will ask when a call comes
  }
}
