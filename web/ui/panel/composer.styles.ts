import { css } from 'lit';

export const composerStyles = css`
  :host {
    display: block;
  }
  form {
    display: grid;
    gap: 6px;
    padding: 0 var(--space-3) var(--space-3);
  }
  .typing {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    padding: 0 var(--space-2);
    min-block-size: 16px;
    color: var(--text-soft);
  }
  .dots {
    display: flex;
    gap: 3px;
  }
  .dots i {
    inline-size: 4px;
    block-size: 4px;
    border-radius: 50%;
    background: currentColor;
    animation: write 1.2s calc(var(--at) * 0.16s) ease-in-out infinite;
  }
  @keyframes write {
    40% {
      opacity: calc(1 - 0.7 * var(--motion));
      translate: 0 calc(var(--motion) * -2px);
    }
  }
  .scopes {
    display: flex;
    align-items: center;
    gap: 2px;
    padding: 2px;
    border-radius: var(--button-radius-big);
    background: var(--well);
  }
  .scopes label {
    position: relative;
    flex: 1;
    display: grid;
    place-items: center;
    min-block-size: max(28px, var(--target) - 6px);
    border-radius: var(--radius-control);
    font-size: 12px;
    line-height: 16px;
    font-weight: var(--weight-medium);
    color: var(--text-soft);
    cursor: pointer;
  }
  .scopes input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .scopes label:has(:checked) {
    background: var(--surface-raised);
    color: var(--text);
    box-shadow: 0 1px 2px var(--shadow-tone-far);
  }
  .scopes label:has(:focus-visible) {
    outline: var(--focus-ring);
    outline-offset: var(--focus-gap);
  }
  .box {
    display: flex;
    align-items: flex-end;
    gap: var(--space-1);
    padding: 2px 2px 2px var(--space-3);
    border-radius: var(--button-radius-big);
    background: var(--surface-raised);
    box-shadow: inset 0 0 0 var(--border) var(--line-strong);
  }
  .box:focus-within {
    outline: var(--focus-ring);
    outline-offset: var(--focus-gap);
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    max-block-size: 140px;
    padding: 10px 0;
    border: 0;
    background: none;
    resize: none;
    field-sizing: content;
    line-height: 20px;
  }
  /* The box around it shows the focus. */
  textarea:focus-visible {
    outline: none;
  }
  .send {
    inline-size: 40px;
    block-size: 40px;
    color: var(--accent);
  }
  .send:disabled {
    color: var(--text-soft);
  }
  .left {
    color: var(--warn);
  }
  :host([frame='narrow']) {
    font-size: 16px;
    line-height: 24px;
  }
  :host([frame='narrow']) textarea {
    font-size: 16px;
    line-height: 24px;
    max-block-size: 96px;
  }
  :host([frame='narrow']) .scopes label {
    min-block-size: 44px;
    font-size: 14px;
  }
  :host([frame='narrow']) .send {
    inline-size: 44px;
    block-size: 44px;
  }
  @media (forced-colors: active) {
    .box,
    .scopes label {
      border: 1px solid FieldText;
    }
    .scopes label:has(:checked) {
      border-color: Highlight;
    }
  }
`;
