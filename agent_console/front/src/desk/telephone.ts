// The desk's own telephone: the softphone in this page, its ring, its devices, and what rings or is ended by itself.
import { Changes } from "../changes";
import { microphone, Phone, supported, type Account, type Trouble } from "../phone";
import { ANSWERED, Ring, type Ringing } from "../ring";
import { t } from "../texts";
import { Devices } from "./devices";
import type { Me } from "./wire";

const REGISTERS_WITHIN = 12_000;
const TRY_PHONE_EVERY = 5_000;
const UNKNOWN_LINE_MAY_STAY = 3_000; // ms: a call the server does not know of is no call

export class Telephone extends Changes {
  readonly phone = new Phone();
  readonly devices = new Devices();
  readonly ring = new Ring();
  readonly #toast: (text: string, bad: boolean) => void;
  readonly #unknown = new Map<string, number>(); // lines to be ended
  needsMicrophone = false;

  constructor(toast: (text: string, bad: boolean) => void) {
    super();
    this.#toast = toast;
  }

  start(): void {
    this.phone.follow(() => this.changed());
    this.phone.onTrouble = (trouble) => this.#trouble(trouble);
    this.phone.onAnsweredByItself = () => this.ring.headset.play(ANSWERED);
    this.devices.follow(() => this.#useDevices());
    this.devices.onNews = (place, news, label) => {
      this.#toast(t(`desk.device.${news}`, { place: t(`desk.device.${place}`), label }), news === "gone");
    };
    this.#useDevices();
    this.devices.start();
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, () => this.#touched());
  }

  /** A page that was loaded again may not sound before somebody touches it. */
  get isMute(): boolean {
    return !this.ring.unlocked && !(navigator.userActivation?.hasBeenActive ?? true);
  }

  #touched(): void {
    const wasMute = this.isMute;
    this.ring.unlock();
    if (wasMute) this.changed();
  }

  #useDevices(): void {
    const { devices, ring } = this;
    this.phone.use(devices.audio, devices.used("headset"), devices.volume("headset"));
    ring.headset.sink = devices.used("headset");
    ring.headset.volume = devices.volume("headset") / 2;
    ring.loud.sink = devices.used("ring");
    ring.loud.volume = devices.volume("ring");
    this.changed();
  }

  sound(ringing: boolean): void {
    const talks = this.phone.lines.some((line) => line.state === "up");
    const how: Ringing = !ringing ? "off" : talks ? "knock" : "ring";
    this.ring.ringing = how;
  }

  // ---------------------------------------------------------------- there or not

  async allowMicrophone(): Promise<void> {
    this.needsMicrophone = !(await microphone(this.devices.audio));
    if (this.needsMicrophone) this.#toast(t("desk.microphone_refused"), true);
    else await this.devices.look();
    this.changed();
  }

  /** Registered, or the network has no softphones now and the server knows whom to ring. */
  async isThere(): Promise<boolean> {
    if (!supported()) return false;
    await this.allowMicrophone();
    if (this.needsMicrophone) return false;
    await this.#register();
    if (this.phone.state === "off") return true;
    const there = await this.#until(() => this.phone.state === "registered", REGISTERS_WITHIN);
    if (!there) this.#toast(t("desk.phone_not_there"), true);
    return there;
  }

  #resuming = false;

  /** What the presence asks for: on at work, also after a reload or when the telephone network was away; off after. */
  followPresence(me: Me, starting: boolean): void {
    if (me.phone !== "softphone" || me.presence === "signed_out") {
      if (!starting && this.phone.state !== "off" && this.phone.lines.length === 0) this.phone.stop();
    } else if (!starting) void this.#resume();
  }

  async #resume(): Promise<void> {
    if (this.#resuming || this.phone.state !== "off") return;
    this.#resuming = true;
    this.needsMicrophone = (await microphoneState()) !== "granted";
    await this.#register();
    window.setTimeout(() => {
      this.#resuming = false;
      this.changed();
    }, TRY_PHONE_EVERY);
  }

  async #register(): Promise<void> {
    if (this.phone.state !== "off" || !supported()) return;
    try {
      const answer = await fetch("/api/phone", { cache: "no-store" });
      if (answer.ok) await this.phone.start((await answer.json()) as Account, true);
    } catch {
      this.#toast(t("desk.phone_not_there"), true);
    }
  }

  #until(holds: () => boolean, within: number): Promise<boolean> {
    return new Promise((settle) => {
      const look = (): void => {
        if (!holds()) return;
        window.clearTimeout(timer);
        stop();
        settle(true);
      };
      const stop = this.phone.follow(look);
      const timer = window.setTimeout(() => {
        stop();
        settle(false);
      }, within);
      look();
    });
  }

  #trouble(trouble: Trouble): void {
    if (trouble === "microphone") this.needsMicrophone = true;
    this.#toast(t(trouble === "microphone" ? "desk.microphone_refused" : "desk.phone_not_there"), true);
  }

  // ---------------------------------------------------------------- lines nobody knows

  /** `known` is null while the server has not said what there is. */
  endUnknownLines(known: ReadonlySet<string> | null): void {
    for (const { leg } of this.phone.lines) {
      if (known === null || known.has(leg)) {
        window.clearTimeout(this.#unknown.get(leg));
        this.#unknown.delete(leg);
      } else if (!this.#unknown.has(leg)) {
        this.#unknown.set(leg, window.setTimeout(() => this.phone.hangUp(leg), UNKNOWN_LINE_MAY_STAY));
      }
    }
  }
}

async function microphoneState(): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name: "microphone" as PermissionName })).state;
  } catch {
    return "granted"; // a browser that does not tell will ask when a call comes
  }
}
