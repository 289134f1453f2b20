// <cc-waited since within>: how long somebody waits; looks late once the promise is broken.
import { Timer } from "../timer";
import { since } from "../time";

class Waited extends Timer {
  static override properties = { ...Timer.properties, within: { type: Number } };
  declare within: number;

  protected override updated(): void {
    this.classList.toggle("late", Boolean(this.since) && since(this.since ?? "") > this.within);
  }
}

customElements.define("cc-waited", Waited);
