/** A quiet page with one message: bad link, failure, having left. */
import { css } from 'lit';

export const cardStyles = css`
  :host {
    position: absolute;
    inset: 0;
    overflow: auto;
    display: grid;
    background: var(--canvas);
    padding: max(var(--space-6), env(safe-area-inset-top)) var(--space-4) max(var(--space-6), env(safe-area-inset-bottom));
  }
  main {
    margin: auto;
    inline-size: min(480px, 100%);
    display: grid;
    gap: var(--space-4);
    justify-items: start;
    animation: arrive var(--time-enter) var(--ease);
  }
  .sign {
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: var(--radius-panel);
    background: var(--well);
    color: var(--text-soft);
    margin-block-end: var(--space-2);
  }
  .sign .place-picture {
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
  }
  h1:focus-visible {
    outline: none;
  }
  p {
    font-size: 16px;
    line-height: 24px;
    text-wrap: pretty;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    margin-block-start: var(--space-4);
  }
  form {
    inline-size: 100%;
  }
  .pasted {
    max-inline-size: 100%;
    padding: var(--space-2) var(--space-3);
    border-radius: var(--radius-control);
    background: var(--well);
    font-family: var(--font-mono);
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-line-clamp: 3;
    -webkit-box-orient: vertical;
    overflow: hidden;
  }
  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 calc(8px * var(--motion));
    }
  }
`;
