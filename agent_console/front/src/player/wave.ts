// What the server knows of a recording's sound, and how it is drawn: both parties' loudness, and what happened when.

export interface Stretch {
  readonly kind: string;
  readonly from: number; // seconds from the beginning
  readonly to: number;
}

export interface Mark {
  readonly at: number; // seconds from the beginning
  readonly text: string;
  readonly note?: string; // what an agent wrote here
}

export interface Wave {
  readonly began: string;
  readonly seconds: number;
  readonly customer: readonly number[];
  readonly agents: readonly number[];
  readonly stretches: readonly Stretch[];
  readonly marks: readonly Mark[];
}

/** One upright line for each height, around the middle of a lane that is 100 high and as wide as there are heights. */
export function lane(heights: readonly number[]): string {
  return heights
    .map((height, x) => {
      const half = Math.max(0.8, Math.sqrt(height) * 48); // quiet speech is speech too
      return `M${x + 0.5} ${(50 - half).toFixed(1)}V${(50 + half).toFixed(1)}`;
    })
    .join("");
}

export function share(seconds: number, whole: number): number {
  return whole > 0 ? Math.min(100, Math.max(0, (100 * seconds) / whole)) : 0;
}
