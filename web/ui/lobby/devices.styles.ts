/** Rows of devices: picture, native menu dressed as text, something beside it. */
import { css } from 'lit';

export const devicesStyles = css`
  :host {
    display: block;
  }
  .device {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--space-3);
    min-block-size: 48px;
  }
  .device + .device {
    border-block-start: var(--border) solid var(--line);
  }
  .device > .icon {
    color: var(--text-soft);
  }
  .plain {
    appearance: none;
    justify-self: start;
    max-inline-size: 100%;
    min-block-size: max(36px, var(--target));
    padding: 0 24px 0 var(--space-2);
    margin-inline-start: calc(-1 * var(--space-2));
    border: 0;
    border-radius: var(--radius-control);
    background: transparent;
    text-overflow: ellipsis;
    cursor: pointer;
    field-sizing: content;
    background-image:
      linear-gradient(45deg, transparent 38%, var(--text-soft) 40% 62%, transparent 64%),
      linear-gradient(-45deg, transparent 38%, var(--text-soft) 40% 62%, transparent 64%);
    background-size: 5px 5px;
    background-position:
      right 11px center,
      right 6px center;
    background-repeat: no-repeat;
  }
  .plain:hover {
    background-color: var(--hover);
  }
  .plain option {
    background: var(--surface-raised);
    color: var(--text);
  }
  .beside:empty {
    display: none;
  }
  .beside .button {
    margin-inline-end: calc(-1 * var(--space-2));
  }
  @media (forced-colors: active) {
    .plain {
      appearance: auto;
      background-image: none;
    }
  }
`;
