/**
 * What people in the end-to-end tests do and see once they are inside: by role and name, as a screen reader would tell it.
 * The one exception is `standing`: where this tab would come back to after a reload, which the app keeps in the tab's own
 * session storage.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Person } from './people.ts';

export type Tab = 'People' | 'Places' | 'Chat';
/** What two loaded cores need for anything that passes between two browsers. */
export const PATIENCE_MS = 30_000;

export const showTab = async (page: Page, tab: Tab): Promise<void> => {
  const button = page.getByRole('tab', { name: new RegExp(`^${tab}`) });
  if ((await button.getAttribute('aria-selected')) !== 'true') await button.click();
};

/** The row of somebody in the People list; it may not be there. */
export const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: name });

/** The names of all others whom this person sees. */
export const seenBy = async ({ name: own, page }: Person): Promise<readonly string[]> => {
  await showTab(page, 'People');
  const waves = await page
    .getByRole('list', { name: 'People' })
    .getByRole('button', { name: /^Wave to / })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
  return [...new Set(waves.map((label) => label.replace('Wave to ', '')))].filter((name) => name !== own).toSorted();
};

export const expectToSee = (person: Person, name: string): Promise<void> =>
  expect.poll(() => seenBy(person), { timeout: PATIENCE_MS, message: `${person.name} sees ${name}` }).toContain(name);

export const expectNotToSee = (person: Person, name: string, withinMs = PATIENCE_MS): Promise<void> =>
  expect
    .poll(() => seenBy(person), { timeout: withinMs, intervals: [100], message: `${person.name} no longer sees ${name}` })
    .not.toContain(name);

/** What the list says below somebody's name: "6 steps away", "Walking, 2 steps away", "Listening" … */
export const lineAbout = async ({ page }: Person, name: string): Promise<string> => {
  await showTab(page, 'People');
  const who = rowOf(page, name).getByRole('button', { name: new RegExp(`^${name}\\b`) });
  return (await who.count()) === 0 ? '' : (await who.first().innerText()).replace(name, '').replaceAll('\n', ' ').trim();
};

/** Who is in a call with this person, as the call bar says it: people hear me, or would if I were not muted. */
export const inCallWith = async ({ page }: Person): Promise<string> =>
  (await page.getByRole('button', { name: /Show people$/ }).getAttribute('aria-label')) ?? '';

export type Standing = { readonly x: number; readonly y: number; readonly facing: number; readonly seat: string | null };

export const standing = ({ page }: Person): Promise<Standing | null> =>
  page.evaluate(() => {
    const kept: unknown = JSON.parse(sessionStorage.getItem('patio-resume') ?? 'null');
    return kept as Standing | null;
  });

export type Point = { readonly x: number; readonly y: number };
const gap = (a: Point | null, b: Point): number => (a === null ? Infinity : Math.hypot(a.x - b.x, a.y - b.y));

export const expectToStandAt = (person: Person, spot: Point, tiles = 0.3): Promise<void> =>
  expect
    .poll(async () => gap(await standing(person), spot), {
      timeout: PATIENCE_MS,
      message: `${person.name} arrives at ${spot.x}, ${spot.y}`,
    })
    .toBeLessThan(tiles);

/** By the list of places; arrives at once or on foot, but is there when this returns. */
export const goToPlace = async (person: Person, place: string): Promise<void> => {
  const row = await placeRow(person, place);
  await row.getByRole('button', { name: `Go to ${place}` }).click();
  await expect(row, `${person.name} arrives in ${place}`).toHaveAttribute('aria-current', 'location', { timeout: PATIENCE_MS });
  await expectToStandStill(person);
};

/** Opens somebody's row in the People list, where all that can be done about them stands. */
export const openRow = async ({ page }: Person, name: string): Promise<Locator> => {
  await showTab(page, 'People');
  const row = rowOf(page, name);
  const who = row.getByRole('button', { name: new RegExp(`^${name}\\b`) });
  if ((await who.getAttribute('aria-expanded')) !== 'true') await who.click();
  return row;
};

/** By the opened row of the People list. */
export const actOn = async (person: Person, name: string, action: 'Go to' | 'Follow' | 'Stop following' | 'Wave to'): Promise<void> => {
  const row = await openRow(person, name);
  // the row itself has small buttons of the same names, which show when it is pointed at
  await row
    .getByRole('button', { name: `${action} ${name}` })
    .last()
    .click();
};

export const goToPerson = (person: Person, name: string): Promise<void> => actOn(person, name, 'Go to');

/** Twice the same place in a second's distance: what is kept for a reload is renewed once a second. */
export const expectToStandStill = async (person: Person): Promise<void> => {
  let before: Standing | null = null;
  await expect
    .poll(
      async () => {
        const now = await standing(person);
        const moved = now === null || before === null ? Infinity : gap(now, before);
        before = now;
        return moved;
      },
      { timeout: PATIENCE_MS, intervals: [2500], message: `${person.name} stands still` },
    )
    .toBeLessThan(0.01);
};

/** A short message that comes and goes; asked for before it is caused, so that a slow machine cannot miss it. */
export const expectNotice = async ({ page }: Person, text: string | RegExp, cause: () => Promise<void>): Promise<void> => {
  await Promise.all([expect(page.getByText(text).first()).toBeVisible({ timeout: PATIENCE_MS }), cause()]);
};

export const placeRow = async ({ page }: Person, place: string): Promise<Locator> => {
  await showTab(page, 'Places');
  return page.getByRole('list', { name: 'Places' }).getByRole('listitem').filter({ hasText: place });
};

/** Keeps a key down while something else happens. */
export const holding = async (person: Person, key: string, until: () => Promise<void>): Promise<void> => {
  await person.page.getByRole('region', { name: 'World' }).focus();
  await person.page.keyboard.down(key);
  try {
    await until();
  } finally {
    await person.page.keyboard.up(key);
  }
};

/** Walks by key until a wall ends the way at this spot. */
export const walkUntilWall = (person: Person, key: string, spot: Point): Promise<void> =>
  holding(person, key, () => expectToStandAt(person, spot));

export const say = async (person: Person, text: string): Promise<void> => {
  await showTab(person.page, 'Chat');
  await person.page.getByRole('textbox', { name: 'Message' }).fill(text);
  await person.page.keyboard.press('Enter');
};

export const expectToRead = async (person: Person, text: string): Promise<void> => {
  await showTab(person.page, 'Chat');
  await expect(person.page.getByRole('log', { name: 'Chat' }), `${person.name} reads “${text}”`).toContainText(text, {
    timeout: PATIENCE_MS,
  });
};

/** From the menu of the call bar: Connection, Settings … */
export const openMore = async ({ page }: Person, item: string): Promise<void> => {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

/** A button with a state, such as Microphone. */
export const press = async (person: Person, name: 'Microphone' | 'Camera', state: 'on' | 'off'): Promise<void> => {
  const button = person.page.getByRole('button', { name, exact: true });
  const pressed = String(state === 'on');
  if ((await button.getAttribute('aria-pressed')) !== pressed) await button.click();
  await expect(button, `${name} of ${person.name} is ${state}`).toHaveAttribute('aria-pressed', pressed, { timeout: PATIENCE_MS });
};
