/** The servers of the bench, on fixed ports of its own so that nothing else is met. */
import type { NetworkEndpoint } from '../../domain/config/public-config.ts';
import { startTestRelay } from '../../signal-relay/testing.ts';
import { freePort, startNetworkServer } from '../../tests/support/servers.ts';
import { network } from '../../transports/testing/people.ts';

export type Servers = {
  readonly pagePort: number;
  readonly relay: NetworkEndpoint;
  readonly nostr: NetworkEndpoint;
  readonly tracker: NetworkEndpoint;
  readonly raced: readonly NetworkEndpoint[];
  /** All three dialects of our own relay on its one port. */
  readonly home: readonly NetworkEndpoint[];
  /** Nobody listens there. */
  readonly dead: string;
  /** Upgrades, then says nothing. */
  readonly hole: string;
  readonly close: () => Promise<void>;
};

export const startServers = async (): Promise<Servers> => {
  const [patio, nostr, tracker, hole] = await Promise.all([
    startTestRelay(),
    startNetworkServer('nostr'),
    startNetworkServer('tracker'),
    startNetworkServer('hole'),
  ]);
  const url = `ws://127.0.0.1:${patio.port}`;
  const endpoints = { relay: network('relay', url), nostr: network('nostr', nostr.url), tracker: network('tracker', tracker.url) };
  return {
    ...endpoints,
    pagePort: await freePort(),
    raced: Object.values(endpoints),
    home: [network('relay', url), network('nostr', url), network('tracker', url)],
    dead: `ws://127.0.0.1:${await freePort()}`,
    hole: hole.url,
    close: async () => {
      await Promise.all([patio.close(), nostr.kill(), tracker.kill(), hole.kill()]);
    },
  };
};
