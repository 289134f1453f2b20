// A phone number one can click to call it. A number this role may not see whole is called by the interaction it is of.
import { html, type TemplateResult } from "lit";
import { icon } from "../icons";
import { t } from "../texts";
import type { Desk, Dialled } from "./desk";

/** `interaction`: whose caller has this number, or "" when only the number itself can be dialled. */
export function dialable(desk: Desk, shown: string, value: string, interaction: string): TemplateResult {
  const whom = dialled(value, interaction);
  if (!whom || !desk.me || desk.me.presence === "signed_out") return html`${shown}`;
  return html`<button
    type="button" class="dial" data-do="dial-number" title=${t("desk.dial.this")} aria-label=${t("desk.dial.who", { who: shown })}
    @click=${(event: Event) => call(desk, whom, event)}
  >${shown}${icon("answer")}</button>`;
}

/** While one talks, a number that is clicked is one to consult; else it is called. */
function call(desk: Desk, whom: Dialled, event: Event): void {
  if (!desk.call) void desk.dial(whom);
  else if ("number" in whom) event.target?.dispatchEvent(new CustomEvent("number", { detail: whom.number, bubbles: true, composed: true }));
  else desk.toast(t("desk.refused.not_now"), true);
}

export function dialled(value: string, interaction: string): Dialled | null {
  if (/^\+?\d{3,}$/.test(value)) return { number: value };
  return interaction ? { interaction } : null;
}
