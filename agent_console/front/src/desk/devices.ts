// Which microphone, headset and ring device this browser uses: chosen once, kept here, and survives unplugging.
//
//   const devices = new Devices(); devices.start();
//   devices.used("headset")            // for setSinkId; "" = the system's own choice
//   devices.onNews = (place, news) => …  // "gone": we fell back; "back": it is used again
import { Changes } from "../changes";

export type Place = "microphone" | "headset" | "ring";
export const PLACES: readonly Place[] = ["microphone", "headset", "ring"];

interface Choice {
  readonly id: string; // "" = the system's own choice
  readonly label: string;
}

interface Kept {
  readonly microphone: Choice;
  readonly headset: Choice;
  readonly ring: Choice;
  readonly volumes: { readonly headset: number; readonly ring: number };
}

const KEY = "cc-devices";
const SYSTEM: Choice = { id: "", label: "" };
const NOTHING_CHOSEN: Kept = { microphone: SYSTEM, headset: SYSTEM, ring: SYSTEM, volumes: { headset: 1, ring: 0.5 } };

export class Devices extends Changes {
  onNews: (place: Place, news: "gone" | "back", label: string) => void = () => undefined;
  #kept: Kept = read();
  #there: readonly MediaDeviceInfo[] = [];
  readonly #gone = new Set<Place>();

  /** Whether sound can be sent to a device of one's choice at all. */
  readonly canChooseSpeaker = "setSinkId" in HTMLMediaElement.prototype;

  start(): void {
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.look());
    void this.look();
  }

  /** Names are told only after the microphone was allowed: look again then. */
  async look(): Promise<void> {
    this.#there = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    for (const place of PLACES) this.#lookAt(place);
    this.changed();
  }

  list(place: Place): readonly MediaDeviceInfo[] {
    const kind = place === "microphone" ? "audioinput" : "audiooutput";
    return this.#there.filter((one) => one.kind === kind && one.deviceId !== "default" && one.deviceId !== "");
  }

  chosen(place: Place): Choice {
    return this.#kept[place];
  }

  /** The device to use now: the chosen one while it is there. */
  used(place: Place): string {
    return this.#found(place)?.deviceId ?? "";
  }

  missing(place: Place): boolean {
    return this.#gone.has(place);
  }

  volume(place: "headset" | "ring"): number {
    return this.#kept.volumes[place];
  }

  get audio(): boolean | MediaTrackConstraints {
    const id = this.used("microphone");
    return id ? { deviceId: { ideal: id } } : true;
  }

  choose(place: Place, id: string): void {
    const label = this.#there.find((one) => one.deviceId === id)?.label ?? "";
    this.#gone.delete(place);
    this.#keep({ ...this.#kept, [place]: { id, label } });
  }

  setVolume(place: "headset" | "ring", volume: number): void {
    this.#keep({ ...this.#kept, volumes: { ...this.#kept.volumes, [place]: volume } });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    localStorage.setItem(KEY, JSON.stringify(kept));
    this.changed();
  }

  /** By its name when it came back under another id, as after a browser's update. */
  #found(place: Place): MediaDeviceInfo | undefined {
    const { id, label } = this.#kept[place];
    if (!id) return undefined;
    const list = this.list(place);
    return list.find((one) => one.deviceId === id) ?? list.find((one) => label !== "" && one.label === label);
  }

  #lookAt(place: Place): void {
    const { id, label } = this.#kept[place];
    const told = this.list(place).some((one) => one.label !== ""); // unnamed lists say nothing yet
    if (!id || (!told && this.list(place).length > 0)) return;
    const gone = this.#found(place) === undefined;
    if (gone === this.#gone.has(place)) return;
    if (gone) this.#gone.add(place);
    else this.#gone.delete(place);
    this.onNews(place, gone ? "gone" : "back", label);
  }
}

function read(): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Kept>;
    return { ...NOTHING_CHOSEN, ...kept, volumes: { ...NOTHING_CHOSEN.volumes, ...kept.volumes } };
  } catch {
    return NOTHING_CHOSEN;
  }
}
