import { describe, expect, it } from 'vitest';
import { type PeerId, peerId } from '../domain/ids.ts';
import { createIntroductions } from './introductions.ts';
import { createHandClock } from './testing.ts';

const peer = (letter: string): PeerId => peerId(letter.repeat(20));
const start = () => {
  const clock = createHandClock();
  const linked = new Set<PeerId>();
  return { clock, linked, introductions: createIntroductions(clock, (id) => linked.has(id)) };
};

describe('introductions', () => {
  it('leave a pair to the network that was first, but not for long', () => {
    const { clock, introductions } = start();
    introductions.add(peer('a'), 'relay');
    expect(introductions.holdBackMs(peer('a'), 'relay')).toBe(0);
    expect(introductions.holdBackMs(peer('a'), 'nostr')).toBe(200);
    expect(introductions.holdBackMs(peer('b'), 'nostr')).toBe(0);
    clock.advance(150);
    expect(introductions.holdBackMs(peer('a'), 'nostr')).toBe(50);
    clock.advance(60);
    expect(introductions.holdBackMs(peer('a'), 'nostr')).toBe(0);
  });

  it('leave it longer to a network that gets on, and in a crowd', () => {
    const { clock, introductions } = start();
    introductions.add(peer('a'), 'relay');
    clock.advance(180);
    introductions.step(peer('a'));
    expect(introductions.holdBackMs(peer('a'), 'nostr')).toBe(200);
    introductions.add(peer('b'), 'relay');
    introductions.add(peer('c'), 'relay');
    expect(introductions.holdBackMs(peer('a'), 'nostr')).toBe(800);
  });

  it('are held up by no pair that gets nowhere, whatever it says', () => {
    const { clock, introductions } = start();
    introductions.add(peer('a'), 'relay');
    for (let ms = 0; ms < 5000; ms += 100) {
      introductions.step(peer('a'));
      clock.advance(100);
    }
    expect(introductions.count()).toBe(0);
    expect(introductions.isUnderWay(peer('a'))).toBe(false);
    expect(introductions.isElsewhere('tracker', 'mesh')).toBe(false);
    expect(introductions.holdBackMs(peer('a'), 'nostr')).toBe(0);
  });

  it('count whoever is being linked, until they are', () => {
    const { linked, introductions } = start();
    introductions.add(peer('a'), 'relay');
    introductions.add(peer('b'), 'mesh');
    expect(introductions.count()).toBe(2);
    linked.add(peer('a'));
    expect(introductions.count()).toBe(1);
    // the mesh does not count for a tracker: it is what the tracker's own pairs are introduced by
    expect(introductions.isElsewhere('tracker', 'mesh')).toBe(false);
    introductions.add(peer('c'), 'nostr');
    expect(introductions.isElsewhere('tracker', 'mesh')).toBe(true);
    expect(introductions.isElsewhere('nostr', 'mesh')).toBe(false);
  });

  it('are forgotten after half a minute', () => {
    const { clock, introductions } = start();
    introductions.add(peer('a'), 'relay');
    expect(introductions.isNew(peer('a'))).toBe(false);
    clock.advance(30_001);
    expect(introductions.isNew(peer('a'))).toBe(true);
    introductions.forget(peer('a'));
    expect(introductions.routeOf(peer('a'))).toBeUndefined();
  });
});
