import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PeerMetrics } from '../../../domain/policy/peer-metrics.ts';
import type { RoomMetrics } from '../../../domain/policy/room-metrics.ts';
import { peerId } from '../../../domain/ids.ts';
import { RoomMode } from '../../../domain/policy/room-mode-names.ts';
import type { RoomMeasuresView } from '../../state/room.ts';
import { fakeApp } from '../testing.ts';
import { axeFindingsInBoth } from '../testing-axe.ts';
import { aPerson, aRow } from '../world/testing.ts';
import { PatioConnection } from './connection.ts';

const figures: RoomMetrics = {
  participants: 13,
  reporting: 12,
  relayedLinks: 2,
  cpuPercent: 61.4,
  turnPercent: 7.7,
  lossPercent: 0.34,
  rttMs: 41.6,
};
const metrics: PeerMetrics = {
  links: 12,
  relayedLinks: 1,
  audioLost: 5,
  audioExpected: 500,
  upLost: 0,
  upExpected: 0,
  rttP50Ms: 40,
  cpuPercent: 55,
  cpuSource: 'pressure',
  encodeLimited: false,
  hidden: false,
  canSfu: true,
};
const measures: RoomMeasuresView = {
  figures,
  members: [
    { peerId: null, name: '', metrics },
    { peerId: peerId('ana'), name: 'Ana', metrics: { ...metrics, cpuSource: 'estimate', cpuPercent: 70, upLost: 2, upExpected: 100 } },
  ],
  history: [0, 2000, 4000].map((atMs) => ({ atMs, room: figures })),
  hasServer: true,
  seat: 'open',
  budget: null,
  stragglers: 0,
};

let app = fakeApp();
let panel: PatioConnection;
const text = (): string => (panel.renderRoot.querySelector('.panel')?.textContent ?? '').replace(/\s+/g, ' ');
const show = async (view: RoomMeasuresView | null): Promise<void> => {
  app.state.measures.value = view;
  await panel.updateComplete;
};

beforeEach(async () => {
  app = fakeApp();
  app.state.people.value = [aPerson('Ana')];
  app.state.connections.value = [aRow('Ana', { atServer: true })];
  app.state.mode.value = RoomMode.Sfu;
  app.state.connectionOpen.value = true;
  panel = app.provide(new PatioConnection());
  await panel.updateComplete;
});
afterEach(() => app.close());

describe('the room in the panel', () => {
  it('is not there before anything was measured', () => {
    expect(panel.renderRoot.querySelector('.room')).toBeNull();
    expect(text()).toContain(
      'You are connected to 1 person. Sound and pictures go through the community’s server, which cannot read them.',
    );
  });

  it('says by which figures it is carried, and that media goes through the server', async () => {
    await show(measures);
    const values = [...panel.renderRoot.querySelectorAll('.figures dd')].map((value) => value.textContent.trim());
    expect(values).toEqual(['13', '61 %', '0.3 %', '8 %', '42 ms']);
    expect(page.getByRole('table', { name: 'Connections', exact: true }).element().textContent).toContain('Through the server');
  });

  it('shows each person’s own measurements, an estimate as one', async () => {
    await show(measures);
    await userEvent.click(page.getByText('What each person measured'));
    const rows = page.getByRole('table', { name: 'Measurements of each person' }).getByRole('row');
    const cells = (index: number): readonly string[] =>
      [...rows.nth(index).element().querySelectorAll('td')].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim());
    expect(cells(1)).toEqual(['55 %', '1 %', '–', '1 / 12']);
    expect(cells(2)).toEqual(['≈ 70 %', '1 %', '2 %', '1 / 12']);
  });

  it('says who has no way to the server', async () => {
    await show({ ...measures, stragglers: 1 });
    expect(text()).toContain('1 person cannot reach the server and is connected to you directly.');
    await show({ ...measures, seat: 'unreachable' });
    expect(text()).toContain('You cannot reach the community’s server at the moment.');
  });

  it('says what became of my pictures, and why', async () => {
    await show({ ...measures, budget: { level: 'reduced', reason: 'people', people: 9, upKbps: 1230, most: null } });
    expect(text()).toContain('Video reduced: 9 people, 1.2 Mbit/s up.');
    await show({ ...measures, budget: { level: 'full', reason: 'none', people: 2, upKbps: 2400, most: null } });
    expect(text()).not.toContain('Mbit/s up.');
    await show({ ...measures, budget: { level: 'audio-only', reason: 'uplink', people: 6, upKbps: 96, most: 6 } });
    expect(text()).toContain('You talk with the nearest 6 people only');
  });

  it('tells operators by which key a relay knows this place', async () => {
    expect(panel.renderRoot.querySelector('.desk-id')).toBeNull();
    app.state.deskId.value = 'k'.repeat(43);
    await panel.updateComplete;
    await userEvent.click(page.getByText('For operators of a relay'));
    await expect.element(page.getByText('k'.repeat(43))).toBeVisible();
  });

  it('gives the measurements as a file', async () => {
    await show(measures);
    await userEvent.click(page.getByRole('button', { name: 'Save measurements' }));
    expect(app.callsOf('saveMeasurements')).toHaveLength(1);
  });

  it('is as accessible as the rest', async () => {
    await show(measures);
    await userEvent.click(page.getByText('What each person measured'));
    expect(await axeFindingsInBoth(panel)).toEqual([]);
  });
});
