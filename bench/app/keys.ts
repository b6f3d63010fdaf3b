/**
 * From the press of an arrow key until the avatar has moved on the other person's screen: both in the whole app with their
 * pictures, in browsers of their own. The press is the browser's own time of the event; the movement is the first frame of
 * the other page in which the head is more than half a pixel away from where it stood.
 */
import type { Browser } from 'playwright-core';
import { startPatio } from '../../tests/support/servers.ts';
import { type Row, row } from '../p2p/table.ts';
import { comeIn, newContext, pause } from './stage.ts';

const HELD_MS = 220;
/** Standing still again, and the stop has been said three times. */
const REST_MS = 900;
/** There and back, so that nobody meets a wall. */
const KEYS = ['ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowDown'] as const;

const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

export const measureKeys = async (browsers: readonly [Browser, Browser], presses: number): Promise<Row[]> => {
  const patio = await startPatio();
  const [contextA, contextB] = [await newContext(browsers[0]), await newContext(browsers[1])];
  const anna = await comeIn(contextA, patio.placeLink, 'Anna');
  const bela = await comeIn(contextB, patio.placeLink, 'Bela');
  const idSeen = async (page: typeof anna): Promise<string> => {
    await page.waitForFunction(() => window.watch.drawn().some((id) => id !== 'self'), undefined, { polling: 100, timeout: 30_000 });
    return page.evaluate(() => window.watch.drawn().find((id) => id !== 'self')!);
  };
  const annaId = await idSeen(bela);
  await pause(6_000);
  await anna.getByRole('region', { name: 'World' }).focus();
  const [there, own]: [(number | null)[], (number | null)[]] = [[], []];
  for (let press = 0; press < presses; press++) {
    const key = KEYS[press % KEYS.length]!;
    const seen = bela.evaluate((id) => window.watch.moved(id, 5_000), annaId);
    await pause(30 + Math.random() * 90);
    // the camera follows oneself, but not within the first moments
    await anna.keyboard.down(key);
    const keyAtMs = await anna.evaluate(() => window.watch.keyAtMs());
    await pause(HELD_MS);
    await anna.keyboard.up(key);
    const seenAtMs = await seen;
    there.push(seenAtMs === null ? null : seenAtMs - keyAtMs);
    await pause(REST_MS);
  }
  await Promise.all([contextA.close(), contextB.close()]);
  await patio.kill();
  const real = there.filter((ms) => ms !== null);
  void own;
  return [row('key press → moved on the other screen', there, `p95 ${Math.round(p95(real))}`)];
};
