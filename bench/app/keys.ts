/**
 * From the press of an arrow key until the avatar has moved on the other person's screen: both in the whole app with their
 * pictures, in browsers of their own, or the one who walks without: on a machine of her own her drawing would cost the
 * other one nothing. The press is the browser's own time of the event; the movement is the first frame of
 * the other page in which the head is more than half a pixel away from where it stood.
 */
import type { Browser } from 'playwright-core';
import { startPatio } from '../../tests/support/servers.ts';
import { type Row, row } from '../p2p/table.ts';
import { comeIn, newContext, pause } from './stage.ts';

const HELD_MS = 220;
/** Standing still again, and the stop has been said three times. */
const REST_MS = 900;
const SETTLE_MS = 6_000;
/** There and back, so that nobody meets a wall. */
const KEYS = ['ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowDown'] as const;

const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

/** @param browsers Anna's, who walks, and Bela's, who looks */
export const measureKeys = async (browsers: readonly [Browser, Browser], presses: number, name: string): Promise<Row[]> => {
  const patio = await startPatio();
  const [contextA, contextB] = [await newContext(browsers[0]), await newContext(browsers[1])];
  const anna = await comeIn(contextA, patio.placeLink, 'Anna');
  const bela = await comeIn(contextB, patio.placeLink, 'Bela');
  await bela.waitForFunction(() => window.watch.drawn().some((id) => id !== 'self'), undefined, { polling: 100, timeout: 30_000 });
  const annaId = await bela.evaluate(() => window.watch.drawn().find((id) => id !== 'self')!);
  await pause(SETTLE_MS);
  await anna.getByRole('region', { name: 'World' }).focus();
  const all: { readonly seen: number | null; readonly sent: number | null; readonly way: number | null; readonly drawn: number | null }[] =
    [];
  const frames: number[] = [];
  for (let press = 0; press < presses; press++) {
    const key = KEYS[press % KEYS.length]!;
    await bela.evaluate(() => window.watch.frameMs());
    const moved = bela.evaluate((id) => window.watch.moved(id, 5_000), annaId);
    await pause(30 + Math.random() * 90);
    await anna.keyboard.down(key);
    const keyAt = await anna.evaluate(() => window.watch.keyAtMs());
    await pause(HELD_MS);
    await anna.keyboard.up(key);
    const movedAt = await moved;
    const sentAt = await anna.evaluate((ms) => window.watch.poseAfter('sent', ms), keyAt);
    const heardAt = await bela.evaluate((ms) => window.watch.poseAfter('heard', ms), keyAt);
    frames.push(await bela.evaluate(() => window.watch.frameMs()));
    const between = (from: number | null, to: number | null): number | null => (from === null || to === null ? null : to - from);
    all.push({
      seen: between(keyAt, movedAt),
      sent: between(keyAt, sentAt),
      way: between(sentAt, heardAt),
      drawn: between(heardAt, movedAt),
    });
    console.log(
      `  ${name}: ${JSON.stringify(all.at(-1), (_key, value: unknown) => (typeof value === 'number' ? Math.round(value) : value))}`,
    );
    await pause(REST_MS);
  }
  await Promise.all([contextA.close(), contextB.close()]);
  await patio.kill();
  const seen = all.map((one) => one.seen);
  return [
    row(`${name}: press → moved on the other screen`, seen, `p95 ${Math.round(p95(seen.filter((ms) => ms !== null)))}`),
    row(
      '  … until it is sent',
      all.map((one) => one.sent),
    ),
    row(
      '  … on the way',
      all.map((one) => one.way),
    ),
    row(
      '  … until it is drawn',
      all.map((one) => one.drawn),
    ),
    row('  … longest frame of the other page', frames),
  ];
};
