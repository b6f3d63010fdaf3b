/**
 * Real people in real pages over real networks: one Chromium, one context a person. Heavy, so all in this one file with
 * one browser. Nothing here measures time; bench/p2p does.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NetworkEndpoint } from '../domain/config/public-config.ts';
import { placeId } from '../domain/ids.ts';
import { freePort, type RunningServer, startNetworkServer } from '../tests/support/servers.ts';
import type { Relay } from '../signal-relay/relay.ts';
import { startTestRelay } from '../signal-relay/testing.ts';
import { startBareRelay } from './testing/bare-relay.ts';
import { connectionsOf, enter, meets, network, newPlace, openStage, type Person, type Stage, stateOf } from './testing/people.ts';
import { openEnvelopes } from './testing/insider.ts';
import { derivePlaceKeys } from './topics.ts';

const PATIENCE_MS = 60_000;
let stage: Stage;
let patio: Relay;
let relay: { readonly url: string };
let nostr: RunningServer;
let tracker: RunningServer;
let hole: RunningServer;
let tarpit: RunningServer;
const present: Person[] = [];

beforeAll(async () => {
  patio = await startTestRelay();
  relay = { url: `ws://127.0.0.1:${patio.port}` };
  nostr = await startNetworkServer('nostr');
  tracker = await startNetworkServer('tracker');
  hole = await startNetworkServer('hole');
  tarpit = await startNetworkServer('tarpit');
  stage = await openStage(await freePort());
}, PATIENCE_MS);

afterEach(async () => {
  await Promise.all(present.splice(0).map((person) => person.close()));
});

afterAll(async () => {
  await stage?.close();
  await Promise.all([...[nostr, tracker, hole, tarpit].map((server) => server?.kill()), patio?.close()]);
});

const people = async (count: number): Promise<Person[]> => {
  const made = await Promise.all(Array.from({ length: count }, () => stage.person()));
  present.push(...made);
  return made;
};

const networks = (): Record<string, NetworkEndpoint[]> => ({
  relay: [network('relay', relay.url)],
  nostr: [network('nostr', nostr.url)],
  tracker: [network('tracker', tracker.url)],
  raced: [network('relay', relay.url), network('nostr', nostr.url), network('tracker', tracker.url)],
});

const until = (person: Person, check: (state: Awaited<ReturnType<typeof stateOf>>) => boolean, timeoutMs = 20_000): Promise<void> =>
  expect.poll(async () => check(await stateOf(person)), { timeout: timeoutMs, interval: 50 }).toBe(true);

/** Everybody is linked with everybody, by one connection each; stray ones end by themselves. */
const expectFullMesh = async (all: readonly Person[]): Promise<void> => {
  const others = all.length - 1;
  for (const person of all) expect(await meets(person, others, 30_000)).toBe(true);
  const identities = all.map(({ identity }) => identity).toSorted();
  for (const person of all) {
    const { links } = await stateOf(person);
    expect([...links.map(({ identity }) => identity), person.identity].toSorted()).toEqual(identities);
    await expect.poll(() => connectionsOf(person).then(({ connected }) => connected), { timeout: 15_000 }).toBe(others);
    expect(person.errors).toEqual([]);
  }
};

describe('people who open one link', () => {
  for (const name of ['relay', 'nostr', 'tracker', 'raced'])
    for (const count of [2, 3, 6])
      it(
        `meet over ${name}: ${count}`,
        async () => {
          const all = await people(count);
          const place = newPlace();
          await Promise.all(all.map((person) => enter(person, { ...place, networks: networks()[name]! })));
          await expectFullMesh(all);
          for (const person of all)
            await until(person, ({ links }) => links.every(({ lines, stats }) => lines && stats.path === 'same-network'));
        },
        PATIENCE_MS,
      );

  for (const kind of ['nostr', 'tracker'] as const)
    it(
      `meet over our own relay's ${kind} dialect`,
      async () => {
        const all = await people(2);
        const place = newPlace();
        for (const person of all) await enter(person, { ...place, networks: [network(kind, relay.url)] });
        await expectFullMesh(all);
      },
      PATIENCE_MS,
    );

  it(
    'meet although one network is dead, one silent and one never answers',
    async () => {
      const all = await people(2);
      const place = newPlace();
      const dead = network('relay', `ws://127.0.0.1:${await freePort()}`);
      const bad = [dead, network('nostr', hole.url), network('relay', tarpit.url), network('tracker', hole.url)];
      await Promise.all(all.map((person) => enter(person, { ...place, networks: [...bad, ...networks()['tracker']!] })));
      await expectFullMesh(all);
      const { networks: states } = await stateOf(all[0]!);
      expect(states.find(({ url }) => url === tracker.url)).toMatchObject({ state: 'up', introduced: 1 });
      expect(states.find(({ url }) => url === dead.url)?.state).not.toBe('up');
    },
    PATIENCE_MS,
  );

  it(
    'see nobody with a wrong secret, and are seen by nobody',
    async () => {
      const [anna, bela, eve] = (await people(3)) as [Person, Person, Person];
      const place = newPlace();
      const chosen = networks()['raced']!;
      await enter(anna, { ...place, networks: chosen });
      await enter(eve, { ...newPlace(), place: place.place, networks: chosen });
      await enter(bela, { ...place, networks: chosen });
      await expectFullMesh([anna, bela]);
      expect((await stateOf(eve)).links).toEqual([]);
      expect((await stateOf(anna)).known).toEqual([]);
      expect((await stateOf(eve)).known).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe('a third person', () => {
  it(
    'is introduced through the mesh when every network is dead',
    async () => {
      const [anna, bela, carl] = (await people(3)) as [Person, Person, Person];
      const place = newPlace();
      const own = await startBareRelay(await freePort());
      const other = await startBareRelay(await freePort());
      const first = [network('relay', own.url)];
      const second = [network('relay', other.url)];
      // Bela stands between two networks; Anna and Carl share none
      await enter(anna, { ...place, networks: first });
      await enter(bela, { ...place, networks: [...first, ...second] });
      expect(await meets(anna, 1)).toBe(true);
      const annaId = (await stateOf(anna)).selfId;
      const belaId = (await stateOf(bela)).selfId;
      await carl.page.evaluate((only) => Object.assign(window, { only }), belaId);
      const carlId = await enter(carl, { ...place, networks: second });
      await carl.page.evaluate((only) => window.person.want([only]), belaId);
      expect(await meets(carl, 1)).toBe(true);
      await Promise.all([own.kill(), other.kill()]);
      await until(carl, ({ networks: all }) => all.every(({ kind, state }) => kind === 'mesh' || state !== 'up'));
      await carl.page.evaluate(() => window.person.want(null));
      await carl.page.evaluate((peer) => window.person.heardOf(peer), annaId);
      expect(await meets(carl, 2)).toBe(true);
      expect((await stateOf(carl)).links.find(({ peer }) => peer === annaId)?.introducedBy).toBe('mesh');
      expect((await stateOf(anna)).links.map(({ peer }) => peer).toSorted()).toEqual([belaId, carlId].toSorted());
    },
    PATIENCE_MS,
  );

  it(
    'finds those who stayed after every server was away',
    async () => {
      const [anna, bela, carl] = (await people(3)) as [Person, Person, Person];
      const place = newPlace();
      const ports = [await freePort(), await freePort()];
      const start = () => Promise.all([startBareRelay(ports[0]!), startNetworkServer('tracker', ports[1])]);
      const before = await start();
      const chosen = [network('relay', before[0].url), network('tracker', before[1].url)];
      for (const person of [anna, bela]) await enter(person, { ...place, networks: chosen });
      expect(await meets(bela, 1)).toBe(true);
      await Promise.all(before.map((server) => server.kill()));
      await enter(carl, { ...place, networks: chosen });
      await new Promise((resolve) => setTimeout(resolve, 10_000)); // the outage itself; the long one is in bench/p2p
      expect((await stateOf(anna)).links).toHaveLength(1);
      const after = await start();
      await expectFullMesh([anna, bela, carl]);
      expect((await stateOf(anna)).log.filter(({ what }) => what === 'unlinked')).toEqual([]);
      await Promise.all(after.map((server) => server.kill()));
    },
    PATIENCE_MS,
  );
});

describe('a link', () => {
  const pair = async (): Promise<[Person, Person]> => {
    const both = (await people(2)) as [Person, Person];
    const place = newPlace();
    for (const person of both) await enter(person, { ...place, networks: networks()['relay']! });
    await expectFullMesh(both);
    return both;
  };

  it(
    'ends at once for the other when one leaves',
    async () => {
      const [anna, bela] = await pair();
      await anna.page.evaluate(() => window.person.leave());
      await until(bela, ({ links }) => links.length === 0, 2_000);
      expect(await connectionsOf(anna).then(({ alive }) => alive)).toBe(0);
      expect((await stateOf(bela)).known, 'nobody looks for who said goodbye').toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'ends when the other crashes',
    async () => {
      const [anna, bela] = await pair();
      const crash = await anna.page.context().newCDPSession(anna.page);
      void crash.send('Page.crash').catch(() => undefined);
      await until(bela, ({ links }) => links.length === 0, 8_000);
    },
    PATIENCE_MS,
  );

  it(
    'survives a restart of ICE, by either side',
    async () => {
      const [anna, bela] = await pair();
      for (const [one, other] of [
        [anna, bela],
        [bela, anna],
      ] as const) {
        // prettier-ignore
        const before = await ufrag(one);
        await until(one, ({ links }) => links.every(({ lines }) => lines));
        await one.page.evaluate(() => [...window.person.link().links.value.values()][0]?.restartIce());
        await expect.poll(() => ufrag(one), { timeout: 5_000 }).not.toBe(before);
        const sent = await one.page.evaluate(() => [...window.person.link().links.value.values()][0]?.send('control', 'still there'));
        expect(sent).toBe(true);
        await expect.poll(() => other.page.evaluate(() => window.person.received().at(-1)?.data)).toBe('still there');
        expect((await stateOf(one)).log).toHaveLength(1);
      }
    },
    PATIENCE_MS,
  );

  const ufrag = (person: Person): Promise<string | undefined> =>
    person.page.evaluate(
      () =>
        /a=ice-ufrag:(\S+)/.exec([...window.person.link().links.value.values()][0]?.connection.currentRemoteDescription?.sdp ?? '')?.[1],
    );

  it(
    'stays when networks and ICE servers are replaced, and the new network works',
    async () => {
      const [anna, bela] = await pair();
      const change = { networks: networks()['nostr']!, iceServers: [{ urls: 'stun:127.0.0.1:9' }] };
      for (const person of [anna, bela]) await person.page.evaluate((next) => window.person.link().reconfigure(next), change);
      await until(anna, ({ networks: all }) => all.some(({ kind, state }) => kind === 'nostr' && state === 'up'));
      const { networks: all, links, log } = await stateOf(anna);
      expect(all.map(({ kind }) => kind)).toEqual(['nostr', 'mesh']);
      expect([links.length, log.length]).toEqual([1, 1]);
    },
    PATIENCE_MS,
  );

  it(
    'lets presence pass while the bulk lane is full',
    async () => {
      const [anna, bela] = await pair();
      const TOTAL = 400;
      await anna.page.evaluate(async (total) => {
        const link = [...window.person.link().links.value.values()][0]!;
        const frame = new ArrayBuffer(64 * 1024);
        for (let n = 0; n < total; n++) {
          while (!link.send('bulk', frame)) await link.bulkReady();
          if (n % 20 === 0) link.send('presence', new Uint8Array([n / 20]).buffer);
        }
        link.send('control', 'end');
      }, TOTAL);
      await expect.poll(() => bela.page.evaluate(() => window.person.received().at(-1)?.data), { timeout: 20_000 }).toBe('end');
      const seen = await bela.page.evaluate(() => ({
        presence: window.person.received().filter(({ lane }) => lane === 'presence').length,
        bulk: window.person.bulkFrames(),
      }));
      expect(seen.presence).toBeGreaterThan(15);
      // everything that was in front of the last control message fits the high-water mark
      expect(TOTAL - seen.bulk).toBeLessThan(TOTAL / 4);
    },
    PATIENCE_MS,
  );
});

describe('whoever is not wanted', () => {
  it(
    'is never dialled, and is dropped when the wish ends',
    async () => {
      const all = await people(3);
      const [anna, bela, carl] = all as [Person, Person, Person];
      const place = newPlace();
      // no tracker: its offers are addressed to nobody in particular
      const chosen = [...networks()['relay']!, ...networks()['nostr']!];
      const carlId = await enter(carl, { ...place, networks: chosen });
      await carl.page.evaluate(() => window.person.want([]));
      for (const person of [anna, bela]) await enter(person, { ...place, networks: chosen });
      expect(await meets(anna, 1)).toBe(true);
      await until(carl, ({ known }) => known.length === 2);
      expect((await stateOf(carl)).known.every(({ status }) => status === 'heard')).toBe(true);
      expect((await connectionsOf(carl)).made).toBe(0);
      // now everybody wants everybody
      await carl.page.evaluate(() => window.person.want(null));
      await expectFullMesh(all);
      await anna.page.evaluate((peer) => window.person.want([peer]), (await stateOf(bela)).selfId as string);
      await until(anna, ({ links, known }) => links.length === 1 && known.every(({ peerId }) => peerId === carlId));
      await until(carl, ({ links }) => links.length === 1);
    },
    PATIENCE_MS,
  );

  it(
    'is refused when banned, and does not try in a loop',
    async () => {
      const [anna, bela] = (await people(2)) as [Person, Person];
      const place = newPlace();
      await enter(anna, { ...place, networks: networks()['relay']!, banned: [bela.identity] });
      await enter(bela, { ...place, networks: networks()['relay']! });
      await until(anna, ({ refusals }) => refusals.banned === 1);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      const { refusals, links } = await stateOf(anna);
      expect([refusals.banned, links.length]).toEqual([1, 0]);
      expect((await stateOf(bela)).links).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe('a hostile signaling network', () => {
  it(
    'that changes what it carries links nobody, and the honest one does',
    async () => {
      const changed: string[] = [];
      const liar = await startBareRelay(await freePort(), (_topic, payload) => {
        const signal = JSON.parse(payload) as Record<string, string>;
        for (const name of ['offer', 'answer', 'candidate'])
          if (signal[name]) {
            changed.push(name);
            signal[name] = signal[name].replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')).replace('$', '$A');
          }
        return JSON.stringify(signal);
      });
      const [anna, bela] = (await people(2)) as [Person, Person];
      const place = newPlace();
      for (const person of [anna, bela]) await enter(person, { ...place, networks: [network('relay', liar.url)] });
      await expect.poll(() => changed.length, { timeout: 10_000 }).toBeGreaterThan(0);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect((await stateOf(anna)).links).toEqual([]);
      expect((await stateOf(bela)).links).toEqual([]);
      const both = [network('relay', liar.url), ...networks()['tracker']!];
      for (const person of [anna, bela]) await person.page.evaluate((next) => window.person.link().reconfigure({ networks: next }), both);
      await expectFullMesh([anna, bela]);
      await liar.kill();
    },
    PATIENCE_MS,
  );

  it(
    'that knows the secret and puts its own fingerprint in cannot stand in the middle',
    async () => {
      const place = newPlace();
      const { topic, password } = derivePlaceKeys(Buffer.from(place.secret, 'hex'), placeId(place.place));
      const insider = openEnvelopes(`:patio:${topic}.${password}`);
      const prints: string[] = [];
      const own = Array.from({ length: 32 }, () => 'AB').join(':');
      const liar = await startBareRelay(await freePort(), (_topic, payload) => {
        const signal = JSON.parse(payload) as Record<string, string>;
        for (const name of ['offer', 'answer'])
          if (signal[name])
            signal[name] = insider.rewrite(signal[name], (sdp) =>
              sdp.replace(/(a=fingerprint:sha-256 )(\S+)/, (_all, start: string, print: string) => {
                prints.push(print);
                return start + own;
              }),
            );
        return JSON.stringify(signal);
      });
      const [anna, bela] = (await people(2)) as [Person, Person];
      for (const person of [anna, bela]) await enter(person, { ...place, networks: [network('relay', liar.url)] });
      await expect.poll(() => prints.length, { timeout: 10_000 }).toBeGreaterThan(1);
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      expect(prints[0]).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
      expect((await stateOf(anna)).links).toEqual([]);
      expect((await stateOf(bela)).links).toEqual([]);
      await liar.kill();
    },
    PATIENCE_MS,
  );

  it(
    'that talks rubbish is ignored',
    async () => {
      const noise = [
        '',
        'null',
        '{',
        '[]',
        '{"peerId":"__proto__"}',
        `{"peerId":"${'X'.repeat(20)}","peer":{},"answer":"x"}`,
        'x'.repeat(59_000),
      ];
      let sent = 0;
      const liar = await startBareRelay(await freePort(), () => noise[sent++ % noise.length]!);
      const [anna, bela] = (await people(2)) as [Person, Person];
      const place = newPlace();
      for (const person of [anna, bela]) await enter(person, { ...place, networks: [network('relay', liar.url), ...networks()['nostr']!] });
      await expectFullMesh([anna, bela]);
      expect(sent).toBeGreaterThan(0);
      await liar.kill();
    },
    PATIENCE_MS,
  );
});
