/** A small line of the last two minutes. Decorative: its figure stands in words beside it. */
import { html, svg, type TemplateResult } from 'lit';
import { linePath } from './history.ts';

const BOX = { width: 280, height: 56 };

export const graph = (
  points: readonly { readonly atMs: number; readonly value: number | null }[],
  nowMs: number,
  leastTop: number,
): TemplateResult => {
  const most = Math.max(leastTop, ...points.map(({ value }) => value ?? 0));
  const line = linePath(points, nowMs, { ...BOX, top: most * 1.15 });
  return html`<svg class="graph" aria-hidden="true" viewBox="0 0 ${BOX.width} ${BOX.height}" preserveAspectRatio="none">
    ${svg`<path class="base" d="M0 ${BOX.height}H${BOX.width}" /><path class="curve" d=${line} />`}
  </svg>`;
};
