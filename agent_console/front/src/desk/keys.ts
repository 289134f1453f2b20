// What the keys of the desk do: the same as the buttons, and only when the button could be pressed.
import type { Desk } from "./desk";
import type { Purpose } from "./directory";
import type { InteractionInHand } from "./interaction";
import type { PresenceBar } from "./presence";
import { digitOf, shortcutOf, type Shortcut } from "./shortcuts";
import type { Work } from "./wire";

export interface Places {
  middle(): InteractionInHand | null;
  presence(): PresenceBar | null;
  directory(purpose: Purpose): void;
}

function isTyping(event: KeyboardEvent): boolean {
  const at = event.composedPath()[0];
  return at instanceof HTMLElement && at.matches("textarea, select, input:not([type=radio], [type=checkbox]), dialog *");
}

export class Keys {
  readonly #desk: Desk;
  readonly #places: Places;

  constructor(desk: Desk, places: Places) {
    this.#desk = desk;
    this.#places = places;
  }

  hear(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const digit = digitOf(event, this.#desk.selected?.stage === "wrap_up" && !isTyping(event));
    const shortcut = shortcutOf(event);
    if (shortcut === undefined && digit === undefined) return;
    event.preventDefault();
    if (digit !== undefined) this.#places.middle()?.pick(digit);
    else if (shortcut) this.#act(shortcut);
  }

  #act(shortcut: Shortcut): void {
    const desk = this.#desk;
    const { selected, me } = desk;
    if (shortcut === "ready" && me && me.presence !== "signed_out") void desk.do("available");
    if (shortcut === "aux") this.#places.presence()?.focusCodes();
    if (shortcut === "dial" && me && me.presence !== "signed_out") this.#places.directory("dial");
    if (shortcut === "next") desk.selectNext(1);
    if (shortcut === "previous") desk.selectNext(-1);
    if (shortcut === "notes") this.#places.middle()?.focusNotes();
    if (shortcut === "finish" || shortcut === "later") this.#places.middle()?.press(shortcut);
    if (shortcut === "answer") this.#answer();
    if (shortcut === "end") this.#end(selected);
    // A call is worked by its keys also while another card is read.
    if (desk.call) this.#inCall(shortcut, desk.call);
  }

  #answer(): void {
    const ringing = this.#desk.work.find((one) => one.stage === "offered" || one.stage === "ringing");
    if (ringing) this.#desk.answer(ringing);
  }

  /** The call that is shown; else the one there is, unless something else rings. */
  #end(selected: Work | undefined): void {
    const desk = this.#desk;
    if (selected?.stage === "offered" || selected?.stage === "ringing") desk.decline(selected);
    else if (desk.call) desk.hangUp(desk.call);
  }

  #inCall(shortcut: Shortcut, call: Work): void {
    const desk = this.#desk;
    const hands = (call.stage === "talking" || call.stage === "held") && call.part === "handler";
    if (shortcut === "hold" && hands) desk.hold(call);
    if (shortcut === "mute") desk.mute(call);
    if (shortcut === "keys") this.#places.middle()?.toggleKeys();
    if (shortcut === "transfer" && hands) this.#places.directory("transfer");
    if (shortcut === "consult" && hands) this.#places.directory("consult");
    if (shortcut === "party" && hands) this.#places.directory("party");
    if (shortcut === "record" && hands) desk.record(call);
    if (shortcut === "help" && call.part === "handler" && call.help === null) desk.doWith("help", call);
    if (call.consult) this.#consulting(shortcut, call);
  }

  #consulting(shortcut: Shortcut, call: Work): void {
    const there = call.consult?.state === "talking";
    if (shortcut === "back") this.#desk.doWith("back", call);
    if (there && (shortcut === "swap" || shortcut === "complete" || shortcut === "conference")) this.#desk.doWith(shortcut, call);
  }
}
