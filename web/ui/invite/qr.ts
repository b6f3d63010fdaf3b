/** A link as a QR code: dark on light in every theme, because cameras want it so. Pure drawing. */
import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** SVG path of the dark cells, and the side in cells, quiet zone included. */
export const qrPath = (text: string): { readonly path: string; readonly size: number } => {
  const { data, size } = encode(text, { ecc: 'L', border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { path, size };
};

export const qrCode = (text: string): TemplateResult => {
  const { path, size } = qrPath(text);
  return html`<svg
    class="qr"
    role="img"
    aria-label=${msg('QR code of the link')}
    viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"
  >
    <rect width=${size} height=${size} fill="#fff" />
    <path d=${path} fill="#1c1f24" />
  </svg>`;
};
