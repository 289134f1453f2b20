// The server's clock, and how times and durations are written: seconds since(me.since), spell(75) === "1:15".
import { boot } from "./boot";

let ahead = 0; // milliseconds the server's clock is ahead of ours

export function serverNow(): number {
  return Date.now() + ahead;
}

/** Ask the server what time it is. Its answer has whole seconds: a clock that may be right is left alone. */
export async function setClock(): Promise<void> {
  try {
    const asked = Date.now();
    const answer = await fetch("/healthz", { cache: "no-store", credentials: "same-origin" });
    const heard = Date.now();
    const said = Date.parse(answer.headers.get("Date") ?? "");
    if (Number.isNaN(said)) return;
    const least = said - heard;
    const most = said + 1000 - asked;
    ahead = least <= 0 && most >= 0 ? 0 : (least + most) / 2;
  } catch {
    // The timers go by our own clock until the server can be asked again.
  }
}

export function since(moment: string): number {
  return Math.max(0, (serverNow() - Date.parse(moment)) / 1000);
}

export function until(moment: string): number {
  return Math.max(0, (Date.parse(moment) - serverNow()) / 1000);
}

/** A duration in seconds as m:ss or h:mm:ss. */
export function spell(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (n: number): string => String(n).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

const ISO = "sv-SE"; // writes 2026-03-02 17:05, as the other pages do in every language
const date = new Intl.DateTimeFormat(ISO, {
  timeZone: boot.zone, year: "numeric", month: "2-digit", day: "2-digit",
});
const moment = new Intl.DateTimeFormat(ISO, {
  timeZone: boot.zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  hourCycle: "h23",
});

const hours = new Intl.DateTimeFormat(ISO, { timeZone: boot.zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export function clock(written: string): string {
  return hours.format(new Date(written));
}

export function day(written: string): string {
  return date.format(new Date(written));
}

export function dayAndTime(written: string): string {
  return moment.format(new Date(written));
}

/** A moment as a datetime-local field has it, in the viewer's zone. */
export function inZone(at: number): string {
  return moment.format(new Date(at)).replace(" ", "T");
}

/** What was typed into a datetime-local field, as ISO 8601 in UTC. */
export function ofZone(typed: string): string {
  const asUtc = Date.parse(`${typed}Z`);
  const ahead = Date.parse(`${inZone(asUtc)}Z`) - asUtc;
  return new Date(asUtc - ahead).toISOString();
}
