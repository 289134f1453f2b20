// Desk and floor are two views of one page: whoever goes from one to the other keeps the socket, the phone and the call.
//
// The links of the page's menu become the switch; the address follows, so that a reload shows the same view.

export type View = "desk" | "floor";

/** What brings a view's elements; asked for when the view is first shown, so that nobody loads what they may not see. */
const BRINGS: Readonly<Partial<Record<View, () => Promise<unknown>>>> = { floor: () => import("../floor/cc-floor") };

export class Views {
  readonly all: readonly View[];
  readonly #changed: () => void;
  readonly #brought = new Set<View>();
  #now: View;

  constructor(told: DOMStringMap, changed: () => void) {
    this.all = (told["views"] ?? "desk").split(" ").filter(isView);
    this.#now = isView(told["view"]) ? told["view"] : "desk";
    this.#changed = changed;
  }

  get now(): View {
    return this.#now;
  }

  /** Whether it was shown once: it then stays in the page, hidden or not. */
  known(view: View): boolean {
    return this.#brought.has(view);
  }

  start(): void {
    for (const view of this.all) link(view)?.addEventListener("click", (event) => this.#clicked(event, view));
    window.addEventListener("popstate", () => this.#turnTo(viewOf(location.pathname) ?? this.#now));
    this.#turnTo(this.#now);
  }

  show(view: View): void {
    if (view === this.#now || !this.all.includes(view)) return;
    history.pushState(null, "", `/${view}`);
    this.#turnTo(view);
  }

  #clicked(event: MouseEvent, view: View): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    this.show(view);
  }

  #turnTo(view: View): void {
    this.#now = view;
    this.#brought.add(view);
    void BRINGS[view]?.();
    for (const one of this.all) {
      if (one === view) link(one)?.setAttribute("aria-current", "page");
      else link(one)?.removeAttribute("aria-current");
    }
    for (const next of document.querySelectorAll<HTMLInputElement>('form[action="/language"] [name="next"]')) {
      next.value = `/${view}`; // choosing a language leads back here
    }
    this.#changed();
  }
}

function link(view: View): HTMLAnchorElement | null {
  return document.querySelector(`header nav a[href="/${view}"]`);
}

function viewOf(path: string): View | undefined {
  const name = path.slice(1);
  return isView(name) ? name : undefined;
}

function isView(name: string | undefined): name is View {
  return name === "desk" || name === "floor";
}
