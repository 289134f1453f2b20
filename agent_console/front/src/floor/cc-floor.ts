// <cc-floor .desk=${desk}>: the whole floor, in one page with the supervisor's own desk and its phone.
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import type { Changes } from "../changes";
import { icon } from "../icons";
import type { Live } from "../live";
import { look } from "../look";
import { t } from "../texts";
import "../timer";
import { agentMenu, askForMessage, messageFields, supervise, type Tools } from "./agent-menu";
import "./agents";
import type { FloorAgents } from "./agents";
import "./ask";
import type { Ask } from "./ask";
import "./deeds";
import { Floor, type Seat } from "./floor";
import "./hearing";
import "./menu";
import type { Menu } from "./menu";
import { floorLook } from "./floor-look";
import "./notices";
import type { FloorNotices } from "./notices";
import { queueMenu } from "./queue-menu";
import "./queues";
import type { Opened } from "./rows";
import "./skills";
import type { FloorSkills } from "./skills";
import "./waiting";
import { askForQueue, confirmHand, waitingMenu } from "./waiting-menu";

/** The desk of who looks. */
export interface OwnDesk extends Changes, Seat {
  readonly live: Live;
}

export class FloorPage extends LitElement {
  static override properties = { desk: { attribute: false }, queue: { state: true } };
  static override styles = [look, floorLook, css`:host { min-height: 0; }`];
  declare desk: OwnDesk | undefined;
  declare queue: string;
  #floor: Floor | null = null;

  constructor() {
    super();
    this.queue = "";
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "hidden"];
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === "hidden") this.#floor?.lookAgain();
  }

  /** The page may have made this element before its script was there: only now is the desk known. */
  protected override willUpdate(): void {
    if (this.#floor || !this.desk) return;
    const floor = new Floor(this.desk.live, this.desk, () => !this.hidden);
    this.#floor = floor;
    for (const source of [floor, this.desk]) source.follow(() => this.requestUpdate());
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, () => floor.chime.unlock());
    floor.start();
  }

  protected override shouldUpdate(): boolean {
    return !this.hidden;
  }

  protected override updated(): void {
    const floor = this.#floor;
    if (!floor) return;
    this.dataset["live"] = floor.live.bye ?? (floor.live.open ? "open" : "lost");
    this.dataset["ready"] = floor.center ? "yes" : "no";
    this.dataset["hearing"] = floor.hearing?.mode ?? "";
    this.#showTold(floor);
  }

  #told: readonly unknown[] = [];

  /** Above everything, an open dialog too. */
  #showTold(floor: Floor): void {
    if (floor.told === this.#told) return;
    this.#told = floor.told;
    const place = this.renderRoot.querySelector<HTMLElement>(".told");
    if (place?.matches(":popover-open")) place.hidePopover();
    if (floor.told.length) place?.showPopover();
  }

  protected override render(): TemplateResult | typeof nothing {
    const floor = this.#floor;
    if (!floor) return nothing;
    return html`<div class="floor" @agent=${this.#agentMenu} @waiting=${this.#waitingMenu} @line=${this.#queueMenu} @listen=${this.#listen}
        @hand=${this.#hand} @move=${this.#move} @queue=${(event: CustomEvent<string>) => this.#only(event.detail)}>
      <div class="top">
        ${this.#bar(floor)}
        <cc-floor-hearing .floor=${floor}></cc-floor-hearing>
        <cc-floor-notices .floor=${floor}></cc-floor-notices>
      </div>
      ${floor.center
        ? html`<div class="areas" ?inert=${floor.live.bye !== null}>
            <cc-floor-agents class="card" .floor=${floor}></cc-floor-agents>
            <cc-floor-queues class="card" .floor=${floor} .queue=${this.queue}></cc-floor-queues>
            <cc-floor-waiting class="card" .floor=${floor} .queue=${this.queue}></cc-floor-waiting>
          </div>`
        : nothing}
    </div>
    <cc-menu></cc-menu><cc-ask></cc-ask><cc-floor-skills .floor=${floor}></cc-floor-skills>
    <div class="told" role="alert" data-part="told" popover="manual">
      ${floor.told.map(
        (told) => html`<div class="notice ${told.bad ? "bad" : ""}" data-part=${told.bad ? "refused" : "done"}><span>${told.text}</span>
          ${told.undo ? html`<button type="button" data-do="undo" @click=${() => (floor.dismiss(told), told.undo?.())}>${t("floor.undo")}</button>` : nothing}
          <button type="button" class="quiet" data-do="dismiss" aria-label=${t("desk.close")} @click=${() => floor.dismiss(told)}>✕</button></div>`,
      )}
    </div>`;
  }

  #bar(floor: Floor): TemplateResult {
    const { muted } = floor.chime;
    return html`<div class="bar">
      ${this.#condition(floor)}
      <cc-floor-deeds .floor=${floor}></cc-floor-deeds>
      <button type="button" data-do="mute" aria-pressed=${String(muted)} title=${t("floor.sound.text")} @click=${() => this.#mute(floor)}>${t(muted ? "floor.sound.off" : "floor.sound.on")}</button>
      <button type="button" data-do="message-all" ?disabled=${!floor.center} @click=${() => askForMessage(this.#tools(floor), t("floor.message.title"), {}, messageFields(floor))}>${t("floor.do.message")}</button>
      <button type="button" class="alarm" data-do="notice" ?disabled=${!floor.center} @click=${() => this.#part<FloorNotices>("cc-floor-notices").open()}>${icon("notice")}${t("floor.do.notice")}</button>
    </div>`;
  }

  #condition(floor: Floor): TemplateResult {
    const { center, deaf } = floor;
    if (!center) return html`<span class="condition" role="status" data-condition="connecting">${t("live.connecting")}</span>`;
    if (center.state !== "ready") {
      return html`<span class="condition bad" role="status" data-condition=${center.state}><i></i>${t(`board.center.${center.state}`)}</span>`;
    }
    const down = center.trunks?.find((trunk) => trunk.state === "down");
    if (down) {
      return html`<span class="condition bad" role="status" data-condition="trunk"><i></i>${t("board.trunk.down", { trunk: down.name })} <cc-timer .since=${down.since}></cc-timer></span>`;
    }
    if (deaf) return html`<span class="condition warn" role="status" data-condition="deaf" title=${deaf}><i></i>${deaf}</span>`;
    const there = floor.agents.filter((agent) => agent.presence !== "signed_out").length;
    return html`<span class="condition" role="status" data-condition="ready"><i></i>${t("floor.there", { there, all: floor.agents.length })}</span>`;
  }

  #mute(floor: Floor): void {
    floor.chime.muted = !floor.chime.muted;
    if (!floor.chime.muted) floor.chime.sound();
    this.requestUpdate();
  }

  // ---------------------------------------------------------------- what is asked for in the lists

  #part<T extends HTMLElement>(name: string): T {
    return this.renderRoot.querySelector<T>(name)!;
  }

  #tools(floor: Floor): Tools {
    return {
      floor, ask: this.#part<Ask>("cc-ask"),
      changeSkills: (agent) => this.#part<FloorSkills>("cc-floor-skills").open(agent),
    };
  }

  #only(queue: string): void {
    this.queue = queue;
    this.#part<FloorAgents>("cc-floor-agents").showQueue(queue);
  }

  readonly #agentMenu = (event: CustomEvent<Opened>): void => {
    const floor = this.#floor;
    const agent = floor?.agent(event.detail.key);
    if (!floor || !agent) return;
    this.#part<Menu>("cc-menu").open(event.detail.at, `${agent.name} ${agent.number}`, agentMenu(agent, this.#tools(floor)));
  };

  readonly #waitingMenu = (event: CustomEvent<Opened>): void => {
    const floor = this.#floor;
    const waiting = floor?.waiting.find((one) => one.interaction === event.detail.key);
    if (!floor || !waiting) return;
    const heading = waiting.customer_name || waiting.caller_shown || t("desk.withheld");
    this.#part<Menu>("cc-menu").open(event.detail.at, heading, waitingMenu(waiting, this.#tools(floor)));
  };

  readonly #queueMenu = (event: CustomEvent<Opened>): void => {
    const floor = this.#floor;
    const queue = floor?.queue(event.detail.key);
    if (!floor || !queue) return;
    const items = queueMenu(queue, this.#tools(floor), (name) => this.#only(name));
    this.#part<Menu>("cc-menu").open(event.detail.at, floor.queueTitle(queue.name), items);
  };

  readonly #listen = (event: CustomEvent<string>): void => {
    const agent = this.#floor?.agent(event.detail);
    if (this.#floor && agent) void supervise(this.#floor, agent, "listen");
  };

  readonly #hand = (event: CustomEvent<{ agent: string; interaction: string }>): void => {
    const floor = this.#floor;
    const waiting = floor?.waiting.find((one) => one.interaction === event.detail.interaction);
    if (floor && waiting) confirmHand(waiting, event.detail.agent, this.#tools(floor));
  };

  readonly #move = (event: CustomEvent<{ queue: string; interaction: string }>): void => {
    const floor = this.#floor;
    const waiting = floor?.waiting.find((one) => one.interaction === event.detail.interaction);
    if (floor && waiting && waiting.queue !== event.detail.queue) askForQueue(waiting, this.#tools(floor), event.detail.queue);
  };
}

customElements.define("cc-floor", FloorPage);
