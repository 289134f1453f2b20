// The microphone: opened, or the reason why it cannot be, and how loud it is.
//
//   const opened = await openMicrophone(true);
//   if (typeof opened === "string") show(opened) else new Ear(opened).follow(level => …)

export type MicrophoneFault = "insecure" | "too_old" | "no_microphone" | "denied" | "busy" | "microphone";

export async function openMicrophone(audio: boolean | MediaTrackConstraints): Promise<MediaStream | MicrophoneFault> {
  if (!window.isSecureContext) return "insecure";
  if (!("RTCPeerConnection" in window) || !("AudioContext" in window) || !navigator.mediaDevices) return "too_old";
  try {
    return await navigator.mediaDevices.getUserMedia({ audio });
  } catch (error) {
    return faultOf(error instanceof DOMException ? error.name : "");
  }
}

function faultOf(name: string): MicrophoneFault {
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "no_microphone";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "microphone";
  }
}

/** Listens to a stream. */
export class Ear {
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(context: AudioContext, stream: MediaStream) {
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = 2048;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    context.createMediaStreamSource(stream).connect(this.#analyser);
  }

  /** 0 … 1 of what a microphone can give. */
  level(): number {
    return Math.sqrt(this.#power());
  }

  /** The share of what is heard now that is a tone of this frequency; 0 in silence. */
  share(frequency: number): number {
    const power = this.#power();
    if (power < SILENCE) return 0;
    const count = this.#samples.length;
    const step = 2 * Math.cos((2 * Math.PI * frequency) / this.#analyser.context.sampleRate);
    let [before, now] = [0, 0];
    for (const sample of this.#samples) [before, now] = [now, sample + step * now - before];
    const tone = (2 * (now * now + before * before - step * now * before)) / (count * count);
    return tone / power;
  }

  #power(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
  }
}

const SILENCE = 1e-6;
