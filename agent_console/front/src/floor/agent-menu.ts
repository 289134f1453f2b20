// What a supervisor can do about one agent and the call they are in.
import { t } from "../texts";
import type { Ask, Field } from "./ask";
import type { Floor } from "./floor";
import type { Item } from "./menu";
import { talk } from "./sorting";
import { MODES, type FloorAgent, type InHand, type Mode } from "./wire";

export interface Tools {
  readonly floor: Floor;
  readonly ask: Ask;
  readonly changeSkills: (agent: FloorAgent) => void;
}

export function reason(): Field {
  return { name: "reason", kind: "text", label: t("floor.reason"), required: true };
}

export function agentMenu(agent: FloorAgent, tools: Tools): readonly Item[] {
  const { floor } = tools;
  const out = agent.presence === "signed_out";
  const isMe = floor.seat.me?.agent === agent.agent;
  return [
    ...(isMe ? [] : callItems(agent, tools)),
    {
      does: "force-available", word: t("floor.do.force_available"), begins: !isMe, act: () => void force(floor, agent, "available", null, ""),
      why: out ? t("floor.is_signed_out") : agent.presence === "available" && !agent.not_responding && !agent.next ? t("floor.is_available") : "",
    },
    { does: "force-aux", word: t("floor.do.force_aux"), why: out ? t("floor.is_signed_out") : "", act: () => askForAux(agent, tools) },
    { does: "force-out", word: t("floor.do.force_out"), why: out ? t("floor.is_signed_out") : "", act: () => askToSignOut(agent, tools) },
    { does: "skills", word: t("floor.do.skills"), begins: true, act: () => tools.changeSkills(agent) },
    {
      does: "message", word: t("floor.do.message"), why: out ? t("floor.is_signed_out") : "",
      act: () => askForMessage(tools, t("floor.message_to", { name: agent.name }), { agents: [agent.agent] }),
    },
  ];
}

function callItems(agent: FloorAgent, { floor, ask }: Tools): readonly Item[] {
  const heard = talk(agent);
  const none = heard ? "" : t("floor.not_in_call");
  const now = floor.hearing?.agent.agent === agent.agent ? floor.hearing.mode : null;
  const listening = MODES.map(
    (mode): Item => ({
      does: mode, word: t(`floor.do.${mode}`), why: none || floor.deaf || (now === mode ? t("floor.already") : ""),
      act: () => void supervise(floor, agent, mode),
    }),
  );
  if (!heard) return listening;
  return [
    ...listening,
    { does: "take-over", word: t("floor.do.take_over"), grave: true, why: floor.deaf, act: () => takeOver(agent, heard, floor, ask) },
    { does: "end-call", word: t("floor.do.end_call"), grave: true, act: () => endCall(agent, heard, floor, ask) },
  ];
}

/** One click; the same call again with another mode only changes the mode. */
export async function supervise(floor: Floor, agent: FloorAgent, mode: Mode): Promise<void> {
  const heard = talk(agent);
  if (!heard || floor.deaf) return;
  const before = floor.hearing;
  if (before && before.interaction !== heard.interaction) await floor.live.send("stop_supervising", { interaction: before.interaction });
  await floor.do("supervise", { interaction: heard.interaction, agent: agent.agent, mode }, t(`floor.done.${mode}`, { name: agent.name }));
}

function takeOver(agent: FloorAgent, heard: InHand, floor: Floor, ask: Ask): void {
  ask.open({
    title: t("floor.take_over.title", { name: agent.name }), text: t("floor.take_over.text"), confirm: t("floor.do.take_over_now"), grave: true,
    fields: [reason()],
    go: (values) => floor.do("take_over", { interaction: heard.interaction, reason: values["reason"] }, t("floor.done.take_over", { name: agent.name })),
  });
}

function endCall(agent: FloorAgent, heard: InHand, floor: Floor, ask: Ask): void {
  ask.open({
    title: t("floor.end_call.title", { name: agent.name }), text: t("floor.end_call.text"), confirm: t("floor.do.end_call_now"), grave: true,
    fields: [reason()],
    go: (values) => floor.do("end_call", { interaction: heard.interaction, reason: values["reason"] }, t("floor.done.end_call", { name: agent.name })),
  });
}

function force(floor: Floor, agent: FloorAgent, presence: string, code: string | null, why: string): Promise<boolean> {
  const undo = agent.presence === "signed_out" ? undefined : {
    what: "force", values: { agent: agent.agent, presence: agent.presence, code: agent.code, reason: t("floor.undo") },
  };
  return floor.do("force", { agent: agent.agent, presence, code, reason: why }, t(`floor.done.force_${presence}`, { name: agent.name }), undo);
}

function askForAux(agent: FloorAgent, { floor, ask }: Tools): void {
  const codes = floor.facts.aux_codes.map((one) => ({ value: one.code, word: floor.auxTitle(one.code) }));
  ask.open({
    title: t("floor.force_aux.title", { name: agent.name }), text: t("floor.force.text"), confirm: t("floor.do.force_aux_now"),
    fields: [{ name: "code", kind: "choice", label: t("floor.aux_code"), options: codes, value: codes[0]?.value ?? "" }, reason()],
    go: (values) => force(floor, agent, "aux", values["code"] || null, values["reason"] ?? ""),
  });
}

function askToSignOut(agent: FloorAgent, { floor, ask }: Tools): void {
  ask.open({
    title: t("floor.force_out.title", { name: agent.name }), text: t("floor.force_out.text"), confirm: t("floor.do.force_out_now"), grave: true,
    fields: [reason()],
    go: (values) => force(floor, agent, "signed_out", null, values["reason"] ?? ""),
  });
}

/** To these agents, a queue, a team; without any, to everybody signed in. */
export function askForMessage({ floor, ask }: Pick<Tools, "floor" | "ask">, title: string, to: object, fields: readonly Field[] = []): void {
  ask.open({
    title, confirm: t("floor.do.send"),
    fields: [
      ...fields,
      { name: "text", kind: "area", label: t("floor.message.text"), required: true },
      { name: "urgent", kind: "check", label: t("floor.message.urgent") },
    ],
    go: (values) => {
      const [kind, name] = (values["to"] ?? "").split("/");
      const whom = kind && name ? { [kind]: name } : to;
      return floor.do("message", { ...whom, text: values["text"], urgent: values["urgent"] === "yes" }, t("floor.done.message"));
    },
  });
}

/** Whom a message can go to besides single agents. */
export function messageFields(floor: Floor): readonly Field[] {
  const teams = [...new Set(floor.agents.map((agent) => agent.team))].sort();
  return [
    {
      name: "to", kind: "select", label: t("floor.message.to"), value: "",
      options: [
        { value: "", word: t("floor.message.everybody") },
        ...floor.queues.map((one) => ({ value: `queue/${one.name}`, word: `${t("floor.queue")}: ${floor.queueTitle(one.name)}` })),
        ...teams.map((team) => ({ value: `team/${team}`, word: `${t("floor.team")}: ${team}` })),
      ],
    },
  ];
}
