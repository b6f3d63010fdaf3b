/**
 * Public servers of other people, for a static build that has no relay of its own. They are courtesies: any of them may
 * be slow, full or gone, so several are used, each with a switch in the settings. They see that somebody met, under
 * names derived from the place's secret, and the meeting address of both; never a link, a name or a word.
 */
import { defaultPolicy } from './policy-config.ts';
import type { IceServer, NetworkEndpoint, PublicConfig } from './public-config.ts';

const courtesy = (kind: 'tracker' | 'nostr', url: string): NetworkEndpoint => ({ kind, url, courtesy: true });

export const COURTESY_NETWORKS: readonly NetworkEndpoint[] = [
  courtesy('tracker', 'wss://tracker.openwebtorrent.com'),
  courtesy('tracker', 'wss://tracker.webtorrent.dev'),
  courtesy('tracker', 'wss://tracker.btorrent.xyz'),
  courtesy('tracker', 'wss://tracker.files.fm:7073/announce'),
  courtesy('nostr', 'wss://relay.damus.io'),
  courtesy('nostr', 'wss://nos.lol'),
  courtesy('nostr', 'wss://relay.primal.net'),
  courtesy('nostr', 'wss://offchain.pub'),
  courtesy('nostr', 'wss://nostr.mom'),
];

/** Tells a browser its public address; sees that address and nothing else. */
export const COURTESY_ICE_SERVERS: readonly IceServer[] = [
  { urls: ['stun:stun.cloudflare.com:3478'] },
  { urls: ['stun:stun.nextcloud.com:443'] },
];

/** What a static build without a relay and without a config of its own uses. */
export const courtesyConfig = (proximity: PublicConfig['proximity']): PublicConfig => ({
  networks: [...COURTESY_NETWORKS],
  iceServers: [...COURTESY_ICE_SERVERS],
  proximity,
  turn: false,
  sfu: false,
  policy: defaultPolicy(),
});
