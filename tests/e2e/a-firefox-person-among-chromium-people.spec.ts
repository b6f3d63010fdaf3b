/**
 * Two engines in one place: they see each other, walk, write, and the sound of one comes out at the other; first from
 * browser to browser, then, when a third makes the room too large for that, through the community's server.
 */
import { expect, test } from '@playwright/test';
import { expectToRead, expectToSee, goToPerson, inCallWith, lineAbout, PATIENCE_MS, say } from '../support/acts.ts';
import { HEARD_DB, hear } from '../support/ears.ts';
import {
  asMeasured,
  expectFirefoxToRead,
  FIREFOX_TONE_HZ,
  type FirefoxPerson,
  openFirefox,
  pressInWorld,
  readAll,
  soundByWay,
} from '../support/firefox.ts';
import { findLivekit } from '../support/livekit-server.ts';
import { createPeople, type People } from '../support/people.ts';
import { expectMode, expectOnlyThroughServer, type HostedRoom, MOVE_MS, startHostedRoom } from '../support/room.ts';
import { TONES_HZ } from '../support/tone.ts';
import { packetsByWay } from '../support/wires.ts';

test.skip(findLivekit() === null, 'LiveKit cannot be had here: see scripts/lib/find-livekit.mjs');

test.describe.configure({ timeout: 300_000 });

/** Firefox takes a while to start where two cores are shared. */
const SLOW_MS = 2 * PATIENCE_MS;
/** Of a second of sound, in stats' own measure (1: full loudness); silence is a thousandth of it. */
const LEAST_ENERGY = 0.001;

let room: HostedRoom;
let people: People;
let fox: FirefoxPerson | null = null;
test.beforeEach(async () => {
  room = await startHostedRoom(2);
  people = createPeople();
});
test.afterEach(async () => {
  await fox?.close();
  fox = null;
  await people.close();
  await room.patio.kill();
  await room.livekit.kill();
});

test('a person in Firefox meets a person in Chromium', async () => {
  const ana = await people.open({ name: 'Ana', toneHz: TONES_HZ[0], link: room.patio.placeLink, withoutPicture: true });
  fox = await openFirefox('Renata', room.patio.placeLink);
  const renata = fox;

  await expectToSee(ana, 'Renata');
  await pressInWorld(renata, 'p');
  await expect
    .poll(() => readAll(renata, '[aria-label^="Wave to "]', 'aria-label'), { timeout: SLOW_MS, message: 'Renata sees Ana' })
    .toContain('Wave to Ana');

  // what Renata walks, Ana's list counts in steps
  const before = await lineAbout(ana, 'Renata');
  await (await renata.page.$('patio-app >>> .scene'))?.focus();
  await renata.page.keyboard.down('ArrowLeft');
  await expect.poll(() => lineAbout(ana, 'Renata'), { timeout: SLOW_MS, message: 'Ana sees how Renata walks away' }).not.toBe(before);
  await renata.page.keyboard.up('ArrowLeft');

  // words to those nearby need somebody nearby: how far Renata got is the machine's business
  await goToPerson(ana, 'Renata');
  await expect.poll(() => inCallWith(ana), { timeout: SLOW_MS, message: 'they stand together' }).toContain('Renata');

  await say(ana, 'Good morning, Firefox');
  await pressInWorld(renata, 'c');
  await expectFirefoxToRead(renata, '[role=log]', 'Good morning, Firefox', SLOW_MS);
  await (await renata.page.waitForSelector('patio-app >>> patio-composer >>> textarea'))?.focus();
  await renata.page.keyboard.type('Good morning, Chromium');
  await renata.page.keyboard.press('Enter');
  await expectToRead(ana, 'Good morning, Chromium');

  const anaHears = async (): Promise<number> => (await hear(ana.page, [FIREFOX_TONE_HZ]))[0] ?? -Infinity;
  const ports = [room.livekit.ports.udp, room.livekit.ports.tcp];
  /** In the last second. */
  const renataHears = async (way: 'mesh' | 'server'): Promise<boolean> => {
    const earlier = await soundByWay(renata, ports);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return (await soundByWay(renata, ports))[way] > earlier[way] + LEAST_ENERGY;
  };
  await expect.poll(anaHears, { timeout: SLOW_MS, message: 'Ana hears Renata' }).toBeGreaterThan(HEARD_DB);
  await expect.poll(() => renataHears('mesh'), { timeout: SLOW_MS, message: 'Renata hears Ana' }).toBe(true);
  // a tone that nobody plays is no sound: the ear is not fooled by noise
  expect((await hear(ana.page, [2290]))[0]).toBeLessThan(HEARD_DB);

  // muted means silent, in both engines
  await pressInWorld(renata, 'm');
  await expect.poll(anaHears, { timeout: SLOW_MS, message: 'Ana no longer hears Renata' }).toBeLessThan(HEARD_DB);
  await pressInWorld(renata, 'm');

  const bo = await people.open({ name: 'Bo', link: room.patio.placeLink, withoutPicture: true, listenOnly: true });
  const mode = async (): Promise<string> => (await readAll(renata, 'output[aria-label="Room mode"]')).join(' ');
  for (const person of [ana, bo]) await expectMode(person, 'SFU');
  await expect.poll(mode, { timeout: MOVE_MS, message: 'the room of Renata is at the server' }).toContain('SFU');
  await expectOnlyThroughServer(ana, room.livekit);
  const sentByRenata = async (): Promise<{ mesh: number; isServerUsed: boolean }> => {
    const earlier = await packetsByWay(asMeasured(renata), ports);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const after = await packetsByWay(asMeasured(renata), ports);
    return { mesh: after.mesh.sent - earlier.mesh.sent, isServerUsed: after.server.sent > earlier.server.sent };
  };
  await expect
    .poll(sentByRenata, { timeout: MOVE_MS, message: 'Renata sends only to the server' })
    .toEqual({ mesh: 0, isServerUsed: true });
  await expect.poll(anaHears, { timeout: SLOW_MS, message: 'Ana hears Renata through the server' }).toBeGreaterThan(HEARD_DB);
  await expect.poll(() => renataHears('server'), { timeout: SLOW_MS, message: 'Renata hears Ana through the server' }).toBe(true);
  expect(await renataHears('mesh')).toBe(false);
  expect([...ana.errors, ...renata.errors]).toEqual([]);
});
