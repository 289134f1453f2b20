// What was typed along a script and the server may not have yet: kept in this browser, so that a reload loses nothing.
import { boot } from "../boot";
import type { Value } from "./wire";

type Typed = Readonly<Record<string, Value | null>>;

const PREFIX = `cc-script-${boot.login}-`; // another person at this machine keeps theirs

export function halfTyped(interaction: string): Typed {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + interaction) ?? "{}") as Typed;
  } catch {
    return {};
  }
}

export function keepTyped(interaction: string, field: string, value: Value | null): void {
  localStorage.setItem(PREFIX + interaction, JSON.stringify({ ...halfTyped(interaction), [field]: value }));
}

/** What is typed meanwhile stays for the next time. */
export async function sendTyped(interaction: string, send: (values: Typed) => Promise<boolean>): Promise<void> {
  const values = halfTyped(interaction);
  if (!Object.keys(values).length || !(await send(values))) return;
  if (JSON.stringify(halfTyped(interaction)) === JSON.stringify(values)) localStorage.removeItem(PREFIX + interaction);
}
