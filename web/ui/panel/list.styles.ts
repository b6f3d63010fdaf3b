import { css } from 'lit';

/** Rows of People and Places. */
export const listStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    flex: 1;
  }
  .scroll {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
    padding: 0 var(--space-2) var(--space-3);
  }
  .group {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: var(--space-4) var(--space-2) var(--space-1);
    font-size: 12px;
    line-height: 16px;
    color: var(--text-soft);
  }
  .group .medium {
    color: var(--text);
  }
  .pond {
    background: var(--pond);
    border-radius: var(--radius-large);
    margin-block-start: var(--space-2);
  }
  .pond .group {
    padding-block-start: var(--space-2);
  }
  .item {
    border-radius: var(--button-radius-big);
    transition: background-color var(--time-feedback);
  }
  .item:hover,
  .item.open,
  .item:has(:focus-visible) {
    background: var(--hover);
  }
  /* On the warm tone half as much is enough, and keeps amber words readable. */
  .pond .item:is(:hover, .open, :has(:focus-visible)) {
    background: color-mix(in srgb, var(--hover) 40%, transparent);
  }
  .main {
    display: flex;
    align-items: center;
    min-block-size: 48px;
    padding-inline-end: var(--space-1);
  }
  .who {
    flex: 1;
    min-inline-size: 0;
    align-self: stretch;
    display: flex;
    align-items: center;
    gap: var(--space-3);
    padding: var(--space-1) var(--space-2);
    border-radius: var(--button-radius-big);
    text-align: start;
  }
  .who.main {
    inline-size: 100%;
  }
  .who:focus-visible {
    outline-offset: -2px;
  }
  .who patio-face {
    inline-size: 32px;
    block-size: 32px;
    flex: none;
  }
  .text {
    flex: 1;
    min-inline-size: 0;
    display: grid;
  }
  .text .caption {
    color: var(--text-soft);
  }
  .text .caption.voice {
    color: var(--speaking-text);
  }
  .text .caption.bad {
    color: var(--danger);
    white-space: normal;
  }
  .sign {
    flex: none;
    color: var(--text-soft);
    padding-inline-end: var(--space-2);
  }
  .sign.voice {
    color: var(--speaking-text);
  }
  .sign.bad {
    color: var(--danger);
  }
  .tools {
    display: flex;
    flex: none;
  }
  .icon-button {
    position: relative;
  }
  @media (hover: hover) {
    .item:not(:hover, .open, :has(:focus-visible)) .tools.quiet {
      position: absolute;
      opacity: 0;
      pointer-events: none;
    }
    .item:is(:hover, .open, :has(:focus-visible)) .tools.quiet + .sign {
      display: none;
    }
  }
  @media (hover: none) {
    .tools.quiet {
      display: none;
    }
  }
  .actions {
    display: grid;
    gap: var(--space-1);
    padding: 0 var(--space-2) var(--space-2);
  }
  .actions .row {
    flex-wrap: wrap;
    gap: var(--space-1);
  }
  .actions .button {
    gap: 6px;
    padding: 0 10px;
  }
  .failing {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0 var(--space-2);
    padding: 0 var(--space-2) var(--space-1) 52px;
    text-wrap: balance;
    color: var(--danger);
  }
  .failing .button {
    white-space: nowrap;
    padding: 0 var(--space-1);
    margin-inline-start: -4px;
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
  .inset .who {
    padding-inline-start: var(--space-5);
  }
  .title-row {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .title-row .icon {
    color: var(--text-soft);
  }
  .chevron {
    color: var(--text-soft);
    transition: rotate var(--time-feedback);
  }
  [aria-expanded='true'] .chevron {
    rotate: 180deg;
  }
  .foot {
    padding: var(--space-3);
    flex: none;
    border-block-start: 1px solid var(--line);
  }
  .empty {
    padding: var(--space-4) var(--space-2);
    color: var(--text-soft);
    text-wrap: pretty;
  }

  :host([frame='narrow']) {
    font-size: 16px;
    line-height: 24px;
  }
  :host([frame='narrow']) .main {
    min-block-size: 60px;
  }
  :host([frame='narrow']) .who patio-face {
    inline-size: 40px;
    block-size: 40px;
  }
  :host([frame='narrow']) .text .caption,
  :host([frame='narrow']) .group {
    font-size: 14px;
    line-height: 20px;
  }
  :host([frame='narrow']) .invite {
    margin: var(--space-4) var(--space-1) var(--space-2);
    inline-size: calc(100% - 2 * var(--space-1));
  }
  @media (forced-colors: active) {
    .pond {
      border: 1px solid CanvasText;
    }
  }
`;
