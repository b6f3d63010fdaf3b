import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { applyTheme } from '../../theme/apply-theme.ts';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { focused } from '../testing-focus.ts';
import type { Insets } from './insets.ts';
import { aLine, aPerson, aRow, aTalker, aZone, doorOf, worldRoute } from './testing.ts';
import './later.ts';
import { PatioWorld } from './world.ts';

let app = fakeApp();
let world: PatioWorld;
let theme: ReturnType<typeof applyTheme>;
const insets: Insets[] = [];
const button = (name: string) => page.getByRole('button', { name, exact: true });
const boxOf = (tag: string): DOMRect => world.renderRoot.querySelector(tag)!.getBoundingClientRect();
const settle = async (): Promise<void> => {
  await world.updateComplete;
  for (const part of world.renderRoot.querySelectorAll('*')) if ('updateComplete' in part) await part.updateComplete;
};

const show = async (width = 1440, height = 900): Promise<void> => {
  await page.viewport(width, height);
  world = new PatioWorld();
  world.addEventListener('insets-change', (event) => insets.push((event as CustomEvent<Insets>).detail));
  app.provide(world);
  await settle();
};

beforeEach(() => {
  app = fakeApp();
  theme = applyTheme(app.state.settings, document.documentElement);
  insets.length = 0;
  app.state.route.value = worldRoute();
  app.state.zones.value = [aZone('Hall', { isHere: true }), aZone('Fern', { doors: [doorOf('Fern')] })];
});
afterEach(async () => {
  app.close();
  theme.close();
  await page.viewport(1280, 800);
});

describe('the frame', () => {
  it('hands itself to whoever knows the scene', async () => {
    const ready: EventTarget[] = [];
    document.addEventListener('world-ready', (event) => ready.push(event.composedPath()[0]!), { once: true });
    await show();
    expect(ready).toEqual([world]);
  });

  it('has the world as a region that keys can reach', async () => {
    await show();
    const region = page.getByRole('region', { name: 'World', exact: true });
    await expect.element(region).toHaveAttribute('tabindex', '0');
    await expect.element(region).toHaveAccessibleDescription(/arrow keys/);
  });

  it('says the mode of the room with its own name', async () => {
    await show();
    const output = page.getByRole('status', { name: 'Room mode' });
    await expect.poll(() => output.element().textContent.replace(/\s+/g, ' ').trim()).toBe('DirectP2P_DIRECT');
    app.state.mode.value = 'P2P_TURN';
    await expect.poll(() => output.element().textContent).toContain('P2P_TURN');
  });

  it('moves nothing when the panel opens', async () => {
    app.state.people.value = [aTalker('Ana', { speaking: true })];
    await show();
    const before = [boxOf('patio-call-bar').left, boxOf('patio-tiles').left, boxOf('patio-chip').left];
    app.state.panel.value = 'people';
    await settle();
    expect([boxOf('patio-call-bar').left, boxOf('patio-tiles').left, boxOf('patio-chip').left]).toEqual(before);
  });

  it('tells the camera what it covers', async () => {
    app.state.people.value = [aPerson('Ana')];
    await show();
    await expect.poll(() => insets.at(-1)).toEqual({ top: 72, right: 0, bottom: 96, left: 0 });
    app.state.panel.value = 'people';
    await expect.poll(() => insets.at(-1)).toEqual({ top: 72, right: 356, bottom: 96, left: 0 });
  });

  it.each([
    [1440, 900],
    [1024, 768],
    [820, 1180],
    [390, 844],
    [360, 640],
  ])('keeps its parts apart and inside at %i × %i', async (width, height) => {
    app.state.people.value = [aTalker('Ana', { speaking: true }), aTalker('Kofi', { speaking: true })];
    app.state.microphone.value = { status: 'on', label: 'Mic' };
    app.state.panel.value = 'people';
    await show(width, height);
    const parts = ['patio-chip', 'patio-tiles', 'patio-panel', 'patio-call-bar'].map((tag) => [tag, boxOf(tag)] as const);
    for (const [tag, box] of parts) {
      expect(box.left, tag).toBeGreaterThanOrEqual(0);
      expect(box.right, tag).toBeLessThanOrEqual(width);
      expect(box.bottom, tag).toBeLessThanOrEqual(height);
      for (const [other, with_] of parts) {
        if (other === tag) continue;
        const apart =
          box.right <= with_.left + 1 || with_.right <= box.left + 1 || box.bottom <= with_.top + 1 || with_.bottom <= box.top + 1;
        expect(apart, `${tag} and ${other}`).toBe(true);
      }
    }
  });
});

describe('an empty place', () => {
  it('offers the link until somebody comes', async () => {
    await show();
    await expect.element(page.getByRole('heading', { name: 'Only you so far' })).toBeVisible();
    await button('Copy link').click();
    expect(app.callsOf('copyLink')).toHaveLength(1);
    app.state.people.value = [aPerson('Ana')];
    await expect.element(page.getByRole('heading', { name: 'Only you so far' })).not.toBeInTheDocument();
  });

  it('steps back while the invitation is open, so that there is one link to copy', async () => {
    await show();
    app.state.dialog.value = 'invite';
    await expect.element(button('Copy link')).not.toBeInTheDocument();
  });
});

describe('menus', () => {
  it('renames a place that is mine, in its own menu', async () => {
    await show();
    await button('Juniper House. Menu of this place').click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name of this place' }).fill('Oak House');
    await userEvent.keyboard('{Enter}');
    expect(app.callsOf('renamePlace')).toEqual([['Oak House']]);
    await expect.poll(focused).toBe('Juniper House. Menu of this place');
  });

  it('does not offer that for the place of somebody else', async () => {
    app.state.route.value = worldRoute(false);
    await show();
    await button('Juniper House. Menu of this place').click();
    await expect.element(page.getByRole('menuitem', { name: 'Invite people' })).toBeVisible();
    await expect.element(page.getByRole('menuitem', { name: 'Rename' })).not.toBeInTheDocument();
  });

  it('knocks at a locked door, opens a closed one, locks from inside', async () => {
    await show();
    const door = { id: doorOf('Fern'), zone: aZone('Fern').id, zoneName: 'Fern', open: false, locked: true, isInside: false };
    app.state.door.value = door;
    await button('Knock at Fern').click();
    app.state.door.value = { ...door, locked: false };
    await button('Open the door of Fern').click();
    app.state.door.value = { ...door, locked: false, open: true, isInside: true };
    await button('Lock Fern').click();
    expect(app.callsOf('knock')).toEqual([['door-fern']]);
    expect(app.callsOf('setDoor')).toEqual([
      ['door-fern', { open: true }],
      ['door-fern', { open: false, locked: true }],
    ]);
  });

  it('opens about a person who was pressed, and goes when they go', async () => {
    const ana = aPerson('Ana');
    app.state.people.value = [ana];
    await show();
    world.openPersonMenu(ana.peerId, { x: 400, y: 300 });
    const menu = page.getByRole('dialog', { name: 'About Ana' });
    await expect.element(menu).toBeVisible();
    await expect.poll(focused).toBe('Go to Ana');
    await userEvent.keyboard('{Enter}');
    expect(app.callsOf('goToPerson')).toEqual([['ana']]);
    await expect.element(menu).not.toBeInTheDocument();
    world.openPersonMenu(ana.peerId, { x: 400, y: 300 });
    await expect.element(menu).toBeVisible();
    app.state.people.value = [];
    await expect.element(menu).not.toBeInTheDocument();
  });

  it('paints the map on demand', async () => {
    const painted: HTMLCanvasElement[] = [];
    await show();
    world.paintMap = (canvas) => painted.push(canvas);
    await settle();
    expect(painted).toEqual([]);
    await button('Map').click();
    await expect.poll(() => painted.length).toBeGreaterThan(0);
    await expect.element(page.getByRole('img', { name: 'The place from above. You are here: Hall' })).toBeVisible();
    await button('Closer').click();
    expect(app.callsOf('zoomBy')).toEqual([[1.25]]);
    await button('Close the map').click();
    await expect.poll(focused).toBe('Map');
  });
});

it('tells a screen reader what happens, and nothing on arrival', async () => {
  const said: string[] = [];
  app.state.people.value = [aPerson('Ana')];
  world = new PatioWorld();
  world.announce = (sentence) => said.push(sentence);
  app.provide(world);
  // fetched when the frame stands
  await import('./narrator.ts');
  await settle();
  expect(said).toEqual([]);
  app.state.people.value = [aTalker('Ana'), aPerson('Ben')];
  app.state.people.value = [];
  expect(said).toEqual(['Ben came in.', 'You are talking with Ana.', 'Ana and Ben left.']);
});

describe('accessibility', () => {
  it.each([
    [1440, 900, 'people'],
    [820, 1180, 'places'],
    [390, 844, null],
    [360, 640, 'chat'],
  ] as const)('has nothing for axe to find at %i × %i with %s open', async (width, height, panel) => {
    app.state.people.value = [aTalker('Ana', { speaking: true }), aPerson('Rui')];
    app.state.chat.value = [aLine('1', 'Ana', 'Hello')];
    app.state.microphone.value = { status: 'on', label: 'Mic' };
    app.state.unread.value = 2;
    app.state.panel.value = panel;
    await show(width, height);
    expect(await axeFindingsInBoth(world)).toEqual([]);
  });

  it('has nothing for axe to find in the grid, beside the connection, at a door, alone', async () => {
    await show();
    expect(await axeFindingsInBoth(world)).toEqual([]);
    app.state.people.value = [aTalker('Ana', { speaking: true })];
    app.state.connections.value = [aRow('Ana')];
    app.state.connectionOpen.value = true;
    app.state.gridOpen.value = true;
    app.state.door.value = { id: doorOf('Fern'), zone: aZone('Fern').id, zoneName: 'Fern', open: true, locked: false, isInside: true };
    await settle();
    expect(await axeFindingsInBoth(world)).toEqual([]);
  });
});
