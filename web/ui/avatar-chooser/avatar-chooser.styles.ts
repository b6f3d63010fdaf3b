import { css } from 'lit';

export const chooserStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    --swatch: 44px;
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--space-1);
    margin-block-end: var(--space-1);
  }
  .head .label {
    margin: 0;
  }
  fieldset {
    min-inline-size: 0;
  }
  .presets {
    display: grid;
    grid-template-columns: repeat(7, minmax(0, 1fr));
    gap: var(--space-1);
  }
  .choice {
    position: relative;
    display: grid;
    place-items: center;
    border-radius: var(--button-radius-big);
    cursor: pointer;
    transition: background-color var(--time-feedback);
  }
  .choice:hover {
    background: var(--hover);
  }
  .choice input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  /* Drawings lie over the radio that they belong to; the pointer goes through them. */
  .choice > :not(input) {
    pointer-events: none;
  }
  .choice:has(:checked) {
    background: var(--well);
    box-shadow: inset 0 0 0 2px var(--accent);
  }
  .choice:has(:focus-visible) {
    outline: var(--focus-ring);
    outline-offset: var(--focus-gap);
  }
  .preset {
    min-block-size: 84px;
    padding-block: 4px;
  }
  .preset patio-avatar {
    inline-size: min(100%, 56px);
  }
  .head .button {
    flex: none;
  }
  .shuffle {
    margin-inline-start: auto;
    inline-size: 44px;
    block-size: 44px;
  }
  .details {
    margin-block-start: var(--space-3);
    padding: var(--space-3);
    border-radius: var(--radius-panel);
    background: var(--surface-raised);
    box-shadow: inset 0 0 0 var(--border) var(--line);
    display: grid;
    grid-template-columns: 132px minmax(0, 1fr);
    gap: var(--space-3) var(--space-4);
  }
  .preview {
    display: grid;
    justify-items: center;
    align-content: start;
    align-self: start;
    position: sticky;
    inset-block-start: 0;
    border-radius: var(--button-radius-big);
    background: radial-gradient(120% 80% at 35% 15%, var(--portrait-sky), var(--portrait-ground));
    padding-block: var(--space-3) var(--space-1);
  }
  .preview patio-avatar {
    inline-size: 118px;
  }
  .turn {
    display: flex;
    gap: var(--space-2);
  }
  .turn .icon-button {
    inline-size: 44px;
    block-size: 44px;
    color: var(--text);
  }
  .tabs {
    grid-column: 1 / -1;
    display: flex;
    gap: var(--space-1);
    border-block-end: var(--border) solid var(--line);
  }
  .tab {
    flex: 1;
    min-block-size: 44px;
    text-align: center;
    font-weight: var(--weight-medium);
    color: var(--text-soft);
    border-radius: var(--radius-control) var(--radius-control) 0 0;
    border-block-end: 2px solid transparent;
    margin-block-end: calc(-1 * var(--border));
  }
  .tab:hover {
    background: var(--hover);
  }
  .tab[aria-selected='true'] {
    color: var(--text);
    border-color: var(--accent);
  }
  .pickers {
    display: grid;
    align-content: start;
    gap: var(--space-3);
    min-block-size: 236px;
  }
  .swatches {
    display: grid;
    grid-template-columns: repeat(auto-fill, var(--swatch));
  }
  .drawings {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(52px, 1fr));
    gap: var(--space-1);
  }
  .swatch {
    inline-size: var(--swatch);
    block-size: var(--swatch);
  }
  .swatch .dot {
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    box-shadow: inset 0 0 0 1px rgb(0 0 0 / 0.16);
    forced-color-adjust: none;
  }
  .swatch:has(:checked) {
    background: none;
    box-shadow: none;
  }
  .swatch:has(:checked) .dot {
    box-shadow:
      0 0 0 3px var(--surface-raised),
      0 0 0 5px var(--accent);
  }
  .swatch svg {
    position: absolute;
    color: var(--core-white);
    filter: drop-shadow(0 0 1px rgb(0 0 0 / 0.9)) drop-shadow(0 0 1px rgb(0 0 0 / 0.6));
    visibility: hidden;
  }
  .swatch:has(:checked) svg {
    visibility: visible;
  }
  .drawing {
    min-block-size: 56px;
    padding: 4px;
  }
  .drawing patio-face {
    --face-size: 46px;
  }
  .drawing patio-avatar {
    inline-size: 42px;
  }
  .flag {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: 44px;
    cursor: pointer;
  }
  @container (max-width: 419px) {
    .presets {
      gap: 0;
    }
    .preset {
      min-block-size: 72px;
    }
    .details {
      grid-template-columns: minmax(0, 1fr);
    }
    .preview {
      position: static;
      grid-template-columns: auto auto;
      align-items: center;
      justify-content: center;
      gap: var(--space-4);
    }
    .preview patio-avatar {
      inline-size: 96px;
    }
    .tab {
      font-size: 14px;
    }
  }
  @media (forced-colors: active) {
    .choice:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
