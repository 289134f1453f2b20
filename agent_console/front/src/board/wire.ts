// What the server tells a board, as docs/desk-protocol.md has it.
import type { InLanguages } from "../texts";

export interface QueueRow {
  readonly name: string;
  readonly title: InLanguages;
  readonly waiting: number;
  readonly longest_since: string | null;
  readonly offered: number;
  readonly answered: number;
  readonly in_time: number;
  readonly abandoned: number;
  readonly short_abandoned: number;
  readonly overflowed: number;
  readonly voicemail: number;
  readonly callback: number;
  readonly lost: number;
  readonly service_level: number | null;
  readonly goal: { readonly share: number; readonly within: number };
  readonly average_answer: number | null;
  readonly staff: {
    readonly available: number;
    readonly offered: number;
    readonly talking: number;
    readonly wrap_up: number;
    readonly aux: number;
    readonly not_responding: number;
    readonly unreachable?: number;
  };
  /** From when a figure warns, and from when it is bad. */
  readonly alerts?: Alerts | null;
  readonly closed?: { readonly how: "closed" | "divert"; readonly to: string | null; readonly since: string } | null;
}

export type Limits = readonly [warn: number, bad: number];

export interface Alerts {
  readonly waiting?: Limits | null;
  readonly longest?: Limits | null; // seconds
  readonly service_level?: Limits | null; // a share; below it
}

export interface AgentRow {
  readonly agent: string;
  readonly name: string;
  readonly number: string;
  readonly presence: "signed_out" | "available" | "aux";
  readonly code: string | null;
  readonly code_title?: InLanguages | null;
  readonly stage: string | null;
  readonly since: string;
  readonly queue: string | null;
  readonly not_responding: boolean;
  readonly reachable: boolean;
}

export interface Center {
  readonly state: "ready" | "starting" | "no_telephony";
  readonly telephony: "asterisk" | "simulator";
  readonly day: string;
  readonly trunks?: readonly TrunkRow[];
  readonly alarms?: readonly { readonly kind: "refusals"; readonly times: number; readonly at: string }[];
}

export interface TrunkRow {
  readonly name: string;
  readonly state: "up" | "down" | "unregistered";
  readonly since: string;
  readonly in_use: number;
  readonly limit: number | null;
}

/** What callers hear before anything else. */
export interface NoticeRow {
  readonly id: string;
  readonly text: InLanguages | null;
  readonly begins: string | null;
  readonly ends: string | null;
}

/** What an agent is doing, in one word of those the board has a colour for. */
export type Doing =
  | "talking" | "held" | "consulting" | "away" | "dialling" | "offered" | "wrap_up" | "listen" | "coach" | "barge"
  | "not_responding" | "unreachable" | "available" | "aux" | "signed_out";

/** Those who may need somebody's eye come first. */
export const ORDER: readonly Doing[] = [
  "not_responding", "unreachable", "away", "available", "offered", "dialling", "talking", "held", "consulting", "wrap_up",
  "listen", "coach", "barge", "aux", "signed_out",
];

export function doing(agent: AgentRow): Doing {
  if (agent.presence === "signed_out") return "signed_out";
  if (agent.stage) return agent.stage as Doing;
  return idle(agent);
}

/** Of one with nothing in hand: who wants work and has no phone that rings is not available. */
export function idle(agent: Pick<AgentRow, "presence" | "not_responding" | "reachable">): Doing {
  if (agent.presence === "signed_out") return "signed_out";
  if (agent.not_responding) return "not_responding";
  return agent.presence === "available" && !agent.reachable ? "unreachable" : agent.presence;
}
