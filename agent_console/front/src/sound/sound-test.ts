// The test of an agent's sound: the microphone, the speaker, the way to the server, and what comes back.
//
//   const test = new SoundTest(); test.follow(show); await test.run(true); test.report?.fault
import { Changes } from "../changes";
import type { Account } from "../phone";
import { callEcho, type Way, type WayFault } from "./echo-call";
import { Ear, openMicrophone, type MicrophoneFault } from "./microphone";

export type Fault = MicrophoneFault | WayFault | "no_softphone" | "server_away";
export type Step = "idle" | "microphone" | "way" | "done";

export interface SoundReport {
  readonly fault: Fault | null;
  readonly way: Way | null;
  readonly roundTrip: number | null; // ms
}

const LOOK_EVERY = 60; // ms
const MORE_THAN_OFF = 0.0003; // a quiet room is louder than a microphone that is off
const SAYS_WITHIN = 5_000; // ms
const TONE = 660; // Hz
const TONE_LASTS = 1.5; // seconds

export class SoundTest extends Changes {
  step: Step = "idle";
  level = 0;
  wasHeard = false; // the microphone gave more than silence
  report: SoundReport | null = null;
  #microphone: MediaStream | null = null;
  #context: AudioContext | null = null;
  #timer = 0;

  get running(): boolean {
    return this.step === "microphone" || this.step === "way";
  }

  async run(audio: boolean | MediaTrackConstraints): Promise<SoundReport> {
    this.stop();
    this.wasHeard = false;
    this.report = null;
    this.#become("microphone");
    const opened = await openMicrophone(audio);
    if (typeof opened === "string") return this.#end({ fault: opened, way: null, roundTrip: null });
    this.#microphone = opened;
    const context = (this.#context = new AudioContext());
    void context.resume();
    this.#measure(new Ear(context, opened));
    this.#become("way");
    const account = await askForAccount();
    if (typeof account === "string") return this.#end({ fault: account, way: null, roundTrip: null });
    const echo = await callEcho(account, context, opened);
    if (echo.fault === null) await this.#untilHeard();
    return this.#end(echo);
  }

  /** A tone on the speaker of one's choice. */
  async play(speaker: string): Promise<void> {
    const context = new AudioContext();
    const to = context.createMediaStreamDestination();
    const tone = context.createOscillator();
    const loudness = context.createGain();
    loudness.gain.value = 0.2;
    tone.frequency.value = TONE;
    tone.connect(loudness).connect(to);
    const audio = new Audio();
    audio.srcObject = to.stream;
    if (speaker && "setSinkId" in audio) await audio.setSinkId(speaker).catch(() => undefined);
    tone.onended = () => void context.close();
    tone.start();
    tone.stop(context.currentTime + TONE_LASTS);
    await audio.play();
  }

  /** Let the microphone go. */
  stop(): void {
    window.clearInterval(this.#timer);
    for (const track of this.#microphone?.getTracks() ?? []) track.stop();
    void this.#context?.close();
    this.#microphone = null;
    this.#context = null;
    this.level = 0;
    this.#become("idle");
  }

  #measure(ear: Ear): void {
    this.#timer = window.setInterval(() => {
      this.level = ear.level();
      this.wasHeard ||= this.level > MORE_THAN_OFF;
      this.changed();
    }, LOOK_EVERY);
  }

  #untilHeard(): Promise<void> {
    return new Promise((settle) => {
      const begun = performance.now();
      const stop = this.follow(() => {
        if (!this.wasHeard && this.running && performance.now() - begun < SAYS_WITHIN) return;
        stop();
        settle();
      });
      this.changed();
    });
  }

  #end(report: SoundReport): SoundReport {
    if (this.step === "idle") return report; // closed meanwhile
    this.report = report;
    this.#become("done");
    return report;
  }

  #become(step: Step): void {
    this.step = step;
    this.changed();
  }
}

async function askForAccount(): Promise<Account | "no_softphone" | "server_away"> {
  try {
    const answer = await fetch("/api/phone", { cache: "no-store" });
    if (answer.ok) return (await answer.json()) as Account;
    return answer.status === 409 ? "no_softphone" : "server_away";
  } catch {
    return "server_away";
  }
}
