// Who is shown and in which order: agents by what they do, those who wait by whose turn it is.
import { ORDER, doing, type Doing } from "../board/wire";
import { serverNow } from "../time";
import type { FloorAgent, FloorFacts, InHand, Waiting } from "./wire";

export type SortBy = "state" | "time" | "name" | "work" | "team";

export interface Wish {
  readonly text: string;
  readonly team: string;
  readonly queue: string;
  readonly skill: string;
  readonly state: Doing | "help" | "over" | "";
}

export const NO_WISH: Wish = { text: "", team: "", queue: "", skill: "", state: "" };

/** Whether the agent may be given what comes to this queue. */
export function serves(skills: Readonly<Record<string, number>>, queue: string, facts: FloorFacts): boolean {
  const needs = facts.queues.find((one) => one.name === queue)?.needs;
  return needs !== undefined && Object.entries(needs).every(([skill, level]) => (skills[skill] ?? 0) >= level);
}

export function isOverLimit(agent: FloorAgent): boolean {
  return agent.presence === "aux" && agent.aux_ends_at !== null && Date.parse(agent.aux_ends_at) < serverNow();
}

export function fits(agent: FloorAgent, wish: Wish, facts: FloorFacts): boolean {
  return fitsState(agent, wish.state) && fitsRest(agent, wish, facts);
}

export function fitsRest(agent: FloorAgent, wish: Wish, facts: FloorFacts): boolean {
  const text = wish.text.trim().toLowerCase();
  return (
    (!text || `${agent.name} ${agent.number} ${agent.agent}`.toLowerCase().includes(text)) &&
    (!wish.team || agent.team === wish.team) &&
    (!wish.queue || serves(agent.skills, wish.queue, facts)) &&
    (!wish.skill || (agent.skills[wish.skill] ?? 0) > 0)
  );
}

function fitsState(agent: FloorAgent, state: Wish["state"]): boolean {
  if (state === "help") return agent.help !== null;
  if (state === "over") return isOverLimit(agent);
  return state === "" || doing(agent) === state;
}

/** Why one who waits cannot be handed to this agent; "" when they can take them now, or after the work in hand. */
export function notHanded(agent: FloorAgent, medium: Waiting["medium"]): string {
  const why = agent.why_not;
  if (agent.next && agent.next.presence !== "available") return "aux";
  if (why === null || why === "busy" || why === "wrap_up") return agent.reachable || medium === "voicemail" ? "" : "phone_unreachable";
  return why === "phone_unreachable" && medium === "voicemail" ? "" : why;
}

/** The place of an agent's group: who asks for help is on top, then ORDER. */
export function rank(agent: FloorAgent): number {
  return agent.help ? -1 : ORDER.indexOf(doing(agent));
}

export function sorted(agents: readonly FloorAgent[], by: SortBy): readonly FloorAgent[] {
  const help = (agent: FloorAgent): number => (agent.help ? 0 : 1);
  const compare: Record<SortBy, (one: FloorAgent, other: FloorAgent) => number> = {
    state: (one, other) => rank(one) - rank(other) || one.since.localeCompare(other.since),
    time: (one, other) => one.since.localeCompare(other.since),
    name: (one, other) => one.name.localeCompare(other.name),
    work: (one, other) => (one.work[0]?.queue ?? "~").localeCompare(other.work[0]?.queue ?? "~"),
    team: (one, other) => one.team.localeCompare(other.team) || one.name.localeCompare(other.name),
  };
  return [...agents].sort(
    (one, other) => help(one) - help(other) || compare[by](one, other) || one.number.localeCompare(other.number),
  );
}

/** What a supervisor can hear of this agent. */
export function talk(agent: FloorAgent): InHand | undefined {
  const heard = agent.work.filter((one) => one.medium !== "voicemail" && ["talking", "held", "consulting"].includes(one.stage));
  return heard.find((one) => one.interaction === agent.help?.interaction) ?? heard[0];
}

export function points(waiting: Waiting, now = serverNow()): number {
  return waiting.priority + (waiting.ageing * Math.max(0, now - Date.parse(waiting.since))) / 1000;
}

/** Who is first comes first. */
export function inOrder(all: readonly Waiting[], now = serverNow()): readonly Waiting[] {
  const scored = all.map((one) => ({ one, score: points(one, now) }));
  scored.sort((a, b) => b.score - a.score || a.one.since.localeCompare(b.one.since) || a.one.interaction.localeCompare(b.one.interaction));
  return scored.map(({ one }) => one);
}
