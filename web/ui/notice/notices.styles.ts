/** Messages stand above the bar, in the middle, newest nearest to it. */
import { css } from 'lit';

export const noticesStyles = css`
  :host {
    position: fixed;
    /* In the world the frame says how high its chrome stands. */
    inset: auto 0 var(--chrome-bottom, calc(var(--bar-height) + 36px + env(safe-area-inset-bottom)));
    margin: 0 auto;
    inline-size: min(440px, 100vw - 2 * var(--edge));
    max-inline-size: none;
    padding: var(--space-2);
    border: 0;
    background: none;
    overflow: visible;
    color: var(--text);
    pointer-events: none;
  }
  .stack {
    display: grid;
    gap: var(--space-2);
    justify-items: center;
  }
  .notice {
    pointer-events: auto;
    display: flex;
    align-items: center;
    gap: var(--space-3);
    max-inline-size: 100%;
    min-block-size: 48px;
    padding: var(--space-1) var(--space-1) var(--space-1) var(--space-4);
    background: var(--surface-raised);
    animation: arrive var(--time-enter) var(--ease);
  }
  .notice > .icon {
    color: var(--text-soft);
  }
  .ok > .icon {
    color: var(--ok);
  }
  .warn > .icon {
    color: var(--warn);
  }
  .error > .icon {
    color: var(--danger);
  }
  p {
    padding-block: var(--space-2);
    text-wrap: pretty;
  }
  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 calc(12px * var(--motion));
    }
  }
`;
