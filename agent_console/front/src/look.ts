// What the parts of an island share in looks. The tokens come from static/css/base.css and reach through shadow roots.
import { css } from "lit";

export const look = css`
  :host {
    display: block;
    font-variant-numeric: tabular-nums;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden],
  :not(:defined) {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: var(--cc-size-l, 1rem);
    font-weight: 650;
    line-height: 1.4;
  }
  h3 {
    font-size: var(--cc-size-s, 0.8rem);
    font-weight: 600;
    color: var(--cc-text-dim, #516072);
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    min-height: var(--cc-control, 2.125rem);
    padding: 0.25rem 0.625rem;
    border: 1px solid var(--cc-line-strong, #7d8a9b);
    border-radius: var(--cc-radius, 6px);
    background: var(--cc-surface, #fff);
    font-weight: 550;
    white-space: nowrap;
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--cc-surface-2, #edf0f4);
  }
  button:disabled {
    border-color: var(--cc-line, #d6dce4);
    color: color-mix(in srgb, var(--cc-text-dim, #516072) 65%, transparent);
    cursor: default;
  }
  button.first {
    background: var(--cc-accent, #1b5ebd);
    border-color: var(--cc-accent, #1b5ebd);
    color: var(--cc-accent-text, #fff);
  }
  button.first:hover:not(:disabled) {
    background: var(--cc-accent-hover, #164c9a);
    border-color: var(--cc-accent-hover, #164c9a);
  }
  button.first:disabled {
    background: var(--cc-surface-2, #edf0f4);
    border-color: var(--cc-line, #d6dce4);
    color: var(--cc-text-dim, #516072);
  }
  button.answer {
    background: var(--cc-ok, #17743a);
    border-color: var(--cc-ok, #17743a);
    color: var(--cc-surface, #fff);
  }
  button.end {
    background: var(--cc-bad, #b3261e);
    border-color: var(--cc-bad, #b3261e);
    color: var(--cc-surface, #fff);
  }
  button.answer:hover:not(:disabled),
  button.end:hover:not(:disabled) {
    filter: brightness(1.1);
    background: var(--cc-bad, #b3261e);
  }
  button.answer:hover:not(:disabled) {
    background: var(--cc-ok, #17743a);
  }
  button.answer:disabled,
  button.end:disabled {
    background: var(--cc-surface-2, #edf0f4);
    border-color: var(--cc-line, #d6dce4);
    color: var(--cc-text-dim, #516072);
  }
  button.quiet {
    border-color: transparent;
    background: none;
    color: var(--cc-accent, #1b5ebd);
    padding-inline: 0.375rem;
  }
  button[aria-pressed="true"] {
    background: var(--cc-accent-soft, #e6eefb);
    border-color: var(--cc-accent, #1b5ebd);
    color: var(--cc-accent, #1b5ebd);
  }
  :focus-visible {
    outline: 2px solid var(--cc-accent, #1b5ebd);
    outline-offset: 2px;
    border-radius: var(--cc-radius, 6px);
  }
  .field {
    width: 100%;
    min-width: 0;
    min-height: var(--cc-control, 2.125rem);
    padding: 0.25rem 0.625rem;
    border: 1px solid var(--cc-line-strong, #7d8a9b);
    border-radius: var(--cc-radius, 6px);
    background: var(--cc-surface, #fff);
  }
  .field:focus-visible {
    outline-offset: 0;
    border-color: var(--cc-accent, #1b5ebd);
  }
  label {
    display: block;
    font-size: var(--cc-size-s, 0.8rem);
    color: var(--cc-text-dim, #516072);
  }
  label .field {
    font-size: var(--cc-size, 0.875rem);
    color: var(--cc-text, #17212e);
    margin-top: 0.125rem;
  }
  kbd {
    padding: 0 0.25rem;
    border: 1px solid color-mix(in srgb, currentcolor 35%, transparent);
    border-radius: 3px;
    font: 500 0.6875rem/1.4 var(--cc-mono, monospace);
    white-space: nowrap;
  }
  .dim {
    color: var(--cc-text-dim, #516072);
  }
  .small {
    font-size: var(--cc-size-s, 0.8rem);
  }
  .card {
    background: var(--cc-surface, #fff);
    border: 1px solid var(--cc-line, #d6dce4);
    border-radius: var(--cc-radius-l, 10px);
  }
  .badge {
    display: inline-block;
    padding: 0 0.4375rem;
    border-radius: 999px;
    font-size: var(--cc-size-s, 0.8rem);
    font-weight: 550;
    line-height: 1.25rem;
    white-space: nowrap;
    background: var(--cc-aux-soft, #eee);
    color: var(--cc-aux, #566274);
  }
  .notice {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0.375rem 0.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid color-mix(in srgb, currentcolor 35%, transparent);
    border-radius: var(--cc-radius, 6px);
    background: var(--cc-info-soft, #e6eefb);
    color: var(--cc-info, #1b5ebd);
  }
  .notice.bad {
    background: var(--cc-bad-soft, #fbe9e8);
    color: var(--cc-bad, #b3261e);
  }
  .notice.warn {
    background: var(--cc-warn-soft, #f7eee0);
    color: var(--cc-warn, #8a5200);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  dialog {
    border: 1px solid var(--cc-line, #d6dce4);
    border-radius: var(--cc-radius-l, 10px);
    background: var(--cc-surface, #fff);
    color: inherit;
    padding: 1rem 1.25rem;
    box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.3);
  }
  button.dial {
    min-height: 1.5rem;
    padding: 0 0.25rem;
    margin-left: -0.25rem;
    border-color: transparent;
    background: none;
    color: var(--cc-accent, #1b5ebd);
    font-weight: inherit;
  }
  button.dial svg {
    width: 0.75rem;
  }
  a {
    color: var(--cc-accent, #1b5ebd);
  }
`;

/** The colour of a state, on the host or any element that says data-state. One colour means one thing everywhere. */
export const stateColours = css`
  [data-state] {
    --tone: var(--cc-aux, #566274);
    --tone-soft: var(--cc-aux-soft, #eceef1);
  }
  [data-state="available"] {
    --tone: var(--cc-ok, #17743a);
    --tone-soft: var(--cc-ok-soft, #e5f1e9);
  }
  [data-state="offered"],
  [data-state="ringing"],
  [data-state="dialling"] {
    --tone: var(--cc-info, #1b5ebd);
    --tone-soft: var(--cc-info-soft, #e6eefb);
  }
  [data-state="talking"],
  [data-state="consulting"] {
    --tone: var(--cc-talk, #0a6c7e);
    --tone-soft: var(--cc-talk-soft, #e2f0f2);
  }
  [data-state="held"] {
    --tone: var(--cc-hold, #9a4a12);
    --tone-soft: var(--cc-hold-soft, #f5ebe4);
  }
  [data-state="wrap_up"] {
    --tone: var(--cc-wrap, #6b42b8);
    --tone-soft: var(--cc-wrap-soft, #efeaf8);
  }
  [data-state="not_responding"],
  [data-state="away"],
  [data-state="unreachable"] {
    --tone: var(--cc-bad, #b3261e);
    --tone-soft: var(--cc-bad-soft, #fbe9e8);
  }
`;
