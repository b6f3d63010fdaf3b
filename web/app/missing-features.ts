/** What this browser lacks of what Patio needs; asked once at the start, said in words by the screens. */
import type { MissingFeature } from '../state/app-state.ts';

export const missingFeatures = (scope: typeof globalThis = globalThis): readonly MissingFeature[] => {
  const missing: MissingFeature[] = [];
  if (!scope.isSecureContext) missing.push('secure-context');
  else if (typeof scope.crypto?.subtle?.digest !== 'function') missing.push('crypto');
  if (typeof scope.RTCPeerConnection !== 'function') missing.push('webrtc');
  if (!('indexedDB' in scope)) missing.push('indexeddb');
  if (typeof scope.WebGL2RenderingContext !== 'function') missing.push('webgl');
  return missing;
};
