// Whether the line of a call is poor, by whichever knows worse: this page of its own leg, or the server of all legs.
import type { Line } from "../phone";
import { t } from "../texts";

export interface Measured {
  readonly loss: number;
  readonly jitter: number;
  readonly round_trip: number | null;
  readonly poor: boolean;
}

/** The words of the warning; null while all is well. */
export function poorLine(lines: readonly Line[], work: readonly { readonly quality: Measured | null }[]): string | null {
  const all = [...lines.map((line) => line.quality), ...work.map((one) => one.quality)];
  const poor = all.filter((one): one is Measured => one?.poor === true);
  if (!poor.length) return null;
  const most = (of: (one: Measured) => number): number => Math.max(...poor.map(of));
  return t("desk.poor_line", {
    loss: (100 * most((one) => one.loss)).toFixed(0),
    jitter: (1000 * most((one) => one.jitter)).toFixed(0),
    round_trip: (1000 * most((one) => one.round_trip ?? 0)).toFixed(0),
  });
}
