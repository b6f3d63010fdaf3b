import { css } from 'lit';

export const callBarStyles = css`
  :host {
    display: block;
  }
  .bar {
    display: flex;
    align-items: center;
    block-size: var(--bar-height);
    padding: 0 var(--space-2);
    gap: var(--space-1);
    border-radius: 16px;
    max-inline-size: 100%;
  }
  .rule {
    inline-size: 1px;
    block-size: 24px;
    background: var(--line);
    margin: 0 var(--space-2);
    flex: none;
  }
  .hears {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 44px;
    min-inline-size: 0;
    max-inline-size: 340px;
    padding: 0 var(--space-2);
    white-space: nowrap;
    border-radius: var(--radius-large);
  }
  .hears:hover {
    background: var(--hover);
  }
  .hears .words {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .faces {
    display: flex;
    flex: none;
  }
  .faces patio-face {
    inline-size: 24px;
    block-size: 24px;
    border-radius: 50%;
    box-shadow: 0 0 0 2px var(--surface-solid);
  }
  .faces patio-face + patio-face {
    margin-inline-start: -6px;
  }
  .control {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    flex: none;
    border-radius: var(--radius-large);
    color: var(--text);
    transition: background-color var(--time-feedback);
  }
  .control:hover {
    background: var(--hover);
  }
  .control.on {
    color: var(--accent);
    background: var(--accent-soft);
    box-shadow: inset 0 0 0 1.5px var(--accent);
  }
  .control.off {
    color: var(--danger);
    background: var(--danger-soft);
  }
  .control.leave {
    color: var(--danger);
  }
  .control.starting .icon {
    animation: breathe 1.2s ease-in-out infinite alternate;
  }
  .control .mark {
    position: absolute;
    inset: 4px 4px auto auto;
    display: grid;
    place-items: center;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    font-size: 12px;
    line-height: 16px;
    font-weight: var(--weight-strong);
    background: var(--danger);
    color: var(--on-danger);
  }
  @keyframes breathe {
    to {
      opacity: calc(1 - 0.6 * var(--motion));
    }
  }
  patio-level-meter {
    position: absolute;
    inset: auto 12px 4px;
  }
  .tip {
    position: absolute;
    inset-block-end: calc(100% + 14px);
    left: 50%;
    translate: -50% 0;
    display: flex;
    gap: var(--space-2);
    align-items: center;
    padding: 6px var(--space-2) 6px var(--space-3);
    border-radius: var(--radius-control);
    background: var(--tip);
    color: var(--on-tip);
    font-size: 12px;
    line-height: 16px;
    font-weight: var(--weight-normal);
    white-space: nowrap;
    pointer-events: none;
    visibility: hidden;
    opacity: 0;
    transition: opacity var(--time-feedback);
  }
  .tip:not(:has(.kbd)) {
    padding-inline-end: var(--space-3);
  }
  .tip .kbd {
    background: color-mix(in srgb, currentColor 18%, transparent);
    box-shadow: none;
    line-height: 16px;
  }
  @media (hover: hover) {
    .control:hover > .tip {
      visibility: visible;
      opacity: 1;
      transition-delay: 300ms;
    }
  }
  .control:focus-visible > .tip {
    visibility: visible;
    opacity: 1;
  }
  :host([hush]) .tip,
  .control[aria-expanded='true'] > .tip {
    visibility: hidden;
    opacity: 0;
  }
  .sound {
    margin-inline-start: var(--space-1);
    flex: none;
  }
  /* Phone: the row of the dock; who hears me floats above it, Leave stands in the corner. */
  :host([frame='narrow']) {
    font-size: 16px;
    line-height: 24px;
  }
  :host([frame='narrow']) .bar {
    block-size: auto;
    padding: var(--space-2) var(--space-2) calc(var(--space-3) + env(safe-area-inset-bottom));
    justify-content: space-around;
    background: none;
    box-shadow: none;
    -webkit-backdrop-filter: none;
    backdrop-filter: none;
    border-radius: 0;
  }
  :host([frame='narrow']) .bar .control {
    inline-size: 56px;
    block-size: 52px;
    border-radius: var(--radius-panel);
  }
  :host([frame='narrow']) .bar .icon {
    inline-size: 24px;
    block-size: 24px;
  }
  :host([frame='narrow']) .menu-item .kbd {
    display: none;
  }
  :host([frame='narrow']) patio-level-meter {
    inset-inline: 18px;
  }
  .corner {
    position: fixed;
    inset: calc(var(--edge) + env(safe-area-inset-top)) var(--edge) auto auto;
    border-radius: var(--radius-full);
    z-index: 3;
  }
  .above {
    position: fixed;
    left: 50%;
    inset-block-end: calc(var(--dock-height, 140px) + 8px);
    translate: -50% 0;
    display: flex;
    gap: var(--space-2);
    max-inline-size: calc(100vw - 2 * var(--edge));
    font-size: 14px;
    line-height: 20px;
    z-index: 1;
  }
  .above .hears {
    border-radius: var(--radius-full);
    padding: 0 var(--space-4) 0 10px;
    max-inline-size: 100%;
  }
  .above .hears.bare {
    padding-inline-start: var(--space-4);
  }
  @media (forced-colors: active) {
    .control,
    .hears {
      border: 1px solid ButtonText;
    }
    .control.on {
      border-color: Highlight;
      outline: 1px solid Highlight;
      outline-offset: -3px;
    }
    .tip {
      border: 1px solid CanvasText;
    }
  }
`;
