/**
 * The table of NATs: two people behind routers of one kind, without TURN and with it (their own, or lent by the relay). On
 * which path they are connected is read from the selected candidate pair of both; where there is none, the app has to say so.
 */
import { expect, test } from '@playwright/test';
import { expectToSee } from '../support/acts.ts';
import { connectionsOf } from '../support/wires.ts';
import { NatKind } from './nat.ts';
import { expectPaths, isDirect, isRelayedBy, isRelayedByMine, type Path } from './pairs.ts';
import { expectPanelToSay } from './panel.ts';
import { openTown, type Resident, type Town } from './town.ts';

let town: Town | null = null;
test.afterEach(async () => {
  await town?.close();
  town = null;
});

/** own: both have entered it in their settings · lent: the relay gives them credentials */
type Turn = 'none' | 'own' | 'lent';

const twoBehind = async (nat: NatKind, turn: Turn): Promise<readonly [Resident, Resident]> => {
  const here = await openTown(turn === 'lent' ? { credentialSeconds: 3600 } : {});
  town = here;
  const open = (name: string): Promise<Resident> =>
    here.openAtHome({ name, nat, listenOnly: true, ...(turn === 'own' && { ownTurn: here.turn }) });
  return Promise.all([open('Ana'), open('Bo')]);
};

const expectConnected = async ([ana, bo]: readonly [Resident, Resident], path: Path, words: string): Promise<void> => {
  await expectToSee(ana, 'Bo');
  await expectToSee(bo, 'Ana');
  for (const person of [ana, bo]) {
    await expectPaths(person, path);
    await expectPanelToSay(person, words);
  }
};
const DIRECTLY = 'You are connected directly to 1 person; no server in between.';
const RELAYED = 'You are connected to 1 person through a TURN server, which cannot read along.';

const expectNoWay = async (both: readonly Resident[]): Promise<void> => {
  for (const person of both) {
    await expectPanelToSay(person, 'You are connected to nobody yet. 1 person cannot be reached yet.', 'No direct path yet.');
    expect(await connectionsOf(person.page)).toBe(0);
  }
};

test('cone, no TURN: directly', async () => {
  await expectConnected(await twoBehind(NatKind.Cone, 'none'), isDirect, DIRECTLY);
});

test('cone, own TURN: directly all the same', async () => {
  await expectConnected(await twoBehind(NatKind.Cone, 'own'), isDirect, DIRECTLY);
});

test('symmetric, no TURN: not at all, and both read it', async () => {
  await expectNoWay(await twoBehind(NatKind.Symmetric, 'none'));
});

test('symmetric, TURN lent by the relay: through it, by UDP', async () => {
  await expectConnected(await twoBehind(NatKind.Symmetric, 'lent'), isRelayedBy('udp'), RELAYED);
});

test('UDP blocked, no TURN: not at all, and both read it', async () => {
  await expectNoWay(await twoBehind(NatKind.UdpBlocked, 'none'));
});

test('UDP blocked, TURN lent by the relay: through it, by TCP', async () => {
  await expectConnected(await twoBehind(NatKind.UdpBlocked, 'lent'), isRelayedByMine('tcp'), RELAYED);
});

test('TLS only, no TURN: not at all, and both read it', async () => {
  await expectNoWay(await twoBehind(NatKind.TlsOnly, 'none'));
});

test('TLS only, own TURN: through it, by TLS on port 443', async () => {
  await expectConnected(await twoBehind(NatKind.TlsOnly, 'own'), isRelayedByMine('tls'), RELAYED);
});
