// <cc-interaction>: the one in the middle: who it is, what can be done, who is in it, the script, notes and disposition.
import { css, html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons";
import { look, stateColours } from "../look";
import { inMine, known, t } from "../texts";
import { spell } from "../time";
import { callerName, callerNumber, customerOf, isSoon, stageWord, steppedIn } from "./caller";
import "./controls";
import type { Controls } from "./controls";
import { isInCall, watches } from "./desk";
import { dialable } from "./dialable";
import { DeskPart } from "./part";
import "./parties";
import type { ScriptPart } from "./script";
import type { Quality, Work } from "./wire";
import "./why";
import "./wrapup";
import type { Subject, WrapUp } from "./wrapup";

export class InteractionInHand extends DeskPart {
  static override styles = [
    look,
    stateColours,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 0.625rem;
        min-height: 100%;
      }
      .head {
        flex: none;
        border-top: 4px solid var(--tone);
        padding: 0.5rem 1rem 0.75rem;
        display: grid;
        gap: 0.5rem;
      }
      cc-parties {
        flex: none;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        height: 2rem;
        white-space: nowrap;
      }
      .stage {
        padding: 0.0625rem 0.625rem;
        border-radius: 999px;
        background: var(--tone-soft);
        color: var(--tone);
        font-weight: 650;
      }
      .line cc-timer {
        font-size: 1.25rem;
        font-weight: 600;
      }
      .line .until {
        margin-left: auto;
        color: var(--tone);
      }
      .until.soon {
        color: var(--cc-bad, #b3261e);
      }
      .line .late cc-timer {
        font-size: inherit;
      }
      .late {
        padding: 0.0625rem 0.625rem;
        border-radius: 999px;
        background: var(--cc-bad, #b3261e);
        color: var(--cc-surface, #fff);
        font-weight: 650;
      }
      .quality {
        background: var(--cc-warn-soft, #f7eee0);
        color: var(--cc-warn, #8a5200);
      }
      .who {
        display: grid;
        gap: 0.125rem;
        min-height: 3.5rem;
      }
      .name {
        font-size: 1.375rem;
        font-weight: 650;
        line-height: 1.3;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        color: var(--cc-text-dim, #516072);
      }
      .about strong {
        color: var(--cc-text, #17212e);
        font-weight: 600;
      }
      .about .dial {
        min-height: 1.375rem;
      }
      .work {
        flex: 1 1 16rem;
        min-height: 16rem;
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
      }
      .work.single {
        grid-template-rows: minmax(0, 1fr);
      }
      .tabs {
        display: flex;
        gap: 0.25rem;
        padding-bottom: 0.375rem;
      }
      cc-script {
        min-height: 0;
        overflow: auto;
      }
      .so-far {
        padding: 0.5rem 1rem;
      }
      .so-far p {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      audio {
        width: 100%;
        height: 2.5rem;
      }
    `,
  ];
  static override properties = { ...DeskPart.properties, work: { attribute: false }, tab: { state: true } };
  declare work: Work;
  declare tab: "script" | "notes";
  #stage = "";

  constructor() {
    super();
    this.tab = "script";
  }

  /** When the call is over, what ends the work is in sight; but nothing moves under one who types. */
  protected override willUpdate(): void {
    if (this.work.stage === "wrap_up" && this.#stage !== "wrap_up" && !this.renderRoot.querySelector("cc-script")?.matches(":focus-within")) {
      this.tab = "notes";
    }
    this.#stage = this.work.stage;
  }

  focusNotes(): void {
    void this.#inNotes().then((notes) => notes?.focusNotes());
  }

  toggleKeys(): void {
    this.renderRoot.querySelector<Controls>("cc-controls")?.toggleKeys();
  }

  press(does: "finish" | "later"): void {
    void this.#inNotes().then((notes) => notes?.press(does));
  }

  pick(digit: number): void {
    void this.#inNotes().then((notes) => notes?.pick(digit));
  }

  /** Keys do what they say whichever tab is open. */
  async #inNotes(): Promise<WrapUp | null> {
    this.tab = "notes";
    await this.updateComplete;
    return this.#wrapUp;
  }

  get #wrapUp(): WrapUp | null {
    return this.renderRoot.querySelector("cc-wrap-up");
  }

  protected override render(): TemplateResult {
    const { work, desk } = this;
    const rings = work.stage === "offered" || work.stage === "ringing";
    return html`
      <section class="card head" data-state=${work.stage} data-part="interaction" data-interaction=${work.interaction} aria-label=${callerName(work.pop)}>
        <div class="line">
          <span class="stage" data-part="stage" role="status">${stageWord(work)}</span>
          <cc-timer .since=${work.began && work.stage !== "wrap_up" ? work.began : work.since} data-part="timer"></cc-timer>
          ${work.part === "guest" ? html`<span class="badge" data-part="my-part">${t("desk.part.guest")}</span>` : nothing}
          ${desk.reminder.isDue(work) ? html`<span class="late" role="alert" data-part="hold-reminder">${t("desk.hold_reminder")} <cc-timer .since=${work.since}></cc-timer></span>` : nothing}
          ${work.quality?.poor ? quality(work.quality) : nothing}
          ${this.#until()}
        </div>
        <div class="who">
          <div class="name" data-part="pop-name">${callerName(work.pop)}</div>
          ${this.#about()}
        </div>
        ${work.asked_by ? html`<p class="notice" role="status" data-part="asked-by">${t(`desk.asked_by.${work.asked_by.how}`, { who: work.asked_by.shown })}</p>` : nothing}
        ${this.#lost()}
        ${work.voicemail
          ? html`<audio controls preload="none" src=${work.voicemail} data-part="voicemail"></audio>`
          : nothing}
        ${this.#hasCall() ? html`<cc-controls .desk=${desk} .work=${work}></cc-controls>` : nothing}
      </section>
      ${this.#bargedIn()}
      ${isInCall(work) && !rings && work.medium !== "voicemail" ? html`<cc-parties .desk=${desk} .work=${work}></cc-parties>` : nothing}
      ${this.#below(rings)}
    `;
  }

  /** Whoever has only wrap-up left learns who has the customer now, and why. */
  #lost(): TemplateResult | typeof nothing {
    const { stepped_in } = this.desk.me ?? {};
    if (this.work.stage !== "wrap_up" || stepped_in?.interaction !== this.work.interaction) return nothing;
    return html`<p class="notice warn" data-part="stepped-in">${steppedIn(stepped_in)}</p>`;
  }

  /** One is not overheard without knowing it: who barged in stands above the parties. */
  #bargedIn(): TemplateResult | typeof nothing {
    const { parties } = this.work;
    const boss = parties.find((one) => one.supervisor && one.role === "talker" && !one.me && one.state !== "ringing");
    return boss ? html`<p class="notice warn" role="status" data-part="barged-in">${t("desk.barged_in", { who: boss.shown })}</p>` : nothing;
  }

  #hasCall(): boolean {
    const { work } = this;
    return work.stage === "offered" || (work.medium !== "voicemail" && isInCall(work));
  }

  #until(): TemplateResult | typeof nothing {
    const { work } = this;
    const soon = isSoon(work) ? "until soon" : "until";
    if (work.stage === "offered" && work.expires_at) {
      return html`<span class=${soon}>${t("desk.offer_ends_in")} <cc-timer .until=${work.expires_at} data-part="offer-left"></cc-timer></span>`;
    }
    if (work.stage === "wrap_up" && work.wrap_up_ends_at) {
      return html`<span class=${soon}>${t("desk.wrap_up_ends_in")} <cc-timer .until=${work.wrap_up_ends_at} data-part="wrap-up-left"></cc-timer></span>`;
    }
    const how = work.medium === "voice" ? t(`desk.direction.${work.direction}`) : t(`desk.medium.${work.medium}`);
    return html`<span class="until dim small">${how}</span>`;
  }

  #about(): TemplateResult {
    const { pop, queue, interaction, stage, direction } = this.work;
    const language = pop.language ?? customerOf(pop)?.language;
    const number = callerNumber(pop);
    const again = stage === "wrap_up" && pop.caller_shown !== "" && direction !== "internal";
    return html`<div class="about">
      <strong data-part="pop-number">${again ? dialable(this.desk, number, pop.caller, interaction) : number}</strong>
      ${pop.region ? html`<span data-part="pop-region">${inMine(pop.region)}</span>` : nothing}
      ${queue ? html`<span data-part="pop-queue">${this.desk.queueTitle(queue)}</span>` : nothing}
      ${language ? html`<span data-part="pop-language">${known(`live.language.${language}`, language)}</span>` : nothing}
      ${pop.waited === null ? nothing : html`<span data-part="pop-waited">${t("desk.waited", { time: spell(pop.waited) })}</span>`}
      ${pop.visit > 1 ? html`<span>${t("desk.visit", { count: pop.visit })}</span>` : nothing}
      ${pop.transferred_by ? html`<span data-part="pop-transferred">${t("desk.transferred_by")} ${pop.transferred_by}</span>` : nothing}
    </div>`;
  }

  /** While it rings there is time to read what it is about; who looks on reads along. */
  #below(rings: boolean): TemplateResult | typeof nothing {
    const { desk, work } = this;
    if (work.stage === "offered") return html`<cc-why .desk=${desk} .work=${work}></cc-why>${this.#soFar()}`;
    return rings || watches(work) ? this.#soFar() : this.#work();
  }

  #soFar(): TemplateResult | typeof nothing {
    const { work } = this;
    return html`${work.pop.note ? html`<section class="card so-far" data-part="note-so-far"><h2>${t("desk.notes")}</h2><p>${work.pop.note}</p></section>` : nothing}`;
  }

  #work(): TemplateResult {
    const { desk, work } = this;
    if (!desk.hasScript(work.queue) || work.part === "guest") return html`<div class="work single">${this.#notes()}</div>`;
    const tab = (name: "script" | "notes"): TemplateResult => html`<button
      type="button" role="tab" data-do="tab-${name}" aria-selected=${String(this.tab === name)} aria-pressed=${String(this.tab === name)}
      @click=${() => (this.tab = name)}
    >${t(`desk.tab.${name}`)}</button>`;
    return html`<div class="work">
      <div class="tabs" role="tablist">${tab("script")}${tab("notes")}</div>
      <cc-script .desk=${desk} .work=${work} .who=${customerOf(work.pop)?.name ?? ""} ?hidden=${this.tab !== "script"}></cc-script>
      ${this.tab === "notes" ? this.#notes() : nothing}
    </div>`;
  }

  #notes(): TemplateResult {
    return html`<cc-wrap-up .desk=${this.desk} .subject=${this.#subject()} @missing=${this.#missing}></cc-wrap-up>`;
  }

  /** The script says what it cannot be finished without. */
  async #missing(event: CustomEvent<string>): Promise<void> {
    this.tab = "script";
    await this.updateComplete;
    await this.renderRoot.querySelector<ScriptPart>("cc-script")?.demand(event.detail);
  }

  #subject(): Subject {
    const { interaction, queue, pop, stage, medium, part, direction } = this.work;
    return {
      interaction, queue, note: pop.note, who: callerName(pop), disposes: part === "handler" && direction !== "internal",
      mayFinish: stage === "wrap_up" || medium === "voicemail", mayWait: stage === "wrap_up",
    };
  }
}

function quality(one: Quality): TemplateResult {
  const figures = t("desk.quality.figures", {
    loss: one.loss.toFixed(1), jitter: Math.round(one.jitter), round_trip: one.round_trip === null ? "–" : Math.round(one.round_trip),
  });
  return html`<span class="badge quality" role="status" data-part="quality" title=${figures}>${icon("warning")} ${t("desk.quality.poor")}</span>`;
}

customElements.define("cc-interaction", InteractionInHand);
