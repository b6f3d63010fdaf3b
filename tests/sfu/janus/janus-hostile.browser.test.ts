/** A Janus that lies: between a real one and the driver somebody changes what it says. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../web/media/testing.ts';
import { createCompany, hasSfu, startSfu, type Company, type TestServer } from '../../../web/media/sfu/testing.ts';
import { createJanusDriver } from './janus-driver.ts';

const canTest = await hasSfu('Janus');
const honest = (said: string): string => said;

describe.skipIf(!canTest)('a Janus that lies', () => {
  let server: TestServer;
  let company: Company;
  let tamper = honest;
  const standBetween = (url: string): WebSocket => {
    const socket = new WebSocket(url, 'janus-protocol');
    const listen = socket.addEventListener.bind(socket) as (type: string, hear: (event: Event) => void) => void;
    socket.addEventListener = (type: string, hear: unknown): void => {
      const pass = hear as (event: Event) => void;
      listen(type, (event) =>
        pass(event instanceof MessageEvent ? new MessageEvent('message', { data: tamper(String(event.data)) }) : event),
      );
    };
    return socket;
  };
  beforeAll(async () => {
    server = await startSfu('Janus', createJanusDriver(standBetween));
  }, 60_000);
  afterAll(() => server?.end());
  afterEach(async () => {
    await company?.leave();
    tamper = honest;
  });

  it('about who I am is left', async () => {
    company = createCompany(server);
    tamper = (said) => said.replace('"id":"ann"', '"id":"mallory"');
    const ann = await company.member('ann');
    ann.connection.publish({ audio: ann.voice, camera: null, screen: null });
    await until(() => ann.connection.state.value === 'lost', 20_000);
    expect((await ann.connection.stats()).audioUp.expected).toBe(0);
  });

  it('about whose sound it is shows nothing of it', async () => {
    company = createCompany(server);
    const ann = await company.member('ann');
    const eve = await company.member('eve');
    for (const one of [ann, eve]) one.connection.publish({ audio: one.voice, camera: null, screen: null });
    const bob = await company.member('bob');
    tamper = (said) => said.replaceAll(/"feed_id":"(ann|eve)"/g, (_, name: string) => `"feed_id":"${name === 'ann' ? 'eve' : 'ann'}"`);
    company.wantAll(bob);
    // Both sounds do arrive, under each other's names.
    await until(async () => (await bob.connection.stats()).audioDown.expected > 150, 20_000);
    expect(bob.connection.state.value).toBe('open');
    expect(bob.connection.remote.value.size).toBe(0);
  });

  it('in words that Janus would not use is left', async () => {
    company = createCompany(server);
    const ann = await company.member('ann');
    await until(() => ann.connection.state.value === 'open', 20_000);
    tamper = (said) => said.replace('"joining":{', '"joining":{"id":7,"was":');
    const bob = await company.member('bob');
    await until(() => ann.connection.state.value === 'lost', 20_000);
    await until(() => bob.connection.participants.value.size === 0 && bob.connection.state.value === 'open', 20_000);
  });
});
