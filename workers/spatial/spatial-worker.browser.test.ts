import { afterEach, describe, expect, it } from 'vitest';
import type { SpatialRequest, SpatialResult } from './protocol.ts';

let worker: Worker | undefined;
afterEach(() => worker?.terminate());

const start = () => {
  const made = new Worker(new URL('./spatial-worker.ts', import.meta.url), { type: 'module' });
  worker = made;
  const send = (request: SpatialRequest, transfer: Transferable[] = []) => made.postMessage(request, transfer);
  const next = (matches: (m: SpatialResult) => boolean) =>
    new Promise<SpatialResult>((resolve) => {
      const listen = (event: MessageEvent<SpatialResult>) => {
        if (!matches(event.data)) return;
        made.removeEventListener('message', listen);
        resolve(event.data);
      };
      made.addEventListener('message', listen);
    });
  return { send, next };
};

describe('in a real worker', () => {
  it('ticks, and connects two people who stand together', async () => {
    const { send, next } = start();
    send({ t: 'join', slot: 0, peer: 'me' });
    send({ t: 'join', slot: 1, peer: 'you' });
    const xy = Float32Array.from([1, 1, 2, 2]);
    send({ t: 'positions', xy }, [xy.buffer]);
    expect(xy.length).toBe(0);
    const result = await next((m) => m.t === 'proximity' && m.calls[1] === 1);
    expect(result).toMatchObject({ gains: expect.any(Float32Array), links: expect.any(Uint8Array) });
    await next((m) => m.t === 'tick');
  });

  it('lends its timers', async () => {
    const { send, next } = start();
    send({ t: 'after', id: 5, delayMs: 20 });
    await expect(next((m) => m.t === 'fired')).resolves.toEqual({ t: 'fired', id: 5 });
  });
});
