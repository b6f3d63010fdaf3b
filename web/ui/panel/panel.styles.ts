import { css } from 'lit';

export const panelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    pointer-events: auto;
  }
  .panel {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-block-size: 0;
  }
  .tabs {
    display: flex;
    align-items: center;
    gap: var(--space-1);
    block-size: 56px;
    padding: 0 var(--space-2) 0 var(--space-3);
    flex: none;
  }
  [role='tablist'] {
    display: flex;
    gap: var(--space-1);
    flex: 1;
    min-inline-size: 0;
  }
  .tab {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: var(--target);
    padding: 0 10px;
    border-radius: var(--radius-control);
    color: var(--text-soft);
    font-weight: var(--weight-medium);
    white-space: nowrap;
    transition: background-color var(--time-feedback);
  }
  .tab:hover {
    background: var(--hover);
    color: var(--text);
  }
  .tab[aria-selected='true'] {
    color: var(--text);
    background: var(--well);
    box-shadow: inset 0 -2px 0 var(--accent);
    border-radius: 6px 6px 2px 2px;
  }
  .tab .count {
    font-weight: var(--weight-normal);
    font-size: 12px;
    color: var(--text-soft);
  }
  .tab .badge {
    block-size: 18px;
    min-inline-size: 18px;
    padding: 0 5px;
  }
  .body {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-block-size: 0;
    animation: show var(--time-enter) var(--ease);
  }
  @keyframes show {
    from {
      opacity: 0;
    }
  }

  /* Wide and closed: three buttons in the corner. */
  :host([closed]:not([frame='narrow'])) {
    align-self: end;
  }
  :host([closed]:not([frame='narrow'])) .panel {
    flex: none;
  }
  :host([closed]:not([frame='narrow'])) .tabs {
    block-size: 48px;
    padding: 0 6px;
  }
  :host([closed]:not([frame='narrow'])) .tab {
    padding: 0;
    inline-size: 40px;
    block-size: 36px;
    justify-content: center;
  }
  :host([closed]:not([frame='narrow'])) .tab .badge {
    position: absolute;
    inset: -4px -2px auto auto;
  }
  :host([closed]:not([frame='narrow'])) .panel {
    animation: none;
  }
  :host(:not([closed]):not([frame='narrow'])) .panel {
    animation: slide var(--time-enter) var(--ease);
  }
  @keyframes slide {
    from {
      opacity: 0;
      translate: calc(24px * var(--motion)) 0;
    }
  }

  /* Phone: a sheet above the call row. */
  :host([frame='narrow']) {
    font-size: 16px;
    line-height: 24px;
  }
  :host([frame='narrow']) .panel {
    background: none;
    box-shadow: none;
    -webkit-backdrop-filter: none;
    backdrop-filter: none;
    border-radius: 0;
  }
  .grab {
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: 24px;
    flex: none;
    touch-action: none;
    cursor: ns-resize;
  }
  .grab::before {
    content: '';
    inline-size: 36px;
    block-size: 4px;
    border-radius: 2px;
    background: var(--line-strong);
  }
  .grab:focus-visible {
    outline-offset: -4px;
    border-radius: var(--radius-sheet);
  }
  :host([frame='narrow']) .tabs {
    block-size: 52px;
    padding: 0 var(--space-2) var(--space-1);
  }
  :host([frame='narrow']) .tab {
    flex: 1;
    justify-content: center;
    min-block-size: 44px;
    padding: 0;
  }
  @media (forced-colors: active) {
    .tab[aria-selected='true'] {
      border-block-end: 3px solid Highlight;
    }
  }
`;
