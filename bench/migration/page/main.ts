/** One run at a time, as the script asks: `measure({ how, route, url, tokens })`; without a url the SFU is the page's double. */
import { peerId } from '../../../domain/ids.ts';
import { createSfuDouble } from '../../../web/media/testing-sfu.ts';
import { runExchange, type Connect } from './exchanged.ts';
import type { Figures } from './instruments.ts';
import { runNaive } from './naive.ts';

export type Order = {
  readonly how: 'exchange' | 'switch' | 'break';
  readonly route: 'element' | 'graph';
  readonly url: string | null;
  /** What a word between the two takes. */
  readonly delayMs: number;
  readonly tokens: Readonly<Record<string, string>>;
};

const mediaKey = new Uint8Array(32).fill(7);

const connectTo = async ({ url, tokens }: Order): Promise<Connect> => {
  if (url === null) {
    const double = createSfuDouble();
    return (name) => Promise.resolve(double.join(name));
  }
  const { liveKitDriver } = await import('../../../web/media/sfu/livekit-driver.ts');
  return (name) => Promise.resolve(liveKitDriver.connect({ url, token: tokens[name] ?? '', mediaKey, selfId: peerId(name) }));
};

const measure = async (order: Order): Promise<{ up: Figures; down: Figures }> => {
  const connect = await connectTo(order);
  return order.how === 'exchange' ? runExchange(order.route, connect, order.delayMs) : runNaive(order.how, order.route, connect);
};

Object.assign(globalThis, { measure });
