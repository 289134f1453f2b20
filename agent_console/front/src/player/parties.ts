// Each party of a stereo recording as loud as one likes: the customer is on the left side, the agents on the right.

export class Parties {
  private readonly levels: [number, number] = [1, 1];
  private gains: [GainNode, GainNode] | null = null;
  private context: AudioContext | null = null;

  constructor(private readonly audio: HTMLAudioElement) {}

  /** Only a gesture may start sound, so nothing is built before somebody plays. */
  wake(): void {
    if (this.context) {
      void this.context.resume();
      return;
    }
    const context = (this.context = new AudioContext());
    const split = context.createChannelSplitter(2);
    const both = context.createChannelMerger(2);
    const side = (n: 0 | 1): GainNode => {
      const gain = context.createGain();
      gain.gain.value = this.levels[n];
      split.connect(gain, n);
      gain.connect(both, 0, n);
      return gain;
    };
    this.gains = [side(0), side(1)];
    context.createMediaElementSource(this.audio).connect(split);
    both.connect(context.destination);
  }

  set(side: 0 | 1, level: number): void {
    this.levels[side] = level;
    if (this.gains) this.gains[side].gain.value = level;
  }
}
