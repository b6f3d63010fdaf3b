import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { type Proximity, type PublicConfig, PublicConfigSchema } from '../../../domain/config/public-config.ts';
import type { RelayDeskState } from '../../../transports/relay-desk.ts';
import { followConfig, followProximity } from './follow-config.ts';

const publicConfig = (changes: object = {}): PublicConfig => v.parse(PublicConfigSchema, changes);
const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

const setUp = () => {
  const listeners = new Set<() => void>();
  const state = signal<RelayDeskState>({ status: 'ready', turn: false, sfu: false });
  const config = signal(publicConfig());
  const box: { said: PublicConfig | null } = { said: publicConfig() };
  const rules: Proximity[] = [];
  const onConfig = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const stops = [
    followConfig({ onConfig, state }, config, () => Promise.resolve(box.said)),
    followProximity(config, (next) => rules.push(next)),
  ];
  const operator = async (said: PublicConfig | null): Promise<void> => {
    box.said = said;
    for (const listener of listeners) listener();
    await settle();
  };
  return { state, config, box, rules, operator, stop: () => stops.forEach((stop) => stop()) };
};

describe('an open place', () => {
  it('takes over new distances once, and only those', async () => {
    const { config, rules, operator } = setUp();
    expect(rules).toEqual([]);
    await operator(publicConfig({ proximity: { connectTiles: 4, maxLinks: 8 } }));
    expect(rules).toMatchObject([{ connectTiles: 4, releaseTiles: 5, dwellMs: 400, maxLinks: 8 }]);
    await operator(publicConfig({ proximity: { connectTiles: 4, maxLinks: 8 }, sfu: true }));
    expect(config.peek().sfu).toBe(true);
    expect(rules).toHaveLength(1);
    await operator(publicConfig());
    expect(rules.at(-1)).toMatchObject({ connectTiles: 3.5, maxLinks: 16 });
  });

  it('keeps what it has while nobody answers, and asks again when the relay is back', async () => {
    const { state, box, rules, operator } = setUp();
    await operator(null);
    expect(rules).toEqual([]);
    state.value = { status: 'waiting', turn: false, sfu: false };
    box.said = publicConfig({ proximity: { dwellMs: 0 } });
    await settle();
    expect(rules).toEqual([]);
    state.value = { status: 'ready', turn: false, sfu: false };
    await settle();
    expect(rules).toMatchObject([{ dwellMs: 0 }]);
  });

  it('that was left follows nobody', async () => {
    const { rules, operator, stop } = setUp();
    stop();
    await operator(publicConfig({ proximity: { connectTiles: 4 } }));
    expect(rules).toEqual([]);
  });
});
