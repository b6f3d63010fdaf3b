import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Locator, page, userEvent } from 'vitest/browser';
import { zoneId } from '../../../domain/ids.ts';
import { Status } from '../../../domain/presence/avatar.ts';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { focused } from '../testing-focus.ts';
import { aPerson, aTalker, aZone } from '../world/testing.ts';
import { PatioPeople } from './people.ts';

const textOf = (found: Locator): string => found.element().textContent.replace(/\s+/g, ' ');
let app = fakeApp();
let people: PatioPeople;
const list = () => page.getByRole('list', { name: 'People', exact: true });
const rowOf = (name: string) => list().getByRole('listitem').filter({ hasText: name });
const settle = () => people.updateComplete;

beforeEach(async () => {
  app = fakeApp();
  app.state.self.value = { ...app.state.self.value, name: 'Marta', zoneId: zoneId('hall') };
  app.state.zones.value = [aZone('Hall', { isHere: true }), aZone('Stage'), aZone('Fern', { closed: true, locked: true })];
  app.state.microphone.value = { status: 'on', label: 'Mic' };
  people = app.provide(new PatioPeople());
  await settle();
});
afterEach(() => app.close());

describe('the list', () => {
  it('has me, those who hear me, those near, and the rest by place', async () => {
    app.state.people.value = [
      aTalker('Ana', { speaking: true }),
      aTalker('Kofi', { micOn: false }),
      aPerson('Rui', { motion: 'walking' }),
      aPerson('Vera', { zoneId: zoneId('stage'), distanceTiles: 20, status: Status.Away }),
      aPerson('Iris', { zoneId: zoneId('fern'), distanceTiles: 20 }),
    ];
    await expect.poll(() => textOf(rowOf('Marta'))).toContain('Available');
    await expect.poll(() => textOf(list())).toContain('Hear you');
    await expect.poll(() => textOf(rowOf('Ana'))).toContain('Speaking');
    await expect.poll(() => textOf(rowOf('Ana'))).toContain('hears you');
    await expect.poll(() => textOf(rowOf('Kofi'))).toContain('Muted');
    await expect.poll(() => textOf(rowOf('Rui'))).toContain('Walking, 6 steps away');
    await expect.poll(() => textOf(rowOf('Vera'))).toContain('Away');
    await expect.poll(() => textOf(rowOf('Fern'))).toContain('Locked, 1 inside');
    expect(list().getByRole('listitem').elements()).toHaveLength(8);
  });

  it('does not say that they hear me while I am muted', async () => {
    app.state.people.value = [aTalker('Ana')];
    app.state.microphone.value = { status: 'off' };
    await expect.poll(() => textOf(list())).toContain('you are muted');
    await expect.poll(() => textOf(rowOf('Ana'))).not.toContain('hears you');
  });

  it('folds crowds elsewhere into one row per place, which opens', async () => {
    app.state.people.value = ['Mira', 'Lars', 'Noor', 'Vera', 'Sol'].map((name) =>
      aPerson(name, { zoneId: zoneId('stage'), distanceTiles: 20 }),
    );
    const stage = page.getByRole('button', { name: /^Stage/ });
    await expect.poll(() => textOf(stage)).toContain('Lars, Mira, Noor and 2 others');
    await stage.click();
    await expect.element(stage).toHaveAttribute('aria-expanded', 'true');
    await expect.element(rowOf('Sol')).toBeVisible();
  });
});

describe('actions', () => {
  it('wave and go from the row; follow, volume and mute from the open row', async () => {
    app.state.people.value = [aPerson('Rui')];
    await settle();
    await page.getByRole('button', { name: 'Wave to Rui' }).click();
    await page.getByRole('button', { name: 'Go to Rui' }).click();
    await page.getByRole('button', { name: /^Rui/ }).click();
    await page.getByRole('button', { name: 'Follow Rui' }).click();
    await page.getByRole('button', { name: 'Mute Rui' }).click();
    const slider = people.renderRoot
      .querySelector('patio-person-actions')!
      .shadowRoot!.querySelector('patio-volume')!
      .shadowRoot!.querySelector('input')!;
    slider.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(app.calls.map(({ name, args }) => [name, ...args])).toEqual([
      ['wave', 'rui'],
      ['goToPerson', 'rui'],
      ['follow', 'rui'],
      ['setMuted', 'rui', true],
      ['setVolume', 'rui', 1.05],
    ]);
    app.state.self.value = { ...app.state.self.value, following: app.state.people.value[0]!.peerId };
    await page.getByRole('button', { name: 'Stop following Rui' }).click();
    expect(app.callsOf('follow').at(-1)).toEqual([null]);
  });

  it('says when a path fails, when it tries again, and tries now', async () => {
    app.state.people.value = [aPerson('Rui', { link: { status: 'failing', retryAtMs: performance.now() + 8_000 } })];
    await expect
      .poll(() => people.renderRoot.querySelector('patio-countdown')?.shadowRoot?.textContent)
      .toMatch(/No direct path yet. Trying again in [78] s./);
    await page.getByRole('button', { name: 'Try now to reach Rui' }).click();
    expect(app.callsOf('retryPeer')).toEqual([['rui']]);
  });

  it('changes my status from a menu of four', async () => {
    await page.getByRole('button', { name: /Change your status/ }).click();
    await expect.element(page.getByRole('menuitemradio', { name: 'Available' })).toHaveAttribute('aria-checked', 'true');
    await page.getByRole('menuitemradio', { name: 'Do not disturb' }).click();
    expect(app.callsOf('setStatus')).toEqual([['dnd']]);
  });

  it('invites', async () => {
    await page.getByRole('button', { name: 'Invite with the link' }).click();
    expect(app.callsOf('showDialog')).toEqual([['invite']]);
  });
});

describe('keyboard', () => {
  const first = () => people.renderRoot.querySelector<HTMLElement>('[data-row] [data-control=who]')!;

  it('has one row in the Tab order; Up and Down change rows and keep the column', async () => {
    app.state.people.value = [aPerson('Ana'), aPerson('Ben')];
    await settle();
    first().focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(focused).toMatch(/^Ana/);
    await userEvent.keyboard('{Tab}');
    await expect.poll(focused).toBe('Wave to Ana');
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(focused).toBe('Wave to Ben');
    await userEvent.keyboard('{Tab}{Tab}');
    await expect.poll(focused).toBe('Invite with the link');
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    await expect.poll(focused).toBe('Go to Ben');
    await userEvent.keyboard('{Home}');
    await expect.poll(focused).toMatch(/^Marta/);
  });

  it('hands the focus on when its row goes, and keeps it when the row moves to another group', async () => {
    const [ana, ben, cleo] = [aPerson('Ana'), aPerson('Ben'), aPerson('Cleo')];
    app.state.people.value = [ana, ben, cleo];
    await settle();
    first().focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Tab}');
    await expect.poll(focused).toBe('Wave to Ben');
    app.state.people.value = [ana, cleo];
    await settle();
    await expect.poll(focused).toBe('Wave to Cleo');
    app.state.people.value = [ana, { ...cleo, talking: true }];
    await settle();
    await expect.poll(focused).toBe('Wave to Cleo');
  });
});

describe('accessibility', () => {
  it.each(['wide', 'narrow'] as const)('has nothing for axe to find (%s)', async (frame) => {
    people.frame = frame;
    app.state.people.value = [
      aTalker('Ana', { speaking: true }),
      aPerson('Rui', { link: { status: 'failing', retryAtMs: null } }),
      aPerson('Vera', { zoneId: zoneId('stage'), distanceTiles: 20 }),
    ];
    await settle();
    await page.getByRole('button', { name: /^Ana/ }).click();
    await settle();
    expect(await axeFindingsInBoth(people)).toEqual([]);
  });
});
