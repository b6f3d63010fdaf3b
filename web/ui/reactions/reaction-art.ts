/** What a reaction looks like; its name is in `ui/words`. The drawings share lucide's grid, filled, so that they read at 24 px. */
import { html, svg, type TemplateResult } from 'lit';
import type { Reaction } from '../../../domain/presence/avatar.ts';

const HAND =
  'M18 11V6a2 2 0 0 0-4 0M14 10V4a2 2 0 0 0-4 0v2M10 10.500V6a2 2 0 0 0-4 0v8M18 8a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-2.8 0-4.500-.860-5.990-2.340l-3.600-3.600a2 2 0 0 1 2.830-2.820L7 15';
const HAND_SHAPE =
  'M18 6a2 2 0 0 0-4 0V4a2 2 0 0 0-4 0v2a2 2 0 0 0-4 0v8l-1-.800a2 2 0 0 0-2.830 2.820l3.600 3.600C7.500 21.140 9.200 22 12 22h2a8 8 0 0 0 8-8V8a2 2 0 1 0-4 0z';

const drawings: Readonly<Record<Reaction, TemplateResult>> = {
  wave: svg`<g class="skin"><path class="fill" d=${HAND_SHAPE} /><path d=${HAND} /></g>`,
  heart: svg`<path class="red" d="M2 9.500a5.500 5.500 0 0 1 9.591-3.676.560.560 0 0 0 .818 0A5.490 5.490 0 0 1 22 9.500c0 2.290-1.500 4-3 5.500l-5.492 5.313a2 2 0 0 1-3 .019L5 15c-1.500-1.500-3-3.200-3-5.500" />`,
  'thumbs-up': svg`<g class="skin"><path class="fill" d="M15 5.880 14 10h5.830a2 2 0 0 1 1.920 2.560l-2.330 8A2 2 0 0 1 17.500 22H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.760a2 2 0 0 0 1.790-1.110L12 2a3.130 3.130 0 0 1 3 3.880Z" /><path d="M7 10v12" /></g>`,
  clap: svg`<g class="skin" transform="translate(1 4.200) rotate(-14 12 12) scale(.8)"><path class="fill" d=${HAND_SHAPE} /><path d=${HAND} /></g><g class="spark"><path d="M16.500 2.200v2.600M20.200 3.600l-1.500 2M22 7.200l-2.400.800" /></g>`,
  laugh: svg`<g class="sun"><circle class="fill" cx="12" cy="12" r="10" /><path class="mouth" d="M18 13a6 6 0 0 1-6 5 6 6 0 0 1-6-5h12Z" /><path d="M9 9h.01M15 9h.01" /></g>`,
  note: svg`<g class="blue"><path d="M9 18V5l12-2v13" /><circle class="fill" cx="6" cy="18" r="3" /><circle class="fill" cx="18" cy="16" r="3" /></g>`,
  question: svg`<g class="pine"><circle class="fill" cx="12" cy="12" r="10" /><path class="sign" d="M9.090 9a3 3 0 0 1 5.830 1c0 2-3 3-3 3M12 17h.01" /></g>`,
};

/** Decorative: the name belongs on the control. Style it with `reactionStyles`. */
export const reactionArt = (kind: Reaction, sizePx = 24): TemplateResult =>
  html`<svg class="reaction" aria-hidden="true" width=${sizePx} height=${sizePx} viewBox="0 0 24 24">${drawings[kind]}</svg>`;
