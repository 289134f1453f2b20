// The keys of the desk: Alt and a letter, by where the letter lies, so that no typing and no input method is disturbed.
import { html, type TemplateResult } from "lit";
import { t } from "../texts";

export const SHORTCUTS = {
  answer: "A",
  end: "X",
  hold: "H",
  mute: "M",
  keys: "K",
  transfer: "T",
  notes: "N",
  finish: "W",
  ready: "R",
  aux: "B",
} as const;

export type Shortcut = keyof typeof SHORTCUTS;

export function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return undefined;
  const found = Object.entries(SHORTCUTS).find(([, letter]) => event.code === `Key${letter}`);
  return found?.[0] as Shortcut | undefined;
}

export function ariaKey(shortcut: Shortcut): string {
  return `Alt+${SHORTCUTS[shortcut]}`;
}

export function kbd(shortcut: Shortcut): TemplateResult {
  return html`<kbd aria-hidden="true">Alt ${SHORTCUTS[shortcut]}</kbd>`;
}

export function listOfShortcuts(): TemplateResult {
  return html`<dl>
    ${Object.keys(SHORTCUTS).map(
      (name) => html`<div><dt>${kbd(name as Shortcut)}</dt><dd>${t(`desk.shortcut.${name}`)}</dd></div>`,
    )}
  </dl>`;
}
