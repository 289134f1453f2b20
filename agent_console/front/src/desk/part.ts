// What every part of the desk is: an element that shows the desk anew when it changes.
import { LitElement } from "lit";
import type { Desk } from "./desk";

export abstract class DeskPart extends LitElement {
  static override properties: Record<string, object> = { desk: { attribute: false } };
  declare desk: Desk;
  #stop: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = this.desk.follow(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }
}
