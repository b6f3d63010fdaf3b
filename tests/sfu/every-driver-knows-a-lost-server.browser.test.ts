/** A server that dies, falls silent or talks nonsense, with each driver: it says so, and leaves it at that. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../../web/media/testing.ts';
import { createCompany, startSfu, type Company, type Member, type TestServer } from '../../web/media/sfu/testing.ts';
import { describeDrivers, describeServers } from './drivers.ts';

describeServers('a lost server of', (product, driver) => {
  let server: TestServer;
  let company: Company;
  beforeEach(async () => {
    server = await startSfu(product, driver);
    company = createCompany(server);
  }, 60_000);
  afterEach(async () => {
    await server.signal('SIGCONT');
    await company.leave();
    await server.end();
  });

  const talking = async (): Promise<readonly [Member, Member]> => {
    const [ann, bob] = [await company.member('ann'), await company.member('bob')];
    ann.connection.publish({ audio: ann.voice, camera: null, screen: null });
    company.wantAll(ann, bob);
    await until(() => bob.receives('ann', 'audio'), 20_000);
    // Time enough for the silence watch to know what is usual.
    await until(async () => (await ann.connection.stats()).audioUp.expected > 60);
    return [ann, bob];
  };

  const lostAfter = async (members: readonly Member[], limitMs: number): Promise<void> => {
    const began = performance.now();
    const times = await Promise.all(
      members.map(async ({ connection }) => {
        await until(() => connection.state.value === 'lost', limitMs);
        return (performance.now() - began).toFixed(0);
      }),
    );
    console.info(`${product}: lost after ${times.join(', ')} ms`);
  };

  it('is known at once when the server is killed', async () => {
    const [ann, bob] = await talking();
    await server.signal('SIGKILL');
    await lostAfter([ann, bob], 5_000);
    expect(bob.connection.remote.value.size + bob.connection.participants.value.size).toBe(0);
    expect([ann.voice.enabled, ann.voice.readyState]).toEqual([true, 'live']);
  });

  it('is known soon when the server falls silent: to who speaks, and to who only listens', async () => {
    const [ann, bob] = await talking();
    await server.signal('SIGSTOP');
    await lostAfter([ann, bob], 15_000);
  });

  it('is not mistaken for a room in which nobody speaks', async () => {
    const [ann, bob] = await talking();
    ann.connection.publish({ audio: null, camera: null, screen: null });
    await until(() => bob.connection.participants.value.get(ann.id)?.size === 0);
    const { bytesDown } = await bob.connection.stats();
    // Several of the path's own checks go by.
    await until(async () => (await bob.connection.stats()).bytesDown > bytesDown + 200, 30_000);
    await new Promise((next) => setTimeout(next, 6_000));
    expect([ann.connection.state.value, bob.connection.state.value]).toEqual(['open', 'open']);
  });
});

describeDrivers('a server that talks nonsense to the driver of', (_, driver) => {
  it('is left, and nothing is sent to it', async () => {
    const server = await startSfu('babbler', driver);
    const company = createCompany(server);
    const ann = await company.member('ann');
    ann.connection.publish({ audio: ann.voice, camera: ann.picture, screen: null });
    company.wantAll(ann);
    await until(() => ann.connection.state.value === 'lost', 20_000);
    expect(ann.connection.participants.value.size + ann.connection.remote.value.size).toBe(0);
    expect((await ann.connection.stats()).audioUp.expected).toBe(0);
    for (const track of [ann.voice, ann.picture]) expect([track.enabled, track.readyState]).toEqual([true, 'live']);
    await company.leave();
    await server.end();
  });
});
