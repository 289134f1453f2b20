// <cc-rows>: a long list of which only what is in sight is there. Every row is equally high; arrows move, Enter opens.
//
//   html`<cc-rows .rows=${rows} .draw=${(row) => html`…`} height="32" @open=${…}></cc-rows>`      styles are the parent's
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

export interface Row {
  readonly key: string;
  readonly isHead?: boolean; // a heading between rows: cannot be chosen
}

/** A row was chosen, by click or key. */
export interface Opened {
  readonly key: string;
  readonly at: HTMLElement;
}

/** One row was dragged onto another, of this list or another one. */
export interface Dropped {
  readonly key: string;
  readonly carried: string;
}

const CARRIED = "text/x-callcenter-waiting";
const BEYOND = 6; // rows kept above and below what is in sight

export class Rows extends LitElement {
  static override properties = {
    rows: { attribute: false }, draw: { attribute: false }, height: { type: Number }, label: {},
    carries: { type: Boolean }, accepts: { type: Boolean }, over: { state: true }, from: { state: true }, many: { state: true },
  };
  declare rows: readonly Row[];
  declare draw: (row: Row) => TemplateResult;
  declare height: number;
  declare label: string;
  declare carries: boolean; // its rows can be dragged
  declare accepts: boolean; // such a row may be dropped on one of these
  declare over: string;
  declare from: number;
  declare many: number;
  #active = "";
  #focus = false;
  readonly #size = new ResizeObserver(() => this.#look());

  constructor() {
    super();
    this.rows = [];
    this.height = 32;
    this.label = "";
    this.carries = false;
    this.accepts = false;
    this.over = "";
    this.from = 0;
    this.many = 30;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("scroll", this.#look, { passive: true });
    this.addEventListener("keydown", this.#key);
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  readonly #look = (): void => {
    this.from = Math.max(0, Math.floor(this.scrollTop / this.height) - BEYOND);
    this.many = Math.ceil(this.clientHeight / this.height) + 2 * BEYOND;
  };

  protected override willUpdate(): void {
    const can = this.rows.filter((row) => !row.isHead);
    if (!can.some((row) => row.key === this.#active)) this.#active = can[0]?.key ?? "";
    const root = this.getRootNode() as ShadowRoot;
    this.#focus ||= root.activeElement?.getAttribute("data-row") === this.#active && this.contains(root.activeElement);
  }

  protected override render(): TemplateResult {
    const from = this.#first;
    const seen = this.rows.slice(from, from + this.many);
    return html`<div class="above" role="presentation"></div><div role="grid" aria-label=${this.label} aria-rowcount=${this.rows.length}>${repeat(
      seen,
      (row) => row.key,
      (row, at) => html`<div
        class=${row.isHead ? "head" : this.over === row.key ? "row drop" : "row"} draggable=${this.carries && !row.isHead ? "true" : nothing}
        @dragstart=${(event: DragEvent) => event.dataTransfer?.setData(CARRIED, row.key)} @dragover=${(event: DragEvent) => this.#above(row, event)}
        @dragleave=${() => (this.over = "")} @drop=${(event: DragEvent) => this.#drop(row, event)}
        role="row" aria-rowindex=${from + at + 1} data-row=${row.key}
        tabindex=${row.isHead ? nothing : row.key === this.#active ? 0 : -1} @focus=${() => this.#choose(row)}
        @click=${(event: MouseEvent) => this.#click(row, event)}
        @contextmenu=${(event: MouseEvent) => this.#context(row, event)}
      >${this.draw(row)}</div>`,
    )}</div><div class="below" role="presentation"></div>`;
  }

  get #first(): number {
    return Math.min(this.from, Math.max(0, this.rows.length - this.many));
  }

  /** Set here, for a strict policy allows no style in the markup. */
  #pad(): void {
    const below = Math.max(0, this.rows.length - this.#first - this.many);
    for (const [place, rows] of [["above", this.#first], ["below", below]] as const) {
      const pad = this.querySelector<HTMLElement>(`.${place}`);
      if (pad) pad.style.height = `${rows * this.height}px`;
    }
  }

  /** A row that moved has lost the keyboard: it gets it back. */
  protected override updated(): void {
    this.#pad();
    if (!this.#focus) return;
    this.#focus = false;
    this.#element(this.#active)?.focus({ preventScroll: true });
  }

  #element(key: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
  }

  #choose(row: Row): void {
    if (row.isHead || this.#active === row.key) return;
    this.#active = row.key;
    this.requestUpdate();
  }

  /** The buttons in a row do what they say, and a text that was marked is being read. */
  #click(row: Row, event: MouseEvent): void {
    const onButton = event.composedPath().some((one) => one instanceof HTMLButtonElement);
    if (!row.isHead && !onButton && document.getSelection()?.isCollapsed !== false) this.#open(row.key, event.currentTarget as HTMLElement);
  }

  #context(row: Row, event: MouseEvent): void {
    if (row.isHead) return;
    event.preventDefault();
    this.#open(row.key, event.currentTarget as HTMLElement);
  }

  #above(row: Row, event: DragEvent): void {
    if (!this.accepts || row.isHead || !event.dataTransfer?.types.includes(CARRIED)) return;
    event.preventDefault();
    this.over = row.key;
  }

  #drop(row: Row, event: DragEvent): void {
    this.over = "";
    const carried = event.dataTransfer?.getData(CARRIED);
    if (!this.accepts || row.isHead || !carried) return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent<Dropped>("dropped", { detail: { key: row.key, carried } }));
  }

  #open(key: string, at: HTMLElement): void {
    this.dispatchEvent(new CustomEvent<Opened>("open", { detail: { key, at } }));
  }

  readonly #key = (event: KeyboardEvent): void => {
    const row = event.composedPath()[0];
    if (!(row instanceof HTMLElement) || row.dataset["row"] === undefined) return;
    const page = Math.max(1, Math.floor(this.clientHeight / this.height) - 1);
    const steps: Record<string, number> = {
      ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, End: this.rows.length, Home: -this.rows.length,
    };
    const step = steps[event.key];
    if (step !== undefined) this.#move(step);
    else if (event.key === "Enter" || event.key === " ") this.#open(row.dataset["row"], row);
    else return;
    event.preventDefault();
  };

  #move(step: number): void {
    const can = this.rows.filter((row) => !row.isHead);
    const now = can.findIndex((row) => row.key === this.#active);
    const next = can[Math.min(can.length - 1, Math.max(0, now + step))];
    if (!next) return;
    this.#active = next.key;
    const top = this.rows.indexOf(next) * this.height;
    if (top < this.scrollTop + this.height) this.scrollTop = top - this.height;
    else if (top + this.height > this.scrollTop + this.clientHeight) this.scrollTop = top + this.height - this.clientHeight;
    this.#look();
    this.#focus = true;
    this.requestUpdate();
  }
}

customElements.define("cc-rows", Rows);
