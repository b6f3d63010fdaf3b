/**
 * People who stay in earshot while the room around them becomes another one: the door of the room that they are in is
 * closed, and opened again. Each time their room at the SFU is a new one, and a meter listens to how long one hears nothing
 * of the other.
 */
import { expect } from '@playwright/test';
import { goToPerson, goToPlace, PATIENCE_MS, placeRow } from './acts.ts';
import { expectToHear, type Speaker } from './ears.ts';
import { longestGapMs, readGapMeter, startGapMeter } from './gap-meter.ts';
import type { RunningLivekit } from './livekit-server.ts';
import type { Person } from './people.ts';
import { expectToHearOnlyThroughServer, expectToSpeakOnlyThroughServer, MOVE_MS } from './room.ts';

/** Rooms that anybody ever was in, as LiveKit's log names them: `<hash>.<epoch>`. */
export const roomsAtServer = (livekit: RunningLivekit): ReadonlySet<string> =>
  new Set([...livekit.log().matchAll(/"room": ?"([\w-]{22}\.\d+)"/g)].map(([, name]) => name ?? ''));

export type DoorGaps = { readonly closedMs: number; readonly openedMs: number };

export type Party = { readonly listener: Person; readonly talker: Speaker; /** Only makes the room full enough. */ readonly third: Person };

const expectAllIn = async (place: string, { listener, talker, third }: Party): Promise<void> => {
  const row = await placeRow(listener, place);
  await expect(row, `${listener.name} arrives in ${place}`).toHaveAttribute('aria-current', 'location', { timeout: PATIENCE_MS });
  for (const { name } of [talker, third]) await expect(row).toContainText(name, { timeout: PATIENCE_MS });
};

/** All begin next to each other in Fern, and talk through the server. */
export const goToFern = async ({ listener, talker, third }: Party): Promise<void> => {
  await goToPlace(listener, 'Fern');
  await Promise.all([talker, third].map((person) => goToPerson(person, listener.name)));
  await expectAllIn('Fern', { listener, talker, third });
  await expectToHear(listener, talker);
};

/** The listener must be opened with `bypassCSP`. @returns the longest silence of the talker at the listener, each time */
export const closeAndOpen = async ({ listener, talker }: Party, livekit: RunningLivekit): Promise<DoorGaps> => {
  const gapDuring = async (act: () => Promise<void>): Promise<number> => {
    const before = roomsAtServer(livekit).size;
    await startGapMeter(listener.page);
    // a moment of the present state first, so that the meter knows what it hears
    await listener.page.waitForTimeout(1500);
    await act();
    await expect
      .poll(() => roomsAtServer(livekit).size, { timeout: MOVE_MS, message: 'another room at the server' })
      .toBeGreaterThan(before);
    await expectToSpeakOnlyThroughServer(talker, livekit);
    await expectToHearOnlyThroughServer(listener, livekit);
    return longestGapMs(await readGapMeter(listener.page));
  };
  const door = async (place: string, act: 'Close' | 'Open'): Promise<void> => {
    const row = await placeRow(listener, place);
    await row.getByRole('button', { name: `${act} the door of ${place}` }).click({ timeout: PATIENCE_MS });
  };

  const closedMs = await gapDuring(() => door('Fern', 'Close'));
  const openedMs = await gapDuring(() => door('Fern', 'Open'));
  return { closedMs, openedMs };
};
