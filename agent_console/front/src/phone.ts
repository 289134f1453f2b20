// The softphone: registers over /sip, rings, answers, mutes, sends keys. Who ends a call is the server's decision.
//
//   const phone = new Phone(); phone.follow(show); await phone.start(account, true);
//   phone.answer(leg); phone.mute(leg, true); phone.press(leg, "5");
import type { RTCSession } from "jssip/lib/RTCSession";
import type { IncomingRTCSessionEvent, RTCSessionEvent, UA } from "jssip/lib/UA";
import type * as Sip from "jssip";
import { Changes } from "./changes";
import { SipSocket } from "./sip-socket";
import { LineMeter, READ_EVERY, type Limits, type LineQuality } from "./sound/line-quality";

export interface Account {
  readonly uri: string;
  readonly login: string;
  readonly password: string;
  readonly socket: string;
  readonly name: string;
  readonly ice_servers: readonly RTCIceServer[];
  readonly poor_line?: Limits; // from where on an agent is warned of a line
}

export type PhoneState = "off" | "starting" | "registered" | "lost";
export type LineState = "ringing" | "calling" | "answering" | "up";
export type Trouble = "microphone" | "not_connected" | "busy" | "not_available";

/** One call in this phone. `leg` is the server's name for it. */
export interface Line {
  readonly leg: string;
  readonly state: LineState;
  readonly muted: boolean;
  readonly keys: string;
  readonly quality: LineQuality | null;
}

interface Held {
  line: Line;
  readonly session: RTCSession;
  readonly audio: HTMLAudioElement;
  meter: LineMeter | null;
}

const CANDIDATES_WITHIN = 100; // ms after the first one; waiting for all can take seconds
const RETRY_AFTER = 2_000;

/** Which microphone: `true` is the system's choice. */
export type Audio = boolean | MediaTrackConstraints;

export function supported(): boolean {
  return "RTCPeerConnection" in window && navigator.mediaDevices !== undefined && "WebSocket" in window;
}

/** Ask for the microphone now, so that nothing has to be asked when a call comes. */
export async function microphone(audio: Audio = true): Promise<boolean> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio });
    for (const track of stream.getTracks()) track.stop();
    return true;
  } catch {
    return false;
  }
}

export class Phone extends Changes {
  onTrouble: (trouble: Trouble) => void = () => undefined;
  onRegistered: () => void = () => undefined;
  /** The server had this call answered without asking. */
  onAnsweredByItself: (leg: string) => void = () => undefined;
  #audio: Audio = true;
  #sink = "";
  #volume = 1;
  #state: PhoneState = "off";
  #jssip: typeof Sip | null = null;
  #ua: UA | null = null;
  #socket: SipSocket | null = null;
  #retry = 0;
  #servers: readonly RTCIceServer[] = [];
  #limits: Limits | null = null;
  #reading = 0;
  #comesBack = false; // the server calls an agent's phone again when its sound was lost
  readonly #held = new Map<string, Held>();

  get state(): PhoneState {
    return this.#state;
  }

  get lines(): readonly Line[] {
    return [...this.#held.values()].map((held) => held.line);
  }

  async start(account: Account, register: boolean): Promise<void> {
    if (this.#state !== "off") return;
    this.#become("starting");
    const jssip = await import("jssip");
    this.#jssip = jssip;
    this.#servers = account.ice_servers;
    this.#limits = account.poor_line ?? null;
    this.#socket = new SipSocket(account.socket);
    const ua = new jssip.UA({
      sockets: this.#socket,
      uri: account.uri,
      authorization_user: account.login,
      password: account.password,
      display_name: account.name,
      register,
      session_timers: false,
      user_agent: "callcenter",
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 4,
    });
    this.#ua = ua;
    this.#comesBack = register;
    // One that was stopped says goodbye after the next one began: it is not listened to any more.
    const now = (act: () => void) => (): void => (this.#ua === ua ? act() : undefined);
    ua.on("connected", now(() => {
      if (!register) this.#become("registered");
    }));
    ua.on("registered", now(() => {
      this.#become("registered");
      this.onRegistered();
    }));
    ua.on("registrationFailed", now(() => this.#registerAgain()));
    ua.on("disconnected", now(() => this.#become("lost")));
    ua.on("newRTCSession", (event: RTCSessionEvent) => this.#newSession(event));
    ua.start();
  }

  /** End of work: nothing is up any more. */
  stop(): void {
    window.clearTimeout(this.#retry);
    this.#ua?.stop();
    this.#ua = null;
    this.#become("off");
  }

  /** Another page has the phone now: fall silent without hanging up. */
  letGo(): void {
    window.clearTimeout(this.#retry);
    this.#socket?.letGo();
    for (const held of [...this.#held.values()]) this.#fallSilent(held);
    this.#ua = null;
    this.#become("off");
  }

  /** For the calls to come and for those that are up: a headset may be pulled out while one talks. */
  use(audio: Audio, sink: string, volume: number): void {
    const sameMicrophone = JSON.stringify(audio) === JSON.stringify(this.#audio);
    this.#audio = audio;
    this.#sink = sink;
    this.#volume = volume;
    for (const held of this.#held.values()) {
      this.#hearThrough(held.audio);
      if (!sameMicrophone) void this.#speakThrough(held);
    }
  }

  #hearThrough(audio: HTMLAudioElement): void {
    audio.volume = this.#volume;
    void audio.setSinkId?.(this.#sink).catch(() => undefined); // gone meanwhile: the system's own goes on
  }

  async #speakThrough(held: Held): Promise<void> {
    const sender = held.session.connection?.getSenders().find((one) => one.track?.kind === "audio");
    if (!sender) return;
    try {
      const [track] = (await navigator.mediaDevices.getUserMedia({ audio: this.#audio })).getAudioTracks();
      if (!track) return;
      const before = sender.track;
      track.enabled = !held.line.muted;
      await sender.replaceTrack(track);
      before?.stop();
    } catch {
      this.onTrouble("microphone");
    }
  }

  call(target: string): void {
    this.#ua?.call(target, this.#media());
  }

  answer(leg: string): void {
    const held = this.#held.get(leg);
    if (held?.line.state !== "ringing") return;
    this.#show(held, { state: "answering" });
    held.session.answer(this.#media());
  }

  /** Only for a guest, and for a line the server no longer knows. */
  hangUp(leg: string): void {
    const held = this.#held.get(leg);
    if (held && !held.session.isEnded()) held.session.terminate();
  }

  mute(leg: string, muted: boolean): void {
    const held = this.#held.get(leg);
    if (!held) return;
    if (muted) held.session.mute({ audio: true });
    else held.session.unmute({ audio: true });
    this.#show(held, { muted });
  }

  press(leg: string, key: string): void {
    const held = this.#held.get(leg);
    if (held?.line.state !== "up" || !this.#jssip) return;
    held.session.sendDTMF(key, { transportType: this.#jssip.C.DTMF_TRANSPORT.RFC2833 });
    this.#show(held, { keys: (held.line.keys + key).slice(-24) });
  }

  #media(): { mediaConstraints: MediaStreamConstraints; pcConfig: RTCConfiguration } {
    return { mediaConstraints: { audio: this.#audio, video: false }, pcConfig: { iceServers: [...this.#servers] } };
  }

  #newSession(event: RTCSessionEvent): void {
    const { session } = event;
    const incoming = isIncoming(event);
    const leg = incoming ? (event.request.getHeader("X-Callcenter-Leg") ?? session.id) : session.id;
    const audio = document.createElement("audio");
    audio.autoplay = true;
    this.#hearThrough(audio);
    const line: Line = { leg, state: incoming ? "ringing" : "calling", muted: false, keys: "", quality: null };
    const held: Held = { line, session, audio, meter: null };
    this.#held.set(leg, held);
    this.#listen(held);
    this.#measure();
    if (incoming && event.request.getHeader("X-Callcenter-Answer") === "auto") {
      session.on("confirmed", () => this.onAnsweredByItself(leg));
      this.answer(leg);
    }
    this.changed();
  }

  #listen(held: Held): void {
    const { session } = held;
    let soon = 0;
    session.on("icecandidate", (event) => {
      if (!soon) soon = window.setTimeout(() => event.ready(), CANDIDATES_WITHIN);
    });
    const hear = (connection: RTCPeerConnection): void => {
      if (this.#limits) held.meter = new LineMeter(connection, this.#limits);
      if (this.#comesBack) this.#outlive(held, connection);
      connection.addEventListener("track", (event) => {
        held.audio.srcObject = event.streams[0] ?? new MediaStream([event.track]);
        document.body.append(held.audio);
        // Refused until the page was touched; the next touch lets it through.
        held.audio.play().catch(() => document.addEventListener("pointerdown", () => void held.audio.play(), { once: true }));
      });
    };
    if (session.connection) hear(session.connection);
    else session.on("peerconnection", (event) => hear(event.peerconnection));
    session.on("accepted", () => this.#show(held, { state: "up" }));
    session.on("confirmed", () => this.#show(held, { state: "up" }));
    session.on("getusermediafailed", () => this.onTrouble("microphone"));
    session.on("ended", () => this.#gone(held));
    session.on("failed", (event) => {
      if (held.line.state === "calling") this.onTrouble(troubleOf(event.cause));
      this.#gone(held);
    });
  }

  /** JsSIP would hang up when the sound is lost. Only the agent does that: the server calls this phone again. */
  #outlive(held: Held, connection: RTCPeerConnection): void {
    const look = (event: Event): void => {
      if (connection.iceConnectionState !== "failed") return;
      event.stopImmediatePropagation();
      this.#fallSilent(held);
      if (this.#state === "registered") this.onRegistered();
    };
    connection.addEventListener("iceconnectionstatechange", look, { capture: true }); // before JsSIP's own
  }

  #fallSilent(held: Held): void {
    held.session.connection?.getSenders().forEach((sender) => sender.track?.stop());
    held.session.connection?.close();
    this.#gone(held);
  }

  #gone(held: Held): void {
    held.audio.srcObject = null;
    held.audio.remove();
    if (this.#held.get(held.line.leg) === held) this.#held.delete(held.line.leg);
    this.changed();
  }

  /** Every two seconds while there is a call. */
  #measure(): void {
    if (!this.#limits || this.#reading || this.#held.size === 0) return;
    this.#reading = window.setTimeout(() => {
      this.#reading = 0;
      for (const held of this.#held.values()) void this.#measureOne(held);
      this.#measure();
    }, READ_EVERY);
  }

  async #measureOne(held: Held): Promise<void> {
    const quality = held.line.state === "up" ? await held.meter?.read().catch(() => null) : null;
    const isShown = this.#held.get(held.line.leg) === held && (quality || held.line.quality);
    if (isShown) this.#show(held, { quality: quality ?? null });
  }

  #show(held: Held, news: Partial<Line>): void {
    held.line = { ...held.line, ...news };
    this.changed();
  }

  #registerAgain(): void {
    this.#become("lost");
    window.clearTimeout(this.#retry);
    this.#retry = window.setTimeout(() => {
      if (this.#ua?.isConnected()) this.#ua.register();
    }, RETRY_AFTER);
  }

  #become(state: PhoneState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.changed();
  }
}

function isIncoming(event: RTCSessionEvent): event is IncomingRTCSessionEvent {
  return (event.originator as string) === "remote";
}

function troubleOf(cause: string): Trouble {
  switch (cause) {
    case "Busy":
      return "busy";
    case "User Denied Media Access":
      return "microphone";
    case "Canceled":
    case "Rejected":
    case "Unavailable":
    case "Not Found":
      return "not_available";
    default:
      return "not_connected";
  }
}
