// What every part of the floor is: an element that shows the floor anew when it changes.
import { LitElement } from "lit";
import type { Floor } from "./floor";

export abstract class FloorPart extends LitElement {
  static override properties: Record<string, object> = { floor: { attribute: false } };
  declare floor: Floor;
  #stop: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = this.floor.follow(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }
}
