// <cc-sound-settings>: which microphone, headset and ring device this browser uses, how loud, and when to be reminded
// of somebody on hold. All of it is kept in this browser.
import { css, html, nothing, type TemplateResult } from "lit";
import { look } from "../look";
import { t } from "../texts";
import { PLACES, type Place } from "./devices";
import { DeskPart } from "./part";

const LOUD = 4; // of the level's meter: speech at a usual distance fills it

export class SoundSettings extends DeskPart {
  static override styles = [
    look,
    css`
      dialog {
        width: min(32rem, 92vw);
      }
      .rows {
        display: grid;
        gap: 0.75rem;
        padding: 0.75rem 0;
      }
      .row {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 7rem 5.5rem;
        align-items: end;
        gap: 0.75rem;
      }
      .row.short {
        grid-template-columns: 8rem 1fr;
      }
      input[type="range"] {
        display: block;
        width: 100%;
        height: 2.125rem;
        margin: 0;
        accent-color: var(--cc-accent, #1b5ebd);
      }
      meter {
        display: block;
        width: 100%;
        height: 1.25rem;
        margin: 0.5rem 0;
      }
      .missing {
        grid-column: 1 / -1;
        color: var(--cc-bad, #b3261e);
      }
      footer {
        display: flex;
        justify-content: end;
      }
    `,
  ];
  static override properties = { ...DeskPart.properties, level: { state: true } };
  declare level: number;
  #listening: (() => void) | null = null;

  constructor() {
    super();
    this.level = 0;
  }

  open(): void {
    this.renderRoot.querySelector("dialog")?.showModal();
    void this.desk.telephone.allowMicrophone().then(() => this.#listen());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.();
  }

  protected override render(): TemplateResult {
    const { telephone, reminder } = this.desk;
    return html`<dialog aria-labelledby="title" data-part="sound-settings" @close=${() => this.#listening?.()}>
      <h2 id="title">${t("desk.sound")}</h2>
      <div class="rows">
        ${PLACES.map((place) => this.#row(place))}
        ${telephone.devices.canChooseSpeaker ? nothing : html`<p class="dim small">${t("desk.sound.no_choice")}</p>`}
        <div class="row short">
          <label>${t("desk.sound.reminder")}
            <input
              class="field" type="number" min="0" max="600" step="5" data-part="hold-reminder-after" .value=${String(reminder.after)}
              @change=${(event: Event) => (reminder.after = Math.max(0, Number((event.target as HTMLInputElement).value) || 0))}
            />
          </label>
          <span class="dim small">${t("desk.sound.reminder.text")}</span>
        </div>
      </div>
      <footer><cc-sound-test .desk=${this.desk}></cc-sound-test><form method="dialog"><button class="first">${t("desk.close")}</button></form></footer>
    </dialog>`;
  }

  #row(place: Place): TemplateResult {
    const { devices, ring } = this.desk.telephone;
    const chosen = devices.chosen(place);
    const choose = (event: Event): void => {
      devices.choose(place, (event.target as HTMLSelectElement).value);
      if (place === "microphone") void this.#listen();
    };
    return html`<div class="row">
      <label>${t(`desk.device.${place}`)}
        <select class="field" data-part="device" data-place=${place} ?disabled=${place !== "microphone" && !devices.canChooseSpeaker} @change=${choose}>
          <option value="" ?selected=${chosen.id === ""}>${t("desk.device.system")}</option>
          ${devices.list(place).map((one) => html`<option value=${one.deviceId} ?selected=${one.deviceId === devices.used(place)}>${one.label}</option>`)}
          ${devices.missing(place) ? html`<option value=${chosen.id} selected>${chosen.label} · ${t("desk.device.missing")}</option>` : nothing}
        </select>
      </label>
      ${place === "microphone"
        ? html`<label>${t("desk.sound.level")}<meter min="0" max="1" .value=${this.level} data-part="level"></meter></label><span></span>`
        : html`<label>${t("desk.sound.volume")}
              <input type="range" min="0" max="1" step="0.05" .value=${String(devices.volume(place))}
                @input=${(event: Event) => devices.setVolume(place, Number((event.target as HTMLInputElement).value))} />
            </label>
            <button type="button" data-do="test-sound" data-place=${place} @click=${() => ring.test(place)}>${t("desk.sound.test")}</button>`}
      ${devices.missing(place) ? html`<span class="missing small">${t("desk.device.missing.text")}</span>` : nothing}
    </div>`;
  }

  /** The level of the chosen microphone, for as long as the dialog is open. */
  async #listen(): Promise<void> {
    this.#listening?.();
    if (!this.renderRoot.querySelector("dialog")?.open) return;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: this.desk.telephone.devices.audio }).catch(() => null);
    if (!stream) return;
    const context = new AudioContext();
    const ear = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(ear);
    const heard = new Float32Array(ear.fftSize);
    const timer = window.setInterval(() => {
      ear.getFloatTimeDomainData(heard);
      this.level = Math.min(1, LOUD * Math.sqrt(heard.reduce((sum, one) => sum + one * one, 0) / heard.length));
    }, 100);
    this.#listening = () => {
      window.clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      void context.close();
      this.#listening = null;
    };
  }
}

customElements.define("cc-sound-settings", SoundSettings);
