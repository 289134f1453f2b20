// What the floor's dialogs share in looks.
import { css } from "lit";

export const dialogLook = css`
  dialog {
    width: min(34rem, 94vw);
    max-height: 94vh;
    padding: 0;
    border: 1px solid var(--cc-line, #d6dce4);
    border-radius: var(--cc-radius-l, 10px);
    background: var(--cc-surface, #fff);
    color: var(--cc-text, #17212e);
    box-shadow: var(--cc-shadow-raised, 0 8px 24px rgb(0 0 0 / 0.2));
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.3);
  }
  form {
    display: grid;
    gap: 0.75rem;
    padding: 1rem 1.25rem;
  }
  textarea.field {
    min-height: 4.5rem;
    resize: vertical;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    display: grid;
    gap: 0.25rem;
    min-width: 0;
  }
  legend {
    padding: 0;
    font-size: var(--cc-size-s, 0.8rem);
    color: var(--cc-text-dim, #516072);
  }
  fieldset label,
  label.check {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 1.625rem;
    font-size: inherit;
    color: inherit;
  }
  .does {
    display: flex;
    justify-content: flex-end;
    gap: 0.5rem;
  }
`;
