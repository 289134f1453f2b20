// How the other side of a conversation is called on the screen.
import { t } from "../texts";
import type { CustomerCard, Pop, Work } from "./wire";

export function customerOf(pop: Pop): CustomerCard | undefined {
  return pop.matches.find((match) => match.id === pop.customer);
}

/** Nobody rings or talks when a voicemail is worked on. */
export function stageWord(work: Work): string {
  const listens = work.medium === "voicemail" && (work.stage === "offered" || work.stage === "talking");
  return t(listens ? `desk.stage.voicemail.${work.stage}` : `desk.stage.${work.stage}`);
}

export function callerNumber(pop: Pop): string {
  return pop.caller_shown || pop.caller || t("desk.withheld");
}

export function callerName(pop: Pop): string {
  const customer = customerOf(pop);
  if (customer) return customer.name;
  if (pop.matches.length > 1) return t("desk.several_customers", { count: pop.matches.length });
  return pop.caller_name || callerNumber(pop);
}
