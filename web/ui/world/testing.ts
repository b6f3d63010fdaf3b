/** For tests of what stands in the world: people, rooms and rows with nothing special about them. */
import { type DoorId, doorId, identityId, peerId, placeId, zoneId } from '../../../domain/ids.ts';
import { Motion, Status } from '../../../domain/presence/avatar.ts';
import { ZoneType } from '../../../domain/world/map.ts';
import type { Route } from '../../state/app-state.ts';
import { middleLook } from '../../state/app-state.ts';
import type { ChatLine } from '../../state/chat.ts';
import type { ConnectionRow } from '../../state/connection.ts';
import type { Person } from '../../state/people.ts';
import type { ZoneInfo } from '../../state/places.ts';

/** Linked, near, silent. The peer id is the name in small letters. */
export const aPerson = (name: string, change: Partial<Person> = {}): Person => ({
  peerId: peerId(name.toLowerCase()),
  identity: identityId('0'.repeat(64)),
  name,
  look: middleLook(),
  status: Status.Available,
  motion: Motion.Idle,
  zoneId: zoneId('hall'),
  distanceTiles: 6,
  link: { status: 'linked' },
  talking: false,
  speaking: false,
  micOn: true,
  camOn: false,
  screenOn: false,
  handUp: false,
  typing: false,
  volume: 1,
  muted: false,
  camera: null,
  screen: null,
  ...change,
});

/** Close by and in a call with me. */
export const aTalker = (name: string, change: Partial<Person> = {}): Person =>
  aPerson(name, { talking: true, distanceTiles: 2, ...change });

export const aZone = (name: string, change: Partial<ZoneInfo> = {}): ZoneInfo => ({
  id: zoneId(name.toLowerCase()),
  name,
  type: ZoneType.Open,
  people: [],
  isHere: false,
  closed: false,
  locked: false,
  doors: [],
  ...change,
});

export const doorOf = (zone: string): DoorId => doorId(`door-${zone.toLowerCase()}`);

export const aLine = (id: string, from: string, text: string, change: Partial<ChatLine> = {}): ChatLine => ({
  id,
  from: from === 'self' ? 'self' : peerId(from.toLowerCase()),
  name: from,
  look: middleLook(),
  scope: 'nearby',
  text,
  atMs: Date.UTC(2026, 4, 4, 12, 0),
  delivery: 'delivered',
  ...change,
});

export const aRow = (name: string, change: Partial<ConnectionRow> = {}): ConnectionRow => ({
  peerId: peerId(name.toLowerCase()),
  name,
  status: 'linked',
  path: 'direct',
  atServer: false,
  rttMs: 24,
  lossPercent: 0.1,
  sendKbps: 1200,
  receiveKbps: 40,
  introducedBy: 'relay',
  getsMic: false,
  getsCam: false,
  getsScreen: false,
  retryAtMs: null,
  ...change,
});

export const worldRoute = (mine = true): Route => ({
  screen: 'world',
  place: { placeId: placeId('p'), name: 'Juniper House', link: 'https://patio.example/#/p/abc/def', mine },
});
