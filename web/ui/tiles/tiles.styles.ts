import { css } from 'lit';

export const tilesStyles = css`
  :host {
    display: block;
  }
  .row {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    justify-content: center;
  }
  patio-tile {
    transition:
      inline-size calc(var(--time-enter) * var(--motion)) var(--ease),
      block-size calc(var(--time-enter) * var(--motion)) var(--ease);
    animation: arrive var(--time-enter) var(--ease);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      scale: calc(1 - 0.06 * var(--motion));
    }
  }
  .more {
    align-self: stretch;
    inline-size: 72px;
    min-block-size: 71px;
    max-block-size: 112px;
    flex: none;
    display: grid;
    place-content: center;
    justify-items: center;
    font-weight: var(--weight-medium);
  }
  .tie {
    position: fixed;
    inset: 0;
    inline-size: 100vw;
    block-size: 100vh;
    pointer-events: none;
    z-index: -1;
    overflow: visible;
  }
  .tie path {
    fill: none;
    stroke: #fff;
    stroke-width: 1.75;
  }
  .tie .under {
    stroke: #2a1d10;
    stroke-width: 4;
    opacity: 0.18;
  }
  .tie circle {
    fill: #fff;
  }
  @media (forced-colors: active) {
    .tie path {
      stroke: Highlight;
    }
  }
  :host([frame='narrow']) .row {
    gap: var(--space-2);
    justify-content: flex-start;
    overflow-x: auto;
    scrollbar-width: none;
    padding: 4px var(--edge);
    margin: -4px calc(-1 * var(--edge));
    scroll-padding-inline: var(--edge);
  }
`;
