// What the floor's three lists share in looks.
import { css } from "lit";

export const tableLook = css`
  :host {
    display: grid;
    grid-template: auto auto auto minmax(0, 1fr) / minmax(0, 1fr);
    gap: 0.375rem;
    min-height: 0;
    padding: 0.5rem 0.625rem 0.25rem;
  }
  cc-rows {
    display: block;
    min-height: 0;
    overflow: auto;
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    margin: -0.375rem -0.625rem 0;
    grid-area: 4 / 1;
  }
  .filters {
    display: flex;
    align-items: center;
    gap: 0.375rem;
  }
  .filters h2 {
    white-space: nowrap;
    margin-right: 0.25rem;
  }
  .filters .field {
    flex: 1 1 4rem;
    min-height: 1.875rem;
    padding-inline: 0.375rem;
  }
  .filters button {
    min-height: 1.875rem;
  }
  .columns,
  .row {
    display: grid;
    gap: 0.375rem;
    align-items: center;
    padding: 0 0.625rem;
  }
  .columns {
    grid-row: 3;
    margin: 0 -0.625rem;
    border-bottom: 1px solid var(--cc-line, #d6dce4);
    font-size: var(--cc-size-s, 0.8rem);
    color: var(--cc-text-dim, #516072);
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    overflow: hidden;
  }
  .columns > * {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .columns .sort {
    justify-content: start;
    min-height: 1.5rem;
    padding: 0;
    border: 0;
    background: none;
    font-weight: 600;
    color: inherit;
  }
  .row {
    height: 28px;
    border-bottom: 1px solid var(--cc-line, #d6dce4);
  }
  .row:hover {
    background: var(--cc-surface-2, #edf0f4);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row.drop,
  .row:has(.drop) {
    background: var(--cc-accent-soft, #e6eefb);
  }
  .row > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
  }
  .head {
    height: 28px;
    display: flex;
    align-items: end;
    padding: 0 0.625rem 0.125rem;
    font-size: var(--cc-size-s, 0.8rem);
    font-weight: 650;
    color: var(--cc-text-dim, #516072);
    border-bottom: 1px solid var(--cc-line, #d6dce4);
  }
  .does {
    display: flex;
    justify-content: flex-end;
    gap: 0.25rem;
  }
  .mini {
    min-height: 1.5rem;
    min-width: 1.625rem;
    padding: 0 0.25rem;
    border-color: transparent;
    background: none;
    color: var(--cc-accent, #1b5ebd);
  }
  .row:hover .mini,
  .row:focus-within .mini {
    border-color: var(--cc-line-strong, #7d8a9b);
  }
  svg {
    vertical-align: -0.2em;
    opacity: 0.8;
  }
  .empty {
    grid-area: 4 / 1;
    padding: 1.25rem;
    text-align: center;
  }
  .late {
    color: var(--cc-warn, #8a5200);
    font-weight: 650;
  }
  cc-timer {
    font-variant-numeric: tabular-nums;
  }
`;
