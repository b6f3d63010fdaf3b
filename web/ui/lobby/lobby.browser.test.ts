import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { peerId, placeId, zoneId } from '../../../domain/ids.ts';
import { Status } from '../../../domain/presence/avatar.ts';
import type { NetworkStatus } from '../../../transports/place-link.ts';
import { middleLook } from '../../state/app-state.ts';
import type { LobbyPerson } from '../../state/people.ts';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { focused } from '../testing-focus.ts';
import { PatioLobby } from './lobby.ts';

const place = { placeId: placeId('p'), name: 'Juniper House', link: 'https://patio.example/#/p/a/b', mine: false };
const person = (name: string, zone: string, talking = false): LobbyPerson => ({
  peerId: peerId(name),
  name,
  look: middleLook(),
  status: Status.Available,
  zoneId: zoneId(zone),
  talking,
});
const network = (url: string, courtesy: boolean, state: NetworkStatus['state']): NetworkStatus => ({
  kind: courtesy ? 'nostr' : 'relay',
  url,
  courtesy,
  state,
  retryAtMs: null,
  sent: 0,
  received: 0,
  introduced: 0,
});

let app = fakeApp();

const show = async (name = 'Marta'): Promise<PatioLobby> => {
  app.state.self.value = { ...app.state.self.value, name };
  const lobby = app.provide(new PatioLobby());
  await lobby.updateComplete;
  return lobby;
};
const button = (name: string) => page.getByRole('button', { name, exact: true });

beforeEach(() => {
  app = fakeApp();
  app.state.route.value = { screen: 'lobby', place };
});
afterEach(() => app.close());

describe('entering', () => {
  it('is one press, or the Enter key in the name field', async () => {
    await show();
    await button('Enter').click();
    await button('Enter listening only').click();
    await page.getByRole('textbox', { name: 'Your name', exact: true }).click();
    await userEvent.keyboard('{Enter}');
    expect(app.callsOf('enter')).toEqual([[{ listenOnly: false }], [{ listenOnly: true }], [{ listenOnly: false }]]);
  });

  it('asks for a name first, in the field itself', async () => {
    const lobby = await show('');
    const field = page.getByRole('textbox', { name: 'Your name', exact: true });
    await expect.poll(() => lobby.shadowRoot!.activeElement?.id).toBe('name');
    await button('Enter').click();
    expect(app.callsOf('enter')).toEqual([]);
    await expect.element(page.getByRole('alert').getByText(/Write a name first/)).toBeVisible();
    await field.fill('Marta');
    expect(app.callsOf('setName').at(-1)).toEqual(['Marta']);
    expect(page.getByRole('alert').query()).toBeNull();
  });

  it('waits for no permission, and goes on when the microphone is blocked', async () => {
    app.state.microphone.value = { status: 'failed', reason: 'blocked' };
    await show();
    await expect.element(page.getByText('Your browser blocks the microphone.')).toBeVisible();
    await expect.element(page.getByText('Switch Microphone on.')).toBeVisible();
    await button('Try again').click();
    expect(app.callsOf('toggleMicrophone')).toHaveLength(1);
    await button('Enter').click();
    expect(app.callsOf('enter')).toHaveLength(1);
  });

  it('shows its steps and takes no second press', async () => {
    app.state.entering.value = { step: 'networks', sinceMs: 0 };
    await show();
    await expect.element(page.getByText('Step 2 of 3: Asking who is there')).toBeVisible();
    await button('Enter').click();
    expect(app.callsOf('enter')).toEqual([]);
  });

  it('is not offered where the browser cannot meet anyone, and says why', async () => {
    app.state.missing.value = ['webrtc'];
    await show();
    await expect.element(button('Enter')).toBeDisabled();
    await expect.element(page.getByText(/This browser has no WebRTC/)).toBeVisible();
  });
});

describe('who is inside', () => {
  it('says that it is looking, that nobody is there, that nobody answers', async () => {
    await show();
    await expect.element(page.getByText('Looking who is inside')).toBeInTheDocument();
    app.state.lobby.value = { status: 'known', people: [] };
    await expect.element(page.getByText(/You would be the first/)).toBeVisible();
    app.state.lobby.value = { status: 'unreachable', people: [] };
    await expect.element(page.getByText(/Nobody answers yet/)).toBeVisible();
  });

  it('groups people by room and shows the rest on demand', async () => {
    app.state.zones.value = [
      { id: zoneId('hall'), name: 'Hall', type: 'open', people: [], isHere: false, closed: false, locked: false, doors: [] },
    ];
    app.state.lobby.value = {
      status: 'known',
      people: [person('Rui', 'r1'), person('Ana', 'hall', true), person('Kofi', 'hall', true), person('Bea', 'r2'), person('Sol', 'r3')],
    };
    await show();
    await expect.element(page.getByText('Ana and Kofi')).toBeVisible();
    await expect.element(page.getByText('Hall, talking')).toBeVisible();
    await page.getByRole('button', { name: 'and 1 more' }).click();
    expect(page.getByRole('list', { name: 'Inside now' }).getByRole('listitem').elements()).toHaveLength(4);
  });
});

describe('devices', () => {
  it('has toggles that say whether they are on', async () => {
    await show();
    await expect.element(button('Microphone')).toHaveAttribute('aria-pressed', 'false');
    await button('Microphone').click();
    await button('Camera').click();
    app.state.microphone.value = { status: 'on', label: 'Built-in' };
    await expect.element(button('Microphone')).toHaveAttribute('aria-pressed', 'true');
    expect(app.calls.map((call) => call.name)).toEqual(['toggleMicrophone', 'toggleCamera']);
  });

  it('offers devices once they have names, and a test sound', async () => {
    app.state.devices.value = {
      microphone: { choices: [{ id: 'a', label: '' }], selected: 'a' },
      camera: { choices: [], selected: null },
      speaker: {
        choices: [
          { id: 's', label: 'Speakers' },
          { id: 'h', label: 'Headphones' },
        ],
        selected: 's',
      },
    };
    await show();
    expect(page.getByRole('combobox', { name: 'Which microphone' }).query()).toBeNull();
    await page.getByRole('combobox', { name: 'Which speaker' }).selectOptions('h');
    await page.getByRole('button', { name: 'Test sound' }).click();
    expect(app.callsOf('chooseDevice')).toEqual([['speaker', 'h']]);
    expect(app.callsOf('testSpeaker')).toHaveLength(1);
  });

  it('shows the level and mirrors the own picture', async () => {
    const stream = document.createElement('canvas').captureStream();
    app.state.ownCamera.value = stream;
    app.state.microphone.value = { status: 'on', label: 'Built-in' };
    app.state.level.value = 0.25;
    const lobby = await show();
    await expect.element(page.getByRole('meter', { name: 'Microphone level' })).toHaveAttribute('aria-valuenow', '7');
    const video = lobby.shadowRoot!.querySelector('patio-mirror')!.shadowRoot!.querySelector('video')!;
    expect(video.srcObject).toBe(stream);
    expect(video.className).toBe('mirrored');
  });
});

describe('the place', () => {
  it('can be renamed by its owner only', async () => {
    await show();
    expect(page.getByRole('button', { name: 'Rename this place' }).query()).toBeNull();
    app.state.route.value = { screen: 'lobby', place: { ...place, mine: true } };
    await page.getByRole('button', { name: 'Rename this place' }).click();
    await page.getByRole('textbox', { name: 'Name of the place' }).fill('Night house');
    await userEvent.keyboard('{Enter}');
    expect(app.callsOf('renamePlace')).toEqual([['Night house']]);
    await expect.poll(focused).toBe('Rename this place');
  });

  it('names the networks that introduce people, and lets each be switched off', async () => {
    app.state.networks.value = [network('wss://patio.example', false, 'up'), network('wss://nos.example', true, 'connecting')];
    await show();
    await page.getByText('Introduced by patio.example and 1 public server').click();
    await page.getByRole('switch', { name: /nos\.example/ }).click();
    expect(app.callsOf('changeSettings')).toEqual([[{ networksOff: ['wss://nos.example'] }]]);
  });

  it('says openly what others can see', async () => {
    await show();
    await expect.element(page.getByText(/can see your network address/)).toBeVisible();
    app.state.settings.value = { ...app.state.settings.value, relayOnly: true };
    await expect.element(page.getByText(/Your network address stays hidden/)).toBeVisible();
  });
});

describe('accessibility', () => {
  it('has nothing for axe to find, full or in trouble', async () => {
    app.state.networks.value = [network('wss://patio.example', false, 'up')];
    app.state.lobby.value = { status: 'known', people: [person('Ana', 'hall', true)] };
    app.state.camera.value = { status: 'failed', reason: 'busy' };
    const lobby = await show();
    await expect.element(page.getByText('Another program holds the camera.')).toBeVisible();
    expect(await axeFindingsInBoth(lobby)).toEqual([]);
  });

  it('begins at the name of the place, so that it is read first', async () => {
    await show();
    await expect.poll(focused).toBe('Juniper House');
  });

  it('fits a phone of 360 px, with Enter in reach', async () => {
    await page.viewport(360, 740);
    const lobby = await show();
    expect(lobby.scrollWidth).toBeLessThanOrEqual(360);
    await expect.element(button('Enter')).toBeInViewport();
    await page.viewport(1280, 800);
  });
});
