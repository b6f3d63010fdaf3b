import { describe, expect, it } from 'vitest';
import { withoutRelay } from './baked.ts';
import { COURTESY_NETWORKS } from './courtesy.ts';
import { defaultPolicy } from './policy-config.ts';

const policy = defaultPolicy();
const proximity = { connectTiles: 3.5, releaseTiles: 5, dwellMs: 400, maxLinks: 16 };

describe('a build without a relay', () => {
  it('asks the courtesy lists only when nothing else was chosen', () => {
    expect(
      withoutRelay({
        networks: [{ kind: 'relay', url: 'self', courtesy: false }],
        iceServers: [{ urls: ['stun:self'] }],
        proximity,
        turn: true,
        sfu: true,
        policy,
      }).networks,
    ).toEqual(COURTESY_NETWORKS);
  });
  it('keeps to what its owner chose', () => {
    const own = { kind: 'nostr', url: 'wss://nostr.example.org', courtesy: false } as const;
    const config = withoutRelay({
      networks: [{ kind: 'relay', url: 'self', courtesy: false }, own],
      iceServers: [{ urls: ['stun:stun.example.org'] }],
      proximity,
      turn: true,
      sfu: true,
      policy,
    });
    expect(config.networks).toEqual([own]);
    expect(config).toMatchObject({ turn: false, sfu: false });
    expect(config.iceServers).toEqual([{ urls: ['stun:stun.example.org'] }]);
  });
});
