/** Everything that `openPlaceLink` takes from its surroundings, so that a test can replace it. */
import { type Clock, systemClock } from './clock.ts';
import type { SocketWorld } from './socket.ts';

export type LinkWorld = SocketWorld & {
  readonly randomBytes: (count: number) => Uint8Array;
  /** Unix ms: certificates expire by it. */
  readonly wallClock: () => number;
  /** Where the page came from; `self` in addresses means this host. */
  readonly page: { readonly href: string; readonly hostname: string };
  /** The machine came online, changed networks, or the page became visible: everything is worth a try now. */
  readonly onWake: (run: () => void) => () => void;
  /** The network under the links changed: their paths may be gone. */
  readonly onNetworkChange: (run: () => void) => () => void;
  /** The page is going away for good. */
  readonly onLeave: (run: () => void) => () => void;
};

const listen = (target: EventTarget, type: string, run: () => void): (() => void) => {
  target.addEventListener(type, run);
  return () => target.removeEventListener(type, run);
};

/** @param clock one that a worker drives, so that hidden tabs keep time */
export const browserWorld = (clock: Clock = systemClock): LinkWorld => {
  const networkInformation = (navigator as { connection?: EventTarget }).connection;
  return {
    clock,
    random: Math.random,
    connect: (url) => new WebSocket(url),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    wallClock: Date.now,
    page: location,
    onWake: (run) => {
      const stops = [
        listen(window, 'online', run),
        listen(document, 'visibilitychange', () => {
          if (document.visibilityState === 'visible') run();
        }),
      ];
      return () => stops.forEach((stop) => stop());
    },
    onNetworkChange: (run) => {
      const stops = [listen(window, 'online', run), ...(networkInformation ? [listen(networkInformation, 'change', run)] : [])];
      return () => stops.forEach((stop) => stop());
    },
    onLeave: (run) => listen(window, 'pagehide', run),
  };
};
