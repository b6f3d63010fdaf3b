/** What happens in the session, phase by phase: the servers that are killed and returned, who comes and who goes. */
import { expect } from '@playwright/test';
import { goToPerson, openMore, press, seenBy } from '../../support/acts.ts';
import { startCoturn } from '../../support/coturn.ts';
import { startLivekit } from '../../support/livekit-server.ts';
import { connectionsOf, packetsByWay } from '../../support/wires.ts';
import { drawCurtain, inTheOpen } from './bot.ts';
import { comeIn, type Guest, type Present, SPEAKERS, THIRTEENTH, TWELVE } from './company.ts';
import type { Scene } from './run.ts';
import { type Notes, pause } from './session.ts';
import { KILLED_LIMIT_MS, MOVE_LIMIT_MS } from './table.ts';
import { modeOn, voicesArriving, whenAll } from './watch.ts';

/** More than a mesh of thirteen takes: how many that is, is one of the things to see. */
export const TURN_PORTS = 2000;
const LINKING_MS = 45_000;
const MOVING_MS = 45_000;
const HEARD_MS = 60_000;

const isSfu = (mode: string): boolean => mode === 'SFU';
const isMesh = (mode: string): boolean => mode.startsWith('P2P');

const portsOf = ({ livekit: { ports } }: Scene): readonly number[] => [ports.udp, ports.tcp];
const indexOf = (name: string): number => SPEAKERS.findIndex((speaker) => speaker.name === name);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const isPresent = ({ all }: Scene, name: string): boolean => all.some((person) => person.name === name);
/** Nobody's voice may be away for longer than that. */
const forAll =
  (scene: Scene, ms: number) =>
  ({ name }: Guest): number | undefined =>
    isPresent(scene, name) ? ms : undefined;

/** @returns after how long, or null */
const until = async (isSo: () => Promise<boolean>, withinMs: number): Promise<number | null> => {
  const began = performance.now();
  for (;;) {
    if (await isSo()) return Math.round(performance.now() - began);
    if (performance.now() - began > withinMs) return null;
    await pause(200);
  }
};

const untilHeard = async ({ session: { ear } }: Scene, name: string, withinMs = HEARD_MS): Promise<number | null> =>
  until(() => ear.hearsNow(indexOf(name)), withinMs);

const tellVoices = async (scene: Scene, { note }: Notes): Promise<void> => {
  const all = await Promise.all(scene.all.map(({ page }) => voicesArriving(page, portsOf(scene)).catch(() => ({ mesh: -1, server: -1 }))));
  const words = all.map(({ mesh, server }, i) => `${scene.all[i]?.name} ${mesh}/${server}`);
  note(`voices arriving by mesh/server: ${words.join(', ')}`);
};

const lent = ({ coturn }: Scene): string => `coturn lends ${coturn.lends() ?? '?'} addresses`;

export const enterTwelve = async (scene: Scene): Promise<void> => {
  const { all, company, session } = scene;
  for (const guest of TWELVE.slice(1)) {
    const person = await company.open(guest);
    all.push(person);
    // not on the listener's screen: there the panel would take the place of the list of people
    if (guest.part === 'speaker') await inTheOpen(person, () => openMore(person, 'Connection'));
    const linked = await until(async () => (await connectionsOf(person.page)) >= all.length - 1, LINKING_MS);
    const now = await session.lookAround();
    const modes = Object.values(now.modes).join(' ');
    session.say(
      `${guest.name} is in: ${linked === null ? `only ${await connectionsOf(person.page)} links` : `linked after ${seconds(linked)}`}; ${modes}; ${now.figures}; load ${now.load.toFixed(1)}; ${lent(scene)}`,
    );
  }
  for (const { name } of SPEAKERS)
    if (isPresent(scene, name)) {
      const heard = await untilHeard(scene, name);
      session.say(`${name} is ${heard === null ? 'NOT heard' : 'heard'}`);
    }
};

export const talkOnMesh = async (scene: Scene): Promise<string> => {
  await scene.session.phase({
    key: 'mesh',
    title: 'Twelve talk on the mesh',
    limit: forAll(scene, MOVE_LIMIT_MS),
    act: async (notes) => {
      const modes = await whenAll(scene.all, isMesh, 10_000);
      if (modes === null) notes.complain('twelve are not a mesh');
      await pause(5000);
      notes.note(lent(scene));
    },
    after: (notes) => tellVoices(scene, notes),
  });
  return 'mesh';
};

export const turnIsCut =
  (key: 'turn' | 'turn-at-server') =>
  async (scene: Scene): Promise<string> => {
    const { session, all } = scene;
    const [ana] = all;
    const relayed = SPEAKERS.filter(({ relayOnly }) => relayOnly);
    await session.phase({
      key,
      title: key === 'turn' ? 'TURN is cut and returned' : 'TURN is cut and returned, at the server',
      limit: ({ name, relayOnly }) => (isPresent(scene, name) ? (relayOnly ? null : MOVE_LIMIT_MS) : undefined),
      act: async ({ note, complain }) => {
        const { port, secret } = scene.coturn;
        await scene.coturn.kill();
        for (const { name } of relayed) {
          const silent = await until(() => session.ear.isSilentNow(indexOf(name)), 20_000);
          note(`${name}, who has only TURN, is ${silent === null ? 'still heard after 20 s' : `silent ${seconds(silent)} later`}`);
        }
        await pause(3000);
        note(`Ana sees ${(await seenBy(ana!)).length} others while TURN is away`);
        scene.coturn = await startCoturn({ port, secret, relayPorts: TURN_PORTS });
        for (const { name } of relayed) {
          const again = await untilHeard(scene, name, 90_000);
          if (again === null) complain(`${name} is not heard again 90 s after TURN is back`);
          else note(`${name} is heard again ${seconds(again)} after TURN is back`);
        }
        const complete = await until(async () => (await seenBy(ana!)).length >= all.length - 1, 60_000);
        if (complete === null) complain(`Ana sees ${(await seenBy(ana!)).length} others`);
        else note(`all are there again ${seconds(complete)} after that; ${lent(scene)}`);
      },
    });
    return key;
  };

/** Until a moment passes in which this person sends nothing from browser to browser. */
const offMesh = async (scene: Scene, { page }: Present): Promise<boolean> => {
  const sent = async (): Promise<number> => (await packetsByWay(page, portsOf(scene))).mesh.sent;
  let before = await sent();
  return (
    (await until(async () => {
      await pause(500);
      const now = await sent();
      const isOff = now === before;
      before = now;
      return isOff;
    }, MOVING_MS)) !== null
  );
};

export const thirteenth = async (scene: Scene): Promise<string> => {
  const { all, company, session } = scene;
  await session.phase({
    key: 'thirteenth',
    title: 'The thirteenth comes',
    limit: ({ name }) => (name === THIRTEENTH.name || !isPresent(scene, name) ? undefined : MOVE_LIMIT_MS),
    act: async ({ note, complain }) => {
      const mona = await company.open(THIRTEENTH, true);
      await until(async () => (await connectionsOf(mona.page)) >= all.length, LINKING_MS);
      note(
        `${THIRTEENTH.name} is linked with ${await connectionsOf(mona.page)} from the lobby; modes ${[...new Set(Object.values((await session.lookAround()).modes))].join(' ')}`,
      );
      all.push(mona);
      const clicked = performance.now();
      await comeIn(mona.page, THIRTEENTH);
      let first = '';
      let ways = await packetsByWay(mona.page, portsOf(scene));
      const moved = whenAll(all, isSfu, MOVING_MS);
      const arrived = await until(async () => {
        ways = await packetsByWay(mona.page, portsOf(scene));
        if (first === '' && ways.mesh.sent + ways.server.sent > 0) first = ways.mesh.sent > 0 ? 'the mesh' : 'the server';
        return ways.server.sent > 50;
      }, MOVING_MS);
      const took = await moved;
      if (took === null) complain(`not all are at the server: ${(await Promise.all(all.map(({ page }) => modeOn(page)))).join(' ')}`);
      else note(`every screen says SFU ${seconds(performance.now() - clicked)} after ${THIRTEENTH.name} pressed Enter`);
      if (arrived === null) complain(`${THIRTEENTH.name} sends nothing to the server`);
      if (ways.mesh.sent > 0) complain(`${THIRTEENTH.name} sent ${ways.mesh.sent} packets by mesh, and began with ${first}`);
      else note(`${THIRTEENTH.name} has sent ${ways.server.sent} packets to the server and none by mesh`);
      for (const person of all) if (person.guest.speaks && !(await offMesh(scene, person))) complain(`${person.name} still sends by mesh`);
      ways = await packetsByWay(mona.page, portsOf(scene));
      note(
        `${THIRTEENTH.name} in the end: mesh ${ways.mesh.sent} sent ${ways.mesh.received} received, server ${ways.server.sent} sent ${ways.server.received} received`,
      );
    },
  });
  const [mona] = all.slice(-1);
  await inTheOpen(mona!, () => goToPerson(mona!, 'Ana')).catch(() => session.say('Mona finds no way to Ana'));
  const heard = await untilHeard(scene, THIRTEENTH.name, 20_000);
  session.say(`${THIRTEENTH.name} is ${heard === null ? 'NOT heard' : 'heard'}`);
  return 'thirteenth';
};

export const talkAll = async (scene: Scene): Promise<string> => {
  const bots = scene.all.filter(({ guest: { part, speaks } }) => part === 'bot' && !speaks);
  await scene.session.phase({
    key: 'all-talk',
    title: 'All talk at once at the server',
    limit: forAll(scene, MOVE_LIMIT_MS),
    act: async (notes) => {
      await Promise.all(bots.map((bot) => inTheOpen(bot, () => press(bot, 'Microphone', 'on'))));
      await pause(8000);
      notes.note(`${bots.length} more spoke, ${scene.all.length - 1} in all`);
    },
    after: async (notes) => {
      await tellVoices(scene, notes);
      await Promise.all(bots.map((bot) => inTheOpen(bot, () => press(bot, 'Microphone', 'off'))));
    },
  });
  return 'all-talk';
};

export const killServer = async (scene: Scene): Promise<string> => {
  await scene.session.phase({
    key: 'killed',
    title: 'LiveKit is killed (-9)',
    limit: forAll(scene, KILLED_LIMIT_MS),
    act: async (notes) => {
      const links = await connectionsOf(scene.all[0]!.page);
      await scene.livekit.kill();
      const back = await whenAll(scene.all, isMesh, MOVING_MS);
      if (back === null) notes.complain('some screens still say SFU');
      else notes.note(`every screen says mesh after ${seconds(back)}`);
      for (const { name } of SPEAKERS) if ((await untilHeard(scene, name)) === null) notes.complain(`${name} is not heard again`);
      const left = await seenBy(scene.all[0]!);
      if (left.length < scene.all.length - 1) notes.complain(`Ana sees only ${left.length} others`);
      notes.note(`connections of Ana before and after: ${links}, ${await connectionsOf(scene.all[0]!.page)}`);
    },
    after: (notes) => tellVoices(scene, notes),
  });
  return 'killed';
};

export const returnServer = async (scene: Scene): Promise<string> => {
  await scene.session.phase({
    key: 'returned',
    title: 'LiveKit is back',
    limit: forAll(scene, MOVE_LIMIT_MS),
    act: async (notes) => {
      const { ports, apiKey, apiSecret } = scene.livekit;
      scene.livekit = await startLivekit({ ports, apiKey, apiSecret });
      const up = await whenAll(scene.all, isSfu, 60_000);
      if (up === null) notes.complain('not all are at the server again');
      else notes.note(`every screen says SFU ${seconds(up)} after LiveKit is back`);
      for (const person of scene.all)
        if (person.guest.speaks && !(await offMesh(scene, person))) notes.complain(`${person.name} still sends by mesh`);
    },
    after: (notes) => tellVoices(scene, notes),
  });
  return 'returned';
};

/** Nine are left: few enough for the default policy. */
const LEAVING = ['Ivo', 'Jun', 'Kim', 'Lia'];

export const fewStay = async (scene: Scene): Promise<string> => {
  const { all, session } = scene;
  await session.phase({
    key: 'few',
    title: 'Four leave: a mesh again',
    limit: forAll(scene, MOVE_LIMIT_MS),
    act: async (notes) => {
      for (const name of LEAVING) {
        const at = all.findIndex((person) => person.name === name);
        const [person] = all.splice(at, 1);
        if (person === undefined) continue;
        await drawCurtain(person.page, false);
        await person.page.getByRole('button', { name: 'Leave', exact: true }).first().click();
      }
      await expect.poll(async () => (await seenBy(all[0]!)).length, { timeout: 30_000 }).toBe(all.length - 1);
      const down = await whenAll(all, isMesh, 120_000);
      if (down === null) notes.complain('the room is still at the server');
      else notes.note(`every screen says mesh ${seconds(down)} after the last of them has gone`);
      await pause(4000);
    },
    after: (notes) => tellVoices(scene, notes),
  });
  return 'few';
};
