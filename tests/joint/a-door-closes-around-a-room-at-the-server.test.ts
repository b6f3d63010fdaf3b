/**
 * A door is closed around people whose room is at the server, and opened again: each time their room is another one, and
 * nobody asks for the mesh in between. Real relay, desk and steward (`hosted-peers.ts`); the sound of it, with a real
 * LiveKit: bench/door.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { doorId } from '../../domain/ids.ts';
import { type HostedPeers, startHostedPeers, type Step } from './hosted-peers.ts';

const PATIENCE = { timeout: 30_000, interval: 25 };
const FERN = doorId('door-fern');

beforeAll(() => void vi.stubGlobal('document', { visibilityState: 'visible' }));
afterAll(() => void vi.unstubAllGlobals());

const inFern = (names: readonly string[], onStep: (step: Step) => void): Promise<HostedPeers> =>
  startHostedPeers({ names, most: 2, at: { x: 14, y: 1.5 }, onStep });
const areAtServer = ({ peers }: HostedPeers): boolean =>
  peers.every(({ control }) => control.mode.peek() === 'SFU' && control.view.peek()?.seat === 'open');

it('they stay at the server all the way, in new seats', { timeout: 90_000 }, async () => {
  const steps: Step[] = [];
  const room = await inFern(['Ana', 'Bo', 'Cleo'], (step) => steps.push(step));
  const sat = () => steps.filter(({ at }) => at === 'sits').length;
  try {
    await expect.poll(() => areAtServer(room), PATIENCE).toBe(true);
    for (const open of [false, true]) {
      const before = sat();
      room.setDoor(FERN, open);
      await expect.poll(() => sat() - before, { ...PATIENCE, message: 'new seats for all' }).toBe(3);
      await expect.poll(() => areAtServer(room), PATIENCE).toBe(true);
    }
    expect(room.peers.map(({ asked }) => asked)).toEqual(room.peers.map(() => ['mesh', 'sfu']));
  } finally {
    await room.close();
  }
});

it('and the mesh carries them when the new room needs no server', { timeout: 90_000 }, async () => {
  const room = await inFern(['Ana', 'Bo', 'Cleo'], () => undefined);
  try {
    await expect.poll(() => areAtServer(room), PATIENCE).toBe(true);
    room.without('Cleo');
    room.setDoor(FERN, false);
    const two = room.peers.slice(0, 2);
    await expect.poll(() => two.map(({ asked }) => asked.at(-1)), PATIENCE).toEqual(['mesh', 'mesh']);
    expect(two.map(({ control }) => control.mode.peek())).toEqual(['P2P_DIRECT', 'P2P_DIRECT']);
  } finally {
    await room.close();
  }
});
