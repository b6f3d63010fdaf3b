/** Somebody hides their address behind TURN, or needs it: nothing changes between the others. */
import { expect, test } from '@playwright/test';
import { expectToSee } from '../support/acts.ts';
import { NatKind } from './nat.ts';
import { expectPaths, isDirect, isRelayed, isRelayedByMine, selectedPairs, settledPairs, wayOf } from './pairs.ts';
import { expectPanelToSay } from './panel.ts';
import { openTown, type Town } from './town.ts';

let town: Town;
test.beforeEach(async () => {
  town = await openTown();
});
test.afterEach(() => town.close());

test('one hides behind TURN among people who are connected directly', async () => {
  const open = (name: string) => town.openAtHome({ name, listenOnly: true, nat: NatKind.Cone });
  const [ana, bo] = await Promise.all([open('Ana'), open('Bo')]);
  await expectToSee(ana, 'Bo');
  await expectPaths(ana, isDirect);
  const before = await settledPairs(ana);

  const cleo = await town.openAtHome({ name: 'Cleo', listenOnly: true, nat: NatKind.Cone, ownTurn: town.turn, relayOnly: true });
  for (const person of [ana, bo]) {
    await expectToSee(person, 'Cleo');
    await expectPaths(person, isDirect, isRelayed);
  }
  await expectPaths(cleo, isRelayedByMine('udp'), isRelayedByMine('udp'));
  await test.step('the two others have kept their path', async () => {
    expect((await selectedPairs(ana)).filter(isDirect).map(wayOf)).toEqual(before.map(wayOf));
  });
  await test.step('nobody learns the address that is hidden', async () => {
    const addresses = await Promise.all(
      [ana, bo].map(({ page }) =>
        page.evaluate(async () => {
          const all = Reflect.get(globalThis, 'patioWires') as ReadonlySet<RTCPeerConnection>;
          const reports = await Promise.all([...all].map((connection) => connection.getStats()));
          return reports.flatMap((report) => [...report.values()].map(({ address }: { address?: string }) => address));
        }),
      ),
    );
    expect(addresses.flat()).toContain(town.turn.address);
    for (const hidden of [cleo.home.address(), cleo.home.publicAddress()]) expect(addresses.flat()).not.toContain(hidden);
  });
  await expectPanelToSay(ana, 'You are connected to 2 people, 1 of them through a TURN server.');
});
