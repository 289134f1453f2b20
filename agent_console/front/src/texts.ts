// The words of the screens, from the one catalogue: t("desk.waited", { time: "0:12" }).
import { boot } from "./boot";

export type InLanguages = Readonly<Record<string, string>>;

export function t(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const text = boot.texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** A text if the catalogue has it: for codes the server may invent. */
export function known(key: string, otherwise: string): string {
  return boot.texts[key] ?? otherwise;
}

/** What the company wrote in several languages, in the viewer's or else in the first there is. */
export function inMine(texts: InLanguages | null | undefined): string {
  if (!texts) return "";
  return texts[boot.language] ?? Object.values(texts)[0] ?? "";
}
