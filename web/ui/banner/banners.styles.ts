/** A banner stands at the top, in the middle, between the place's name and the edge; details hang below it. */
import { css } from 'lit';

export const bannersStyles = css`
  :host {
    position: fixed;
    inset: max(var(--edge), env(safe-area-inset-top)) var(--edge) auto;
    display: grid;
    gap: var(--space-2);
    justify-items: center;
    pointer-events: none;
    z-index: 20;
  }
  .banner,
  .works {
    pointer-events: auto;
    background: var(--surface-raised);
    animation: arrive var(--time-enter) var(--ease) backwards;
  }
  .banner {
    display: flex;
    align-items: center;
    gap: var(--space-4);
    inline-size: min(640px, 100%);
    padding: var(--space-3) var(--space-3) var(--space-3) var(--space-5);
  }
  /* A short interruption is nobody's business. */
  .no-networks {
    animation-delay: 1.5s;
  }
  .banner > .icon {
    color: var(--text-soft);
  }
  .offline > .icon,
  .no-networks > .icon {
    color: var(--warn);
  }
  .banner p {
    text-wrap: pretty;
  }
  .buttons {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  .works {
    inline-size: min(360px, 100%);
    padding: var(--space-5);
    display: grid;
    gap: var(--space-4);
  }
  .works .wait {
    padding-block-start: var(--space-4);
    border-block-start: var(--border) solid var(--line);
  }
  .works li {
    display: flex;
    gap: var(--space-3);
    padding-block: 6px;
  }
  .ok .icon {
    color: var(--ok);
  }
  .wait .icon {
    color: var(--warn);
  }
  small {
    display: block;
    font-size: 12px;
    line-height: 16px;
    color: var(--text-soft);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 calc(-12px * var(--motion));
    }
  }
  @media (max-width: 639px) {
    .banner {
      flex-wrap: wrap;
      padding-inline-start: var(--space-4);
    }
    .banner .grow {
      flex-basis: calc(100% - 60px);
    }
    .buttons {
      margin-inline-start: auto;
    }
  }
`;
