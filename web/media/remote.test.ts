import { expect, it } from 'vitest';
import { peerId } from '../../domain/ids.ts';
import { createRemoteSpeaking, type LevelSource } from './remote.ts';
import { createHandClock } from './testing.ts';

const ada = peerId('ada');

/** A receiver whose level swells like speech while packets come. */
const receiver = (clock: { now: () => number }, arrives: () => boolean): LevelSource => {
  let timestamp = 0;
  return {
    getSynchronizationSources: () => {
      if (arrives()) timestamp = clock.now();
      const audioLevel = 0.1 * Math.sin((clock.now() / 1000) * Math.PI * 4) ** 2;
      return [{ timestamp, audioLevel, source: 1, rtpTimestamp: 0 }];
    },
  };
};

it('says who speaks, and stops saying so when packets stop', () => {
  const clock = createHandClock();
  let arrives = true;
  const remote = createRemoteSpeaking(clock);
  remote.watch(
    ada,
    receiver(clock, () => arrives),
  );
  clock.advance(1000);
  expect([...remote.speaking.value]).toEqual([ada]);
  arrives = false;
  clock.advance(1000);
  expect(remote.speaking.value.size).toBe(0);
});

it('runs one timer for all and none for nobody', () => {
  const clock = createHandClock();
  const remote = createRemoteSpeaking(clock);
  expect(clock.running()).toBe(0);
  remote.watch(
    ada,
    receiver(clock, () => true),
  );
  remote.watch(
    peerId('bob'),
    receiver(clock, () => true),
  );
  expect(clock.running()).toBe(1);
  clock.advance(1000);
  expect(remote.speaking.value.size).toBe(2);
  remote.watch(ada, null);
  expect([...remote.speaking.value]).toEqual(['bob']);
  remote.watch(peerId('bob'), null);
  expect(remote.speaking.value.size).toBe(0);
  expect(clock.running()).toBe(0);
});
