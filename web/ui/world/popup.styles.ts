import { css } from 'lit';

export const popupStyles = css`
  :host {
    display: contents;
  }
  .popup {
    position: fixed;
    inset: auto;
    margin: 0;
    border: 0;
    padding: var(--space-2);
    min-inline-size: 200px;
    max-inline-size: min(340px, calc(100vw - 16px));
    max-block-size: calc(100dvh - 16px);
    overflow: auto;
    overscroll-behavior: contain;
    color: var(--text);
    background: var(--surface-raised);
    border-radius: var(--radius-panel);
    box-shadow:
      var(--shadow-dialog),
      inset 0 0 0 var(--border) var(--surface-edge);
    outline-offset: -2px;
  }
  :host([compact]) .popup {
    min-inline-size: 0;
    padding: var(--space-1);
  }
  .popup:popover-open {
    animation: enter var(--time-enter) var(--ease);
  }
  @keyframes enter {
    from {
      opacity: 0;
      translate: calc(var(--from-x, 0) * var(--motion) * 6px) calc(var(--from-y, 0) * var(--motion) * 6px);
    }
  }
  @media (forced-colors: active) {
    .popup {
      border: 1px solid CanvasText;
    }
  }
`;

/** For what is slotted into a menu: rows of one command each. */
export const menuStyles = css`
  .menu-item {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    inline-size: 100%;
    min-block-size: max(36px, var(--target));
    padding: var(--space-1) var(--space-3);
    border-radius: var(--radius-control);
    text-align: start;
    color: var(--text);
  }
  .menu-item .icon {
    color: var(--text-soft);
  }
  .menu-item:hover,
  .menu-item:focus-visible {
    background: var(--hover);
  }
  .menu-item:focus-visible {
    outline-offset: -2px;
  }
  .menu-item.danger,
  .menu-item.danger .icon {
    color: var(--danger);
  }
  .menu-item .end {
    margin-inline-start: auto;
    color: var(--text-soft);
  }
  .menu-line {
    block-size: 1px;
    margin: var(--space-1) var(--space-2);
    background: var(--line);
  }
`;
