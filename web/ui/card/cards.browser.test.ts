/** The three pages with one message: bad link, failed, left. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { placeId } from '../../../domain/ids.ts';
import { PatioBadLink } from '../bad-link/bad-link.ts';
import { PatioFailed } from '../failed/failed.ts';
import { PatioLeft } from '../left/left.ts';
import { fakeApp } from '../testing.ts';
import { focused } from '../testing-focus.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';

const place = { placeId: placeId('p'), name: 'Juniper House', link: 'https://patio.example/#/p/a/b', mine: false };
let app = fakeApp();

beforeEach(() => (app = fakeApp()));
afterEach(() => app.close());

describe('patio-bad-link', () => {
  it('says what is wrong, shows a part of it and takes another link', async () => {
    const text = `https://patio.example/#/p/abc/${'s'.repeat(60)}`;
    app.state.route.value = { screen: 'bad-link', reason: 'altered', text };
    const screen = app.provide(new PatioBadLink());
    await expect.poll(focused).toBe('This link was changed on its way');
    expect(screen.shadowRoot!.querySelector('code')!.textContent.length).toBeLessThan(50);
    await page.getByRole('textbox', { name: 'The whole link' }).fill('https://patio.example/#/p/a/c');
    await userEvent.keyboard('{Enter}');
    expect(app.callsOf('openLink')).toEqual([['https://patio.example/#/p/a/c']]);
    await page.getByRole('button', { name: 'Go to the start' }).click();
    expect(app.callsOf('goHome')).toHaveLength(1);
    expect(await axeFindingsInBoth(screen)).toEqual([]);
  });

  it('has words for each reason', async () => {
    for (const [reason, title] of [
      ['truncated', 'This link is incomplete'],
      ['foreign', 'This is not a link to a place'],
    ] as const) {
      app.state.route.value = { screen: 'bad-link', reason, text: '' };
      app.provide(new PatioBadLink());
      await expect.element(page.getByRole('heading', { name: title })).toBeVisible();
      app.close();
    }
  });
});

describe('patio-failed', () => {
  it('offers one way on for each failure', async () => {
    for (const [code, button] of [
      ['storage', 'Try again'],
      ['world', 'Try again'],
      ['elsewhere', 'Go on here'],
    ] as const) {
      app.state.route.value = { screen: 'failed', code, detail: code === 'world' ? 'no map' : '' };
      const screen = app.provide(new PatioFailed());
      await page.getByRole('button', { name: button }).click();
      expect(await axeFindingsInBoth(screen)).toEqual([]);
      app.close();
    }
    expect(app.callsOf('openLink')).toHaveLength(3);
  });
});

describe('patio-left', () => {
  it('leads back or home', async () => {
    app.state.route.value = { screen: 'left', place };
    const screen = app.provide(new PatioLeft());
    await expect.poll(focused).toBe('You left Juniper House');
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(app.callsOf('openLink')).toEqual([[place.link]]);
    await page.getByRole('button', { name: 'Go to the start' }).click();
    expect(app.callsOf('goHome')).toHaveLength(1);
    expect(await axeFindingsInBoth(screen)).toEqual([]);
  });
});
