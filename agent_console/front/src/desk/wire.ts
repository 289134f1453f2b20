// What the server tells a desk, as docs/desk-protocol.md has it.
import type { InLanguages } from "../texts";

export type Presence = "signed_out" | "available" | "aux";
export type Stage =
  | "offered" | "ringing" | "talking" | "held" | "consulting" | "away" | "dialling" | "wrap_up";
export type Medium = "voice" | "callback" | "voicemail";

export type Direction = "inbound" | "outbound" | "internal";
/** What I am in it; a guest is consulted, in a conference, or called. */
export type Part = "handler" | "guest" | "listener" | "coach" | "barge";
export type PhoneKind = "softphone" | "desk_phone" | "seat" | "number";
export type PhoneChoice =
  | { readonly kind: "softphone" } | { readonly kind: "desk_phone" }
  | { readonly kind: "seat"; readonly seat: string } | { readonly kind: "number"; readonly number: string };

export interface Me {
  readonly agent: string;
  readonly name: string;
  readonly number: string;
  readonly presence: Presence;
  readonly code: string | null;
  readonly next: { readonly presence: Presence; readonly code: string | null } | null;
  readonly since: string;
  readonly forced_by?: string | null; // the supervisor who chose it, or what comes next
  readonly not_responding: boolean;
  readonly phone: PhoneKind;
  readonly seat_taken_by?: string | null;
  readonly seat?: string | null;
  readonly phone_shown?: string;
  readonly phones?: readonly PhoneKind[];
  readonly place?: number | null; // in line for a break
  readonly home?: string;
  readonly reachable: boolean;
  readonly aux_ends_at?: string | null;
  readonly stepped_in?: SteppedIn | null;
}

/** A supervisor took my call, or ended it: the last time it was so. */
export interface SteppedIn {
  readonly interaction: string;
  readonly by: string;
  readonly do: "take_over" | "end_call";
  readonly reason: string;
  readonly at: string;
}

export interface PastInteraction {
  readonly interaction: string;
  readonly at: string;
  readonly medium: Medium;
  readonly queue: string | null;
  readonly agent: string | null;
  readonly outcome: string | null;
  readonly disposition: string | null;
  readonly note: string;
  readonly seconds: number;
}

export interface Order {
  readonly id: string;
  readonly placed_at: string;
  readonly title: InLanguages;
  readonly status: string;
  readonly amount: number;
  readonly currency: string;
}

export interface CustomerCard {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly company: string;
  readonly note: string;
  readonly since: string | null;
  readonly demo: boolean;
  readonly addresses: readonly { readonly kind: string; readonly value: string; readonly shown: string }[];
  readonly orders: readonly Order[];
  readonly history: readonly PastInteraction[];
}

export interface Why {
  readonly chosen_by: string;
  readonly waited: number;
  readonly idle_for: number;
  readonly qualified: number;
  readonly free: number;
  readonly by?: string | null; // who handed it to me
  readonly skills: Readonly<Record<string, number>>;
}

export interface Pop {
  readonly caller: string;
  readonly caller_shown: string;
  readonly caller_name: string;
  readonly region: InLanguages | null;
  readonly dialled: string;
  readonly language: string | null;
  readonly waited: number | null;
  readonly visit: number;
  readonly transferred_by: string | null;
  readonly note: string;
  readonly choices: readonly { readonly node: string; readonly key: string; readonly to: string }[];
  readonly why: Why | null;
  readonly customer: string | null;
  readonly matches: readonly CustomerCard[];
}

/** One who is in the call, or is being called into it. */
export interface Party {
  readonly leg: string;
  readonly kind: "customer" | "agent" | "outside";
  readonly agent: string | null;
  readonly shown: string;
  readonly role: "talker" | "listener" | "coach";
  readonly state: "ringing" | "talking" | "held" | "consulting";
  readonly me: boolean;
  readonly supervisor?: boolean; // with the agent, not a guest of theirs
}

export interface Consult {
  readonly leg: string;
  readonly agent: string | null;
  readonly shown: string;
  readonly state: "ringing" | "talking";
  readonly with_customer: boolean; // I am back with the customer, the consulted one hears music
}

export interface Quality {
  readonly loss: number;
  readonly jitter: number;
  readonly round_trip: number | null;
  readonly poor: boolean;
}

export interface Work {
  readonly interaction: string;
  readonly medium: Medium;
  readonly direction: Direction;
  readonly part: Part;
  readonly asked_by?: { readonly shown: string; readonly how: "consult" | "conference" | "help" } | null;
  readonly stage: Stage;
  readonly since: string;
  readonly began: string | null;
  readonly offer: string | null;
  readonly expires_at: string | null;
  readonly wrap_up_ends_at: string | null;
  readonly queue: string | null;
  readonly voicemail: string | null;
  readonly parties: readonly Party[];
  readonly consult: Consult | null;
  readonly recording: "on" | "paused" | "off";
  readonly quality: Quality | null;
  readonly help: { readonly since: string; readonly by: string | null } | null;
  readonly pop: Pop;
  readonly script?: Led | null;
}

/** As it comes: of an interaction the server itself has forgotten, nothing can be shown. */
export type WorkTold = Partial<Omit<Work, "pop">> & { readonly pop: Pop | null };

const ALONE = {
  direction: "inbound", part: "handler", parties: [], consult: null, recording: "off", quality: null, help: null,
} as const;

export function workOf(told: WorkTold): Work {
  return { ...ALONE, ...told, pop: told.pop ?? NO_POP } as Work;
}

export type Value = string | boolean | number;

/** One question of a script. */
export interface Field {
  readonly name: string;
  readonly title: InLanguages;
  readonly kind: "text" | "choice" | "number" | "date" | "yes_no";
  readonly required: boolean;
  readonly options: Readonly<Record<string, InLanguages>>;
}

export interface Step {
  readonly name: string;
  readonly say: InLanguages;
  readonly fields: readonly Field[];
  readonly branch: { readonly field: string; readonly to: Readonly<Record<string, string>> } | null;
  readonly then: string | null;
}

export interface Script {
  readonly title: InLanguages;
  readonly start: string;
  readonly steps: Readonly<Record<string, Step>>;
}

/** The script one is led through, and what is filled in so far. */
export interface Led {
  readonly name: string;
  readonly answers: Readonly<Record<string, Value>>;
}

/** A wrap-up that was put off. */
export interface Unfinished {
  readonly interaction: string;
  readonly queue: string | null;
  readonly caller_shown: string;
  readonly customer_name: string;
  readonly since: string;
  readonly note: string;
  readonly script?: Led | null;
}

export interface Message {
  readonly id: string;
  readonly from: string;
  readonly text: string;
  readonly urgent: boolean;
  readonly at: string;
}

export const NO_POP: Pop = {
  caller: "", caller_shown: "", caller_name: "", region: null, dialled: "", language: null, waited: null, visit: 0,
  transferred_by: null, note: "", choices: [], why: null, customer: null, matches: [],
};

export interface Colleague {
  readonly agent: string;
  readonly name: string;
  readonly number: string;
  readonly presence: Presence;
  readonly code: string | null;
  readonly busy: boolean;
  readonly team?: string | null;
  readonly supervisor?: boolean;
  readonly reachable?: boolean;
}

export interface Today {
  readonly handled: number;
  readonly missed: number;
  readonly average?: { readonly talk: number | null; readonly hold: number | null; readonly wrap_up: number; readonly handle: number } | null;
}

export interface Titled {
  readonly code: string;
  readonly title: InLanguages;
}

export interface DeskFacts {
  readonly agent: string;
  readonly languages: readonly string[];
  readonly queues: readonly { readonly name: string; readonly title: InLanguages; readonly dispositions: readonly string[]; readonly script?: unknown }[];
  readonly dispositions: readonly Titled[];
  readonly aux_codes: readonly Titled[];
  readonly wrap_up_reasons?: readonly Titled[];
  readonly scripts?: Readonly<Record<string, Script>>;
  readonly zone: string;
  readonly provinces?: readonly { readonly code: string; readonly title: InLanguages }[];
}
