/**
 * What a room at the server bears: one of its people has no way there, its relay dies while the room moves, and nobody but
 * the two whom it concerns notices. Real LiveKit, real relay; judged by the sound in each listener's ears.
 */
import { expect, test } from '@playwright/test';
import { openMore } from '../support/acts.ts';
import { expectToHearEachOther, type Speaker } from '../support/ears.ts';
import { findLivekit } from '../support/livekit-server.ts';
import { createPeople, enter, type People, type PersonOptions } from '../support/people.ts';
import { expectMode, expectOnlyThroughServer, type HostedRoom, modeOf, MOVE_MS, startHostedRoom } from '../support/room.ts';
import { TONES_HZ } from '../support/tone.ts';
import { expectControlled } from '../support/service-worker.ts';

test.skip(findLivekit() === null, 'LiveKit cannot be had here: see scripts/lib/find-livekit.mjs');
test.setTimeout(400_000);

let room: HostedRoom;
let people: People;
test.beforeEach(async () => {
  room = await startHostedRoom(2);
  people = createPeople();
});
test.afterEach(async () => {
  await people.close();
  await room.patio.kill();
  await room.livekit.kill();
});

const speaker = async (name: string, toneHz: number, more: Partial<PersonOptions> = {}): Promise<Speaker> => ({
  ...(await people.open({ name, toneHz, link: room.patio.placeLink, withoutPicture: true, ...more })),
  toneHz,
});
const expectAllToHearAll = async (all: readonly Speaker[]): Promise<void> => {
  for (const [i, a] of all.entries()) for (const b of all.slice(i + 1)) await expectToHearEachOther(a, b);
};

test('who cannot reach the server stays on the mesh, and everybody hears everybody', async () => {
  const ana = await speaker('Ana', TONES_HZ[0]);
  const bo = await speaker('Bo', TONES_HZ[1]);
  // Cleo's network closes every way to the SFU
  const cleo = await speaker('Cleo', TONES_HZ[2], {
    prepare: (page) => page.routeWebSocket(`${room.livekit.url}/**`, (socket) => socket.close()),
  });
  for (const person of [ana, bo, cleo]) await expectMode(person, 'SFU');
  await expectAllToHearAll([ana, bo, cleo]);
  await test.step('and she is told so', async () => {
    await openMore(cleo, 'Connection');
    await expect(cleo.page.getByText('You cannot reach the community’s server at the moment.')).toBeVisible({ timeout: MOVE_MS });
    await openMore(ana, 'Connection');
    await expect(ana.page.getByText('1 person cannot reach the server and is connected to you directly.')).toBeVisible({
      timeout: MOVE_MS,
    });
  });
});

/**
 * Every step, at exactly that step, is in tests/joint/the-relay-dies-at-each-step.test.ts; here is one with everything real.
 * The relay is also what the page came from; who is on the way in has the app in the browser's own cache by then.
 */
test('the relay is killed while it opens the server: one mode for all, and nobody is lost', async () => {
  let killsAt: RegExp | null = null;
  let { patio } = room;
  let crashed: Promise<void> | null = null;
  // what is said at the relay's desk, as anybody's socket carries it
  const listen = ({ payload }: { readonly payload: string | Buffer }): void => {
    if (killsAt === null || typeof payload === 'string' || !killsAt.test(payload.toString('latin1'))) return;
    killsAt = null;
    crashed = patio.crash();
  };
  const watched: Partial<PersonOptions> = {
    prepare: async (page) => {
      page.on('websocket', (socket) => socket.on('framesent', listen).on('framereceived', listen));
    },
  };
  const ana = await speaker('Ana', TONES_HZ[0], watched);
  const bo = await speaker('Bo', TONES_HZ[1], watched);
  await expectToHearEachOther(ana, bo);
  const cleo = await speaker('Cleo', TONES_HZ[2], { ...watched, stayOutside: true });
  // by then the browser keeps all of the app: what she needs inside can be had
  await expectControlled(cleo.page);
  killsAt = /"op":"open"/;
  await enter(cleo.page);
  const all = [ana, bo, cleo];
  const modes = async (): Promise<readonly string[]> => [...new Set(await Promise.all(all.map(modeOf)))];

  try {
    await test.step('as the steward asks it to open the server', async () => {
      await expect.poll(() => crashed, { timeout: MOVE_MS, message: 'the step is taken' }).not.toBeNull();
      await crashed;
      await expectAllToHearAll(all);
      // in whichever mode it ended: who got no token before stays on the mesh, as anybody who cannot reach the SFU
      await expect.poll(async () => (await modes()).length, { timeout: MOVE_MS, message: 'one mode for all' }).toBe(1);
    });
    await test.step('it comes back: the room is at the server, everybody in their seat', async () => {
      patio = await room.startPatioAgain();
      for (const person of all) await expectOnlyThroughServer(person, room.livekit);
      for (const person of all) await expectMode(person, 'SFU');
      await expectAllToHearAll(all);
    });
  } finally {
    await patio.kill();
  }
});
