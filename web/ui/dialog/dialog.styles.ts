/** Dialogs float in the middle; on phones they rise from below and leave the thumb a handle's width of the page. */
import { css } from 'lit';

export const dialogStyles = css`
  dialog {
    border: 0;
    padding: 0;
    margin: auto;
    inline-size: min(var(--dialog-width), 100vw - 2 * var(--edge));
    max-inline-size: none;
    max-block-size: min(720px, 100dvh - 2 * var(--space-8));
    color: var(--text);
    background: var(--surface-raised);
    border-radius: var(--radius-sheet);
    box-shadow:
      var(--shadow-dialog),
      inset 0 0 0 var(--border) var(--surface-edge);
    overflow: hidden;
  }
  :host([wide]) dialog {
    --dialog-width: 928px;
    block-size: min(680px, 100dvh - 2 * var(--space-8));
  }
  dialog[open] {
    display: flex;
    animation: rise var(--time-enter) var(--ease);
  }
  dialog::backdrop {
    background: var(--scrim);
    animation: fade var(--time-enter) var(--ease);
  }
  .box {
    flex: 1;
    min-inline-size: 0;
    display: flex;
    flex-direction: column;
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    padding: var(--space-4) var(--space-4) var(--space-2) var(--space-6);
  }
  :host([wide]) .head {
    padding-block-end: var(--space-4);
    border-block-end: var(--border) solid var(--line);
  }
  h2:focus-visible {
    outline: none;
  }
  .body {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 0 var(--space-6) var(--space-6);
  }
  :host([wide]) .body {
    padding: 0;
    overflow: hidden;
    display: flex;
  }
  :host([wide]) ::slotted(*) {
    flex: 1;
    min-inline-size: 0;
  }
  slot[name='footer']::slotted(*) {
    padding: var(--space-3) var(--space-6);
    border-block-start: var(--border) solid var(--line);
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 calc(12px * var(--motion));
    }
  }
  @keyframes fade {
    from {
      opacity: 0;
    }
  }
  @media (max-width: 639px) {
    dialog,
    :host([wide]) dialog {
      inline-size: 100vw;
      margin: auto 0 0;
      max-block-size: calc(100dvh - max(var(--space-8), env(safe-area-inset-top)));
      border-end-start-radius: 0;
      border-end-end-radius: 0;
      padding-block-end: env(safe-area-inset-bottom);
    }
    :host([wide]) dialog {
      block-size: calc(100dvh - max(var(--space-8), env(safe-area-inset-top)));
    }
    .head {
      padding-inline-start: var(--space-4);
    }
    .body {
      padding-inline: var(--space-4);
    }
  }
  @media (forced-colors: active) {
    dialog {
      border: 1px solid CanvasText;
    }
  }
`;
