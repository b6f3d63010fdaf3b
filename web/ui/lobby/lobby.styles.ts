/** Lobby: two columns on wide screens, one on narrow ones with Enter at the thumb. */
import { css } from 'lit';

export const lobbyStyles = css`
  :host {
    position: absolute;
    inset: 0;
    overflow: hidden auto;
    background: var(--canvas);
    display: grid;
    padding: var(--space-8) var(--space-12);
    --lobby-veil: color-mix(in srgb, var(--canvas) 94%, transparent);
  }
  .behind {
    position: fixed;
    inset: 0;
    pointer-events: none;
    opacity: var(--behind);
    filter: var(--blur-behind);
  }
  .behind::after {
    content: '';
    position: absolute;
    inset: -24px;
    background: radial-gradient(1000px 640px at 50% 50%, var(--lobby-veil) 50%, color-mix(in srgb, var(--canvas) 60%, transparent));
  }
  main {
    position: relative;
    margin: auto;
    inline-size: min(1088px, 100%);
    display: grid;
    grid-template:
      'you place' auto
      'you rest' 1fr / minmax(0, 560fr) minmax(0, 448fr);
    column-gap: clamp(var(--space-8), 5.5vw, 80px);
    align-items: start;
  }
  .place {
    grid-area: place;
  }
  .you {
    grid-area: you;
    align-self: center;
  }
  .you patio-devices {
    margin-block-start: var(--space-4);
  }
  .rest {
    grid-area: rest;
    display: grid;
    margin-block-start: var(--space-5);
  }
  .rest > * + * {
    margin-block-start: var(--space-6);
  }
  .rest > .caption {
    margin-block-start: var(--space-4);
    text-wrap: pretty;
  }
  .rest > patio-introductions {
    margin-block-start: var(--space-1);
  }
  .input {
    min-block-size: 44px;
  }
  .wrong {
    color: var(--danger);
    margin-block-start: var(--space-1);
  }
  .look {
    min-block-size: 116px;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }
  .main {
    inline-size: 200px;
  }
  .second {
    min-block-size: 48px;
    padding-inline: var(--space-4);
  }

  @media (max-width: 899px) {
    :host {
      padding: max(var(--space-6), env(safe-area-inset-top)) var(--space-6) 0;
    }
    main {
      inline-size: min(560px, 100%);
      margin: 0 auto;
      grid-template: 'place' 'you' 'rest' / minmax(0, 1fr);
    }
    .you {
      margin-block-start: var(--space-5);
    }
    .behind {
      display: none;
    }
    .enter {
      position: sticky;
      inset-block-end: 0;
      margin-inline: calc(50% - 50vw);
      padding: var(--space-3) calc(50vw - 50%) max(var(--space-3), env(safe-area-inset-bottom));
      background: var(--surface-solid);
      box-shadow: 0 calc(-1 * var(--border)) 0 var(--line);
      z-index: 1;
    }
    .rest > patio-introductions {
      margin-block-end: var(--space-6);
    }
    .main {
      flex: 1 1 120px;
    }
    .second {
      white-space: nowrap;
    }
  }
  @media (max-width: 479px) {
    :host {
      padding-inline: var(--space-4);
    }
    .second {
      padding-inline: var(--space-2);
    }
  }
  @media (forced-colors: active) {
    .behind {
      display: none;
    }
  }
`;
