import { css } from 'lit';

export const chatStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    flex: 1;
    min-block-size: 0;
  }
  .log {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
    padding: var(--space-2) var(--space-4) var(--space-3);
    display: flex;
    flex-direction: column;
  }
  .log:focus-visible {
    outline-offset: -2px;
  }
  .log > :first-child {
    margin-block-start: auto;
  }
  .message {
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr);
    column-gap: var(--space-3);
    padding-block-start: 2px;
  }
  .message.opens {
    padding-block-start: var(--space-4);
  }
  .message patio-face {
    inline-size: 32px;
    block-size: 32px;
    grid-row: span 3;
  }
  .body {
    grid-column: 2;
    min-inline-size: 0;
  }
  .by {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 6px;
    margin-block-end: 2px;
  }
  .words {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
    text-align: start;
  }
  .scope {
    padding: 0 6px;
    border-radius: var(--radius-full);
    background: var(--well);
    color: var(--text-soft);
    font-size: 12px;
    line-height: 16px;
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    margin-inline-start: 6px;
    vertical-align: text-bottom;
    color: var(--text-soft);
  }
  .state.waiting {
    display: flex;
    margin: 2px 0 0;
  }
  .divider {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    padding-block-start: var(--space-4);
    color: var(--text-soft);
    font-size: 12px;
    line-height: 16px;
  }
  .divider::before,
  .divider::after {
    content: '';
    flex: 1;
    block-size: 1px;
    background: var(--line);
  }
  .divider.new {
    color: var(--accent);
    font-weight: var(--weight-medium);
  }
  .divider.new::before,
  .divider.new::after {
    background: color-mix(in srgb, var(--accent) 45%, transparent);
  }
  .empty {
    margin: auto;
    padding: var(--space-6) var(--space-4);
    text-align: center;
    color: var(--text-soft);
    text-wrap: balance;
    display: grid;
    gap: var(--space-2);
    justify-items: center;
  }
  .jump {
    position: absolute;
    left: 50%;
    translate: -50% 0;
    inset-block-end: calc(100% + 8px);
    border-radius: var(--radius-full);
    background: var(--surface-raised);
    box-shadow: var(--shadow);
    z-index: 1;
  }
  .below {
    position: relative;
    flex: none;
  }
  :host([frame='narrow']) {
    font-size: 16px;
    line-height: 24px;
  }
`;
