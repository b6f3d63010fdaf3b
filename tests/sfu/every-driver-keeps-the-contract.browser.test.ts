/**
 * What every driver must keep while its server is there, tried with each of them against its real server. Cases stand here
 * once; what only one server can do is tested beside its driver.
 */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../../web/media/testing.ts';
import { createCompany, EVERYTHING, HZ, startSfu, type Company, type Member, type TestServer } from '../../web/media/sfu/testing.ts';
import { describeServers } from './drivers.ts';

const HEARD_DB = -60;
const SILENT_DB = -80;
const NOTHING = { audio: null, camera: null, screen: null };

describeServers('the driver of', (product, driver) => {
  let server: TestServer;
  let company: Company;
  beforeAll(async () => {
    server = await startSfu(product, driver);
  }, 60_000);
  afterAll(() => server?.end());
  afterEach(() => company?.leave());

  const two = async (): Promise<readonly [Member, Member]> => {
    company = createCompany(server);
    return [await company.member('ann'), await company.member('bob')];
  };
  const isOpen = ({ connection }: Member) => until(() => connection.state.value === 'open', 20_000);
  const packets = async ({ connection }: Member): Promise<number> => {
    // Chromium answers from a cache of 50 ms.
    await new Promise((next) => setTimeout(next, 60));
    return (await connection.stats()).audioUp.expected;
  };

  it('lets people hear and see each other, and leaves their own tracks alone', async () => {
    const began = performance.now();
    const [ann, bob] = await two();
    const tracks = { audio: ann.voice, camera: ann.picture, screen: null };
    ann.connection.publish(tracks);
    bob.connection.publish({ audio: bob.voice, camera: null, screen: null });
    company.wantAll(ann, bob);
    await Promise.all([isOpen(ann), isOpen(bob)]);
    const openMs = performance.now() - began;
    const [atBob, atAnn] = await Promise.all([bob.earFor('ann'), ann.earFor('bob')]);
    console.info(
      `${product}: two open after ${openMs.toFixed(0)} ms, both sounds there after ${(performance.now() - began).toFixed(0)} ms`,
    );
    await until(async () => (await atBob.hear(HZ.ann)) > HEARD_DB);
    await until(async () => (await atAnn.hear(HZ.bob)) > HEARD_DB);
    expect(await atBob.hear(HZ.bob)).toBeLessThan(HEARD_DB);
    const video = await bob.videoOf('ann');
    await until(() => video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 3, 20_000);
    expect([...bob.connection.participants.value]).toEqual([[ann.id, new Set(['audio', 'camera'])]]);

    await until(async () => {
      const stats = await bob.connection.stats();
      return stats.audioDown.expected > 20 && stats.audioUp.expected > 20 && stats.bytesDown > 10_000 && stats.rttMs !== null;
    });
    expect((await bob.connection.stats()).relayed).toBe(false);

    await ann.connection.close();
    expect(ann.connection.state.value).toBe('closed');
    for (const track of [ann.voice, ann.picture]) expect([track.enabled, track.readyState]).toEqual([true, 'live']);
    await until(() => bob.connection.participants.value.size === 0 && bob.connection.remote.value.size === 0);
  });

  it('sends nothing at all while the microphone is off, and is heard again at once', async () => {
    const [ann, bob] = await two();
    company.wantAll(bob);
    ann.connection.publish({ ...NOTHING, audio: ann.voice });
    const ear = await bob.earFor('ann');
    await until(async () => (await ear.hear(HZ.ann)) > HEARD_DB);
    const receiver = bob.connection.remote.value.get(ann.id)?.audio?.receiver;

    ann.connection.publish(NOTHING);
    await until(() => bob.connection.participants.value.get(ann.id)?.has('audio') === false);
    const before = await packets(ann);
    await until(async () => (await ear.hear(HZ.ann)) < SILENT_DB);
    await ear.hear(HZ.ann);
    expect(await packets(ann)).toBe(before);
    expect([ann.voice.enabled, ann.voice.readyState]).toEqual([true, 'live']);

    const again = performance.now();
    ann.connection.publish({ ...NOTHING, audio: ann.voice });
    await until(async () => (await ann.connection.stats()).audioUp.expected > before);
    console.info(`${product}: packets again after ${(performance.now() - again).toFixed(0)} ms`);
    await until(() => bob.connection.participants.value.get(ann.id)?.has('audio') === true);
    await until(async () => (await ear.hear(HZ.ann)) > HEARD_DB);
    // The same line as before: nothing was negotiated.
    expect(bob.connection.remote.value.get(ann.id)?.audio?.receiver).toBe(receiver);
  });

  it('publishes what is switched on later, and follows a change of microphone on the same line', async () => {
    const [ann, bob] = await two();
    company.wantAll(bob);
    await Promise.all([isOpen(ann), isOpen(bob)]);
    const on = performance.now();
    ann.connection.publish({ ...NOTHING, audio: ann.voice });
    const ear = await bob.earFor('ann');
    console.info(`${product}: switched on late: there after ${(performance.now() - on).toFixed(0)} ms`);
    await until(async () => (await ear.hear(HZ.ann)) > HEARD_DB);
    const receiver = bob.connection.remote.value.get(ann.id)?.audio?.receiver;

    ann.connection.publish({ ...NOTHING, audio: bob.voice });
    await until(async () => (await ear.hear(HZ.bob)) > HEARD_DB && (await ear.hear(HZ.ann)) < HEARD_DB);
    expect(bob.connection.remote.value.get(ann.id)?.audio?.receiver).toBe(receiver);

    // On and off faster than anybody can negotiate: the last word counts.
    for (const picture of [ann.picture, null, ann.picture, null]) ann.connection.publish({ ...NOTHING, camera: picture });
    await until(() => bob.connection.participants.value.get(ann.id)?.size === 0);
    ann.connection.publish({ ...NOTHING, camera: ann.picture });
    const video = await bob.videoOf('ann');
    await until(() => video.getVideoPlaybackQuality().totalVideoFrames > 3, 20_000);
    for (const track of [ann.voice, ann.picture, bob.voice]) expect([track.enabled, track.readyState]).toEqual([true, 'live']);
  });

  it('plays nothing of anybody who holds another key, nor they of us', async () => {
    company = createCompany(server);
    const ann = await company.member('ann');
    const bob = await company.member('bob');
    const eve = await company.member('eve', { mediaKey: new Uint8Array(32).fill(1) });
    for (const one of [ann, eve]) one.connection.publish({ audio: one.voice, camera: one.picture, screen: null });
    company.wantAll(ann, bob, eve);
    await bob.earFor('ann');
    await until(() => bob.connection.participants.value.get(eve.id)?.size === 2, 20_000);
    await until(() => eve.connection.participants.value.get(ann.id)?.size === 2, 20_000);
    // Frames of the wrong key do arrive.
    await until(async () => (await eve.connection.stats()).audioDown.expected > 50, 20_000);
    expect(eve.connection.remote.value.size).toBe(0);
    expect([...bob.connection.remote.value.keys()]).toEqual([ann.id]);
    expect(ann.connection.remote.value.size).toBe(0);
  });

  it('gives nothing to anybody until somebody is allowed', async () => {
    company = createCompany(server);
    const ann = await company.member('ann', { allows: [] });
    const bob = await company.member('bob');
    for (const one of [ann, bob]) one.connection.publish({ ...NOTHING, audio: one.voice });
    company.wantAll(ann, bob);
    const atAnn = await ann.earFor('bob');
    await until(async () => (await atAnn.hear(HZ.bob)) > HEARD_DB);
    expect((await bob.connection.stats()).audioDown.expected).toBe(0);
    ann.connection.allow(new Set([bob.id]));
    const atBob = await bob.earFor('ann');
    await until(async () => (await atBob.hear(HZ.ann)) > HEARD_DB);
  });

  it('receives only what is wanted, in the size that is wanted', async () => {
    const [ann, bob] = await two();
    ann.connection.publish({ audio: ann.voice, camera: ann.picture, screen: null });
    await until(() => bob.connection.participants.value.get(ann.id)?.size === 2, 20_000);
    expect(bob.connection.remote.value.size).toBe(0);

    bob.connection.want(new Map([[ann.id, { audio: true, camera: 0, screen: 0 }]]));
    await until(() => bob.receives('ann', 'audio'), 20_000);
    expect(bob.receives('ann', 'camera')).toBe(false);

    bob.connection.want(new Map([[ann.id, { audio: true, camera: 150, screen: 0 }]]));
    const small = await bob.videoOf('ann');
    await until(() => small.videoHeight > 0 && small.videoHeight <= 180, 20_000);

    bob.connection.want(new Map([[ann.id, EVERYTHING]]));
    await until(() => small.videoHeight > 180, 30_000);

    bob.connection.want(new Map());
    await until(() => bob.connection.remote.value.size === 0);
    const { bytesDown } = await bob.connection.stats();
    // Still in the room, and still told about it, but nothing of ann's comes any more.
    expect(bob.connection.participants.value.get(ann.id)?.size).toBe(2);
    await until(async () => (await bob.connection.stats()).audioUp.expected >= 0);
    expect((await bob.connection.stats()).bytesDown - bytesDown).toBeLessThan(50_000);
  });

  it('knows who is there, and what they send', async () => {
    const [ann, bob] = await two();
    await until(() => ann.connection.participants.value.get(bob.id)?.size === 0, 20_000);
    bob.connection.publish({ ...NOTHING, audio: bob.voice, screen: bob.picture });
    await until(() => ann.connection.participants.value.get(bob.id)?.has('screen') === true, 20_000);
    await until(() => ann.connection.participants.value.get(bob.id)?.has('audio') === true, 20_000);
    bob.connection.publish({ ...NOTHING, audio: bob.voice });
    await until(() => ann.connection.participants.value.get(bob.id)?.has('screen') === false);
    await bob.connection.close();
    await until(() => ann.connection.participants.value.size === 0);
  });

  it('is lost with a token that is none, or that has run out', async () => {
    company = createCompany(server);
    const bad = await company.member('ann', { token: 'nonsense' });
    const old = await company.member('bob', { grant: { seconds: -120 } });
    old.connection.publish({ ...NOTHING, audio: old.voice });
    await until(() => [bad, old].every(({ connection }) => connection.state.value === 'lost'), 20_000);
    expect((await old.connection.stats()).audioUp.expected).toBe(0);
  });

  it('outlives its token', async () => {
    company = createCompany(server);
    const seconds = 6;
    const runsOutAt = performance.now() + seconds * 1000;
    const ann = await company.member('ann', { grant: { seconds } });
    const bob = await company.member('bob', { grant: { seconds } });
    company.wantAll(bob);
    await Promise.all([isOpen(ann), isOpen(bob)]);
    await until(() => performance.now() > runsOutAt + 1_000);
    // Something is to be said to the server by both now.
    ann.connection.publish({ ...NOTHING, audio: ann.voice });
    await until(() => bob.receives('ann', 'audio'), 20_000);
    expect([ann.connection.state.value, bob.connection.state.value]).toEqual(['open', 'open']);
  });
});
