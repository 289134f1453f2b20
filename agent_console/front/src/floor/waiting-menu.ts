// What a supervisor can do about one who waits: hand to an agent, move to another queue, bring forward or back.
import { doing } from "../board/wire";
import { t } from "../texts";
import { reason, type Tools } from "./agent-menu";
import type { Item } from "./menu";
import { notHanded, points, serves } from "./sorting";
import type { FloorAgent, Waiting } from "./wire";

type Asking = Pick<Tools, "floor" | "ask">;

export function waitingMenu(waiting: Waiting, tools: Asking): readonly Item[] {
  const { floor } = tools;
  const [first] = floor.waiting.filter((one) => one.queue === waiting.queue);
  const isFirst = first?.interaction === waiting.interaction;
  return [
    {
      does: "to-front", word: t("floor.do.to_front"), why: isFirst ? t("floor.is_first") : "",
      act: () => void prioritise(waiting, Math.ceil(points(first ?? waiting) - points(waiting)) + 1, tools),
    },
    { does: "prioritise", word: t("floor.do.prioritise"), act: () => askForPoints(waiting, tools) },
    { does: "hand", word: t("floor.do.hand"), begins: true, act: () => askForAgent(waiting, tools) },
    ...(waiting.handed_until ? [{ does: "hand-back", word: t("floor.do.hand_back"), act: () => void handBack(waiting, tools) }] : []),
    { does: "move", word: t("floor.do.move"), act: () => askForQueue(waiting, tools) },
  ];
}

function who(waiting: Waiting): string {
  return waiting.customer_name || waiting.caller_shown || t("desk.withheld");
}

function prioritise(waiting: Waiting, by: number, { floor }: Asking): Promise<boolean> {
  const { interaction } = waiting;
  return floor.do("prioritise", { interaction, points: by }, t("floor.done.prioritise", { name: who(waiting) }), {
    what: "prioritise", values: { interaction, points: -by },
  });
}

function askForPoints(waiting: Waiting, tools: Asking): void {
  tools.ask.open({
    title: t("floor.prioritise.title", { name: who(waiting) }), confirm: t("floor.do.prioritise_now"),
    text: t("floor.prioritise.text", { points: Math.floor(points(waiting)) }),
    fields: [{ name: "points", kind: "number", label: t("floor.prioritise.points"), value: "10", required: true }],
    go: (values) => prioritise(waiting, Number(values["points"]), tools),
  });
}

function askForAgent(waiting: Waiting, tools: Asking): void {
  const { floor } = tools;
  const why = (agent: FloorAgent): string => notHanded(agent, waiting.medium);
  const can = (agent: FloorAgent): number =>
    (why(agent) ? 4 : agent.why_not === null ? 0 : 2) + (serves(agent.skills, waiting.queue, floor.facts) ? 0 : 1);
  const told = (agent: FloorAgent): string => [
    `${agent.name} ${agent.number}`, t(why(agent) ? `floor.why.${why(agent)}` : `live.doing.${doing(agent)}`),
    ...(serves(agent.skills, waiting.queue, floor.facts) ? [] : [t("floor.not_skilled")]),
  ].join(" · ");
  const agents = floor.agents.filter((agent) => agent.presence !== "signed_out").sort((one, other) => can(one) - can(other) || one.number.localeCompare(other.number));
  tools.ask.open({
    title: t("floor.hand.title", { name: who(waiting) }), text: t("floor.hand.text"), confirm: t("floor.do.hand_now"),
    fields: [
      {
        name: "agent", kind: "select", label: t("floor.agent"), required: true, value: agents.find((agent) => !why(agent))?.agent ?? "",
        options: agents.map((agent) => ({ value: agent.agent, word: told(agent), cannot: why(agent) !== "" })),
      },
    ],
    go: (values) => hand(waiting, values["agent"] ?? "", tools),
  });
}

function hand(waiting: Waiting, agent: string, { floor }: Asking): Promise<boolean> {
  const said = t("floor.done.hand", { name: who(waiting), agent: floor.name(agent) });
  const undo = { what: "hand", values: { interaction: waiting.interaction, agent: null } };
  return floor.do("hand", { interaction: waiting.interaction, agent }, said, undo);
}

function handBack(waiting: Waiting, { floor }: Asking): Promise<boolean> {
  return floor.do("hand", { interaction: waiting.interaction, agent: null }, t("floor.done.hand_back", { name: who(waiting) }));
}

/** Dragged onto an agent: asked for once more. */
export function confirmHand(waiting: Waiting, agent: string, tools: Asking): void {
  const dropped = tools.floor.agent(agent);
  const why = dropped ? notHanded(dropped, waiting.medium) : "";
  if (why) {
    tools.floor.say(t("floor.hand.cannot", { agent: tools.floor.name(agent), why: t(`floor.why.${why}`) }), true);
    return;
  }
  const skilled = serves(tools.floor.agent(agent)?.skills ?? {}, waiting.queue, tools.floor.facts);
  tools.ask.open({
    title: t("floor.hand.confirm", { name: who(waiting), agent: tools.floor.name(agent) }), confirm: t("floor.do.hand_now"),
    text: skilled ? t("floor.hand.text") : t("floor.hand.not_skilled"), fields: [],
    go: () => hand(waiting, agent, tools),
  });
}

export function askForQueue(waiting: Waiting, tools: Asking, queue = ""): void {
  const { floor } = tools;
  const others = floor.queues.filter((one) => one.name !== waiting.queue);
  tools.ask.open({
    title: t("floor.move.title", { name: who(waiting) }), text: t("floor.move.text"), confirm: t("floor.do.move_now"),
    fields: [
      {
        name: "queue", kind: "select", label: t("floor.queue"), required: true, value: queue || (others[0]?.name ?? ""),
        options: others.map((one) => ({
          value: one.name, word: `${floor.queueTitle(one.name)}${one.closed ? ` · ${t("floor.is_closed")}` : ""}`,
        })),
      },
      reason(),
    ],
    go: (values) => move(waiting, values["queue"] ?? "", values["reason"] ?? "", tools),
  });
}

function move(waiting: Waiting, queue: string, why: string, { floor }: Asking): Promise<boolean> {
  const { interaction } = waiting;
  const said = t("floor.done.move", { name: who(waiting), queue: floor.queueTitle(queue) });
  return floor.do("move", { interaction, queue, reason: why }, said, {
    what: "move", values: { interaction, queue: waiting.queue, reason: t("floor.undo") },
  });
}
