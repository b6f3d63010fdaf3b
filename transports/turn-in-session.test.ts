/**
 * TURN by itself: people in real pages who may only use relayed addresses, a real relay that lends credentials, a real
 * coturn that checks them.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Relay, startRelay } from '../signal-relay/relay.ts';
import { readSecrets } from '../signal-relay/secrets.ts';
import { testConfig } from '../signal-relay/testing.ts';
import { findCoturn, type RunningCoturn, startCoturn } from '../tests/support/coturn.ts';
import { freePort } from '../tests/support/servers.ts';
import { enter, meets, network, newPlace, openStage, type Person, type Stage, stateOf } from './testing/people.ts';

const PATIENCE_MS = 90_000;
const POLL = { timeout: 45_000, interval: 50 };
const LASTS_SECONDS = 10;

const coturnMissing = findCoturn() === null;
if (coturnMissing) console.warn('SKIPPED: no coturn on this machine, so TURN in a session is not tested.');

describe.skipIf(coturnMissing)('a place whose relay lends TURN', () => {
  let stage: Stage;
  let relay: Relay;
  let coturn: RunningCoturn;
  const present: Person[] = [];

  beforeAll(async () => {
    coturn = await startCoturn();
    // shorter than config.yaml allows, so that a renewal can be waited for
    const turn = {
      urls: [coturn.urls[0]!.replace(coturn.ip, 'self')],
      secret: coturn.secret,
      credentialSeconds: LASTS_SECONDS,
      relayPorts: '1-2',
    };
    const config = { ...testConfig(), turn };
    relay = await startRelay({ config, secrets: await readSecrets(config, '/'), appFolder: '/nowhere' });
    stage = await openStage(await freePort());
  }, PATIENCE_MS);
  afterEach(async () => {
    await Promise.all(present.splice(0).map((person) => person.close()));
  });
  afterAll(async () => {
    await stage?.close();
    await Promise.all([relay?.close(), coturn?.kill()]);
  });

  const two = async (relayOnly: boolean): Promise<[Person, Person]> => {
    const people = [await stage.person(), await stage.person()] as [Person, Person];
    present.push(...people);
    const place = newPlace();
    const networks = [network('relay', `ws://127.0.0.1:${relay.port}/`)];
    await Promise.all(people.map((person) => enter(person, { ...place, networks, relayOnly })));
    for (const person of people) expect(await meets(person, 1, 45_000)).toBe(true);
    return people;
  };
  const pathOf = async (person: Person): Promise<string | undefined> => (await stateOf(person)).links[0]?.stats.path;
  /** Changes with every ICE restart. */
  const roundOf = (person: Person): Promise<string | undefined> =>
    person.page.evaluate(() => {
      const [link] = window.person.link().links.value.values();
      return /a=ice-ufrag:(\S+)/.exec(link?.connection.localDescription?.sdp ?? '')?.[1];
    });

  it('links people who can use nothing else, and renews without a word', { timeout: PATIENCE_MS }, async () => {
    const [a, b] = await two(true);
    for (const person of [a, b]) await expect.poll(() => pathOf(person), POLL).toBe('relayed');
    // what a server of media is reached through, too: by name, with a credential
    const servers = await a.page.evaluate(() => window.person.link().iceServers());
    expect(servers).toContainEqual(
      expect.objectContaining({ urls: [coturn.urls[0]], username: expect.stringMatching(/^\d+:/), credential: expect.any(String) }),
    );
    const first = await roundOf(a);
    await a.page.evaluate(() => {
      const [link] = window.person.link().links.value.values();
      setInterval(() => link!.send('presence', new ArrayBuffer(4)), 20);
    });
    // both lend anew and restart once each at least
    await expect.poll(() => roundOf(a), POLL).not.toBe(first);
    const second = await roundOf(a);
    await expect.poll(() => roundOf(a), POLL).not.toBe(second);
    await expect.poll(async () => (await stateOf(b)).links[0]?.health, POLL).toBe('connected');
    expect(await pathOf(b)).toBe('relayed');
    const { log } = await stateOf(b);
    expect(log.map(({ what }) => what)).toEqual(['linked']);
    const gaps = await b.page.evaluate(() => {
      const steps = window.person.received().filter(({ lane }) => lane === 'presence');
      return steps.map(({ atMs }, i) => atMs - (steps[i - 1]?.atMs ?? atMs));
    });
    // enough to see a gap; how many there are is the machine’s business
    expect(gaps.length).toBeGreaterThan(30);
    // an ICE restart that is noticed costs a round of connectivity checks and, with the heartbeat, seconds
    expect(Math.max(...gaps)).toBeLessThan(2500);
  });

  it(
    'links somebody hidden with somebody who is not before an answer without a way would be forgotten',
    { timeout: PATIENCE_MS },
    async () => {
      const [open, hidden] = [await stage.person(), await stage.person()];
      present.push(open, hidden);
      const place = newPlace();
      const networks = [network('relay', `ws://127.0.0.1:${relay.port}/`)];
      await enter(open, { ...place, networks, relayOnly: false });
      await enter(hidden, { ...place, networks, relayOnly: true });
      // trystero holds on to an answered offer for 23.3 s
      for (const person of [open, hidden]) expect(await meets(person, 1, 18_000)).toBe(true);
      await expect.poll(() => pathOf(hidden), POLL).toBe('relayed');
    },
  );

  it('leaves those alone who need none', { timeout: PATIENCE_MS }, async () => {
    const [a, b] = await two(false);
    for (const person of [a, b]) await expect.poll(() => pathOf(person), POLL).toBe('same-network');
    const rounds = [await roundOf(a), await roundOf(b)];
    const before = relay.stats().desk.minted.turn;
    await expect.poll(() => relay.stats().desk.minted.turn - before, POLL).toBeGreaterThanOrEqual(4);
    expect([await roundOf(a), await roundOf(b)]).toEqual(rounds);
    expect(relay.stats().desk.members).toBe(2);
  });
});
