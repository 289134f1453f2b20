// How the floor's page is laid out: agents on the left, queues and those who wait on the right; fits 1366 × 768.
import { css } from "lit";

export const floorLook = css`
  .floor {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    height: 100%;
    min-height: 30rem;
    font: 400 var(--cc-size, 0.875rem) / var(--cc-line-height, 1.5) var(--cc-font, sans-serif);
    color: var(--cc-text, #17212e);
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 2.5rem;
    padding: 0 var(--cc-gap, 0.75rem);
    border-bottom: 1px solid var(--cc-line, #d6dce4);
  }
  .bar button {
    min-height: 1.875rem;
  }
  .bar cc-floor-deeds {
    flex: 1;
  }
  .condition {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .condition i {
    flex: none;
    width: 0.5rem;
    height: 0.5rem;
    border-radius: 50%;
    background: var(--cc-ok, #17743a);
  }
  .condition.bad,
  .condition.warn {
    font-weight: 600;
    color: var(--cc-bad, #b3261e);
  }
  .condition.warn {
    color: var(--cc-warn, #8a5200);
  }
  .condition.bad i,
  .condition.warn i {
    background: currentcolor;
  }
  button.alarm {
    border-color: var(--cc-bad, #b3261e);
    color: var(--cc-bad, #b3261e);
  }
  .areas {
    display: grid;
    grid-template-columns: minmax(0, 1.3fr) minmax(0, 1fr);
    grid-template-rows: minmax(8rem, 0.7fr) minmax(0, 1fr);
    gap: 0.5rem;
    padding: 0.5rem;
    min-height: 0;
  }
  .areas > * {
    min-height: 0;
    min-width: 0;
  }
  cc-floor-agents {
    grid-row: 1 / -1;
  }
  .told {
    inset: 0.375rem auto auto 50%; /* over the empty middle of the header: no list is covered */
    transform: translateX(-50%);
    margin: 0;
    padding: 0.25rem;
    border: 0;
    background: none;
    gap: 0.5rem;
    max-width: 30rem;
  }
  .told:popover-open {
    display: grid;
  }
  .told .notice {
    flex-wrap: nowrap;
    box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
    font-weight: 500;
  }
  .told span {
    flex: 1;
  }
  .told button {
    min-height: 1.75rem;
    color: inherit;
  }
  @media (max-width: 64rem) {
    .floor {
      height: auto;
    }
    .areas {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: 28rem 16rem 20rem;
    }
    cc-floor-agents {
      grid-row: 1;
    }
  }
`;
