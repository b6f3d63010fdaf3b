import { describe, expect, it } from 'vitest';
import type { NetworkStatus } from '../../../transports/place-link.ts';
import { type BannerFacts, chooseBanner } from './choose-banner.ts';

const network = (state: NetworkStatus['state'], retryAtMs: number | null = null): NetworkStatus => ({
  kind: 'relay',
  url: 'wss://relay.example',
  courtesy: false,
  state,
  retryAtMs,
  sent: 0,
  received: 0,
  introduced: 0,
});
const calm: BannerFacts = { screen: 'world', online: true, networks: [network('up')], linked: 3, update: 'none', install: 'unavailable' };

describe('chooseBanner', () => {
  it('says nothing while all is well', () => {
    expect(chooseBanner(calm)).toBeNull();
    expect(chooseBanner({ ...calm, networks: [] })).toBeNull();
    expect(chooseBanner({ ...calm, networks: [network('down', 5), network('up')] })).toBeNull();
    expect(chooseBanner({ ...calm, networks: [network('down', 5), network('connecting')] })).toBeNull();
  });

  it('puts trouble before news and news before offers', () => {
    const all: BannerFacts = { ...calm, screen: 'landing', online: false, update: 'ready', install: 'offered' };
    expect(chooseBanner(all)).toEqual({ kind: 'offline', inside: false, linked: 3 });
    expect(chooseBanner({ ...all, online: true })).toEqual({ kind: 'update', update: 'ready' });
    expect(chooseBanner({ ...all, online: true, update: 'none' })).toEqual({ kind: 'install' });
  });

  it('counts down to the first network that is tried again, and ignores those that are off', () => {
    const networks = [network('down', 900), network('mute'), network('down', 400), network('off')];
    expect(chooseBanner({ ...calm, networks })).toEqual({ kind: 'no-networks', linked: 3, retryAtMs: 400 });
    expect(chooseBanner({ ...calm, networks, screen: 'landing' })).toBeNull();
    expect(chooseBanner({ ...calm, networks: [network('off')] })).toBeNull();
    // the mesh needs no server: it cannot stand in for one
    expect(chooseBanner({ ...calm, networks: [network('down', 5), { ...network('up'), kind: 'mesh' }] })?.kind).toBe('no-networks');
  });

  it('lets an update wait for the call, and never offers to install inside a place', () => {
    expect(chooseBanner({ ...calm, update: 'waits-for-call' })).toEqual({ kind: 'update', update: 'waits-for-call' });
    expect(chooseBanner({ ...calm, install: 'offered' })).toBeNull();
  });
});
