// A short sound that asks for a look, made by the browser itself; whether it is muted is remembered in this browser.
//
//   const chime = new Chime("board"); chime.sound(); chime.muted = true;

const NOTES = [880, 660, 880] as const;

export class Chime {
  readonly #remembered: string;
  #context: AudioContext | null = null;

  constructor(place: string) {
    this.#remembered = `callcenter.${place}.muted`;
  }

  get muted(): boolean {
    return window.localStorage.getItem(this.#remembered) === "yes";
  }

  set muted(wanted: boolean) {
    if (wanted) window.localStorage.setItem(this.#remembered, "yes");
    else window.localStorage.removeItem(this.#remembered);
  }

  /** Browsers let a page sound only after it was touched. */
  unlock(): void {
    this.#context ??= new AudioContext();
    if (this.#context.state === "suspended") void this.#context.resume();
  }

  sound(): void {
    if (this.muted) return;
    if (navigator.userActivation?.hasBeenActive ?? true) this.unlock();
    const context = this.#context;
    if (context?.state !== "running") return;
    NOTES.forEach((hertz, at) => {
      const begins = context.currentTime + at * 0.22;
      const gain = context.createGain();
      const wave = context.createOscillator();
      wave.frequency.value = hertz;
      gain.gain.setValueAtTime(0, begins);
      gain.gain.linearRampToValueAtTime(0.2, begins + 0.02);
      gain.gain.setTargetAtTime(0, begins + 0.12, 0.04);
      wave.connect(gain).connect(context.destination);
      wave.start(begins);
      wave.stop(begins + 0.4);
    });
  }
}
