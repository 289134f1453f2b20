// <cc-board>: the live queues and the people, for a supervisor's screen and for the wall.
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { boot } from "../boot";
import { Feed } from "../feed";
import { Live } from "../live";
import { look } from "../look";
import { inMine, t } from "../texts";
import { setClock } from "../time";
import "../timer";
import "./agents";
import { Alerts, badThings } from "./alerts";
import "./cc-wall";
import "./queues";
import { troubles } from "./troubles";
import type { AgentRow, Center, NoticeRow, QueueRow } from "./wire";

const WALL = new URLSearchParams(location.search).has("wall");
const LOOK_EVERY = 1_000; // ms: waiting grows without anything being told

export class Board extends LitElement {
  static override styles = [
    look,
    css`
      .board {
        font: 400 0.9375rem / 1.4 var(--cc-font, sans-serif);
        color: var(--cc-text, #17212e);
        padding: var(--cc-gap, 0.75rem) var(--cc-gap-l, 1.25rem) 2rem;
      }
      @media (min-width: 1700px) {
        .board {
          font-size: 1.5rem;
        }
      }
      .strip {
        display: flex;
        align-items: center;
        min-height: 2.25em;
        margin-bottom: 0.5em;
      }
      .strip .notice {
        flex: 1;
        font-weight: 600;
      }
      .strip .calm {
        display: flex;
        align-items: center;
        gap: 0.5em;
      }
      .calm i {
        width: 0.5em;
        height: 0.5em;
        border-radius: 50%;
        background: var(--cc-ok, #17743a);
      }
      .troubles {
        display: grid;
        gap: 0.375em;
        padding-bottom: 0.5em;
      }
      .tools {
        display: flex;
        gap: 0.5em;
        margin-left: auto;
      }
      .tools a {
        align-self: center;
      }
      .onwall {
        position: fixed;
        right: 0;
        bottom: 0;
        padding: 0.75rem 1rem;
        border-radius: var(--cc-radius-l, 10px) 0 0;
        background: var(--cc-surface, #fff);
        opacity: 0; /* until somebody comes for it */
      }
      .onwall:hover,
      .onwall:focus-within {
        opacity: 1;
      }
      .offline {
        position: fixed;
        inset: auto 0 0 0;
        margin: 0;
        padding: 1vh 2vw;
        font-size: 3.4vh;
      }
      h2 {
        font-size: 1.15em;
        margin: 1em 0 0.5em;
      }
      .empty {
        padding: 2em;
        text-align: center;
      }
    `,
  ];
  readonly #feed = new Feed("board");
  readonly #live = new Live([this.#feed]);
  readonly #alerts = new Alerts();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#feed.follow(() => this.requestUpdate());
    this.#live.follow(() => {
      if (this.#live.open) void setClock();
      this.requestUpdate();
    });
    this.#live.start();
    window.setInterval(() => this.#look(), LOOK_EVERY);
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, () => this.#alerts.chime.unlock());
    if (WALL) document.documentElement.dataset["wall"] = "yes";
  }

  /** What is known to be so; while the server is away, nothing new turns bad. */
  #look(): void {
    if (!this.#feed.current) return;
    this.#alerts.look(badThings(this.#queues, this.#center));
    this.requestUpdate();
  }

  protected override updated(): void {
    this.dataset["live"] = this.#live.bye ?? (this.#live.open ? "open" : "lost");
    this.dataset["center"] = this.#center?.state ?? "";
    this.dataset["sounded"] = String(this.#alerts.sounded);
  }

  get #center(): Center | undefined {
    return this.#feed.get("center") as Center | undefined;
  }

  get #queues(): readonly QueueRow[] {
    return this.#feed.under("queue/") as readonly QueueRow[];
  }

  get #notices(): readonly NoticeRow[] {
    return this.#feed.under("notice/") as readonly NoticeRow[];
  }

  protected override render(): TemplateResult {
    const queues = this.#queues;
    const agents = this.#feed.under("agent/") as readonly AgentRow[];
    if (WALL) return this.#wall(queues, agents);
    const titles = new Map(queues.map((queue) => [queue.name, inMine(queue.title)]));
    return html`<div class="board">
      <div class="strip" role="status" data-part="center">${this.#condition()}${this.#tools()}</div>
      ${troubles(this.#center, queues, this.#notices)}
      ${this.#center === undefined
        ? nothing
        : html`
            ${queues.length
              ? html`<cc-queues .queues=${queues}></cc-queues>`
              : html`<p class="card empty dim">${t("board.no_queues")}</p>`}
            <h2>${t("board.agents")}</h2>
            ${agents.length
              ? html`<cc-agents .agents=${agents} .titles=${titles}></cc-agents>`
              : html`<p class="card empty dim">${t("board.no_agents")}</p>`}
          `}
    </div>`;
  }

  #wall(queues: readonly QueueRow[], agents: readonly AgentRow[]): TemplateResult {
    const away = !this.#feed.current;
    return html`
      <cc-wall .queues=${queues} .agents=${agents} .notices=${this.#notices} .center=${this.#center} .house=${boot.company}></cc-wall>
      ${away ? html`<div class="offline notice bad" role="status">${this.#condition()}</div>` : nothing}
      <div class="onwall">${this.#tools()}</div>
    `;
  }

  #tools(): TemplateResult {
    const { chime } = this.#alerts;
    return html`<span class="tools">
      <button type="button" data-do="mute" aria-pressed=${String(chime.muted)} title=${t("board.sound.text")} @click=${() => this.#mute()}>${t(chime.muted ? "board.sound.off" : "board.sound.on")}</button>
      ${WALL
        ? html`<button type="button" data-do="full" @click=${() => void document.documentElement.requestFullscreen()}>${t("board.full_screen")}</button>
            <a href="/board">${t("board.leave_wall")}</a>`
        : html`<a href="/board?wall=1" data-do="wall">${t("board.wall")}</a>`}
    </span>`;
  }

  #mute(): void {
    const { chime } = this.#alerts;
    chime.muted = !chime.muted;
    if (!chime.muted) chime.sound();
    this.requestUpdate();
  }

  #condition(): TemplateResult {
    const live = this.#live;
    const center = this.#center;
    if (live.bye !== null) {
      return html`<p class="notice bad" data-condition=${live.bye}>${t(`live.bye.${live.bye}`)} <a href="/login?next=/board">${t("live.to_login")}</a></p>`;
    }
    if (live.lost) return html`<p class="notice bad" data-condition="lost">${t("live.lost")}</p>`;
    if (!center) return html`<p class="calm dim" data-condition="connecting">${t("live.connecting")}</p>`;
    if (center.state !== "ready") {
      const looks = center.state === "starting" ? "warn" : "bad";
      return html`<p class="notice ${looks}" data-condition=${center.state}>${t(`board.center.${center.state}`)}</p>`;
    }
    const simulated = center.telephony === "simulator" ? ` · ${t("board.center.simulator")}` : "";
    return html`<p class="calm dim" data-condition="ready"><i></i>${t("board.center.ready", { day: center.day })}${simulated}</p>`;
  }
}

customElements.define("cc-board", Board);
