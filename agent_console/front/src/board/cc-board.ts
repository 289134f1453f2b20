// <cc-board>: the live queues and the people, for a supervisor's screen and for the wall.
import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { Feed } from "../feed";
import { Live } from "../live";
import { look } from "../look";
import { inMine, t } from "../texts";
import { setClock } from "../time";
import "../timer";
import "./agents";
import "./queues";
import "./waited";
import type { AgentRow, Center, QueueRow } from "./wire";

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

  override connectedCallback(): void {
    super.connectedCallback();
    this.#feed.follow(() => this.requestUpdate());
    this.#live.follow(() => {
      if (this.#live.open) void setClock();
      this.requestUpdate();
    });
    this.#live.start();
  }

  protected override updated(): void {
    this.dataset["live"] = this.#live.bye ?? (this.#live.open ? "open" : "lost");
    this.dataset["center"] = this.#center?.state ?? "";
  }

  get #center(): Center | undefined {
    return this.#feed.get("center") as Center | undefined;
  }

  protected override render(): TemplateResult {
    const queues = this.#feed.under("queue/") as readonly QueueRow[];
    const agents = this.#feed.under("agent/") as readonly AgentRow[];
    const titles = new Map(queues.map((queue) => [queue.name, inMine(queue.title)]));
    return html`<div class="board">
      <div class="strip" role="status" data-part="center">${this.#condition()}</div>
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
