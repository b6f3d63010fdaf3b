/**
 * What stands in each room of the office. Pure data: positions are tiles of the whole plan, a rotation says where the
 * front looks. Ids are stable, because seats, saved positions and edits of a place refer to them.
 */
import { objectId } from '../../ids.ts';
import type { ObjectOptions, PlacedObject, Rotation } from '../map.ts';
import { HUE } from './paints.ts';

type Extra = { readonly z?: number; readonly options?: ObjectOptions };

const thing = (id: string, kind: string, x: number, y: number, rotation: Rotation = 0, extra: Extra = {}): PlacedObject => ({
  id: objectId(id),
  kind,
  x,
  y,
  rotation,
  ...extra,
});
const styled = (id: string, kind: string, x: number, y: number, rotation: Rotation, options: ObjectOptions): PlacedObject =>
  thing(id, kind, x, y, rotation, { options });
const plant = (id: string, form: 'bush' | 'palm' | 'fig', x: number, y: number, options: ObjectOptions = {}): PlacedObject =>
  styled(id, 'plant', x, y, 0, { form, ...options });
const trinket = (id: string, x: number, y: number, z: number, options: ObjectOptions): PlacedObject =>
  thing(id, 'trinket', x, y, 0, { z, options });

const COUNTER_TOP = 21.4;
const JARS = [HUE.terracotta, HUE.white, HUE.sage, HUE.mustard, HUE.white, HUE.navy] as const;

export const kitchen: readonly PlacedObject[] = [
  thing('fridge', 'fridge', 5.9, 0.6),
  styled('kitchen-counter', 'counter', 8.3, 0.56, 0, { w: 3.9 }),
  styled('kitchen-sink', 'counter', 10.97, 0.56, 0, { w: 1.3, sink: true }),
  thing('coffee-machine', 'coffeeMachine', 7.1, 0.46, 0, { z: COUNTER_TOP }),
  trinket('bread-box', 9.52, 0.45, COUNTER_TOP, { w: 0.45, d: 0.3, h: 4.6, colour: HUE.mustard }),
  trinket('knife-block', 8.3, 0.43, COUNTER_TOP, { w: 0.4, d: 0.26, h: 7.6, colour: HUE.walnut }),
  thing('kitchen-shelf', 'wallShelf', 8.8, 0.32, 0, { z: 36 }),
  ...[7.68, 7.93, 8.18, 8.78, 9.03, 9.58].map((x, i) =>
    trinket(`jar-${i}`, x, 0.32, 37.6, { w: 0.16, d: 0.16, h: 4.4 + (i % 3) * 1.4, colour: JARS[i] ?? HUE.white }),
  ),
  styled('island', 'counter', 8.6, 3.3, 0, { w: 3.2, d: 0.9, colour: HUE.oakPale }),
  trinket('recipe-book', 9.72, 3.35, COUNTER_TOP, { w: 0.35, d: 0.3, h: 1.6, colour: HUE.terracotta }),
  trinket('fruit-bowl', 8.05, 3.28, COUNTER_TOP, { w: 0.34, d: 0.34, h: 3, colour: HUE.teal, bowl: true }),
  ...[7.6, 8.6, 9.6].map((x, i) => thing(`stool-${i}`, 'stool', x, 4.15, 2)),
  thing('water-cooler', 'waterCooler', 11.6, 1.7, 1),
  plant('kitchen-palm', 'palm', 4.6, 5.2, { s: 1.1 }),
  plant('kitchen-fig', 'fig', 4.55, 0.65, { pot: HUE.clay }),
  ...[7.7, 9.6].map((x, i) => thing(`island-pendant-${i}`, 'pendant', x, 3.3, 0, { z: 46, options: { r: 0.22 } })),
  thing('clock', 'clock', 5.05, 0.21, 0, { z: 33 }),
];

export const fern: readonly PlacedObject[] = [
  styled('fern-table', 'roundTable', 15.5, 3.2, 0, { r: 0.95, colour: HUE.oakPale, set: true }),
  styled('fern-chair-0', 'sideChair', 15.5, 1.85, 0, { colour: HUE.teal }),
  styled('fern-chair-1', 'sideChair', 14.1, 3.2, 1, { colour: HUE.teal }),
  styled('fern-chair-2', 'sideChair', 16.95, 3.2, 3, { colour: HUE.teal }),
  styled('fern-chair-3', 'sideChair', 15.5, 4.6, 2, { colour: HUE.teal }),
  ...(['arch', 'sun', 'leaf'] as const).map((art, i) =>
    thing(`poster-${art}`, 'poster', 12.09, 1.75 + i * 1.3, 1, { z: 22, options: { w: 0.9, h: 22, art } }),
  ),
  thing('fern-pendant', 'pendant', 15.5, 3.2, 0, { z: 47, options: { r: 0.34, colour: HUE.cream } }),
  thing('fern-whiteboard', 'whiteboard', 14.6, 0.55),
  plant('fern-plant', 'bush', 18.4, 0.7, { s: 1.1 }),
  styled('fern-shelf', 'bookshelf', 17.1, 0.4, 0, { w: 1.2, h: 32, seed: 3 }),
  plant('fern-plant-2', 'bush', 12.7, 5.3, { pot: HUE.terracotta, s: 0.9 }),
];

export const harbour: readonly PlacedObject[] = [
  styled('harbour-table', 'meetingTable', 22.5, 3.2, 0, { w: 3.6, d: 1.3 }),
  ...[21.4, 22.5, 23.6].flatMap((x, i) => [
    styled(`harbour-chair-${i}`, 'officeChair', x, 2.1, 0, { colour: HUE.terracotta }),
    styled(`harbour-chair-${i + 3}`, 'officeChair', x, 4.35, 2, { colour: HUE.terracotta }),
  ]),
  ...[21.25, 24.2].map((x, i) => thing(`harbour-pendant-${i}`, 'pendant', x, 3.2, 0, { z: 48, options: { r: 0.24, colour: HUE.white } })),
  thing('poster-grid', 'poster', 20.2, 0.2, 0, { z: 22, options: { w: 0.7, h: 24, art: 'grid' } }),
  thing('harbour-screen', 'tvScreen', 22.5, 0.25, 0, { z: 22, options: { w: 2.4, h: 25 } }),
  plant('harbour-palm', 'palm', 25.3, 0.7, { s: 1.15, pot: HUE.white }),
  plant('harbour-plant', 'bush', 19.8, 0.65),
];

export const studio: readonly PlacedObject[] = [
  ...[7.6, 9.3, 11].flatMap((x, i) => [
    styled(`desk-${i}`, 'desk', x, 9.9, 2, { art: i, lamp: i === 1, mug: HUE.mustard }),
    styled(`desk-${i + 3}`, 'desk', x, 10.72, 0, { art: i + 1, plant: i !== 1, mug: HUE.teal }),
    styled(`desk-chair-${i}`, 'officeChair', x, 9.12, 0, { colour: HUE.navy }),
    styled(`desk-chair-${i + 3}`, 'officeChair', x, 11.5, 2, { colour: HUE.teal }),
  ]),
  plant('studio-fig', 'fig', 6.2, 8.3, { pot: HUE.white, s: 1.05 }),
  plant('studio-plant', 'bush', 12.5, 12.2, { s: 1.05, pot: HUE.clay }),
];

export const commons: readonly PlacedObject[] = [
  styled('high-table', 'roundTable', 16, 9.9, 0, { r: 0.62, h: 24 }),
  styled('high-stool-0', 'stool', 15.1, 10.1, 1, { h: 16 }),
  styled('high-stool-1', 'stool', 16.2, 9, 0, { h: 16 }),
  thing('commons-whiteboard', 'whiteboard', 16.4, 7.6),
  plant('commons-palm', 'palm', 14.2, 7.6),
];

export const library: readonly PlacedObject[] = [
  styled('library-rug', 'rug', 22.7, 9.5, 0, { w: 3.4, d: 2.9, colour: '#e7d3bd', band: HUE.navy, round: 0.3 }),
  styled('library-shelf-0', 'bookshelf', 19.5, 8.5, 1, { w: 1.8, seed: 2 }),
  styled('library-shelf-1', 'bookshelf', 19.5, 10.35, 1, { w: 1.8, seed: 5 }),
  styled('library-chair-0', 'armchair', 21.5, 9.4, 1, { colour: HUE.mustard }),
  styled('library-chair-1', 'armchair', 23, 8.1, 0, { colour: HUE.rose }),
  styled('library-table', 'coffeeTable', 22.9, 9.6, 0, { r: 0.42 }),
  thing('library-lamp', 'floorLamp', 21.4, 8),
  plant('library-fig', 'fig', 25.3, 7.2, { pot: HUE.clay }),
  styled('library-shelf-2', 'bookshelf', 25.1, 11.1, 1, { w: 1.6, h: 23, seed: 7 }),
  plant('library-palm', 'palm', 24.2, 12.2, { s: 0.9 }),
  plant('library-plant', 'bush', 25.3, 9.2),
];

export const STAGE_HEIGHT_PX = 6;
const BAGS = [
  [20.6, 17.5, HUE.terracotta],
  [22, 17.9, HUE.mustard],
  [23.4, 17.6, HUE.teal],
  [21.3, 18.9, HUE.sage],
  [22.8, 19, HUE.rose],
  [24.7, 18.3, HUE.navy],
] as const;

export const stageCorner: readonly PlacedObject[] = [
  styled('backdrop', 'backdrop', 22.4, 13.4, 0, { w: 5.6, colour: '#5b6b86' }),
  thing('stage', 'stage', 22.4, 14.85),
  ...[20.9, 23.9].map((x, i) => thing(`spotlight-${i}`, 'spotlight', x, 14.05, 0, { z: 50, options: { aimX: 22.9, aimY: 15.15 } })),
  thing('stage-speaker-0', 'speaker', 20.1, 14, 0, { z: STAGE_HEIGHT_PX, options: { h: 26 } }),
  thing('stage-speaker-1', 'speaker', 24.7, 14, 0, { z: STAGE_HEIGHT_PX, options: { h: 26 } }),
  ...BAGS.map(([x, y, colour], i) => styled(`beanbag-${i}`, 'beanbag', x, y, 2, { colour })),
  plant('stage-palm', 'palm', 25.4, 16.6, { pot: HUE.white }),
  plant('stage-plant', 'bush', 19, 13.6, { pot: HUE.clay }),
];

export const listening: readonly PlacedObject[] = [
  styled('listening-rug', 'rug', 7.5, 16.9, 0, { w: 4.4, d: 3.6, band: HUE.terracotta, round: 0.4 }),
  styled('listening-divider', 'divider', 7.6, 13.6, 0, { w: 4.6, h: 34 }),
  thing('record-player', 'recordPlayer', 7.6, 14.15),
  thing('listening-speaker-0', 'speaker', 6, 14.15),
  thing('listening-speaker-1', 'speaker', 9.2, 14.15),
  styled('sofa-teal', 'sofa', 5.3, 17, 1, { w: 2.6, colour: HUE.teal }),
  thing('cushion-0', 'cushion', 5.2, 16.12, 1, { z: 11.4, options: { colour: HUE.mustard } }),
  thing('cushion-1', 'cushion', 5.2, 17.88, 1, { z: 11.4, options: { colour: HUE.rose } }),
  styled('sofa-sage', 'sofa', 7.7, 18.9, 2, { w: 2.4, colour: HUE.sage }),
  styled('listening-armchair', 'armchair', 9.9, 16.7, 3, { colour: HUE.terracotta }),
  styled('listening-table', 'coffeeTable', 7.5, 16.9, 0, { r: 0.5 }),
  thing('listening-lamp', 'floorLamp', 4.75, 15),
  plant('listening-palm', 'palm', 4.75, 19.3, { s: 1.1, pot: HUE.white }),
  plant('listening-fig', 'fig', 10.6, 14.2),
];

export const entrance: readonly PlacedObject[] = [
  styled('doormat', 'rug', 15, 18.9, 0, { w: 2, d: 1.2, colour: '#a99b86', band: '#8e7f6b', round: 0.1 }),
  styled('reception', 'counter', 15, 15.2, 0, { w: 2.4, d: 0.7, colour: HUE.terracotta, top: HUE.oakPale }),
  thing('reception-laptop', 'laptop', 14.6, 15.14, 0, { z: COUNTER_TOP }),
  plant('entrance-plant', 'bush', 16.75, 15.2),
  plant('entrance-fig', 'fig', 13.2, 19.3, { pot: HUE.clay }),
  plant('entrance-palm', 'palm', 16.8, 19.4),
  styled('entrance-sofa', 'sofa', 12.5, 17, 1, { w: 1.9, colour: HUE.navy }),
  styled('entrance-divider', 'divider', 18.2, 16.6, 1, { w: 3, h: 30 }),
];

const STONES = [
  [3.2, 7.2],
  [2.5, 6.5],
  [1.95, 5.75],
  [2.15, 4.85],
  [2.35, 3.95],
  [2.1, 3.1],
] as const;

export const terrace: readonly PlacedObject[] = [
  ...Array.from({ length: 10 }, (_, i) => styled(`hedge-${i}`, 'hedge', 0.4, 1 + i * 2 - 0.02, 0, { d: 1.96, seed: i })),
  ...STONES.map(([x, y], i) => thing(`stone-${i}`, 'steppingStone', x, y)),
  plant('terrace-fig-0', 'fig', 1.3, 1.4, { s: 1.25, pot: HUE.clay }),
  plant('terrace-bush-0', 'bush', 2.9, 1.9, { s: 1.1 }),
  plant('terrace-fig-1', 'fig', 1.2, 7.4, { s: 1.6, pot: '#e8d6bf' }),
  styled('terrace-table', 'roundTable', 2.1, 11.6, 0, { r: 0.55, h: 16, colour: HUE.white }),
  styled('terrace-chair-0', 'sideChair', 2.1, 10.6, 0, { colour: HUE.white }),
  styled('terrace-chair-1', 'sideChair', 2.1, 12.65, 2, { colour: HUE.white }),
  thing('parasol', 'parasol', 2.1, 11.6, 0, { z: 16 }),
  thing('terrace-bench', 'bench', 1.5, 4.6, 1),
  plant('terrace-bush-1', 'bush', 1.2, 14.6, { s: 1.3, pot: HUE.clay }),
  plant('terrace-fig-2', 'fig', 1.3, 18.3, { s: 1.5 }),
  plant('terrace-palm', 'palm', 3, 15.6, { pot: HUE.white }),
  styled('terrace-chair-2', 'sideChair', 2.3, 17, 1, { colour: HUE.mustard }),
  plant('terrace-bush-2', 'bush', 2.9, 19.3, { s: 1.1 }),
];
