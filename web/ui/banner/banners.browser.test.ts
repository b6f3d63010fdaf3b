import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { placeId } from '../../../domain/ids.ts';
import type { NetworkStatus } from '../../../transports/place-link.ts';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { PatioBanners } from './banners.ts';

const down: NetworkStatus = {
  kind: 'relay',
  url: 'wss://relay.example',
  courtesy: false,
  state: 'down',
  retryAtMs: null,
  sent: 0,
  received: 0,
  introduced: 0,
};
const place = { placeId: placeId('p'), name: 'Juniper House', link: '', mine: false };

let app = fakeApp();
let banners: PatioBanners;

beforeEach(async () => {
  app = fakeApp();
  banners = app.provide(new PatioBanners());
  await banners.updateComplete;
});
afterEach(() => app.close());

it('stands empty while all is well', () => {
  expect(banners.shadowRoot!.textContent.trim()).toBe('');
});

it('says that one is offline and what works, on demand', async () => {
  app.state.online.value = false;
  await expect.element(page.getByText('You are offline.')).toBeVisible();
  await page.getByRole('button', { name: 'Details' }).click();
  await expect.element(page.getByRole('heading', { name: 'What works now' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  expect(banners.shadowRoot!.textContent.trim()).toBe('');
});

it('lets the person try the networks at once', async () => {
  app.state.route.value = { screen: 'world', place };
  app.state.networks.value = [down];
  await page.getByRole('button', { name: 'Try now' }).click();
  expect(app.callsOf('retryNow')).toHaveLength(1);
});

it('never offers a new version during a call, and uses it when asked', async () => {
  app.state.update.value = 'waits-for-call';
  await expect.element(page.getByText('It waits until your call ends.')).toBeVisible();
  expect(page.getByRole('button', { name: 'Use it now' }).query()).toBeNull();
  app.state.update.value = 'ready';
  await page.getByRole('button', { name: 'Use it now' }).click();
  expect(app.callsOf('applyUpdate')).toHaveLength(1);
  app.state.update.value = 'starting';
  await expect.element(page.getByText('The new version starts…')).toBeVisible();
  expect(page.getByRole('button', { name: 'Use it now' }).query()).toBeNull();
});

it('offers to install once', async () => {
  app.state.install.value = 'offered';
  await page.getByRole('button', { name: 'Install' }).click();
  expect(app.callsOf('install')).toHaveLength(1);
});

describe('accessibility', () => {
  it('has nothing for axe to find', async () => {
    app.state.online.value = false;
    await page.getByRole('button', { name: 'Details' }).click();
    expect(await axeFindingsInBoth(banners)).toEqual([]);
  });
});
