// A spoken notice, recorded in the page and made a WAV any telephone network can play.
//
//   const recorder = new Recorder(); await recorder.start(); const wav = await recorder.stop();

const RATE = 16_000; // Hz
const HEADER = 44; // bytes

export class Recorder {
  #recorder: MediaRecorder | null = null;
  #pieces: Blob[] = [];

  get running(): boolean {
    return this.#recorder?.state === "recording";
  }

  /** Throws when there is no microphone, or it is not allowed. */
  async start(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const recorder = new MediaRecorder(stream);
    this.#pieces = [];
    recorder.ondataavailable = (event) => this.#pieces.push(event.data);
    recorder.start();
    this.#recorder = recorder;
  }

  async stop(): Promise<Blob> {
    const recorder = this.#recorder;
    if (!recorder) throw new Error("nothing is recorded");
    const stopped = new Promise((settle) => recorder.addEventListener("stop", settle, { once: true }));
    recorder.stop();
    await stopped;
    for (const track of recorder.stream.getTracks()) track.stop();
    this.#recorder = null;
    return wav(await new Blob(this.#pieces).arrayBuffer());
  }
}

async function wav(encoded: ArrayBuffer): Promise<Blob> {
  const heard = await new OfflineAudioContext(1, RATE, RATE).decodeAudioData(encoded);
  const context = new OfflineAudioContext(1, Math.max(1, Math.ceil(heard.duration * RATE)), RATE);
  const source = context.createBufferSource();
  source.buffer = heard;
  source.connect(context.destination);
  source.start();
  const samples = (await context.startRendering()).getChannelData(0);
  return new Blob([written(samples)], { type: "audio/wav" });
}

function written(samples: Float32Array): ArrayBuffer {
  const size = samples.length * 2;
  const view = new DataView(new ArrayBuffer(HEADER + size));
  const word = (at: number, text: string): void => [...text].forEach((letter, n) => view.setUint8(at + n, letter.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, HEADER - 8 + size, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // linear samples
  view.setUint16(22, 1, true); // mono
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, size, true);
  samples.forEach((sample, n) => view.setInt16(HEADER + n * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true));
  return view.buffer;
}
