/**
 * People meet over whichever network there is, one connection a pair, and what holds them together afterwards needs no
 * server: real tracker, real Nostr relay of others' making, our relay, each alone and raced, then killed.
 */
import { expect, test } from '@playwright/test';
import { parseLink, formatPlaceLink } from '../../domain/place/place-link.ts';
import { expectToRead, expectToSee, goToPlace, PATIENCE_MS, say, seenBy } from '../support/acts.ts';
import { createPeople, type People, type Person } from '../support/people.ts';
import { freePort, type RunningServer, startNetworkServer, startPatio } from '../support/servers.ts';
import { connectionsOf } from '../support/wires.ts';

type Endpoint = { readonly kind: 'relay' | 'nostr' | 'tracker'; readonly url: string };

const NAMES = ['Ana', 'Bo', 'Caio', 'Dina', 'Eli', 'Fay'] as const;
const RELAY: Endpoint = { kind: 'relay', url: 'self' };

let people: People;
const servers: { readonly kill: () => Promise<void> }[] = [];
const started = async <T extends { readonly kill: () => Promise<void> }>(server: Promise<T>): Promise<T> => {
  const running = await server;
  servers.push(running);
  return running;
};
test.beforeEach(() => {
  people = createPeople();
});
test.afterEach(async () => {
  await people.close();
  await Promise.all(servers.splice(0).map((server) => server.kill()));
});

const place = (networks: readonly Endpoint[]) => started(startPatio({ config: { networks } }));
const foreign = (kind: 'nostr' | 'tracker', server: RunningServer): Endpoint => ({ kind, url: server.url });
const enterAll = async (link: string, count: number): Promise<readonly Person[]> => {
  const inside: Person[] = [];
  for (const name of NAMES.slice(0, count)) inside.push(await people.open({ name, link, listenOnly: true, withoutPicture: true }));
  return inside;
};
const expectAllMet = async (inside: readonly Person[]): Promise<void> => {
  for (const person of inside) for (const other of inside) if (other !== person) await expectToSee(person, other.name);
  for (const person of inside) {
    await expect
      .poll(() => connectionsOf(person.page), { timeout: PATIENCE_MS, message: `${person.name} has one connection a pair` })
      .toBe(inside.length - 1);
  }
};

test('two meet over our relay alone', async () => {
  const patio = await place([RELAY]);
  await expectAllMet(await enterAll(patio.placeLink, 2));
});

test('two meet over a Nostr relay alone', async () => {
  const nostr = await started(startNetworkServer('nostr'));
  const patio = await place([foreign('nostr', nostr)]);
  await expectAllMet(await enterAll(patio.placeLink, 2));
});

test('three meet over a tracker alone', async () => {
  const tracker = await started(startNetworkServer('tracker'));
  const patio = await place([foreign('tracker', tracker)]);
  await expectAllMet(await enterAll(patio.placeLink, 3));
});

test('six meet over all networks at once, although one of them is dead and one swallows everything', async () => {
  test.setTimeout(240_000);
  const [nostr, hole] = [await started(startNetworkServer('nostr')), await started(startNetworkServer('hole'))];
  const dead: Endpoint = { kind: 'tracker', url: `ws://127.0.0.1:${await freePort()}` };
  const patio = await place([RELAY, foreign('nostr', nostr), foreign('tracker', hole), dead]);
  await expectAllMet(await enterAll(patio.placeLink, 6));
});

test('every server dies: those inside go on walking and writing, and are found again when one is back', async () => {
  test.setTimeout(240_000);
  const patio = await place([RELAY]);
  const [ana, bo] = await enterAll(patio.placeLink, 2);
  await expectAllMet([ana!, bo!]);
  // the page is in Caio's cache, as it is after any visit
  const caio = await people.open({ name: 'Caio', link: patio.placeLink, stayOutside: true, withoutPicture: true });
  await caio.page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: PATIENCE_MS });
  await caio.page.goto('about:blank');

  await patio.kill();
  await say(ana!, 'Still here without any server');
  await expectToRead(bo!, 'Still here without any server');
  await goToPlace(ana!, 'Kitchen');
  await expect.poll(() => seenBy(bo!), { timeout: PATIENCE_MS }).toContain('Ana');

  await caio.page.goto(patio.placeLink);
  await caio.page.getByRole('textbox', { name: 'Your name' }).fill('Caio');
  await caio.page.getByRole('button', { name: 'Enter', exact: true }).click();
  await expect(caio.page.getByRole('region', { name: 'World' })).toBeVisible({ timeout: PATIENCE_MS });
  expect(await seenBy(caio)).toEqual([]);

  await started(startPatio({ port: patio.port, dataFolder: patio.dataFolder, config: { networks: [RELAY] } }));
  await expectAllMet([ana!, bo!, caio]);
});

test('a wrong secret sees nobody and is seen by nobody', async () => {
  const patio = await place([RELAY]);
  const [ana] = await enterAll(patio.placeLink, 1);
  const link = parseLink(patio.placeLink);
  if (link.kind !== 'place') throw new Error(link.kind);
  const wrong = formatPlaceLink(`${patio.origin}/`, { placeId: link.placeId, secret: new Uint8Array(32).fill(7) });
  const stranger = await people.open({ name: 'Mallory', link: wrong, listenOnly: true, withoutPicture: true });
  const friend = await people.open({ name: 'Bo', link: patio.placeLink, listenOnly: true, withoutPicture: true });
  // by the time that a friend has been met, a stranger would have been, too
  await Promise.all([expectToSee(ana!, 'Bo'), expectToSee(friend, 'Ana')]);
  expect(await seenBy(stranger)).toEqual([]);
  expect(await seenBy(ana!)).toEqual(['Bo']);
  expect(await connectionsOf(stranger.page)).toBe(0);
});

test('a tab that is hidden stays present, arrives where it was going, and hears what is written', async () => {
  const patio = await place([RELAY]);
  // what a browser does to a hidden tab, done on purpose: no frames, and timers once a minute
  const hideable = (): void => {
    let hidden = false;
    const later = globalThis.setTimeout.bind(globalThis);
    const frame = globalThis.requestAnimationFrame.bind(globalThis);
    Object.defineProperty(document, 'hidden', { get: () => hidden });
    Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
    Reflect.set(globalThis, 'setTimeout', (run: () => void, ms = 0, ...rest: unknown[]) =>
      later(run, hidden ? Math.max(ms, 60_000) : ms, ...rest),
    );
    Reflect.set(globalThis, 'requestAnimationFrame', (run: FrameRequestCallback) => frame((now) => (hidden ? undefined : run(now))));
    Reflect.set(globalThis, 'patioHide', (hide: boolean) => {
      hidden = hide;
      document.dispatchEvent(new Event('visibilitychange'));
    });
  };
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, listenOnly: true, withoutPicture: true, initScript: hideable });
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, listenOnly: true, withoutPicture: true });
  await expectToSee(ana, 'Bo');
  await bo.page.getByRole('tab', { name: /^Places/ }).click();
  await ana.page.getByRole('tab', { name: /^Places/ }).click();
  await ana.page.getByRole('button', { name: 'Go to Kitchen' }).click();
  await ana.page.evaluate(() => (Reflect.get(globalThis, 'patioHide') as (hide: boolean) => void)(true));
  await expect(bo.page.getByRole('list', { name: 'Places' }).getByRole('listitem').filter({ hasText: 'Kitchen' })).toContainText('Ana', {
    timeout: PATIENCE_MS,
  });
  // longer than it takes to call somebody gone
  await bo.page.waitForTimeout(7000);
  expect(await seenBy(bo)).toContain('Ana');
  // what is said nearby is for those who are near
  await goToPlace(bo, 'Kitchen');
  await say(bo, 'Are you asleep?');
  await ana.page.evaluate(() => (Reflect.get(globalThis, 'patioHide') as (hide: boolean) => void)(false));
  await expectToRead(ana, 'Are you asleep?');
});

test('ten thousand malformed frames on each channel change nothing for the others', async () => {
  test.setTimeout(240_000);
  const patio = await place([RELAY]);
  const tap = (): void => {
    const channels: RTCDataChannel[] = [];
    Reflect.set(globalThis, 'patioChannels', channels);
    const create: RTCPeerConnection['createDataChannel'] = Reflect.get(RTCPeerConnection.prototype, 'createDataChannel');
    RTCPeerConnection.prototype.createDataChannel = function patched(this: RTCPeerConnection, ...args) {
      const channel = create.apply(this, args);
      channels.push(channel);
      return channel;
    };
  };
  const [ana, bo] = await enterAll(patio.placeLink, 2);
  const mallory = await people.open({ name: 'Mallory', link: patio.placeLink, listenOnly: true, withoutPicture: true, initScript: tap });
  await expectAllMet([ana!, bo!, mallory]);

  const sent = await mallory.page.evaluate(async () => {
    const channels = (Reflect.get(globalThis, 'patioChannels') as RTCDataChannel[]).filter((c) => c.readyState === 'open');
    const texts = [
      '',
      '{',
      '[]',
      'null',
      '{"t":"chat"}',
      '{"t":"__proto__"}',
      '{"t":"profile","name":"\\u202e"}',
      '{"t":"roster","members":[{}]}',
      '['.repeat(5000),
      `{"t":"chat","id":"x","scope":"place","room":"open","at":-1,"text":"${'x'.repeat(3000)}"}`,
      '{"t":"door","door":"fern","open":true,"locked":true,"clock":9007199254740991,"by":"z"}',
    ];
    const count: Record<string, number> = {};
    for (const channel of channels) {
      for (let i = 0; i < 10_000 && channel.readyState === 'open'; i++) {
        while (channel.bufferedAmount > 200_000 && channel.readyState === 'open') await new Promise((done) => setTimeout(done, 5));
        try {
          if (i % 2 === 0) channel.send(texts[(i / 2) % texts.length]!);
          else channel.send(crypto.getRandomValues(new Uint8Array(i % 64)));
        } catch {
          break;
        }
        count[channel.label] = (count[channel.label] ?? 0) + 1;
      }
    }
    return count;
  });
  for (const lane of ['presence', 'control', 'bulk']) expect(sent[lane] ?? 0, `frames on ${lane}`).toBeGreaterThan(5000);

  await say(ana!, 'That was loud');
  await expectToRead(bo!, 'That was loud');
  await goToPlace(bo!, 'Kitchen');
  await expectToSee(ana!, 'Bo');
  expect([...ana!.errors, ...bo!.errors]).toEqual([]);
});
