/** Small truths about network addresses, for the lobby and the settings. Pure. */
import type { NetworkStatus } from '../../../transports/place-link.ts';

/** The networks that are servers: what can be switched, and what can fail. The mesh is the people themselves. */
export const servers = (networks: readonly NetworkStatus[]): readonly NetworkStatus[] =>
  networks.filter((network) => network.kind !== 'mesh');

/**
 * `wss://relay.example:8443/x` → `relay.example:8443`; `self` is where the page came from; an address that cannot be read
 * is shown as it is.
 */
export const hostOf = (url: string, page: string = globalThis.location?.host ?? ''): string => {
  if (url === 'self') return page || url;
  try {
    return new URL(url).host || url;
  } catch {
    return url;
  }
};

/** The list of networks that are off, with this one switched over. */
export const toggled = (off: readonly string[], url: string): string[] =>
  off.includes(url) ? off.filter((other) => other !== url) : [...off, url];
