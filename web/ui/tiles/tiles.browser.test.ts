import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Person } from '../../state/people.ts';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { aTalker } from '../world/testing.ts';
import { PatioTiles } from './tiles.ts';

let app = fakeApp();
let tiles: PatioTiles;
const picture = (): MediaStream => {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d');
  return canvas.captureStream(1);
};
const all = () => [...tiles.renderRoot.querySelectorAll('patio-tile')];
const names = (): readonly string[] => all().map((tile) => tile.shadowRoot?.querySelector('.cut')?.textContent ?? '');
const set = async (people: readonly Person[]): Promise<void> => {
  app.state.people.value = people;
  await tiles.updateComplete;
  await Promise.all(all().map((tile) => tile.updateComplete));
};
const talker = (name: string, change: Partial<Person> = {}): Person => aTalker(name, { camera: picture(), camOn: true, ...change });

beforeEach(async () => {
  app = fakeApp();
  tiles = app.provide(new PatioTiles());
  await tiles.updateComplete;
});
afterEach(() => app.close());

it('takes no room while there is nothing to see', async () => {
  await set([aTalker('Ana')]);
  expect(all()).toHaveLength(0);
  expect(tiles.getBoundingClientRect().height).toBe(0);
});

it('has one muted, inline picture a person, mine last and mirrored', async () => {
  app.state.ownCamera.value = picture();
  const ana = talker('Ana');
  await set([ana, talker('Kofi'), { ...talker('Far'), talking: false }]);
  expect(names()).toEqual(['Ana', 'Kofi', 'You']);
  const videos = all().map((tile) => tile.shadowRoot!.querySelector('video')!);
  expect(videos.every((video) => video.muted && video.playsInline)).toBe(true);
  expect(videos[0]!.srcObject).toBe(ana.camera);
  expect(videos.map(({ clientWidth, clientHeight }) => [clientWidth, clientHeight])).toEqual(
    all().map(({ clientWidth, clientHeight }) => [clientWidth, clientHeight]),
  );
  expect(videos.map((video) => video.closest('patio-picture')?.classList.contains('mirror'))).toEqual([false, false, true]);
});

it('grows the tile of who speaks in its place, and keeps the same video elements', async () => {
  const [ana, kofi] = [talker('Ana'), talker('Kofi')];
  await set([ana, kofi]);
  const before = all().map((tile) => tile.shadowRoot!.querySelector('video'));
  await set([ana, { ...kofi, speaking: true }]);
  expect(names()).toEqual(['Ana', 'Kofi']);
  expect(all().map((tile) => tile.style.inlineSize)).toEqual(['168px', '264px']);
  expect(all().map((tile) => tile.hasAttribute('speaking'))).toEqual([false, true]);
  expect(all().map((tile) => tile.shadowRoot!.querySelector('video'))).toEqual(before);
});

it('keeps a pinned tile large, by keys', async () => {
  await set([talker('Ana'), talker('Kofi', { speaking: true })]);
  all()[0]!.shadowRoot!.querySelector<HTMLElement>('.open')!.focus();
  await userEvent.keyboard('{Enter}');
  await tiles.updateComplete;
  expect(all().map((tile) => tile.style.inlineSize)).toEqual(['264px', '168px']);
  await userEvent.keyboard('{Enter}');
  await tiles.updateComplete;
  expect(all().map((tile) => tile.style.inlineSize)).toEqual(['168px', '264px']);
});

it('counts those for whom there is no room, and leads to the grid', async () => {
  tiles.space = 500;
  await set(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => talker(name)));
  const shown = all().length;
  expect(shown).toBeLessThan(7);
  await page.getByRole('button', { name: `${7 - shown} more: everyone in a grid` }).click();
  expect(app.callsOf('showGrid')).toEqual([[true]]);
});

it('opens the grid for a shared screen', async () => {
  await set([talker('Ana', { screen: picture(), screenOn: true })]);
  expect(names()).toEqual(['Ana’s screen', 'Ana']);
  await page.getByRole('button', { name: 'Look at Ana’s screen' }).click();
  expect(app.callsOf('showGrid')).toEqual([[true]]);
});

it('sets a volume from the tile', async () => {
  await set([talker('Ana', { speaking: true })]);
  await page.getByRole('button', { name: 'Volume of Ana', exact: true }).click();
  await page.getByRole('button', { name: 'Mute Ana' }).click();
  expect(app.callsOf('setMuted')).toEqual([['ana', true]]);
});

describe('the hairline', () => {
  it('ties the tile that has focus to its person, follows them, and goes', async () => {
    let at: { x: number; y: number } | null = { x: 300, y: 400 };
    tiles.positionOf = () => at;
    await set([talker('Ana')]);
    const line = (): string => tiles.renderRoot.querySelector('.tie .over')?.getAttribute('d') ?? '';
    expect(line()).toBe('');
    all()[0]!.shadowRoot!.querySelector<HTMLElement>('.open')!.focus();
    await expect.poll(line).toMatch(/300\.0 400\.0$/);
    at = { x: 310, y: 405 };
    await expect.poll(line).toMatch(/310\.0 405\.0$/);
    expect(app.callsOf('point').at(-1)).toEqual(['ana']);
    at = null;
    await expect.poll(() => tiles.renderRoot.querySelector('.tie')?.hasAttribute('hidden')).toBe(true);
    all()[0]!.shadowRoot!.querySelector<HTMLElement>('.open')!.blur();
    await expect.poll(() => tiles.renderRoot.querySelector('.tie')).toBe(null);
    expect(app.callsOf('point').at(-1)).toEqual([null]);
  });

  it('ties the person under the pointer in the world, too', async () => {
    tiles.positionOf = () => ({ x: 1, y: 2 });
    const ana = talker('Ana');
    await set([ana]);
    app.state.pointed.value = ana.peerId;
    await expect.poll(() => tiles.renderRoot.querySelector('.tie')).not.toBe(null);
  });
});

describe('accessibility', () => {
  it.each(['wide', 'narrow'] as const)('has nothing for axe to find (%s)', async (frame) => {
    tiles.frame = frame;
    app.state.ownCamera.value = picture();
    await set([
      talker('Ana', { speaking: true, handUp: true }),
      talker('Kofi', { micOn: false }),
      aTalker('Mira', { speaking: true, muted: true }),
    ]);
    expect(await axeFindingsInBoth(tiles)).toEqual([]);
  });
});
