// What the server tells a supervisor's floor, as docs/desk-protocol.md has it.
import type { AgentRow, Center, QueueRow } from "../board/wire";
import type { Medium, Presence } from "../desk/wire";
import type { InLanguages } from "../texts";

export type Mode = "listen" | "coach" | "barge";
export const MODES: readonly Mode[] = ["listen", "coach", "barge"];

export type WhyNot = "signed_out" | "aux" | "busy" | "wrap_up" | "not_responding" | "phone_unreachable" | "no_telephony";

export interface InHand {
  readonly interaction: string;
  readonly medium: Medium;
  readonly direction: "inbound" | "outbound" | "internal";
  readonly stage: string;
  readonly queue: string | null;
  readonly since: string;
  readonly caller_shown: string;
  readonly customer_name: string;
}

export interface FloorAgent extends AgentRow {
  readonly team: string;
  readonly site: string;
  readonly skills: Readonly<Record<string, number>>;
  readonly phone: string;
  readonly why_not: WhyNot | null;
  readonly work: readonly InHand[];
  readonly help: { readonly interaction: string; readonly since: string } | null;
  readonly watched_by: readonly { readonly agent: string; readonly mode: Mode }[];
  readonly aux_ends_at: string | null;
  /** Chosen for after the work in hand. */
  readonly next?: { readonly presence: Presence; readonly code: string | null; readonly by: string | null } | null;
}

export interface FloorQueue extends QueueRow {
  /** With who did it. */
  readonly closed: {
    readonly how: "closed" | "divert";
    readonly to: string | null;
    readonly by: string;
    readonly reason: string;
    readonly since: string;
  } | null;
}

export interface Waiting {
  readonly interaction: string;
  readonly medium: Medium;
  readonly queue: string;
  readonly since: string;
  readonly priority: number;
  readonly ageing: number;
  readonly caller_shown: string;
  readonly customer: string | null;
  readonly customer_name: string;
  readonly region: InLanguages | null;
  readonly language: string | null;
  readonly offered_to: string | null;
  readonly for_agent: string | null;
  readonly handed_until?: string | null; // then it is anybody's again
}

export interface Notice {
  readonly id: string;
  readonly text: InLanguages | null;
  readonly recording: boolean;
  readonly numbers: readonly string[];
  readonly queues: readonly string[];
  readonly provinces: readonly string[];
  readonly begins: string | null;
  readonly ends: string | null;
  readonly by: string;
}

/** What a supervisor did, newest last by its key. */
export interface Deed {
  readonly at: string;
  readonly by: string;
  readonly do: string;
  readonly agent: string | null;
  readonly interaction: string | null;
  readonly queue: string | null;
  readonly reason: string;
}

export interface FloorFacts {
  readonly aux_codes: readonly { readonly code: string; readonly title: InLanguages }[];
  readonly queues: readonly { readonly name: string; readonly title: InLanguages; readonly needs: Readonly<Record<string, number>> }[];
  readonly skills: readonly string[];
  readonly numbers: readonly { readonly number: string; readonly shown: string }[];
  readonly provinces: readonly { readonly code: string; readonly title: InLanguages }[];
  readonly languages: readonly string[];
}

export const NO_FACTS: FloorFacts = { aux_codes: [], queues: [], skills: [], numbers: [], provinces: [], languages: [] };

export type { Center, Presence };
