/**
 * The table of NATs: two people behind routers of one kind, without TURN and with it. On which path they are connected is
 * read from the selected candidate pair of both; where there is none, the app has to say so.
 */
import { expect, test } from '@playwright/test';
import { expectToSee, PATIENCE_MS } from '../support/acts.ts';
import { connectionsOf, isRelayed, type SelectedPair, selectedPairs } from '../support/wires.ts';
import { NatKind } from './nat.ts';
import { expectPanelToSay } from './panel.ts';
import { openTown, type Resident, type Town } from './town.ts';

let town: Town;
test.beforeEach(async () => {
  town = await openTown();
});
test.afterEach(() => town.close());

type Turn = 'none' | 'own';

const twoBehind = async (nat: NatKind, turn: Turn): Promise<readonly [Resident, Resident]> => {
  const [ana, bo] = await Promise.all(
    ['Ana', 'Bo'].map((name) => town.openAtHome({ name, nat, listenOnly: true, ...(turn === 'own' && { ownTurn: town.turn }) })),
  );
  return [ana!, bo!];
};

const expectOnePair = async (person: Resident, isRight: (pair: SelectedPair) => boolean): Promise<void> => {
  // a pair may change its path in the first moments, so the right one is waited for
  await expect
    .poll(async () => (await selectedPairs(person.page)).map((pair) => (isRight(pair) ? 'right' : pair)), {
      timeout: PATIENCE_MS,
      message: `the path of ${person.name}`,
    })
    .toEqual(['right']);
};

const MAPPED = ['srflx', 'prflx'];
const isDirect = ({ local, remote }: SelectedPair): boolean => MAPPED.includes(local.type) && MAPPED.includes(remote.type);
/** How I reach my TURN server, if it is mine that is used. */
const relayedBy =
  (protocol: 'udp' | 'tcp' | 'tls', whose: 'mine' | 'either') =>
  (pair: SelectedPair): boolean =>
    isRelayed(pair) && (pair.local.type === 'relay' ? pair.local.relayProtocol === protocol : whose === 'either');

const expectDirect = async (both: readonly Resident[]): Promise<void> => {
  for (const person of both) {
    await expectOnePair(person, isDirect);
    await expectPanelToSay(person, 'You are connected directly to 1 person; no server in between.');
  }
};
const expectRelayed = async (both: readonly Resident[], isRight: (pair: SelectedPair) => boolean): Promise<void> => {
  for (const person of both) {
    await expectOnePair(person, isRight);
    await expectPanelToSay(person, 'You are connected to 1 person through a TURN server, which cannot read along.');
  }
};
const expectNoWay = async (both: readonly Resident[]): Promise<void> => {
  for (const person of both) {
    await expectPanelToSay(person, 'You are connected to nobody yet. 1 person cannot be reached yet.', 'No direct path yet.');
    expect(await connectionsOf(person.page)).toBe(0);
  }
};
const expectToSeeEachOther = async ([ana, bo]: readonly [Resident, Resident]): Promise<void> => {
  await expectToSee(ana, 'Bo');
  await expectToSee(bo, 'Ana');
};

test('cone, no TURN: directly', async () => {
  const both = await twoBehind(NatKind.Cone, 'none');
  await expectToSeeEachOther(both);
  await expectDirect(both);
});

test('cone, TURN: directly all the same', async () => {
  const both = await twoBehind(NatKind.Cone, 'own');
  await expectToSeeEachOther(both);
  await expectDirect(both);
});

test('symmetric, no TURN: not at all, and both read it', async () => {
  await expectNoWay(await twoBehind(NatKind.Symmetric, 'none'));
});

test('symmetric, TURN: through it, by UDP', async () => {
  const both = await twoBehind(NatKind.Symmetric, 'own');
  await expectToSeeEachOther(both);
  await expectRelayed(both, relayedBy('udp', 'either'));
});

test('UDP blocked, no TURN: not at all, and both read it', async () => {
  await expectNoWay(await twoBehind(NatKind.UdpBlocked, 'none'));
});

test('UDP blocked, TURN: through it, by TCP', async () => {
  const both = await twoBehind(NatKind.UdpBlocked, 'own');
  await expectToSeeEachOther(both);
  await expectRelayed(both, relayedBy('tcp', 'mine'));
});

test('TLS only, no TURN: not at all, and both read it', async () => {
  await expectNoWay(await twoBehind(NatKind.TlsOnly, 'none'));
});

test('TLS only, TURN: through it, by TLS on port 443', async () => {
  const both = await twoBehind(NatKind.TlsOnly, 'own');
  await expectToSeeEachOther(both);
  await expectRelayed(both, relayedBy('tls', 'mine'));
});
