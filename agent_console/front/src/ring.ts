// Sounds the browser makes itself: the ring on one device, short tones in the headset on another.
//
//   const sounder = new Sounder(); sounder.sink = deviceId; sounder.play(RING);

interface Tone {
  readonly at: number; // seconds
  readonly for: number;
  readonly hertz: number;
}

const RING: readonly Tone[] = [{ at: 0, for: 0.35, hertz: 620 }, { at: 0.42, for: 0.35, hertz: 780 }];
const RING_EVERY = 2_600; // ms
/** A second call while one talks: heard in the headset, not over it. */
const KNOCK: readonly Tone[] = [{ at: 0, for: 0.18, hertz: 440 }];
const KNOCK_EVERY = 4_000;
/** The call is through: the phone answered by itself. */
export const ANSWERED: readonly Tone[] = [{ at: 0, for: 0.12, hertz: 880 }, { at: 0.16, for: 0.2, hertz: 1175 }];
/** Somebody waits on hold. */
export const REMINDER: readonly Tone[] = [{ at: 0, for: 0.25, hertz: 520 }, { at: 0.35, for: 0.25, hertz: 520 }];
/** A supervisor wants everybody's eyes. */
export const URGENT: readonly Tone[] = [0, 0.25, 0.5].map((at) => ({ at, for: 0.18, hertz: 990 }));

const LOUDEST = 0.36;

export class Sounder {
  #context: AudioContext | null = null;
  #audio: HTMLAudioElement | null = null;
  #out: AudioNode | null = null;
  #sink = "";
  volume = 0.5; // of 1

  /** Where it sounds; "" is the system's own choice. */
  set sink(device: string) {
    this.#sink = device;
    void this.#audio?.setSinkId?.(device).catch(() => undefined);
  }

  /** Browsers let a page sound only after it was touched. */
  unlock(): void {
    if (!this.#context) this.#open();
    if (this.#context?.state === "suspended") void this.#context.resume();
    if (this.#audio?.paused) void this.#audio.play().catch(() => undefined);
  }

  get unlocked(): boolean {
    return this.#context?.state === "running";
  }

  play(tones: readonly Tone[]): void {
    if (navigator.userActivation?.hasBeenActive ?? true) this.unlock();
    const context = this.#context;
    if (context?.state !== "running" || !this.#out) return;
    for (const tone of tones) {
      const begins = context.currentTime + tone.at;
      const gain = context.createGain();
      const wave = context.createOscillator();
      wave.frequency.value = tone.hertz;
      gain.gain.setValueAtTime(0, begins);
      gain.gain.linearRampToValueAtTime(LOUDEST * this.volume, begins + 0.03);
      gain.gain.setTargetAtTime(0, begins + Math.max(0.05, tone.for - 0.12), 0.05);
      wave.connect(gain).connect(this.#out);
      wave.start(begins);
      wave.stop(begins + tone.for);
    }
  }

  /** Through an <audio> element: it can be sent to a device in every browser, a context in one only. */
  #open(): void {
    this.#context = new AudioContext();
    if (!("setSinkId" in HTMLMediaElement.prototype)) {
      this.#out = this.#context.destination;
      return;
    }
    const out = this.#context.createMediaStreamDestination();
    this.#audio = new Audio();
    this.#audio.srcObject = out.stream;
    this.#out = out;
    if (this.#sink) this.sink = this.#sink;
  }
}

export type Ringing = "off" | "ring" | "knock";

export class Ring {
  readonly loud = new Sounder();
  readonly headset = new Sounder();
  #now: Ringing = "off";
  #timer = 0;

  set ringing(wanted: Ringing) {
    if (wanted === this.#now) return;
    this.#now = wanted;
    window.clearInterval(this.#timer);
    if (wanted === "off") return;
    const sound = (): void => (wanted === "ring" ? this.loud.play(RING) : this.headset.play(KNOCK));
    sound();
    this.#timer = window.setInterval(sound, wanted === "ring" ? RING_EVERY : KNOCK_EVERY);
  }

  /** For the one who chooses a device. */
  test(place: "ring" | "headset"): void {
    if (place === "ring") this.loud.play(RING);
    else this.headset.play(ANSWERED);
  }

  unlock(): void {
    this.loud.unlock();
    this.headset.unlock();
  }

  get unlocked(): boolean {
    return this.loud.unlocked;
  }
}
