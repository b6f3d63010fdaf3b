import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { NetworkStatus } from '../../../transports/place-link.ts';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { focused } from '../testing-focus.ts';
import { SECTION_IDS, type SectionId } from './rows.ts';
import { PatioSettings } from './settings.ts';

const relay: NetworkStatus = {
  kind: 'relay',
  url: 'wss://patio.example',
  courtesy: false,
  state: 'up',
  retryAtMs: null,
  sent: 0,
  received: 0,
  introduced: 2,
};

let app = fakeApp();

const show = async (section: SectionId = 'you'): Promise<PatioSettings> => {
  const settings = new PatioSettings();
  settings.section = section;
  app.provide(settings);
  await settings.updateComplete;
  return settings;
};
const lastChange = () => app.callsOf('changeSettings').at(-1)?.[0];

beforeEach(() => (app = fakeApp()));
afterEach(() => app.close());

describe('patio-settings', () => {
  it('begins at the section that was asked for and moves to others', async () => {
    await show('look');
    await page.getByRole('combobox', { name: 'Light or dark' }).selectOptions('dark');
    expect(lastChange()).toEqual({ theme: 'dark' });
    await page.getByRole('button', { name: 'Sound', exact: true }).click();
    await page.getByRole('switch', { name: 'Push to talk' }).click();
    expect(lastChange()).toEqual({ pushToTalk: true });
  });

  it('finds settings in every section, and says when there is none', async () => {
    await show();
    const search = page.getByRole('searchbox', { name: 'Search settings' });
    await search.fill('headphones');
    await expect.element(page.getByRole('switch', { name: 'I wear headphones' })).toBeVisible();
    await search.fill('turn');
    await expect.element(page.getByRole('switch', { name: 'Hide my network address from people' })).toBeVisible();
    await search.fill('xyzzy');
    await expect.element(page.getByText('No setting is called “xyzzy”.')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('heading', { name: 'You' })).toBeVisible();
    expect(app.callsOf('showDialog')).toEqual([]);
  });

  it('asks to be closed by its button, by Escape and by a press beside it', async () => {
    await show();
    await page.getByRole('button', { name: 'Close' }).click();
    await userEvent.keyboard('{Escape}');
    await userEvent.click(document.documentElement, { position: { x: 4, y: 4 } });
    expect(app.callsOf('showDialog')).toEqual([[null], [null], [null]]);
  });

  it('switches, adds and removes networks, and refuses addresses that are none', async () => {
    app.state.networks.value = [relay];
    app.state.settings.value = { ...app.state.settings.value, extraNetworks: [{ kind: 'nostr', url: 'wss://mine.example' }] };
    await show('networks');
    await page.getByRole('switch', { name: 'patio.example' }).click();
    expect(lastChange()).toEqual({ networksOff: ['wss://patio.example'] });
    await page.getByRole('button', { name: 'Remove mine.example' }).click();
    expect(lastChange()).toEqual({ extraNetworks: [] });
    const address = page.getByRole('textbox', { name: 'Address' }).first();
    await address.fill('http://no.example');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('alert').getByText(/wss:\/\//)).toBeVisible();
    await address.fill('wss://relay.example');
    await userEvent.keyboard('{Enter}');
    expect(lastChange()).toEqual({
      extraNetworks: [
        { kind: 'nostr', url: 'wss://mine.example' },
        { kind: 'relay', url: 'wss://relay.example' },
      ],
    });
  });

  it('takes TURN servers with their name and password', async () => {
    await show('networks');
    await page.getByPlaceholder('turn:turn.example.org:3478').fill('turn:t.example:3478');
    await page.getByRole('textbox', { name: 'User name' }).fill('ana');
    await page.getByLabelText('Password').fill('secret');
    await userEvent.keyboard('{Enter}');
    expect(lastChange()).toEqual({ extraIceServers: [{ urls: ['turn:t.example:3478'], username: 'ana', credential: 'secret' }] });
  });

  it('warns when everything is to go through TURN and there is none', async () => {
    app.state.settings.value = { ...app.state.settings.value, relayOnly: true };
    await show('privacy');
    await expect.element(page.getByText(/you will reach nobody/)).toBeVisible();
    app.state.settings.value = { ...app.state.settings.value, extraIceServers: [{ urls: ['turn:t.example'] }] };
    await expect.poll(() => page.getByText(/you will reach nobody/).query()).toBeNull();
  });

  it('asks before it forgets everything, with the harmless answer in focus', async () => {
    await show('storage');
    await page.getByRole('button', { name: 'Forget everything' }).click();
    await expect.poll(focused).toBe('Keep it');
    expect(app.callsOf('forgetEverything')).toEqual([]);
    await page.getByRole('button', { name: 'Yes, forget everything' }).click();
    expect(app.callsOf('forgetEverything')).toHaveLength(1);
  });
});

describe('accessibility', () => {
  it('has nothing for axe to find in any section', async () => {
    app.state.networks.value = [relay];
    const settings = await show();
    for (const section of SECTION_IDS) {
      settings.section = section;
      await settings.updateComplete;
      expect(await axeFindingsInBoth(settings), section).toEqual([]);
    }
  });

  it('gives focus back to where it was', async () => {
    const opener = document.createElement('button');
    opener.textContent = 'Opener';
    document.body.append(opener);
    opener.focus();
    await show();
    await expect.poll(focused).toBe('Settings');
    app.close();
    expect(focused()).toBe('Opener');
    opener.remove();
  });

  it('keeps Tab inside', async () => {
    const settings = await show('about');
    for (let i = 0; i < 16; i++) {
      await userEvent.tab();
      const active = document.activeElement;
      expect(active === settings || active === document.body).toBe(true);
    }
  });
});
