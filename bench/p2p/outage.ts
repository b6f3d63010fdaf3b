/**
 * Every server is away for a while. Two people are linked; one comes in during the outage and one right after it. ms
 * from the return of the servers (or from Enter, for the last one) until they have heard the two. The waiting needs no
 * machine: `quiet` is awaited before the servers return, for whoever shares one.
 */
import { freePort, startNetworkServer } from '../../tests/support/servers.ts';
import { startBareRelay } from '../../transports/testing/bare-relay.ts';
import { enter, meets, network, newPlace, type Person, type Stage, stateOf } from '../../transports/testing/people.ts';
import { pause } from './pair.ts';
import { type Row, row } from './table.ts';

const PATIENCE_MS = 60_000;
const atOnce = async (): Promise<void> => {};

export const measureOutage = async (stage: Stage, runs: number, outageMs: number, quiet = atOnce): Promise<Row> => {
  const times: (number | null)[] = [];
  let broken = 0;
  for (let run = 0; run < runs; run++) {
    const ports = [await freePort(), await freePort(), await freePort()] as const;
    const start = () =>
      Promise.all([startBareRelay(ports[0]), startNetworkServer('nostr', ports[1]), startNetworkServer('tracker', ports[2])]);
    const before = await start();
    const networks = [network('relay', before[0].url), network('nostr', before[1].url), network('tracker', before[2].url)];
    const place = newPlace();
    const [anna, bela, during, after] = await Promise.all(Array.from({ length: 4 }, () => stage.person()));
    for (const person of [anna!, bela!]) await enter(person, { ...place, networks });
    await meets(bela!, 1);
    await Promise.all(before.map((server) => server.kill()));
    await pause(outageMs / 2);
    await enter(during!, { ...place, networks });
    await pause(outageMs / 2);
    await quiet();
    const servers = await start();
    const backMs = performance.now();
    await enter(after!, { ...place, networks });
    const linked = (person: Person): Promise<number | null> =>
      meets(person, 2, PATIENCE_MS).then((isLinked) => (isLinked ? performance.now() - backMs : null));
    times.push(...(await Promise.all([linked(during!), linked(after!)])));
    if ((await stateOf(anna!)).log.some(({ what }) => what === 'unlinked')) broken += 1;
    await Promise.all([anna!, bela!, during!, after!].map((person) => person.close()));
    await Promise.all(servers.map((server) => server.kill()));
  }
  return row(
    `newcomers after ${outageMs / 1000} s without any server`,
    times,
    broken === 0 ? 'the first pair stayed linked' : `${broken} pairs broke`,
  );
};

export const measureStockOutage = async (stage: Stage, outageMs: number, quiet = atOnce): Promise<Row> => {
  const port = await freePort();
  const before = await startNetworkServer('nostr', port);
  const [anna, bela] = [await stage.person(), await stage.person()];
  const options = { url: before.url, room: newPlace().place };
  const go = (person: Person): Promise<void> => person.page.evaluate(({ url, room }) => window.stock.enter('nostr', url, room), options);
  await go(anna);
  await pause(1_000);
  await before.kill();
  await pause(outageMs);
  await quiet();
  const after = await startNetworkServer('nostr', port);
  await go(bela);
  const first = await bela.page.evaluate((ms) => window.stock.first(ms), PATIENCE_MS);
  await Promise.all([anna.close(), bela.close()]);
  await after.kill();
  return row(`stock trystero (nostr) after ${outageMs / 1000} s without server`, [first], `waited ${PATIENCE_MS / 1000} s`);
};
