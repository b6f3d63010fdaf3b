/** The TURN server dies under two people who need it: they are told, and when it is back, they find each other again. */
import { test } from '@playwright/test';
import { expectNotToSee, expectToSee, PATIENCE_MS } from '../support/acts.ts';
import { NatKind } from './nat.ts';
import { expectPaths, isRelayedByMine } from './pairs.ts';
import { expectPanelToSay } from './panel.ts';
import { openTown, type Town } from './town.ts';

let town: Town;
test.beforeEach(async () => {
  town = await openTown({ credentialSeconds: 3600 });
});
test.afterEach(() => town.close());

test('whoever lost the TURN server reads it, and is back when the server is', async () => {
  const open = (name: string) => town.openAtHome({ name, listenOnly: true, nat: NatKind.UdpBlocked });
  const [ana, bo] = await Promise.all([open('Ana'), open('Bo')]);
  await expectToSee(ana, 'Bo');
  await expectPaths(ana, isRelayedByMine('tcp'));

  await town.turn.kill();
  await expectNotToSee(ana, 'Bo');
  await expectPanelToSay(ana, '1 person cannot be reached yet.', 'No direct path yet.');

  await town.startTurnAgain();
  await ana.page
    .getByRole('region', { name: 'Connection', exact: true })
    .getByRole('button', { name: /^Try now to reach/ })
    .click({ timeout: PATIENCE_MS });
  await expectPaths(ana, isRelayedByMine('tcp'));
  await expectToSee(bo, 'Ana');
});
