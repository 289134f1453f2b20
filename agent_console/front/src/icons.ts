// The few pictures on the buttons, drawn by ourselves on a grid of 16.
import { svg, type SVGTemplateResult } from "lit";

const PATHS = {
  answer: "M3 2.5h2.6l1.1 3-1.6 1.2a8.5 8.5 0 0 0 4.2 4.2l1.2-1.6 3 1.1V13a1 1 0 0 1-1 1A10.5 10.5 0 0 1 2 3.5a1 1 0 0 1 1-1z",
  end: "M8 6c-2.9 0-5.2.8-6.5 2.3-.5.6-.4 1.6.1 2.1l.9.8 2.5-1V8.6C6 8.2 7 8.1 8 8.1s2 .1 3 .5v1.6l2.5 1 .9-.8c.5-.5.6-1.5.1-2.1C13.200 6.800 10.900 6 8 6z",
  hold: "M4.500 3h2.500v10H4.500zM9 3h2.500v10H9z",
  resume: "M5 3l8 5-8 5z",
  mute: "M8 1.500a2.200 2.200 0 0 1 2.200 2.200v3.600a2.200 2.200 0 0 1-4.400 0V3.700A2.200 2.200 0 0 1 8 1.500zM3.500 7.500h1.300a3.200 3.200 0 0 0 6.400 0h1.300a4.500 4.500 0 0 1-3.850 4.450V14.500h-1.300v-2.550A4.500 4.500 0 0 1 3.500 7.500z",
  keys: "M3 2h2.400v2.400H3zM6.800 2h2.400v2.400H6.800zM10.600 2H13v2.400h-2.400zM3 5.800h2.400v2.400H3zM6.800 5.800h2.400v2.400H6.800zM10.600 5.800H13v2.400h-2.400zM3 9.600h2.400V12H3zM6.800 9.600h2.400V12H6.800zM10.600 9.600H13V12h-2.400z",
  transfer: "M9.500 2.500L14 6.500l-4.500 4V8C6 8 3.500 9.300 2 12.500 2.300 8 4.800 5.100 9.500 5z",
  callback: "M6.500 2.500L2 6.500l4.500 4V8c3.500 0 6 1.300 7.500 4.500-.3-4.500-2.800-7.400-7.500-7.500z",
  voicemail: "M4.300 5a3 3 0 1 0 2.400 4.800h2.600A3 3 0 1 0 11.700 5 3 3 0 0 0 9.300 8.400H6.700A3 3 0 0 0 4.300 5zm0 1.400a1.600 1.600 0 1 1 0 3.200 1.600 1.600 0 0 1 0-3.200zm7.400 0a1.600 1.600 0 1 1 0 3.200 1.600 1.600 0 0 1 0-3.200z",
} as const;

export type Icon = keyof typeof PATHS;

export function icon(name: Icon): SVGTemplateResult {
  return svg`<svg viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true"><path d=${PATHS[name]}></path></svg>`;
}
