import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { aTalker } from '../world/testing.ts';
import { PatioGrid } from './grid.ts';

let app = fakeApp();
let grid: PatioGrid;
const picture = (): MediaStream => {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d');
  return canvas.captureStream(1);
};
const tiles = () => [...grid.renderRoot.querySelectorAll('patio-tile')];
const titles = (): readonly string[] => tiles().map((tile) => tile.shadowRoot?.querySelector('.cut')?.textContent ?? '');

beforeEach(async () => {
  app = fakeApp();
  const frame = document.createElement('div');
  frame.style.cssText = 'position: fixed; inset: 0';
  document.body.append(frame);
  grid = app.provide(new PatioGrid(), frame);
  await grid.updateComplete;
});
afterEach(() => {
  app.close();
  document.querySelector('body > div[style*=fixed]')?.remove();
});

it('shows everyone in the call and me, portraits where there is no camera, none outside of the window', async () => {
  app.state.people.value = [aTalker('Ana', { camera: picture() }), aTalker('Kofi'), { ...aTalker('Far'), talking: false }];
  await expect.poll(titles).toEqual(['Ana', 'Kofi', 'You']);
  expect(tiles().map(({ kind }) => kind)).toEqual(['camera', 'portrait', 'portrait']);
  for (const tile of tiles()) {
    const box = tile.getBoundingClientRect();
    expect(box.right).toBeLessThanOrEqual(innerWidth);
    expect(box.bottom).toBeLessThanOrEqual(innerHeight);
  }
});

it('keeps places when people come and go', async () => {
  app.state.people.value = [aTalker('Kofi'), aTalker('Mira')];
  await expect.poll(titles).toEqual(['Kofi', 'Mira', 'You']);
  app.state.people.value = [aTalker('Ana'), aTalker('Mira'), aTalker('Kofi')];
  await expect.poll(titles).toEqual(['Kofi', 'Mira', 'Ana', 'You']);
});

it('fills with a shared screen, people beside it, and lets me choose among several', async () => {
  app.state.people.value = [aTalker('Ana', { screen: picture() }), aTalker('Kofi', { screen: picture() })];
  await expect.poll(titles).toEqual(['Ana’s screen', 'Ana', 'Kofi', 'You']);
  await page.getByRole('button', { name: 'Kofi’s screen', exact: true }).click();
  await expect.poll(() => titles()[0]).toBe('Kofi’s screen');
});

it('says what to do when nobody is in a call with me, and leads back', async () => {
  await expect.element(page.getByText('Nobody is in a call with you. Walk up to someone.')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the world' }).click();
  expect(app.callsOf('showGrid')).toEqual([[false]]);
});

describe('accessibility', () => {
  it('has nothing for axe to find', async () => {
    app.state.people.value = [aTalker('Ana', { screen: picture(), speaking: true }), aTalker('Kofi', { screen: picture() })];
    await expect.poll(() => titles().length).toBe(4);
    expect(await axeFindingsInBoth(grid)).toEqual([]);
  });
});
