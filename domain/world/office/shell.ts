/** Floors, walls, doors and platforms of the office: everything that is built rather than placed. */
import { doorId } from '../../ids.ts';
import type { Door, FloorArea, Platform, Wall, WallOpening } from '../map.ts';
import { HUE } from './paints.ts';
import { STAGE_HEIGHT_PX } from './rooms.ts';

export const WIDTH = 26;
export const DEPTH = 20;
/** The terrace lies before this wall; behind it is the house. */
export const HOUSE_X = 4;

export const DOORS = { fern: doorId('door-fern'), harbour: doorId('door-harbour'), terrace: doorId('door-terrace') } as const;

export const floors: readonly FloorArea[] = [
  { area: { x: 0, y: 0, w: HOUSE_X, d: DEPTH }, material: 'grass' },
  { area: { x: 2.4, y: 8.8, w: HOUSE_X - 2.4, d: 4.4 }, material: 'planks', colour: HUE.deck, row: 0.22 },
  { area: { x: HOUSE_X, y: 0, w: WIDTH - HOUSE_X, d: DEPTH }, material: 'planks' },
  { area: { x: HOUSE_X, y: 0, w: 8, d: 6 }, material: 'tiles' },
  { area: { x: 12, y: 0, w: 7, d: 6 }, material: 'carpet', colour: '#dfbfae' },
  { area: { x: 19, y: 0, w: 7, d: 6 }, material: 'carpet', colour: '#b3c4d0' },
  { area: { x: 6, y: 7.7, w: 7, d: 5.2 }, material: 'carpet', colour: '#bccab0' },
  { area: { x: 11.9, y: 14, w: 6.2, d: 6 }, material: 'terrazzo' },
  { area: { x: 19.2, y: 7.2, w: 6.6, d: 5 }, material: 'planks', colour: '#cda477' },
  { area: { x: 18.8, y: 13, w: 7.2, d: 7 }, material: 'carpet', colour: '#c3b4c4' },
];

const SILL = 7;
const HEAD = 49;
const window = (from: number, to: number, sill = SILL, head = HEAD): WallOpening => ({ kind: 'window', from, to, sill, head });
/** The inner face of an outer wall lies on the house's edge. */
const EDGE = 0.09;
const PARAPET_PX = 9;
const PARTITION = 0.14;
const GLASS_PX = 52;

export const walls: readonly Wall[] = [
  { axis: 'x', at: EDGE, from: HOUSE_X + EDGE, to: 12, colour: '#e4eadc' },
  { axis: 'x', at: EDGE, from: 12, to: 19, colour: '#e6b79d' },
  { axis: 'x', at: EDGE, from: 19, to: WIDTH, colour: '#c3d0da' },
  {
    axis: 'y',
    at: HOUSE_X,
    from: 0,
    to: DEPTH,
    colour: '#f6ecdd',
    openings: [
      window(0.7, 3.3),
      window(3.8, 6.4),
      window(6.9, 9.3),
      { kind: 'gap', from: 9.7, to: 10.9, sill: 0, head: 51 },
      window(11.3, 13.9),
      window(14.4, 17),
      window(17.5, 19.6),
    ],
  },
  {
    axis: 'x',
    at: DEPTH - EDGE,
    from: HOUSE_X + EDGE,
    to: WIDTH - 2 * EDGE,
    height: PARAPET_PX,
    openings: [{ kind: 'gap', from: 14.1, to: 15.9 }],
  },
  { axis: 'y', at: WIDTH - EDGE, from: 2 * EDGE, to: DEPTH, height: PARAPET_PX },
  { axis: 'y', at: 12, from: 2 * EDGE, to: 6 - PARTITION / 2, colour: '#f5e8d9', thickness: PARTITION },
  {
    axis: 'x',
    at: 6,
    from: 12 - PARTITION / 2,
    to: 19.07,
    colour: '#efe0d0',
    thickness: PARTITION,
    openings: [
      window(12.45, 14.35, 16, GLASS_PX),
      window(14.55, 16.35, 16, GLASS_PX),
      { kind: 'gap', from: 16.6, to: 17.8 },
      window(18.05, 18.8, 16, GLASS_PX),
    ],
  },
  { axis: 'y', at: 19, from: 2 * EDGE, to: 6 - PARTITION / 2, height: GLASS_PX, glass: { frost: 0.25, frame: HUE.bronze } },
  { axis: 'x', at: 6, from: 19.07, to: 20.22, height: GLASS_PX, glass: { frost: 0.3, frame: HUE.bronze } },
  { axis: 'x', at: 6, from: 21.58, to: 25.82, height: GLASS_PX, glass: { frost: 0.3, frame: HUE.bronze } },
];

export const doors: readonly Door[] = [
  { id: DOORS.fern, axis: 'x', at: 6, from: 16.6, to: 17.8, swing: -1, openAtStart: true, frame: HUE.bronze },
  { id: DOORS.harbour, axis: 'x', at: 6, from: 20.3, to: 21.5, swing: -1, openAtStart: false, frame: HUE.bronze },
  { id: DOORS.terrace, axis: 'y', at: HOUSE_X, from: 9.7, to: 10.9, swing: 1, openAtStart: true, frame: HUE.brass },
];

export const platforms: readonly Platform[] = [{ area: { x: 19.7, y: 13.65, w: 5.4, d: 2.4 }, z: STAGE_HEIGHT_PX }];
