/** Settings: a quiet side, roomy rows; on phones the sections become a strip above. */
import { css } from 'lit';

export const settingsStyles = css`
  .frame {
    display: flex;
    min-block-size: 0;
    block-size: 100%;
  }
  .side {
    flex: none;
    inline-size: 240px;
    overflow: auto;
    padding: var(--space-3);
    background: var(--well);
  }
  .side ul {
    display: grid;
    gap: 2px;
    margin-block-start: var(--space-3);
  }
  .search .icon {
    color: var(--text-soft);
  }
  .search input::-webkit-search-cancel-button {
    appearance: none;
  }
  .tab {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    inline-size: 100%;
    min-block-size: max(40px, var(--target));
    padding: 0 var(--space-3);
    border-radius: var(--radius-control);
    color: var(--text-soft);
    white-space: nowrap;
    transition: background-color var(--time-feedback);
  }
  .tab:hover {
    background: var(--hover);
    color: var(--text);
  }
  .tab[aria-current] {
    background: var(--surface-raised);
    color: var(--text);
    font-weight: var(--weight-medium);
    box-shadow: var(--shadow);
  }
  .tab[aria-current] .icon {
    color: var(--accent);
  }
  .rows {
    flex: 1;
    min-inline-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: var(--space-6) var(--space-8) var(--space-12);
  }
  .rows > section + section {
    margin-block-start: var(--space-8);
  }
  .lead {
    margin-block: var(--space-1) var(--space-4);
    max-inline-size: 56ch;
    text-wrap: pretty;
  }
  .setting {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px var(--space-6);
    align-items: center;
    padding-block: 14px;
  }
  .setting + .setting {
    border-block-start: var(--border) solid var(--line);
  }
  .setting > p {
    grid-column: 1;
    max-inline-size: 52ch;
    text-wrap: pretty;
  }
  .control {
    grid-area: 1 / 2 / span 2;
    display: flex;
    align-items: center;
    min-block-size: 20px;
  }
  .setting:not(:has(> p)) > .control {
    grid-row: 1;
  }
  .control > .select {
    inline-size: 184px;
  }
  .control > .input {
    inline-size: 240px;
  }
  .setting.below > .control {
    grid-area: auto / 1 / auto / span 2;
    display: block;
    margin-block-start: var(--space-3);
  }
  .nothing {
    padding-block: var(--space-12);
    text-align: center;
  }

  /* what sections draw themselves */
  .list {
    display: grid;
  }
  .list > li {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    min-block-size: max(48px, var(--target));
  }
  .list > li + li {
    border-block-start: var(--border) solid var(--line);
  }
  .up {
    color: var(--ok);
  }
  .down {
    color: var(--warn);
  }
  .inline-form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--space-2);
  }
  .inline-form > .button {
    min-block-size: max(40px, var(--target));
  }
  .inline-form > label {
    flex: 1 1 160px;
    min-inline-size: 0;
  }
  .inline-form > .short {
    flex: 0 1 140px;
  }
  .wrong {
    flex-basis: 100%;
    color: var(--danger);
  }
  .warning {
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-control);
    background: var(--warn-soft);
    box-shadow: inset 3px 0 0 var(--warn);
  }
  .plain {
    display: grid;
    gap: var(--space-3);
    max-inline-size: 60ch;
    text-wrap: pretty;
  }
  .plain li {
    display: flex;
    gap: var(--space-3);
  }
  .plain .icon {
    color: var(--text-soft);
    margin-block-start: 0;
  }
  pre {
    margin: 0;
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-control);
    background: var(--well);
    overflow: auto;
    font: 13px/20px var(--font-mono);
  }
  .keys {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--space-2) var(--space-4);
    align-items: center;
  }
  .keys dd {
    display: flex;
    gap: var(--space-1);
    justify-content: flex-end;
  }

  @media (max-width: 639px) {
    .frame {
      flex-direction: column;
    }
    .side {
      inline-size: auto;
      overflow: visible;
      padding: var(--space-2) var(--space-4) 0;
    }
    .side ul {
      display: flex;
      gap: var(--space-1);
      overflow-x: auto;
      scrollbar-width: none;
      margin: var(--space-2) calc(-1 * var(--space-4)) 0;
      padding: var(--space-1) var(--space-4) var(--space-2);
    }
    .tab {
      padding-inline: var(--space-3);
      gap: var(--space-2);
    }
    .rows {
      padding: var(--space-4) var(--space-4) var(--space-8);
    }
    .control > .select {
      inline-size: 132px;
    }
    .setting:has(.input) {
      grid-template-columns: minmax(0, 1fr);
    }
    .setting:has(.input) > .control {
      grid-area: auto;
    }
    .control > .input {
      inline-size: 100%;
      margin-block-start: var(--space-2);
    }
  }
  @media (forced-colors: active) {
    .tab[aria-current] {
      border: 2px solid Highlight;
    }
  }
`;
