/** Which one message stands at the top, if any: trouble before news, news before offers. Pure. */
import type { NetworkStatus } from '../../../transports/place-link.ts';
import type { Route } from '../../state/app-state.ts';
import { servers } from '../lobby/networks.ts';

export type Banner =
  | { readonly kind: 'offline'; readonly inside: boolean; readonly linked: number }
  | { readonly kind: 'no-networks'; readonly linked: number; readonly retryAtMs: number | null }
  | { readonly kind: 'update'; readonly update: 'ready' | 'waits-for-call' | 'starting' }
  | { readonly kind: 'install' };

export type BannerFacts = {
  readonly screen: Route['screen'];
  readonly online: boolean;
  readonly networks: readonly NetworkStatus[];
  readonly linked: number;
  readonly update: 'none' | 'ready' | 'waits-for-call' | 'starting';
  readonly install: 'unavailable' | 'offered' | 'installed';
};

const isUnreachable = (network: NetworkStatus): boolean => network.state === 'down' || network.state === 'mute';

export const chooseBanner = ({ screen, online, networks, linked, update, install }: BannerFacts): Banner | null => {
  const inside = screen === 'world' || screen === 'lobby' || screen === 'entering';
  if (!online) return { kind: 'offline', inside, linked };
  const used = servers(networks).filter((network) => network.state !== 'off');
  if (inside && used.length > 0 && used.every(isUnreachable)) {
    const due = used.flatMap((network) => network.retryAtMs ?? []);
    return { kind: 'no-networks', linked, retryAtMs: due.length > 0 ? Math.min(...due) : null };
  }
  if (update !== 'none') return { kind: 'update', update };
  // An offer has no place in front of somebody who is talking.
  return install === 'offered' && !inside ? { kind: 'install' } : null;
};
