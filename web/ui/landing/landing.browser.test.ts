import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { placeId } from '../../../domain/ids.ts';
import type { RecentPlace } from '../../state/places.ts';
import { fakeApp } from '../testing.ts';
import { focused } from '../testing-focus.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { PatioLanding } from './landing.ts';

const HOUR_MS = 3_600_000;
const recent = (name: string, mine = false): RecentPlace => ({
  placeId: placeId(name),
  name,
  link: `https://patio.example/#/p/${name}/secret`,
  lastOpenMs: Date.now() - HOUR_MS * 2,
  mine,
});

let app = fakeApp();
let landing: PatioLanding;

beforeEach(async () => {
  app = fakeApp();
  app.state.recentPlaces.value = [recent('Juniper', true), recent('Thesis')];
  landing = app.provide(new PatioLanding());
  await landing.updateComplete;
});
afterEach(() => app.close());

describe('patio-landing', () => {
  it('opens a new place', async () => {
    await page.getByRole('button', { name: 'Open a new place', exact: true }).click();
    expect(app.callsOf('openNewPlace')).toHaveLength(1);
  });

  it('follows a pasted link with the Enter key, and nothing while the field is empty', async () => {
    const field = page.getByRole('textbox', { name: 'Link to a place' });
    await field.click();
    await userEvent.keyboard('{Enter}');
    expect(app.callsOf('openLink')).toEqual([]);
    await field.fill('  https://patio.example/#/p/a/b ');
    await userEvent.keyboard('{Enter}');
    expect(app.callsOf('openLink')).toEqual([['https://patio.example/#/p/a/b']]);
  });

  it('lists recent places as links that open here', async () => {
    const link = page.getByRole('link', { name: /Juniper/ });
    expect(link.element().textContent).toContain('Yours');
    expect(link.element().textContent).toContain('2 hours ago');
    await link.click();
    expect(app.callsOf('openLink')).toEqual([['https://patio.example/#/p/Juniper/secret']]);
  });

  it('asks before it forgets, and gives focus back when the place is kept', async () => {
    const forget = page.getByRole('button', { name: 'Forget Thesis' });
    await forget.click();
    await expect.poll(focused).toBe('Keep');
    await userEvent.keyboard('{Enter}');
    await expect.poll(focused).toBe('Forget Thesis');
    expect(app.callsOf('forgetPlace')).toEqual([]);
    await forget.click();
    await page.getByRole('button', { name: 'Forget', exact: true }).click();
    expect(app.callsOf('forgetPlace')).toEqual([['https://patio.example/#/p/Thesis/secret']]);
  });

  it('says what this browser lacks', async () => {
    app.state.missing.value = ['webrtc'];
    await expect.element(page.getByText(/This browser has no WebRTC/)).toBeVisible();
  });

  it('leads to the words about it and to the settings', async () => {
    await page.getByRole('button', { name: 'How it works' }).click();
    await page.getByRole('button', { name: 'Host your own' }).click();
    await page.getByRole('button', { name: 'Settings' }).click();
    expect(app.callsOf('showDialog')).toEqual([['about'], ['host'], ['settings']]);
  });
});

describe('accessibility', () => {
  it('has nothing for axe to find', async () => {
    expect(await axeFindingsInBoth(landing)).toEqual([]);
  });

  it('is walked through by Tab in reading order', async () => {
    const names: string[] = [];
    for (let i = 0; i < 5; i++) {
      await userEvent.tab();
      const active = landing.shadowRoot!.activeElement;
      names.push(active?.getAttribute('aria-label') ?? active?.id ?? '');
      if (names.at(-1) === '') names[names.length - 1] = active?.textContent.trim() ?? '';
    }
    expect(names).toEqual(['How it works', 'Host your own', 'Settings', 'Open a new place', 'link']);
  });

  it('fits a phone of 360 px without scrolling sideways', async () => {
    await page.viewport(360, 740);
    expect(landing.scrollWidth).toBeLessThanOrEqual(360);
    await page.viewport(1280, 800);
  });
});
