import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { NetworkStatus } from '../../../transports/place-link.ts';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { focused } from '../testing-focus.ts';
import { aPerson, aRow } from '../world/testing.ts';
import { PatioConnection } from './connection.ts';

let app = fakeApp();
let panel: PatioConnection;
const text = (): string => (panel.renderRoot.querySelector('.panel')?.textContent ?? '').replace(/\s+/g, ' ');
const network = (kind: NetworkStatus['kind'], state: NetworkStatus['state'], retryAtMs: number | null = null): NetworkStatus => ({
  kind,
  url: kind === 'mesh' ? '' : `wss://${kind}.example/path`,
  courtesy: false,
  state,
  retryAtMs,
  sent: 4,
  received: 9,
  introduced: 2,
});

beforeEach(async () => {
  app = fakeApp();
  app.state.people.value = [aPerson('Ana'), aPerson('Kofi'), aPerson('Lars')];
  app.state.connections.value = [
    aRow('Ana', { getsMic: true, getsCam: true }),
    aRow('Kofi', { path: 'relayed', getsMic: true, introducedBy: 'mesh' }),
    aRow('Lars', { status: 'failing', path: 'unknown', rttMs: null, retryAtMs: performance.now() + 9_000 }),
  ];
  app.state.networks.value = [network('relay', 'up'), network('tracker', 'down', performance.now() + 12_000), network('mesh', 'up')];
  app.state.connectionOpen.value = true;
  panel = app.provide(new PatioConnection());
  await panel.updateComplete;
});
afterEach(() => app.close());

describe('the panel', () => {
  it('begins with a sentence', () => {
    expect(text()).toContain('You are connected to 2 people, 1 of them through a TURN server. 1 person cannot be reached yet.');
    expect(text()).toContain('1 introduction network answers');
  });

  it('says who keeps the order in the room', async () => {
    expect(text()).not.toContain('order in this room');
    app.state.room.value = { steward: aPerson('Kofi').peerId, isSteward: false, members: 3 };
    await panel.updateComplete;
    expect(text()).toContain('Kofi keeps the order in this room.');
    app.state.room.value = { steward: aPerson('Me').peerId, isSteward: true, members: 3 };
    await panel.updateComplete;
    expect(text()).toContain('You keep the order in this room.');
  });

  it('has a row a person, and says in words who cannot be reached', async () => {
    const table = page.getByRole('table', { name: 'Connections', exact: true });
    const cells = (name: string): readonly string[] =>
      [...table.getByRole('row').filter({ hasText: name }).element().querySelectorAll('td')].map((cell) =>
        cell.textContent.replace(/\s+/g, ' ').trim(),
      );
    expect(cells('Ana')).toEqual(['Direct', '24', '0.1', '1.2', '0.04', 'Patio relay', 'microphone camera']);
    expect(cells('Kofi').slice(-2)).toEqual(['People already here', 'microphone']);
    const failing = table.getByRole('row').filter({ hasText: 'Lars' });
    await expect.poll(() => failing.element().querySelector('patio-countdown')?.shadowRoot?.textContent).toMatch(/Trying again in [89] s/);
    await page.getByRole('button', { name: 'Try now to reach Lars' }).click();
    expect(app.callsOf('retryPeer')).toEqual([['lars']]);
  });

  it('says who receives my microphone, camera and screen', () => {
    const lines = [...panel.renderRoot.querySelectorAll('dd')].map(({ textContent }) => textContent.trim());
    expect(lines).toEqual(['Ana and Kofi', 'Ana', 'Nobody']);
  });

  it('names networks, their state and their next try', async () => {
    const items = page.getByRole('list', { name: 'Introduction networks' }).getByRole('listitem');
    const second = items.nth(1);
    await expect.poll(() => second.element().textContent).toContain('WebTorrent tracker');
    await expect
      .poll(() => second.element().querySelector('patio-countdown')?.shadowRoot?.textContent)
      .toMatch(/Does not answer. Trying again in 1[012] s/);
    await page.getByRole('button', { name: 'Try all now' }).click();
    expect(app.callsOf('retryNow')).toHaveLength(1);
  });

  it('tells who was turned away only when somebody was', async () => {
    expect(text()).not.toContain('Turned away');
    app.state.refusals.value = { ...app.state.refusals.value, secret: 2 };
    await panel.updateComplete;
    expect(text()).toContain('2 did not know the place’s secret.');
  });

  it('copies as text', async () => {
    await page.getByRole('button', { name: 'Copy as text' }).click();
    expect(app.callsOf('copyConnectionDetails')).toHaveLength(1);
  });

  it('is empty of rows and kind when there is nobody', async () => {
    app.state.connections.value = [];
    await panel.updateComplete;
    expect(text()).toContain('You are connected to nobody yet.');
    await expect.element(page.getByRole('table')).not.toBeInTheDocument();
    app.state.online.value = false;
    await panel.updateComplete;
    expect(text()).toContain('You are offline.');
  });

  it('draws a line of the last figures', async () => {
    const curve = (): string => panel.renderRoot.querySelector('.curve')?.getAttribute('d') ?? '';
    expect(curve()).toMatch(/^M[\d.]+ [\d.]+$/);
  });
});

describe('focus', () => {
  it('comes to the panel when it opens; Escape and the button close it', async () => {
    app.state.connectionOpen.value = false;
    await panel.updateComplete;
    expect(panel.renderRoot.querySelector('.panel')).toBe(null);
    app.state.connectionOpen.value = true;
    await expect.poll(focused).toBe('Close connection');
    await userEvent.keyboard('{Escape}');
    await page.getByRole('button', { name: 'Close connection' }).click();
    expect(app.callsOf('showConnection')).toEqual([[false], [false]]);
  });
});

describe('accessibility', () => {
  it.each([
    [1280, 'wide'],
    [390, 'narrow'],
  ] as const)('has nothing for axe to find at %i px', async (width, frame) => {
    await page.viewport(width, 800);
    panel.frame = frame;
    await panel.updateComplete;
    expect(await axeFindingsInBoth(panel)).toEqual([]);
    await expect.element(page.getByRole('table', { name: 'Connections', exact: true })).toBeInTheDocument();
    expect(page.getByRole('row').elements()).toHaveLength(4);
    await page.viewport(1280, 800);
  });
});
