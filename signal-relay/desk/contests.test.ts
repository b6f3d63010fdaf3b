/** A holder that most do not obey loses its lease; a single liar, or strangers who come to vote, take nobody's. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { DEPOSED_MS, type DeskLease, LEASE_KEEP_EVERY_MS, VOICE_AFTER_MS, VOICE_KEPT_MS } from '../../domain/wire/relay-desk.ts';
import { startRelay } from '../relay.ts';
import { readSecrets } from '../secrets.ts';
import { testConfig } from '../testing.ts';
import { createContests } from './contests.ts';
import { testPlace, visit, type Visitor, type VisitorOptions } from './testing.ts';

describe('voices', () => {
  it('end a lease only when they are more than half of all who watched for long, the holder among the others', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), fc.nat(4), (voters, silent, late) => {
        let nowMs = 0;
        const contests = createContests<string>(() => nowMs);
        const names = (what: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${what}${String(i)}`);
        const watchers = new Map<string, number>(
          [...names('voter', voters), ...names('silent', silent), 'holder'].map((name) => [name, 0]),
        );
        nowMs = VOICE_AFTER_MS;
        // whoever comes to vote, or to be counted, does not count yet
        for (const name of names('late', late)) watchers.set(name, nowMs);
        const vote = (voter: string) => contests.vote({ key: 'room', number: 1, holder: 'holder', voter, watchers });
        for (const name of names('late', late)) expect(vote(name)).toBe('no-voice');
        expect(vote('holder')).toBe('no-voice');
        expect(vote('stranger')).toBe('no-voice');
        let isOver = false;
        names('voter', voters).forEach((name, i) => {
          if (isOver) return;
          // twice is not two voices
          vote(name);
          const needed = (voters + silent + 1) / 2;
          isOver = i + 1 > needed;
          if (!isOver) expect(vote(name)).toBe('counted');
        });
        expect(contests.size()).toBe(isOver || voters === 0 ? 0 : 1);
        expect(isOver).toBe(voters > (voters + silent + 1) / 2);
      }),
    );
  });

  it('fade, go with whoever raised them, and are not for the next holder', () => {
    let nowMs = VOICE_AFTER_MS;
    const contests = createContests<string>(() => nowMs);
    const watchers = new Map(['a', 'b', 'c'].map((name) => [name, 0]));
    const vote = (voter: string, number = 1) => contests.vote({ key: 'room', number, holder: 'c', voter, watchers });
    expect(vote('a')).toBe('counted');
    nowMs += VOICE_KEPT_MS + 1;
    expect(vote('b')).toBe('counted');
    expect(vote('a', 2)).toBe('counted');
    watchers.delete('a');
    watchers.set('d', 0);
    expect(vote('b', 2)).toBe('counted');
    expect(vote('d', 2)).toBe('over');
  });
});

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const SFU = { url: 'self:7880', apiKey: 'patio', apiSecret: 's'.repeat(32), tokenSeconds: 600, rtcPort: 7882, tcpPort: 7881 };

/** A relay whose clock is in the test's hands, and a room in it. */
const setUp = async () => {
  let nowMs = 0;
  const config = testConfig({}, { sfu: SFU });
  const relay = await startRelay({ config, secrets: await readSecrets(config, '/'), appFolder: '/nowhere', nowMs: () => nowMs });
  ends.push(relay.close);
  const place = testPlace();
  const room = place.room('open');
  const come = async (options?: VisitorOptions): Promise<Visitor> => {
    const visitor = await visit(relay.port, options);
    ends.push(visitor.close);
    expect(await visitor.prove(place)).toMatchObject({ ok: true });
    expect(await visitor.ask({ op: 'watch', room })).toEqual({ ok: true });
    return visitor;
  };
  const take = async (visitor: Visitor): Promise<DeskLease> => {
    const answer = await visitor.ask({ op: 'take', room });
    if (answer === null || !('lease' in answer) || answer.lease === null) throw new Error(JSON.stringify(answer));
    return answer.lease;
  };
  /** Time passes, and the holder keeps what it has. */
  const pass = async (ms: number, holder: Visitor, number: number): Promise<void> => {
    for (let left = ms; left > 0; left -= LEASE_KEEP_EVERY_MS) {
      nowMs += Math.min(left, LEASE_KEEP_EVERY_MS);
      expect(await holder.ask({ op: 'keep', room, number })).toEqual({ ok: true });
    }
  };
  const contest = (visitor: Visitor, number: number) => visitor.ask({ op: 'contest', room, number });
  return { relay, place, room, come, take, pass, contest, advance: (ms: number) => (nowMs += ms) };
};

describe('a holder whom nobody obeys', () => {
  it('loses lease and epoch to a majority, and may not have that room again for a while', async () => {
    const { relay, place, room, come, take, pass, contest, advance } = await setUp();
    const liar = await come();
    const [a, b] = [await come(), await come()];
    const { number } = await take(liar);
    expect(await liar.ask({ op: 'open', room, number, epoch: 9 })).toEqual({ ok: true });
    await pass(VOICE_AFTER_MS, liar, number);
    expect(await contest(a, number)).toEqual({ ok: true });
    expect(await liar.ask({ op: 'keep', room, number })).toEqual({ ok: true });
    expect(await contest(b, number)).toEqual({ ok: true });
    await expect.poll(() => liar.leaseOf(room)).toBeNull();
    expect(await liar.ask({ op: 'keep', room, number })).toMatchObject({ why: 'not-holder' });
    expect(await liar.ask({ op: 'open', room, number, epoch: 10 })).toMatchObject({ why: 'not-holder' });
    expect(await liar.ask({ op: 'token', room, epoch: 9 })).toMatchObject({ why: 'epoch' });
    expect(await liar.ask({ op: 'take', room })).toMatchObject({ why: 'deposed' });
    // another room is another matter, and the next holder begins where it wants
    expect(await liar.ask({ op: 'take', room: place.room('fern') })).toMatchObject({ ok: true });
    const next = await take(a);
    expect(next.holder).toBe(a.peer);
    expect(await a.ask({ op: 'open', room, number: next.number, epoch: 3 })).toEqual({ ok: true });
    expect(await b.ask({ op: 'token', room, epoch: 3 })).toMatchObject({ ok: true });
    // not by another socket of the same tab either
    const again = await come({ peer: liar.peer, resume: liar.resume });
    expect(await again.ask({ op: 'take', room })).toMatchObject({ why: 'deposed' });
    advance(DEPOSED_MS);
    expect(await again.ask({ op: 'take', room })).toMatchObject({ ok: true });
    expect(relay.stats().desk.deposed).toBe(1);
  });
});

describe('an honest holder', () => {
  it('is not deposed by one voice of two, nor by one of three, however often it is raised', async () => {
    const { relay, come, take, pass, contest } = await setUp();
    const honest = await come();
    const liar = await come();
    const { number } = await take(honest);
    await pass(VOICE_AFTER_MS, honest, number);
    expect(await contest(liar, number)).toEqual({ ok: true });
    await come();
    await pass(VOICE_AFTER_MS, honest, number);
    for (let i = 0; i < 4; i += 1) {
      expect(await contest(liar, number)).toEqual({ ok: true });
      await pass(2000, honest, number);
    }
    expect(relay.stats().desk).toMatchObject({ deposed: 0, leases: 1 });
  });

  it('is not deposed by tabs that come to vote, by its own voice, by who only watches something else, or for an older lease', async () => {
    const { relay, place, room, come, take, pass, contest } = await setUp();
    const honest = await come();
    const { number } = await take(honest);
    const crowd = [await come(), await come(), await come()];
    for (const tab of crowd) expect(await contest(tab, number)).toMatchObject({ why: 'no-voice' });
    const elsewhere = crowd[0]!;
    elsewhere.say({ op: 'unwatch', room });
    await elsewhere.ask({ op: 'watch', room: place.room('fern') });
    await pass(VOICE_AFTER_MS, honest, number);
    expect(await contest(honest, number)).toMatchObject({ why: 'no-voice' });
    expect(await contest(elsewhere, number)).toMatchObject({ why: 'no-voice' });
    expect(await contest(crowd[1]!, number - 1)).toMatchObject({ why: 'not-holder' });
    expect(await contest(crowd[1]!, number)).toEqual({ ok: true });
    expect(relay.stats().desk).toMatchObject({ deposed: 0, leases: 1 });
  });

  it('keeps it when a voice has left before the second is raised', async () => {
    const { relay, come, take, pass, contest } = await setUp();
    const honest = await come();
    const [a, b] = [await come(), await come()];
    const { number } = await take(honest);
    await pass(VOICE_AFTER_MS, honest, number);
    expect(await contest(a, number)).toEqual({ ok: true });
    await a.close();
    await expect.poll(() => relay.stats().desk.members).toBe(2);
    expect(await contest(b, number)).toEqual({ ok: true });
    expect(relay.stats().desk).toMatchObject({ deposed: 0, leases: 1 });
  });

  it('is not worn out by a voice without end', async () => {
    const { come, take, pass, contest } = await setUp();
    const honest = await come();
    const liar = await come();
    const { number } = await take(honest);
    await pass(VOICE_AFTER_MS, honest, number);
    const answers = [];
    for (let i = 0; i < 6; i += 1) answers.push(await contest(liar, number));
    expect(answers).toContainEqual({ ok: false, why: 'rate-limited' });
  });
});
