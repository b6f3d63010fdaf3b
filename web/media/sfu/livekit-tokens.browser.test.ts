/** What only LiveKit's tokens can do: they say who somebody is, and what may be published. The rest is in `tests/sfu`. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { peerId } from '../../../domain/ids.ts';
import { until } from '../testing.ts';
import { createCompany, hasLiveKit, startServer, type Company, type TestServer } from './testing.ts';

const canTest = await hasLiveKit();

describe.skipIf(!canTest)("LiveKit's tokens", () => {
  let server: TestServer;
  let company: Company;
  beforeAll(async () => {
    server = await startServer();
  }, 60_000);
  afterAll(() => server?.end());
  afterEach(() => company?.leave());

  it('publishes only what its token allows', async () => {
    company = createCompany(server);
    const ann = await company.member('ann', { grant: { sources: ['microphone'] } });
    const bob = await company.member('bob');
    ann.connection.publish({ audio: ann.voice, camera: ann.picture, screen: null });
    await until(() => bob.connection.participants.value.get(ann.id)?.has('audio') === true, 20_000);
    expect(bob.connection.participants.value.get(ann.id)?.has('camera')).toBe(false);
    expect(ann.connection.state.value).toBe('open');
  });

  it('are for one person: with the name of somebody else the connection is lost', async () => {
    company = createCompany(server);
    const other = await company.member('eve', { selfId: peerId('mallory') });
    other.connection.publish({ audio: other.voice, camera: null, screen: null });
    await until(() => other.connection.state.value === 'lost', 20_000);
    expect((await other.connection.stats()).audioUp.expected).toBe(0);
  });
});
