// <cc-day>: my own day: a bar of what I was doing, figures, and the conversations that are over.
import { css, html, nothing, svg, type TemplateResult } from "lit";
import { look, stateColours } from "../look";
import { known, t } from "../texts";
import { clock, serverNow, spell } from "../time";
import { DeskPart } from "./part";

interface Stretch {
  readonly began: string;
  readonly state: string;
  readonly code: string | null;
}

interface OwnDay {
  readonly bar: readonly Stretch[];
  readonly interactions: readonly {
    readonly interaction: string; readonly at: string; readonly direction: string;
    readonly queue: string | null; readonly talked: number;
  }[];
}

interface Figures {
  readonly average?: { readonly talk: number | null; readonly hold: number | null; readonly wrap_up: number; readonly handle: number } | null;
  readonly occupancy?: number | null;
  readonly transfers?: number;
}

export class DayPart extends DeskPart {
  static override properties = { ...DeskPart.properties, own: { state: true }, open: { state: true } };
  declare own: OwnDay | null;
  declare open: boolean;
  #told = "";

  static override styles = [
    look,
    stateColours,
    css`
      rect { fill: var(--tone, var(--cc-aux, #566274)); }
      details { padding: 0.5rem 0.75rem; }
      svg { display: block; width: 100%; height: 1.25rem; border-radius: 3px; background: var(--cc-surface-2, #edf0f4); }
      .ends { display: flex; justify-content: space-between; color: var(--cc-text-dim, #516072); font-size: var(--cc-size-s, 0.8rem); }
      .legend { display: flex; flex-wrap: wrap; gap: 0.125rem 0.625rem; }
      svg.dot { display: inline-block; width: 0.625rem; height: 0.625rem; margin-right: 0.25rem; }
      dl { display: grid; grid-template-columns: 1fr auto; gap: 0.125rem 0.5rem; margin-block: 0.5rem; }
      dd { font-weight: 600; }
      ol { max-height: 10rem; overflow: auto; }
      li a { display: flex; justify-content: space-between; gap: 0.5rem; color: inherit; }
      .table { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    `,
  ];

  constructor() {
    super();
    this.own = null;
    this.open = false;
  }

  protected override updated(): void {
    const told = JSON.stringify(this.desk.feed.get("today") ?? null);
    if (!this.open || told === this.#told) return;
    this.#told = told;
    void this.#read();
  }

  async #read(): Promise<void> {
    try {
      const answer = await fetch("/api/day", { credentials: "same-origin" });
      if (answer.ok) this.own = (await answer.json()) as OwnDay;
    } catch {
      this.#told = ""; // read again with the next news
    }
  }

  protected override render(): TemplateResult {
    return html`<details @toggle=${(event: Event) => { this.open = (event.target as HTMLDetailsElement).open; }}>
      <summary>${t("desk.day")}</summary>
      ${this.open && this.own ? this.#day(this.own) : nothing}
    </details>`;
  }

  #day(own: OwnDay): TemplateResult {
    const figures = (this.desk.feed.get("today") ?? {}) as Figures;
    const { average } = figures;
    return html`${this.#bar(own.bar)}
      <dl>
        ${average
          ? html`<dt>${t("desk.day.average_handle")}</dt><dd>${spell(average.handle)}</dd>
              <dt>${t("desk.day.average_talk")}</dt><dd>${average.talk === null ? "–" : spell(average.talk)}</dd>
              <dt>${t("desk.day.average_wrap_up")}</dt><dd>${spell(average.wrap_up)}</dd>`
          : nothing}
        <dt>${t("desk.day.transfers")}</dt><dd>${figures.transfers ?? 0}</dd>
        <dt>${t("desk.day.occupancy")}</dt>
        <dd>${figures.occupancy == null ? "–" : `${Math.round(figures.occupancy * 100)} %`}</dd>
      </dl>
      <ol>
        ${[...own.interactions].reverse().map((one) => html`<li>
          <a href=${`/history/${encodeURIComponent(one.interaction)}`} target="_blank">
            <span>${clock(one.at)} ${known(`desk.direction.${one.direction}`, one.direction)} ${this.desk.queueTitle(one.queue)}</span>
            <span>${spell(one.talked)}</span></a></li>`)}
      </ol>`;
  }

  #bar(bar: readonly Stretch[]): TemplateResult {
    if (!bar.length) return html`<p>${t("desk.day.empty")}</p>`;
    const first = Date.parse(bar[0]!.began);
    const whole = Math.max(1, serverNow() - first);
    const stretches = bar.map((one, n) => {
      const ends = n + 1 < bar.length ? Date.parse(bar[n + 1]!.began) : serverNow();
      return { ...one, from: Date.parse(one.began), lasts: ends - Date.parse(one.began) };
    }).filter((one) => one.state !== "signed_out");
    const states = [...new Set(stretches.map((one) => one.state))];
    return html`<svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
        ${stretches.map((one) => svg`<rect x=${((one.from - first) / whole) * 1000} width=${(one.lasts / whole) * 1000}
          height="10" data-state=${one.state}><title>${this.#name(one)} ${clock(one.began)} ${spell(one.lasts / 1000)}</title></rect>`)}
      </svg>
      <div class="ends"><span>${clock(bar[0]!.began)}</span><span>${t("desk.day.now")}</span></div>
      <p class="legend">${states.map((state) => html`<span><svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" data-state=${state}></rect></svg>${t(`desk.day.${state}`)}</span>`)}</p>
      <div class="table"><table><caption>${t("desk.day")}</caption>
        ${stretches.map((one) => html`<tr><td>${clock(one.began)}</td><td>${this.#name(one)}</td><td>${spell(one.lasts / 1000)}</td></tr>`)}
      </table></div>`;
  }

  #name(one: Stretch): string {
    return one.code ? this.desk.titleOf("aux_codes", one.code) : t(`desk.day.${one.state}`);
  }
}

customElements.define("cc-day", DayPart);
