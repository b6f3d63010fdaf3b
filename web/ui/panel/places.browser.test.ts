import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Locator, page, userEvent } from 'vitest/browser';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { focused } from '../testing-focus.ts';
import { aPerson, aZone, doorOf } from '../world/testing.ts';
import { PatioPlaces } from './places.ts';

const textOf = (found: Locator): string => found.element().textContent.replace(/\s+/g, ' ');
let app = fakeApp();
let places: PatioPlaces;
const row = (name: string) => page.getByRole('list', { name: 'Places', exact: true }).getByRole('listitem').filter({ hasText: name });
const button = (name: string) => page.getByRole('button', { name, exact: true });

beforeEach(async () => {
  app = fakeApp();
  const mira = aPerson('Mira');
  app.state.people.value = [mira];
  app.state.zones.value = [
    aZone('Hall', { isHere: true }),
    aZone('Stage', { type: 'stage', people: [mira.peerId] }),
    aZone('Fern', { type: 'meeting', doors: [doorOf('Fern')], closed: true, locked: true }),
  ];
  places = app.provide(new PatioPlaces());
  await places.updateComplete;
});
afterEach(() => app.close());

it('says what each place is, who is there, and where I am', async () => {
  await expect.poll(() => textOf(row('Hall'))).toContain('You are here');
  await expect.poll(() => textOf(row('Hall'))).toContain('Open area · 1 person');
  await expect.poll(() => textOf(row('Stage'))).toContain('Mira');
  await expect.poll(() => textOf(row('Fern'))).toContain('Meeting room · locked · empty');
});

it('leads there, or knocks', async () => {
  await button('Go to Stage').click();
  await button('Knock at Fern').click();
  expect(app.callsOf('goToZone')).toEqual([['stage']]);
  expect(app.callsOf('knock')).toEqual([['door-fern']]);
});

it('handles doors from inside, all of them', async () => {
  const doors = [doorOf('Fern'), doorOf('Back')];
  app.state.zones.value = [aZone('Fern', { type: 'meeting', doors, isHere: true })];
  await button('Close the door of Fern').click();
  await button('Lock Fern').click();
  expect(app.callsOf('setDoor')).toEqual([
    ['door-fern', { open: false }],
    ['door-back', { open: false }],
    ['door-fern', { open: false, locked: true }],
    ['door-back', { open: false, locked: true }],
  ]);
  app.state.zones.value = [aZone('Fern', { type: 'meeting', doors: [doorOf('Fern')], isHere: true, closed: true, locked: true })];
  await button('Unlock Fern').click();
  expect(app.callsOf('setDoor').at(-1)).toEqual(['door-fern', { locked: false }]);
});

it('moves by arrow keys', async () => {
  places.renderRoot.querySelector<HTMLElement>('[data-control=who]')!.focus();
  await userEvent.keyboard('{ArrowDown}{Tab}{ArrowDown}');
  await expect.poll(focused).toMatch(/^Fern/);
  await userEvent.keyboard('{Home}');
  await expect.poll(focused).toMatch(/^Hall/);
});

describe('accessibility', () => {
  it('has nothing for axe to find', async () => {
    expect(await axeFindingsInBoth(places)).toEqual([]);
  });
});
