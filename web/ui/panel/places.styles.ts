import { css } from 'lit';

export const placesStyles = css`
  .main {
    min-block-size: 56px;
  }
  .drawing {
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    flex: none;
    border-radius: var(--radius-large);
    color: var(--text-soft);
    background: var(--well);
  }
  .here .drawing {
    color: var(--accent);
    background: var(--accent-soft);
  }
  .pill {
    padding: 0 6px;
    border-radius: var(--radius-full);
    color: var(--accent);
    background: var(--accent-soft);
    font-weight: var(--weight-medium);
    white-space: nowrap;
  }
`;
