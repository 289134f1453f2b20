// What a supervisor can do about a queue: close it, divert it, open it again, and write to those who serve it.
import { t } from "../texts";
import { askForMessage, reason, type Tools } from "./agent-menu";
import type { Item } from "./menu";
import type { FloorQueue } from "./wire";

type Asking = Pick<Tools, "floor" | "ask">;

export function queueMenu(queue: FloorQueue, tools: Asking, only: (queue: string) => void): readonly Item[] {
  const { floor } = tools;
  const title = floor.queueTitle(queue.name);
  const items: Item[] = queue.closed
    ? [{ does: "open-queue", word: t("floor.do.open_queue"), act: () => void open(queue, tools) }]
    : [
        { does: "close-queue", word: t("floor.do.close_queue"), grave: true, act: () => askToClose(queue, "", tools) },
        { does: "divert-queue", word: t("floor.do.divert_queue"), act: () => askToClose(queue, "divert", tools) },
      ];
  return [
    ...items,
    {
      does: "message-queue", word: t("floor.do.message"), begins: true,
      act: () => askForMessage(tools, t("floor.message_to", { name: title }), { queue: queue.name }),
    },
    { does: "only-queue", word: t("floor.do.only_queue"), act: () => only(queue.name) },
  ];
}

function open(queue: FloorQueue, { floor }: Asking): Promise<boolean> {
  const title = floor.queueTitle(queue.name);
  return floor.do("open_queue", { queue: queue.name }, t("floor.done.open_queue", { name: title }));
}

function askToClose(queue: FloorQueue, how: string, { floor, ask }: Asking): void {
  const title = floor.queueTitle(queue.name);
  const others = floor.queues.filter((one) => one.name !== queue.name && !one.closed);
  ask.open({
    title: t("floor.close.title", { name: title }), confirm: t("floor.do.close_now"), grave: true,
    text: (values) =>
      values["how"] === "divert"
        ? t("floor.close.divert_text", { to: floor.queueTitle(values["to"] ?? "") })
        : t("floor.close.text"),
    fields: [
      {
        name: "how", kind: "choice", label: t("floor.close.how"), value: how,
        options: [{ value: "", word: t("floor.close.closed") }, { value: "divert", word: t("floor.close.divert") }],
      },
      {
        name: "to", kind: "select", label: t("floor.close.to"), required: true, value: others[0]?.name ?? "",
        options: others.map((one) => ({ value: one.name, word: floor.queueTitle(one.name) })), when: (values) => values["how"] === "divert",
      },
      {
        name: "waiting", kind: "choice", label: t("floor.close.waiting", { count: queue.waiting }), value: "stay",
        options: [{ value: "stay", word: t("floor.close.stay") }, { value: "go", word: t("floor.close.go") }],
      },
      reason(),
    ],
    go: (values) => {
      const divert = values["how"] === "divert" ? (values["to"] ?? null) : null;
      const told = { queue: queue.name, divert_to: divert, reason: values["reason"], waiting: values["waiting"] };
      return floor.do("close_queue", told, t(divert ? "floor.done.divert_queue" : "floor.done.close_queue", { name: title }), {
        what: "open_queue", values: { queue: queue.name },
      });
    },
  });
}
