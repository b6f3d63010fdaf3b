/** Credentials end and are renewed while two people talk through TURN: another allocation, and nobody hears it. */
import { expect, test } from '@playwright/test';
import { PATIENCE_MS } from '../support/acts.ts';
import { expectToHearEachOther, type Speaker } from '../support/ears.ts';
import { longestGapMs, readGapMeter, startGapMeter } from '../support/gap-meter.ts';
import { TONES_HZ } from '../support/tone.ts';
import { NatKind } from './nat.ts';
import { expectPaths, isRelayedByMine, selectedPairs } from './pairs.ts';
import { openTown, type Resident, type Town } from './town.ts';

/** Renewed when four fifths of it have passed. */
const CREDENTIAL_SECONDS = 30;
/** The table allows a voice 60 ms where nothing is wrong; this machine may be busy. */
const GAP_MS = 200;

let town: Town;
test.beforeEach(async () => {
  town = await openTown({ credentialSeconds: CREDENTIAL_SECONDS });
});
test.afterEach(() => town.close());

const speaker = async (name: string, toneHz: number): Promise<Resident & Speaker> => ({
  ...(await town.openAtHome({ name, toneHz, nat: NatKind.UdpBlocked })),
  toneHz,
});

const relayPorts = async (person: Resident): Promise<readonly number[]> =>
  (await selectedPairs(person)).filter(isRelayedByMine('tcp')).map(({ local }) => local.port);

test('two talk through TURN while their credentials are renewed, without a gap that is heard', async () => {
  const both = await Promise.all([speaker('Ana', TONES_HZ[0]), speaker('Bo', TONES_HZ[1])]);
  await expectToHearEachOther(...both);
  for (const person of both) await expectPaths(person, isRelayedByMine('tcp'));
  const before = await Promise.all(both.map(relayPorts));
  await Promise.all(both.map(({ page }) => startGapMeter(page)));

  for (const [index, person] of both.entries()) {
    await expect
      .poll(
        async () => {
          const now = await relayPorts(person);
          return now.length === 1 && now[0] !== before[index]?.[0];
        },
        { timeout: CREDENTIAL_SECONDS * 1000 + PATIENCE_MS, message: `${person.name} uses another allocation` },
      )
      .toBe(true);
  }
  await expectToHearEachOther(...both);
  for (const { name, page } of both) {
    const gapMs = longestGapMs(await readGapMeter(page));
    test.info().annotations.push({ type: 'gap', description: `${name}: ${gapMs} ms` });
    expect(gapMs, `the longest silence that ${name} heard`).toBeLessThanOrEqual(GAP_MS);
  }
});
