// <cc-parties>: who is in the call and what each of them hears; and, while another one is consulted, how it goes on.
// It always has its place, so that nothing under it moves when somebody comes or goes.
import { css, html, nothing, type TemplateResult } from "lit";
import { look, stateColours } from "../look";
import { t } from "../texts";
import { once } from "./controls";
import { DeskPart } from "./part";
import { ariaKey, kbd, type Shortcut } from "./shortcuts";
import type { Consult, Party, Work } from "./wire";

export class Parties extends DeskPart {
  static override styles = [
    look,
    stateColours,
    css`
      section {
        padding: 0.375rem 0.75rem;
        height: 6.75rem;
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto;
        gap: 0.25rem;
      }
      ul {
        display: grid;
        grid-template-columns: 1fr 1fr;
        grid-auto-rows: 1.5rem;
        gap: 0 1rem;
        overflow: auto;
        scrollbar-width: thin;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.375rem;
        min-width: 0;
      }
      li > span:first-of-type {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      li i {
        flex: none;
        width: 0.5rem;
        height: 0.5rem;
        border-radius: 50%;
        background: var(--tone);
      }
      .tone {
        color: var(--tone);
        white-space: nowrap;
      }
      li button {
        margin-left: auto;
        min-height: 1.5rem;
        padding: 0 0.375rem;
        font-size: var(--cc-size-s, 0.8rem);
      }
      .consult {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, 1fr));
        gap: 0.5rem;
      }
      .consult button {
        gap: 0.375rem;
        min-height: 2.375rem;
        padding-inline: 0.25rem;
      }
    `,
  ];
  static override properties = { ...DeskPart.properties, work: { attribute: false } };
  declare work: Work;

  protected override render(): TemplateResult {
    const { work } = this;
    const alone = work.parties.filter((one) => one.state !== "ringing").length <= 2;
    return html`<section class="card" aria-label=${t("desk.parties")} data-part="parties">
      <ul aria-live="polite">
        ${work.parties.map((one) => html`<li data-state=${tone(one)} data-party=${one.leg}>${this.#party(one, alone)}</li>`)}
      </ul>
      ${work.consult && work.part === "handler" ? this.#consult(work.consult) : nothing}
    </section>`;
  }

  #party(party: Party, alone: boolean): TemplateResult {
    const { work, desk } = this;
    const consulted = party.leg === work.consult?.leg;
    const droppable = !party.me && !alone && work.consult === null && work.part === "handler" && party.role === "talker" && !party.supervisor && party.kind !== "customer";
    return html`<i></i><span>${party.me ? t("desk.party.me") : party.shown || t("desk.withheld")}</span>
      <span class="small tone">${this.#word(party, consulted)}</span>
      ${droppable
        ? html`<button
            type="button" class="quiet" data-do="drop" data-leg=${party.leg} ?disabled=${desk.asked("drop", work)}
            aria-label=${t("desk.drop.who", { who: party.shown })}
            @click=${() => desk.do("drop", { interaction: work.interaction, leg: party.leg })}
          >${t("desk.drop")}</button>`
        : nothing}`;
  }

  #word(party: Party, consulted: boolean): string {
    if (party.me && party.state !== "ringing" && party.role === "talker") return this.desk.line(this.work)?.muted ? t("desk.muted") : "";
    if (party.role !== "talker") return t(`desk.part.${party.role}`);
    if (party.supervisor && party.state !== "ringing") return t("desk.part.barge");
    if (consulted && party.state !== "ringing") {
      return t(this.work.consult?.with_customer ? "desk.party.hears_music" : "desk.party.state.consulting");
    }
    return t(`desk.party.state.${party.state}`);
  }

  #consult(consult: Consult): TemplateResult {
    const { work, desk } = this;
    const there = consult.state === "talking" && desk.live.bye === null;
    const act = (what: string): (() => void) => () => desk.doWith(what, work);
    return html`<div class="consult" role="group" aria-label=${t("desk.consult.with", { who: consult.shown })} @click=${once}>
      ${this.#button("swap", "swap", t(consult.with_customer ? "desk.swap.to_consulted" : "desk.swap.to_customer"), there, act("swap"))}
      ${this.#button("complete", "complete", t("desk.complete"), there, act("complete"), "first")}
      ${this.#button("conference", "conference", t("desk.join_all"), there, act("conference"))}
      ${this.#button("back", "back", t("desk.back"), desk.live.bye === null, act("back"))}
    </div>`;
  }

  #button(does: string, key: Shortcut, word: string, can: boolean, act: () => void, look = ""): TemplateResult {
    return html`<button
      type="button" class=${look} data-do=${does} ?disabled=${!can || this.desk.asked(does, this.work)}
      aria-keyshortcuts=${ariaKey(key)} @click=${act}
    >${word}${kbd(key)}</button>`;
  }
}

function tone(party: Party): string {
  if (party.state === "ringing") return "offered";
  return party.state === "consulting" ? "talking" : party.state;
}

customElements.define("cc-parties", Parties);
