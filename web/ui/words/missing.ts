/** What a browser lacks, and what that means here. */
import { msg } from '@lit/localize';
import type { MissingFeature } from '../../state/app-state.ts';

const sentences: { readonly [K in MissingFeature]: () => string } = {
  webrtc: () => msg('This browser has no WebRTC, so it cannot meet anyone here. Firefox, Chrome, Edge and Safari can.'),
  indexeddb: () => msg('This browser keeps nothing for this page. A private window often forbids it; try a normal one.'),
  webgl: () => msg('This browser cannot draw the world. People, Places and Chat work as lists.'),
  crypto: () => msg('This browser lacks the encryption that Patio needs. A newer one has it.'),
  'secure-context': () => msg('This address is not secure, so the browser keeps microphone and camera away. Use https or localhost.'),
};

/** Without these nobody can enter; without the others one can, with less. */
const needed: readonly MissingFeature[] = ['webrtc', 'indexeddb', 'crypto', 'secure-context'];

export const missingSentence = (feature: MissingFeature): string => sentences[feature]();
export const canEnter = (missing: readonly MissingFeature[]): boolean => !missing.some((feature) => needed.includes(feature));
