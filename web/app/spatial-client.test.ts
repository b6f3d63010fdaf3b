import { describe, expect, it } from 'vitest';
import { peerId } from '../../domain/ids.ts';
import type { SpatialRequest, SpatialResult } from '../../workers/spatial/protocol.ts';
import { createSpatialClient } from './spatial-client.ts';

/** Stands in for the worker's message port; the worker itself has tests of its own. */
const openWorker = () => {
  const sent: SpatialRequest[] = [];
  const listeners: ((event: { data: SpatialResult }) => void)[] = [];
  const worker = {
    postMessage: (request: SpatialRequest) => sent.push(request),
    addEventListener: (_type: string, listener: (event: { data: SpatialResult }) => void) => listeners.push(listener),
  };
  const client = createSpatialClient(worker as unknown as Worker);
  return { client, sent, answer: (data: SpatialResult) => listeners.forEach((listener) => listener({ data })) };
};
const verdict = (joins: number, calls: readonly number[]): SpatialResult => ({
  t: 'proximity',
  joins,
  gains: new Float32Array(calls),
  calls: new Uint8Array(calls),
  links: new Uint8Array(calls.map(() => 1)),
  hearing: new Uint8Array(calls.length),
});
const [me, ana, rui] = ['me', 'ana', 'rui'].map(peerId) as [
  ReturnType<typeof peerId>,
  ReturnType<typeof peerId>,
  ReturnType<typeof peerId>,
];

describe('spatial client', () => {
  it('never gives a newcomer the verdict on whoever had the slot before', () => {
    const { client, answer } = openWorker();
    client.setSelf(me);
    client.join(ana);
    answer(verdict(2, [0, 1]));
    expect(client.proximity(ana).call).toBe(true);
    client.leave(ana);
    client.join(rui);
    answer(verdict(2, [0, 1]));
    expect(client.proximity(rui).call).toBe(false);
    answer(verdict(3, [0, 1]));
    expect(client.proximity(rui).call).toBe(true);
  });
  it('wants a link with somebody of whom nothing is known yet', () => {
    const { client } = openWorker();
    expect(client.proximity(ana)).toEqual({ gain: 0, call: false, link: true });
  });
  it('sends positions by slot, and NaN where nothing is known', () => {
    const { client, sent } = openWorker();
    client.join(ana);
    client.join(rui);
    client.sendPositions({ x: 1, y: 2 }, (peer) => (peer === rui ? { x: 3, y: 4 } : null));
    const last = sent.at(-1);
    expect(last?.t === 'positions' ? [...last.xy] : []).toEqual([1, 2, Number.NaN, Number.NaN, 3, 4]);
  });
  it('lends timers that can be called off', () => {
    const { client, sent, answer } = openWorker();
    let rang = 0;
    const stop = client.clock.every(100, () => rang++);
    const request = sent.at(-1);
    const id = request?.t === 'every' ? request.id : -1;
    answer({ t: 'fired', id });
    stop();
    answer({ t: 'fired', id });
    expect(rang).toBe(1);
    expect(sent.at(-1)).toEqual({ t: 'cancel', id });
  });
});
