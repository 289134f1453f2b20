// The keys of the desk: Alt and a letter, by where the letter lies, so that no typing and no input method is disturbed.
// Not used: Alt with D, E, F (the browser's own) and with the arrows to the sides (back and forward).
import { html, type TemplateResult } from "lit";
import { t } from "../texts";

export const SHORTCUTS = {
  answer: "A",
  end: "X",
  hold: "H",
  mute: "M",
  keys: "K",
  transfer: "T",
  consult: "C",
  swap: "S",
  complete: "G",
  conference: "J",
  back: "Z",
  party: "I",
  record: "P",
  help: "Q",
  dial: "O",
  notes: "N",
  finish: "W",
  later: "L",
  ready: "R",
  aux: "B",
  next: "↓",
  previous: "↑",
} as const;

export type Shortcut = keyof typeof SHORTCUTS;
const ARROWS: Readonly<Record<string, string>> = { ArrowUp: "↑", ArrowDown: "↓" };
const TOGETHER: Readonly<Record<string, readonly Shortcut[]>> = {
  "desk.shortcuts.call": ["answer", "end", "hold", "mute", "keys", "transfer", "dial"],
  "desk.shortcuts.others": ["consult", "swap", "complete", "conference", "back", "party", "record", "help"],
  "desk.shortcuts.work": ["notes", "finish", "later", "ready", "aux", "next", "previous"],
};

function ofAltAnd(event: KeyboardEvent): boolean {
  return event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.repeat;
}

export function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (!ofAltAnd(event)) return undefined;
  const arrow = ARROWS[event.code];
  if (arrow && event.composedPath()[0] instanceof HTMLSelectElement) return undefined; // opens its list
  const found = Object.entries(SHORTCUTS).find(([, key]) => event.code === `Key${key}` || key === arrow);
  return found?.[0] as Shortcut | undefined;
}

/** Alt and a digit anywhere; the digit alone only where `alone` says so. */
export function digitOf(event: KeyboardEvent, alone: boolean): number | undefined {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.repeat;
  return digit && (ofAltAnd(event) || (alone && plain)) ? Number(digit) : undefined;
}

export function ariaKey(shortcut: Shortcut): string {
  const names: Readonly<Record<string, string>> = { "↑": "ArrowUp", "↓": "ArrowDown" };
  const key = SHORTCUTS[shortcut];
  return `Alt+${names[key] ?? key}`;
}

export function kbd(shortcut: Shortcut): TemplateResult {
  return html`<kbd aria-hidden="true">Alt ${SHORTCUTS[shortcut]}</kbd>`;
}

export function listOfShortcuts(): TemplateResult {
  return html`<div class="keys">
    ${Object.entries(TOGETHER).map(
      ([title, names]) => html`<section>
        <h3>${t(title)}</h3>
        <dl>
          ${names.map((name) => html`<div><dt>${kbd(name)}</dt><dd>${t(`desk.shortcut.${name}`)}</dd></div>`)}
        </dl>
      </section>`,
    )}
  </div>
  <p class="dim small">${t("desk.shortcuts.digits")}</p>`;
}
