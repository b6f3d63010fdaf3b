import { css } from 'lit';

export const chipStyles = css`
  :host {
    display: block;
    pointer-events: auto;
    max-inline-size: 100%;
  }
  .chip {
    display: flex;
    align-items: center;
    block-size: 48px;
    padding: 0 var(--space-4) 0 6px;
    gap: var(--space-3);
    max-inline-size: 100%;
  }
  .name {
    display: flex;
    align-items: center;
    gap: 4px;
    min-inline-size: 0;
    min-block-size: 36px;
    padding: 0 6px 0 10px;
    border-radius: var(--radius-control);
    font-weight: var(--weight-medium);
  }
  .name:hover,
  .name[aria-expanded='true'] {
    background: var(--hover);
  }
  .fact {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--text-soft);
    font-size: 12px;
    line-height: 16px;
    white-space: nowrap;
    flex: none;
  }
  .fact .icon {
    color: var(--ok);
  }
  .fact.relayed .icon {
    color: var(--warn);
  }
  form {
    display: grid;
    gap: var(--space-2);
    padding: var(--space-2);
    inline-size: 280px;
  }
  form .row {
    justify-content: flex-end;
  }
  :host([frame='narrow']) .chip {
    block-size: 44px;
    border-radius: var(--radius-full);
    padding-inline-end: 14px;
    gap: 10px;
  }
  :host([frame='narrow']) .name {
    min-block-size: 44px;
    border-radius: var(--radius-full);
  }
  :host([frame='narrow']) .mode-word {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
