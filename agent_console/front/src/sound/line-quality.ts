// How one call's sound fares, as this browser measures it: what arrives here, and what the other side says arrives there.
//
//   const meter = new LineMeter(connection, limits);
//   const quality = await meter.read();     // every READ_EVERY ms; null before anything was measured

/** From where on a line is poor; the server's (callcenter/reporting/sound.py). */
export interface Limits {
  readonly loss: number; // share of packets
  readonly jitter: number; // seconds
  readonly round_trip: number; // seconds
}

export interface LineQuality {
  readonly loss: number;
  readonly jitter: number;
  readonly round_trip: number | null;
  readonly poor: boolean;
}

export const READ_EVERY = 2_000;
const READINGS = 3; // a single bad one may be chance

interface Reading {
  readonly arrived: number;
  readonly lost: number;
  readonly lossThere: number;
  readonly jitter: number;
  readonly roundTrip: number | null;
}

export class LineMeter {
  readonly #connection: RTCPeerConnection;
  readonly #limits: Limits;
  #readings: readonly Reading[] = [];

  constructor(connection: RTCPeerConnection, limits: Limits) {
    this.#connection = connection;
    this.#limits = limits;
  }

  async read(): Promise<LineQuality | null> {
    const reading = readingOf(await this.#connection.getStats());
    if (!reading) return null;
    this.#readings = [...this.#readings, reading].slice(-READINGS - 1);
    return this.#readings.length < 3 ? null : this.#judge();
  }

  #judge(): LineQuality {
    const first = this.#readings[0] as Reading;
    const last = this.#readings.at(-1) as Reading;
    const rest = this.#readings.slice(1);
    const lost = Math.max(0, last.lost - first.lost);
    const sent = lost + Math.max(0, last.arrived - first.arrived);
    const loss = Math.max(sent ? lost / sent : 0, mean(rest.map((one) => one.lossThere)));
    const jitter = mean(rest.map((one) => one.jitter));
    const round_trip = last.roundTrip;
    const limits = this.#limits;
    const poor = loss > limits.loss || jitter > limits.jitter || (round_trip ?? 0) > limits.round_trip;
    return { loss, jitter, round_trip, poor };
  }
}

function readingOf(stats: RTCStatsReport): Reading | null {
  let here: RTCInboundRtpStreamStats | undefined;
  let there: { jitter?: number; fractionLost?: number; roundTripTime?: number } | undefined;
  let pair: RTCIceCandidatePairStats | undefined;
  for (const one of stats.values() as IterableIterator<RTCStats>) {
    if (one.type === "inbound-rtp") here = one as RTCInboundRtpStreamStats;
    if (one.type === "remote-inbound-rtp") there = one as typeof there & RTCStats;
    if (one.type === "candidate-pair" && (one as RTCIceCandidatePairStats).nominated) pair = one as RTCIceCandidatePairStats;
  }
  if (!here) return null;
  return {
    arrived: here.packetsReceived ?? 0,
    lost: here.packetsLost ?? 0,
    lossThere: there?.fractionLost ?? 0,
    jitter: Math.max(here.jitter ?? 0, there?.jitter ?? 0),
    roundTrip: there?.roundTripTime ?? pair?.currentRoundTripTime ?? null,
  };
}

function mean(values: readonly number[]): number {
  return values.length ? values.reduce((sum, one) => sum + one, 0) / values.length : 0;
}
