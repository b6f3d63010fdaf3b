/**
 * One place, one tab of this browser: the newest tab takes over and the older one steps back, so that nobody hears
 * themselves twice. Tabs talk by BroadcastChannel; other devices of the same person are other peers.
 */
export type Takeover = { readonly claim: (placeId: string) => void; readonly close: () => void };

export const createTakeover = (onTaken: (placeId: string) => void): Takeover => {
  const own = crypto.randomUUID();
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('patio-takeover') : null;
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'object' || data === null || !('placeId' in data) || !('tab' in data)) return;
    if (typeof data.placeId === 'string' && data.tab !== own) onTaken(data.placeId);
  });
  return {
    claim: (placeId) => channel?.postMessage({ placeId, tab: own }),
    close: () => channel?.close(),
  };
};
