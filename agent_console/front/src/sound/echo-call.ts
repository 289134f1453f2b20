// A call to the extension that sends everything back: the way is tried with real sound, out and home again.
//
//   const report = await callEcho(account, context, microphone, step => …);
import type { RTCSession } from "jssip/lib/RTCSession";
import type { EndEvent } from "jssip/lib/RTCSession";
import type { UA } from "jssip/lib/UA";
import type { Account } from "../phone";
import { SipSocket } from "../sip-socket";
import { Ear } from "./microphone";

export type WayFault = "socket" | "refused" | "no_path" | "no_echo";

/** How the sound goes: straight, through a router, or through a relay. */
export interface Way {
  readonly kind: "host" | "srflx" | "prflx" | "relay";
  readonly protocol: string;
}

export interface Echo {
  readonly fault: WayFault | null;
  readonly way: Way | null;
  readonly roundTrip: number | null; // ms, from the mouth to the ear
}

const EXTENSION = "echo";
const CONNECTS_WITHIN = 5_000; // ms
const ANSWERS_WITHIN = 8_000;
const FLOWS_WITHIN = 8_000;
const CANDIDATES_WITHIN = 1_000; // ms after the first one: a relay takes its time
const TONES = [997, 1_307, 823, 1_489]; // Hz; each its own, so that a late echo is not taken for the next
const TONE_LASTS = 400; // ms
const ECHO_WITHIN = 1_200;
const FOUND = 0.4; // of what is heard is the tone

export async function callEcho(account: Account, context: AudioContext, microphone: MediaStream): Promise<Echo> {
  const jssip = await import("jssip");
  const socket = new SipSocket(account.socket);
  const ua = new jssip.UA({
    sockets: socket,
    uri: account.uri,
    authorization_user: account.login,
    password: account.password,
    register: false, // the desk's own phone stays the one that is rung
    session_timers: false,
    user_agent: "callcenter sound test",
  });
  try {
    if (!(await connected(ua))) return failed("socket");
    return await talk(ua, account, context, microphone);
  } finally {
    ua.stop();
  }
}

async function talk(ua: UA, account: Account, context: AudioContext, microphone: MediaStream): Promise<Echo> {
  const mouth = new Mouth(context, microphone);
  const session = ua.call(account.uri.replace(/:[^@]+@/, `:${EXTENSION}@`), {
    mediaStream: mouth.stream,
    pcConfig: { iceServers: [...account.ice_servers] },
  });
  const speaker = document.createElement("audio");
  try {
    const heard = remoteStream(session);
    const answer = await answered(session);
    if (answer !== null) return failed(answer);
    if (!(await flows(session.connection))) return failed("no_path");
    const stream = await heard;
    speaker.muted = true; // some browsers hand sound on only to who plays it
    speaker.srcObject = stream;
    void speaker.play().catch(() => undefined);
    const roundTrip = await listenFor(new Ear(context, stream), mouth);
    return { fault: roundTrip === null ? "no_echo" : null, way: await wayOf(session.connection), roundTrip };
  } finally {
    speaker.srcObject = null;
    mouth.close();
    if (!session.isEnded()) session.terminate();
  }
}

function failed(fault: WayFault): Echo {
  return { fault, way: null, roundTrip: null };
}

/** What is sent: the microphone, and tones into a silence of it. */
class Mouth {
  readonly #context: AudioContext;
  readonly #to: MediaStreamAudioDestinationNode;
  readonly #voice: GainNode;

  constructor(context: AudioContext, microphone: MediaStream) {
    this.#context = context;
    this.#to = context.createMediaStreamDestination();
    this.#voice = context.createGain();
    context.createMediaStreamSource(microphone).connect(this.#voice).connect(this.#to);
  }

  get stream(): MediaStream {
    return this.#to.stream;
  }

  say(frequency: number): void {
    const tone = this.#context.createOscillator();
    const loudness = this.#context.createGain();
    loudness.gain.value = 0.5;
    this.#voice.gain.value = 0;
    tone.frequency.value = frequency;
    tone.connect(loudness).connect(this.#to);
    tone.start();
    tone.stop(this.#context.currentTime + TONE_LASTS / 1000);
  }

  close(): void {
    this.#voice.disconnect();
    for (const track of this.stream.getTracks()) track.stop();
  }
}

/** Milliseconds until a tone was back; null when none was. */
async function listenFor(ear: Ear, mouth: Mouth): Promise<number | null> {
  for (const frequency of TONES) {
    const said = performance.now();
    mouth.say(frequency);
    const found = await until(() => ear.share(frequency) > FOUND, ECHO_WITHIN);
    if (found) return performance.now() - said;
  }
  return null;
}

function connected(ua: UA): Promise<boolean> {
  return within(CONNECTS_WITHIN, false, (settle) => {
    ua.on("connected", () => settle(true));
    ua.start();
  });
}

function answered(session: RTCSession): Promise<WayFault | null> {
  let soon = 0;
  session.on("icecandidate", (event) => {
    if (!soon) soon = window.setTimeout(() => event.ready(), CANDIDATES_WITHIN);
  });
  return within<WayFault | null>(ANSWERS_WITHIN, "refused", (settle) => {
    session.on("confirmed", () => settle(null));
    session.on("failed", (event: EndEvent) => settle(event.originator === "remote" ? "refused" : "no_path"));
  });
}

function remoteStream(session: RTCSession): Promise<MediaStream> {
  return new Promise((settle) => {
    const hear = (connection: RTCPeerConnection): void =>
      connection.addEventListener("track", (event) => settle(event.streams[0] ?? new MediaStream([event.track])));
    if (session.connection) hear(session.connection);
    else session.on("peerconnection", (event) => hear(event.peerconnection));
  });
}

function flows(connection: RTCPeerConnection): Promise<boolean> {
  return within(FLOWS_WITHIN, false, (settle) => {
    const look = (): void => {
      if (connection.connectionState === "connected") settle(true);
      if (connection.connectionState === "failed" || connection.connectionState === "closed") settle(false);
    };
    connection.addEventListener("connectionstatechange", look);
    look();
  });
}

async function wayOf(connection: RTCPeerConnection): Promise<Way | null> {
  const stats = [...((await connection.getStats()).values() as IterableIterator<RTCStats>)];
  const pairs = stats.filter((one) => one.type === "candidate-pair") as RTCIceCandidatePairStats[];
  const pair = pairs.find((one) => one.nominated && one.state === "succeeded");
  const local = stats.find((one) => one.id === pair?.localCandidateId) as (RTCStats & Candidate) | undefined;
  return local ? { kind: local.candidateType, protocol: local.relayProtocol ?? local.protocol } : null;
}

interface Candidate {
  readonly candidateType: Way["kind"];
  readonly protocol: string;
  readonly relayProtocol?: string;
}

function until(holds: () => boolean, limit: number): Promise<boolean> {
  return within(limit, false, (settle) => {
    const look = window.setInterval(() => {
      if (holds()) settle(true);
    }, 10);
    return () => window.clearInterval(look);
  });
}

/** What `begin` settles with, or `otherwise` after so many milliseconds. */
function within<T>(limit: number, otherwise: T, begin: (settle: (value: T) => void) => (() => void) | void): Promise<T> {
  return new Promise((done) => {
    let over = false;
    let stop: (() => void) | void;
    const settle = (value: T): void => {
      if (over) return;
      over = true;
      window.clearTimeout(timer);
      window.setTimeout(() => stop?.());
      done(value);
    };
    const timer = window.setTimeout(() => settle(otherwise), limit);
    stop = begin(settle);
  });
}
