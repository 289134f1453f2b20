// The ring of the softphone, made by the browser itself: two soft tones, two seconds of silence.

const TONES = [
  { at: 0, for: 0.35, hertz: 620 },
  { at: 0.42, for: 0.35, hertz: 780 },
] as const;
const EVERY = 2_600; // ms

export class Ring {
  #context: AudioContext | null = null;
  #timer = 0;

  /** Browsers let a page sound only after it was touched. */
  unlock(): void {
    this.#context ??= new AudioContext();
    if (this.#context.state === "suspended") void this.#context.resume();
  }

  get unlocked(): boolean {
    return this.#context?.state === "running";
  }

  set ringing(wanted: boolean) {
    if (wanted === this.#timer > 0) return;
    window.clearInterval(this.#timer);
    this.#timer = 0;
    if (!wanted) return;
    this.#sound();
    this.#timer = window.setInterval(() => this.#sound(), EVERY);
  }

  #sound(): void {
    if (navigator.userActivation?.hasBeenActive ?? true) this.unlock();
    const context = this.#context;
    if (context?.state !== "running") return;
    for (const tone of TONES) {
      const begins = context.currentTime + tone.at;
      const gain = context.createGain();
      const wave = context.createOscillator();
      wave.frequency.value = tone.hertz;
      gain.gain.setValueAtTime(0, begins);
      gain.gain.linearRampToValueAtTime(0.18, begins + 0.03);
      gain.gain.setTargetAtTime(0, begins + tone.for - 0.12, 0.05);
      wave.connect(gain).connect(context.destination);
      wave.start(begins);
      wave.stop(begins + tone.for);
    }
  }
}
