import { css } from 'lit';

export const connectionStyles = css`
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
    animation: slide var(--time-enter) var(--ease);
  }
  @keyframes slide {
    from {
      opacity: 0;
      translate: calc(24px * var(--motion)) 0;
    }
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-block-size: 60px;
    padding: 0 var(--space-3) 0 var(--space-8);
    flex: none;
  }
  .scroll {
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
    padding: 0 var(--space-8) var(--space-6);
  }
  .sentence {
    max-inline-size: 560px;
    text-wrap: pretty;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-6);
    margin-block-start: var(--space-3);
    color: var(--text-soft);
  }
  .facts span,
  .path {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .path {
    vertical-align: middle;
  }
  .facts .icon,
  .path .icon {
    color: var(--ok);
  }
  .facts .warn .icon,
  .path.relayed .icon {
    color: var(--warn);
  }
  .path.unknown .icon {
    color: var(--text-soft);
  }
  h3 {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    margin-block: var(--space-6) var(--space-2);
    font-weight: var(--weight-strong);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    margin-block-start: var(--space-5);
    font-variant-numeric: tabular-nums;
  }
  th {
    font-weight: var(--weight-normal);
    font-size: 12px;
    line-height: 16px;
    color: var(--text-soft);
    text-align: end;
    vertical-align: bottom;
    padding: 0 0 var(--space-2) var(--space-2);
  }
  td,
  tbody th {
    text-align: end;
    block-size: 48px;
    padding: 6px 0 6px var(--space-2);
    border-block-start: 1px solid var(--line);
    vertical-align: middle;
  }
  tbody th {
    font-size: inherit;
    line-height: inherit;
    color: inherit;
  }
  th:is(:nth-child(-n + 2), .text),
  td:is(:nth-child(2), .text) {
    text-align: start;
  }
  th:first-child {
    padding-inline-start: 0;
  }
  th .unit {
    display: block;
  }
  thead th {
    white-space: nowrap;
  }
  td.text,
  th.text {
    padding-inline-start: var(--space-4);
  }
  tbody td {
    white-space: nowrap;
  }
  td.text,
  tbody td:nth-child(2) {
    white-space: normal;
  }
  .person {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    font-weight: var(--weight-medium);
  }
  .person patio-face {
    inline-size: 24px;
    block-size: 24px;
    flex: none;
  }
  .gets {
    display: inline-flex;
    gap: 6px;
    color: var(--accent);
    vertical-align: middle;
  }
  .none {
    color: var(--text-soft);
  }
  .failing {
    color: var(--danger);
  }
  .failing .row {
    flex-wrap: wrap;
    gap: 0 var(--space-2);
  }
  .receivers {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: var(--space-2) var(--space-4);
    align-items: center;
  }
  .receivers dt {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    color: var(--text-soft);
  }
  .warn-text {
    margin-block-start: var(--space-2);
  }
  .warn-text .icon {
    color: var(--warn);
    vertical-align: text-bottom;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
    gap: var(--space-3) var(--space-4);
  }
  .figures dt {
    font-size: 12px;
    line-height: 16px;
    color: var(--text-soft);
  }
  .figures dd {
    font-weight: var(--weight-medium);
  }
  .room .graphs {
    margin-block-start: var(--space-4);
  }
  details {
    margin-block-start: var(--space-4);
  }
  summary {
    min-block-size: 32px;
    cursor: pointer;
  }
  .desk-id {
    display: block;
    margin-block-start: var(--space-1);
    overflow-wrap: anywhere;
    user-select: all;
  }
  .members {
    margin-block-start: var(--space-2);
  }
  .members td {
    block-size: 36px;
  }
  .graphs {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
    gap: var(--space-5) var(--space-8);
    margin-block-start: var(--space-6);
  }
  .graphs figcaption {
    display: flex;
    justify-content: space-between;
    margin-block-end: var(--space-1);
  }
  .graph {
    inline-size: 100%;
    block-size: 56px;
    overflow: visible;
  }
  .graph .base {
    stroke: var(--line);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .graph .curve {
    fill: none;
    stroke: var(--accent);
    stroke-width: 2;
    stroke-linejoin: round;
    stroke-linecap: round;
    vector-effect: non-scaling-stroke;
  }
  .networks li {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    min-block-size: 44px;
    padding: var(--space-1) 0;
    border-block-start: 1px solid var(--line);
  }
  .networks .dot {
    flex: none;
    color: var(--text-soft);
  }
  .networks .up .dot {
    color: var(--ok);
  }
  .networks .down .dot,
  .networks .mute .dot {
    color: var(--warn);
  }
  .networks .state {
    text-align: end;
    flex: none;
    max-inline-size: 55%;
  }

  /* Phone: the same table, one card a person. */
  :host([frame='narrow']) .head {
    padding-inline: var(--space-4) var(--space-2);
  }
  :host([frame='narrow']) .scroll {
    padding: 0 var(--space-4) var(--space-6);
  }
  :host([frame='narrow']) .panel {
    border-radius: var(--radius-sheet) var(--radius-sheet) 0 0;
  }
  @media (max-width: 639px) {
    table,
    tbody {
      display: block;
    }
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tr {
      display: grid;
      grid-template-columns: repeat(4, 1fr);
      gap: var(--space-2) var(--space-3);
      padding: var(--space-3) 0;
      border-block-start: 1px solid var(--line);
    }
    tbody th,
    td {
      display: grid;
      block-size: auto;
      padding: 0;
      border: 0;
      text-align: start;
      align-content: start;
    }
    tbody th,
    td.wide {
      grid-column: span 4;
    }
    td:nth-child(2) {
      grid-column: span 4;
    }
    td[data-label]::before {
      content: attr(data-label);
      font-size: 12px;
      line-height: 16px;
      color: var(--text-soft);
    }
    td.text {
      grid-column: span 2;
      padding: 0;
    }
  }
`;
