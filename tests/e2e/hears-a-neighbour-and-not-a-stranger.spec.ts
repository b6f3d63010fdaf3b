/**
 * Who hears whom, by the sound itself: everybody speaks with a tone of their own, and each listener's loudspeakers are
 * measured. Both directions are always asked for: a call that only one side has is a defect.
 */
import { expect } from '@playwright/test';
import { actOn, goToPlace, openRow, PATIENCE_MS, press, showTab, walkUntilWall } from '../support/acts.ts';
import { expectToHear, expectToHearEachOther, expectToHearNothingOfEachOther, expectNotToHear } from '../support/ears.ts';
import { TONES_HZ } from '../support/tone.ts';
import { packetsSent } from '../support/wires.ts';
import { test } from '../support/story.ts';

test.setTimeout(400_000);

test('neighbours hear each other, somebody far away hears nobody, and walking away ends it for both', async ({ speaker }) => {
  const ana = await speaker('Ana', TONES_HZ[0]);
  const bo = await speaker('Bo', TONES_HZ[1]);
  await test.step('they met at the entrance', () => expectToHearEachOther(ana, bo));

  const cleo = await speaker('Cleo', TONES_HZ[2]);
  await test.step('a third joins them', async () => {
    await expectToHearEachOther(ana, cleo);
    await expectToHearEachOther(bo, cleo);
  });

  await test.step('the third walks away', async () => {
    await goToPlace(cleo, 'Kitchen');
    await expectToHearNothingOfEachOther(cleo, ana);
    await expectToHearNothingOfEachOther(cleo, bo);
    // not turned down: not sent at all
    const before = await packetsSent(cleo.page);
    await expectToHearEachOther(ana, bo);
    expect(await packetsSent(cleo.page)).toEqual(before);
  });

  await test.step('one of the two follows the third', async () => {
    await actOn(bo, 'Cleo', 'Go to');
    await expectToHearEachOther(bo, cleo);
    await expectToHearNothingOfEachOther(ana, bo);
    await expectToHearNothingOfEachOther(ana, cleo);
  });
  for (const { errors } of [ana, bo, cleo]) expect(errors).toEqual([]);
});

test('who is muted sends nothing, and whom I mute I do not hear', async ({ speaker }) => {
  const ana = await speaker('Ana', TONES_HZ[3]);
  const bo = await speaker('Bo', TONES_HZ[4]);
  await expectToHearEachOther(ana, bo);

  await test.step('muted: silence, and not one packet', async () => {
    await press(ana, 'Microphone', 'off');
    await expectNotToHear(bo, ana);
    const before = await packetsSent(ana.page);
    await expectToHear(ana, bo);
    expect(await packetsSent(ana.page)).toEqual(before);
  });
  await test.step('on again: heard again', async () => {
    await press(ana, 'Microphone', 'on');
    await expectToHear(bo, ana);
  });
  await test.step('muted by one listener alone', async () => {
    const row = await openRow(bo, 'Ana');
    const mute = row.getByRole('button', { name: 'Mute Ana' });
    await mute.click();
    await expect(mute).toHaveAttribute('aria-pressed', 'true');
    await expectNotToHear(bo, ana);
    await expectToHear(ana, bo);
    await mute.click();
    await expectToHear(bo, ana);
  });
});

test('a closed door between two people ends their call, however near they stand', async ({ speaker }) => {
  const ana = await speaker('Ana', TONES_HZ[2]);
  const bo = await speaker('Bo', TONES_HZ[5]);
  // the corners on both sides of the glass wall between the two rooms, less than a step from each other
  await goToPlace(bo, 'Fern');
  await walkUntilWall(bo, 'ArrowDown', { x: 18.7, y: 5.7 });
  await goToPlace(ana, 'Harbour');
  await walkUntilWall(ana, 'ArrowLeft', { x: 19.3, y: 5.7 });
  await test.step('both doors are open', () => expectToHearEachOther(ana, bo));

  await showTab(ana.page, 'Places');
  const places = ana.page.getByRole('list', { name: 'Places' });
  await places.getByRole('button', { name: 'Close the door of Harbour' }).click();
  await test.step('the door is closed', () => expectToHearNothingOfEachOther(ana, bo));

  await places.getByRole('button', { name: 'Open the door of Harbour' }).click({ timeout: PATIENCE_MS });
  await test.step('the door is open again', () => expectToHearEachOther(ana, bo));
});
