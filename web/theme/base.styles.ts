/**
 * What every element's shadow root shares: reset, type, the one focus ring, buttons, fields, surfaces. Constructed once,
 * adopted everywhere. Colours and sizes come from tokens.css; nothing here knows a component.
 *
 * Classes: `.button` (+ `primary line quiet text danger big wide`), `.icon-button` (+ `on`), `.field` (wraps an input),
 * `.input` (a bare text box), `.select`, `.switch`, `.label`, `.hint`, `.float`, `.row`, `.grow`, `.cut`, `.soft`,
 * `.caption`, `.title`, `.hero`, `.strong`, `.medium`, `.number`, `.visually-hidden`, `.badge`, `.kbd`.
 */
import { css } from 'lit';

const reset = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    font: var(--weight-normal) 14px/20px var(--font);
    color: var(--text);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
    font: inherit;
  }
  ul,
  ol {
    list-style: none;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    margin: 0;
  }
  button {
    border: 0;
    background: none;
    padding: 0;
    cursor: pointer;
    text-align: inherit;
    touch-action: manipulation;
  }
  button:disabled {
    cursor: default;
    opacity: 0.55;
  }
  a {
    color: var(--accent);
    text-underline-offset: 2px;
  }
  svg {
    display: block;
  }
  .icon {
    flex: none;
  }
  :focus-visible {
    outline: var(--focus-ring);
    outline-offset: var(--focus-gap);
  }
`;

const type = css`
  .caption {
    font-size: 12px;
    line-height: 16px;
  }
  .soft {
    color: var(--text-soft);
  }
  .medium {
    font-weight: var(--weight-medium);
  }
  .strong {
    font-weight: var(--weight-strong);
  }
  .title {
    font-size: 20px;
    line-height: 28px;
    font-weight: var(--weight-strong);
    letter-spacing: -0.01em;
  }
  .hero {
    font-size: 28px;
    line-height: 36px;
    font-weight: var(--weight-strong);
    letter-spacing: -0.018em;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .badge {
    min-inline-size: 20px;
    block-size: 20px;
    padding: 0 6px;
    border-radius: var(--radius-full);
    display: inline-grid;
    place-items: center;
    font-size: 12px;
    line-height: 16px;
    font-weight: var(--weight-medium);
    background: var(--accent);
    color: var(--on-accent);
  }
  .kbd {
    display: inline-block;
    font: inherit;
    font-size: 12px;
    line-height: 18px;
    padding: 0 6px;
    min-inline-size: 22px;
    text-align: center;
    border-radius: var(--radius-small);
    background: var(--well);
    box-shadow: inset 0 0 0 var(--border) var(--line);
  }
`;

const buttons = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-block-size: var(--target);
    padding: 0 var(--space-3);
    border-radius: var(--radius-control);
    font-weight: var(--weight-medium);
    text-align: center;
    text-decoration: none;
    color: inherit;
    transition: background-color var(--time-feedback);
  }
  .button:hover:not(:disabled) {
    background: var(--hover);
  }
  .button.primary {
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.primary:hover:not(:disabled) {
    background: var(--accent-strong);
  }
  .button.line {
    box-shadow: inset 0 0 0 var(--border) var(--line-strong);
  }
  .button.quiet {
    background: var(--well);
  }
  .button.quiet:hover:not(:disabled) {
    background: var(--hover);
  }
  .button.text {
    color: var(--accent);
    padding: 0 var(--space-2);
  }
  .button.danger {
    color: var(--danger);
  }
  .button.primary.danger {
    background: var(--danger);
    color: var(--on-danger);
  }
  .button.big {
    min-block-size: 48px;
    padding: 0 var(--space-6);
    font-size: 16px;
    line-height: 24px;
    border-radius: var(--button-radius-big);
  }
  .button.wide {
    inline-size: 100%;
  }
  .icon-button {
    display: inline-grid;
    place-items: center;
    inline-size: var(--target);
    block-size: var(--target);
    border-radius: var(--radius-control);
    color: var(--text-soft);
    flex: none;
    transition: background-color var(--time-feedback);
  }
  .icon-button:hover:not(:disabled),
  .icon-button.on {
    background: var(--hover);
    color: var(--text);
  }
  @media (forced-colors: active) {
    .button,
    .icon-button {
      border: 1px solid ButtonText;
    }
    .button.primary {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;

const fields = css`
  .field,
  .input,
  .select {
    min-block-size: max(40px, var(--target));
    inline-size: 100%;
    border: 0;
    border-radius: var(--radius-control);
    background-color: var(--surface-raised);
    box-shadow: inset 0 0 0 var(--border) var(--line-strong);
  }
  .input {
    padding: 0 var(--space-3);
  }
  .field {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    padding: 0 var(--space-3);
  }
  .field:focus-within {
    outline: var(--focus-ring);
    outline-offset: var(--focus-gap);
  }
  .field input {
    flex: 1;
    min-inline-size: 0;
    align-self: stretch;
    border: 0;
    outline: 0;
    background: none;
    padding: 0;
  }
  ::placeholder {
    color: var(--text-soft);
    opacity: 1;
  }
  .select {
    appearance: none;
    padding: 0 32px 0 var(--space-3);
    text-overflow: ellipsis;
    cursor: pointer;
    background-image:
      linear-gradient(45deg, transparent 40%, var(--text-soft) 42% 60%, transparent 62%),
      linear-gradient(-45deg, transparent 40%, var(--text-soft) 42% 60%, transparent 62%);
    background-size: 6px 6px;
    background-position:
      right 17px center,
      right 12px center;
    background-repeat: no-repeat;
  }
  .label {
    display: block;
    font-size: 12px;
    line-height: 16px;
    color: var(--text-soft);
    margin-block-end: var(--space-1);
  }
  .hint {
    font-size: 12px;
    line-height: 16px;
    color: var(--text-soft);
  }
  .switch {
    appearance: none;
    flex: none;
    position: relative;
    inline-size: 36px;
    block-size: 20px;
    border-radius: 10px;
    background: var(--line-strong);
    cursor: pointer;
    transition: background-color var(--time-feedback);
  }
  .switch::before {
    content: '';
    position: absolute;
    inset: 2px auto auto 2px;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: var(--switch-knob);
    transition: translate var(--time-feedback) var(--ease);
  }
  .switch:checked {
    background: var(--accent);
  }
  .switch:checked::before {
    translate: 16px 0;
  }
  .switch:disabled {
    opacity: 0.5;
    cursor: default;
  }
  @media (pointer: coarse) {
    .input,
    .field input,
    .select {
      font-size: 16px;
    }
  }
  @media (forced-colors: active) {
    .field,
    .input,
    .select,
    .switch {
      border: 1px solid FieldText;
    }
    .switch::before {
      background: FieldText;
    }
    .switch:checked {
      background: Highlight;
      forced-color-adjust: none;
    }
    .select {
      background-image: none;
      appearance: auto;
    }
  }
`;

const surfaces = css`
  .float {
    background: var(--surface);
    -webkit-backdrop-filter: var(--backdrop);
    backdrop-filter: var(--backdrop);
    border-radius: var(--radius-panel);
    box-shadow:
      var(--shadow),
      inset 0 0 0 var(--border) var(--surface-edge);
  }
  @media (forced-colors: active) {
    .float {
      border: 1px solid CanvasText;
    }
  }
`;

export const baseStyles = [reset, type, buttons, fields, surfaces];
