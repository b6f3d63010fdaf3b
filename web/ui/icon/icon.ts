/**
 * Lucide icons as templates: `icon(Mic)`. Each caller imports the icons that it draws (`import { Mic } from 'lucide'`),
 * so that an icon travels with the code that needs it. Always decorative: the name belongs on the control.
 */
import { html, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import type { IconNode } from 'lucide';

/** Lucide's drawings are constants of this build, never input: they may be parsed as markup. */
const markup = new WeakMap<IconNode, string>();

const draw = (node: IconNode): string =>
  node
    .map(
      ([tag, attributes]) =>
        `<${tag} ${Object.entries(attributes)
          .map(([name, value]) => `${name}="${value}"`)
          .join(' ')}/>`,
    )
    .join('');

/** @param sizePx 20 in controls, 16 beside captions (drawn a little heavier so that it keeps its weight) */
export const icon = (node: IconNode, sizePx = 20): TemplateResult => {
  const drawn = markup.get(node) ?? draw(node);
  markup.set(node, drawn);
  return html`<svg
    class="icon"
    aria-hidden="true"
    width=${sizePx}
    height=${sizePx}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width=${sizePx < 20 ? 2 : 1.75}
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    ${unsafeSVG(drawn)}
  </svg>`;
};
