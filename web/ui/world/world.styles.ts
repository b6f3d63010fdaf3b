import { css } from 'lit';

/**
 * The frame: the scene below everything, chrome in a few fixed places above it. Nothing here moves when the panel opens;
 * only the connection panel, twice as wide, makes the bar and tiles share what is left.
 */
export const worldStyles = css`
  :host {
    position: absolute;
    inset: 0;
    display: block;
    overflow: hidden;
    background: var(--canvas);
    --left-over: 0px;
  }
  main {
    display: contents;
  }
  .scene {
    position: absolute;
    inset: 0;
    touch-action: none;
  }
  .scene:focus-visible {
    outline-offset: -4px;
  }
  .scene ::slotted(*) {
    position: absolute;
    inset: 0;
  }
  .scene-hint {
    position: absolute;
    left: 50%;
    translate: -50% 0;
    inset-block-end: calc(var(--bar-height) + 40px);
    padding: 6px var(--space-3);
    border-radius: var(--radius-control);
    background: var(--tip);
    color: var(--on-tip);
    font-size: 12px;
    line-height: 16px;
    opacity: 0;
    pointer-events: none;
    transition: opacity var(--time-feedback);
    max-inline-size: calc(100vw - 2 * var(--edge));
  }
  .scene:focus-visible + .scene-hint {
    opacity: 1;
  }
  .place {
    position: absolute;
    pointer-events: none;
  }
  .place > * {
    pointer-events: auto;
  }
  .chip {
    inset: calc(var(--edge) + env(safe-area-inset-top)) auto auto var(--edge);
    max-inline-size: calc(100% - 2 * var(--edge) - 64px);
    z-index: 4;
  }
  .top {
    inset: calc(var(--edge) + env(safe-area-inset-top)) var(--left-over) auto 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    padding: 0 var(--edge);
    z-index: 2;
  }
  :host([tiled]) patio-empty-place {
    margin-block-start: var(--space-3);
  }
  .bar {
    inset: auto var(--left-over) 24px 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: var(--space-3);
    padding: 0 var(--edge);
    z-index: 5;
  }
  .panel {
    inset: var(--edge) var(--edge) var(--edge) auto;
    inline-size: var(--panel-width);
    display: flex;
    flex-direction: column;
    align-items: flex-end;
    z-index: 3;
  }
  .panel > patio-panel:not([closed]) {
    flex: 1;
    inline-size: 100%;
  }
  .panel.connection > patio-connection {
    flex: 1;
    inline-size: 100%;
  }
  .map {
    inset: auto auto 24px var(--edge);
    z-index: 4;
  }
  .notices {
    z-index: 6;
  }

  /* Medium: tiles below the chip, panel between tiles and bar. */
  :host([frame='medium']) .top {
    inset-block-start: calc(var(--edge) + 60px);
  }
  :host([frame='medium']) .panel.open {
    inset-block: calc(var(--edge) + 60px + var(--tiles-space, 0px)) calc(var(--bar-height) + 40px);
  }
  :host([frame='medium']) .map {
    inset-block-end: calc(var(--bar-height) + 40px);
  }
  @media (max-height: 620px) {
    :host([frame='medium']) .panel.open {
      inset-block: var(--edge);
      z-index: 6;
    }
  }

  .panel.connection {
    inline-size: min(720px, 100% - 2 * var(--edge));
    inset-block-end: calc(var(--bar-height) + 40px);
  }
  :host([frame='medium']) .panel.connection {
    inset-block-start: calc(var(--edge) + 60px);
  }
  :host([pushed]) {
    --left-over: calc(720px + var(--edge));
  }
  :host([pushed]) .panel.connection {
    inset-block-end: var(--edge);
  }
  :host([pushed]) .top {
    inset-block-start: calc(var(--edge) + 60px);
  }
  :host([pushed]) .map {
    display: none;
  }

  /* Narrow: a dock. Its back is one sheet under the panel and the call row. */
  .dock {
    display: none;
  }
  :host([frame='narrow']) .dock {
    display: block;
    inset: auto 0 0;
    block-size: var(--dock-height);
    border-radius: var(--radius-sheet) var(--radius-sheet) 0 0;
    background: var(--surface);
    -webkit-backdrop-filter: var(--backdrop);
    backdrop-filter: var(--backdrop);
    box-shadow:
      0 -1px 2px var(--shadow-tone-near),
      0 -8px 24px var(--shadow-tone-far);
    pointer-events: auto;
    z-index: 4;
  }
  :host([frame='narrow']) .top {
    inset-block-start: calc(var(--edge) + 56px + env(safe-area-inset-top));
    align-items: stretch;
  }
  :host([frame='narrow']) .panel {
    inset: auto 0 var(--call-height) 0;
    block-size: calc(var(--dock-height) - var(--call-height));
    inline-size: auto;
    align-items: stretch;
    z-index: 5;
  }
  :host([frame='narrow']) .panel > patio-panel {
    flex: 1;
  }
  :host([frame='narrow']) .bar {
    inset: auto 0 0;
    block-size: var(--call-height);
    padding: 0;
    display: block;
    border-block-start: 1px solid var(--line);
  }
  :host([frame='narrow']) .panel.connection {
    inset: calc(var(--edge) + 56px + env(safe-area-inset-top)) 0 var(--call-height);
    block-size: auto;
    inline-size: auto;
    z-index: 6;
  }
  :host([frame='narrow']) .float-above {
    position: fixed;
    inset: auto var(--edge) calc(var(--dock-height) + 64px);
    display: flex;
    justify-content: center;
    z-index: 4;
  }
  :host([frame='narrow']) .map {
    inset: auto auto calc(var(--dock-height) + 64px) var(--edge);
  }
  :host([frame='narrow']) .dock,
  :host([frame='narrow']) .panel {
    transition: block-size calc(var(--time-enter) * var(--motion)) var(--ease);
  }
  :host([frame='narrow']) .scene-hint {
    inset-block-end: calc(var(--dock-height) + 64px);
  }
`;
