/**
 * Is the other side still there? Each side pings once a second; anything heard counts. Two seconds of silence are an
 * interruption (ICE is restarted), four are the end: a person who crashed is gone in under five. If our own clock stood
 * still (the machine slept, the page was blocked), the silence was ours and does not count.
 */
import type { Clock } from './clock.ts';

export const TICK_MS = 500;
export const PING_EVERY_MS = 1_000;
export const INTERRUPTED_AFTER_MS = 2_000;
export const DEAD_AFTER_MS = 4_000;
const OWN_STALL_MS = 2_000;

export type PulseOptions = {
  readonly clock: Clock;
  readonly ping: () => void;
  readonly onInterrupted: () => void;
  readonly onRestored: () => void;
  readonly onDead: () => void;
};

export type Pulse = { readonly heard: () => void; readonly stop: () => void };

export const createPulse = ({ clock, ping, onInterrupted, onRestored, onDead }: PulseOptions): Pulse => {
  let heardAtMs = clock.now();
  let tickedAtMs = heardAtMs;
  let pingedAtMs = heardAtMs;
  let state: 'connected' | 'interrupted' | 'dead' = 'connected';
  ping();
  const stop = clock.every(TICK_MS, () => {
    const nowMs = clock.now();
    if (nowMs - tickedAtMs > OWN_STALL_MS) heardAtMs = nowMs;
    tickedAtMs = nowMs;
    if (nowMs - pingedAtMs >= PING_EVERY_MS) {
      pingedAtMs = nowMs;
      ping();
    }
    const silentMs = nowMs - heardAtMs;
    if (silentMs > DEAD_AFTER_MS && state !== 'dead') {
      state = 'dead';
      onDead();
    } else if (silentMs > INTERRUPTED_AFTER_MS && state === 'connected') {
      state = 'interrupted';
      onInterrupted();
    }
  });
  return {
    heard: () => {
      heardAtMs = clock.now();
      if (state !== 'interrupted') return;
      state = 'connected';
      onRestored();
    },
    stop,
  };
};
