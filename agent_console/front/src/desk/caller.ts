// How the other side of a conversation is called on the screen, and how much it hurries.
import { t } from "../texts";
import { until } from "../time";
import type { CustomerCard, Pop, SteppedIn, Work } from "./wire";

const SOON = 10; // seconds

export function customerOf(pop: Pop): CustomerCard | undefined {
  return pop.matches.find((match) => match.id === pop.customer);
}

/** Nobody rings or talks when a voicemail is worked on. */
export function stageWord(work: Work): string {
  const listens = work.medium === "voicemail" && (work.stage === "offered" || work.stage === "talking");
  if (listens) return t(`desk.stage.voicemail.${work.stage}`);
  if (work.stage === "consulting" && work.consult?.with_customer) return t("desk.stage.with_customer");
  if (work.stage === "talking" && ["listener", "coach", "barge"].includes(work.part)) return t(`desk.part.${work.part}`);
  return t(`desk.stage.${work.stage}`);
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

/** What ends by itself in a moment. */
export function isSoon(work: Work): boolean {
  const ends = work.stage === "offered" ? work.expires_at : work.stage === "wrap_up" ? work.wrap_up_ends_at : null;
  return ends !== null && until(ends) <= SOON;
}

export function steppedIn(one: SteppedIn): string {
  return t(`desk.stepped_in.${one.do}`, { who: one.by, reason: one.reason || "–" });
}
