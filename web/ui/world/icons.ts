/** Drawings that lucide has not, on its grid: how media travels. */
import type { IconNode } from 'lucide';

/** Two people, one line. */
export const PathDirect: IconNode = [
  ['circle', { cx: '5', cy: '12', r: '2.5' }],
  ['circle', { cx: '19', cy: '12', r: '2.5' }],
  ['path', { d: 'M7.5 12h9' }],
];
/** A relay between two people. */
export const PathRelayed: IconNode = [
  ['circle', { cx: '4.5', cy: '16', r: '2.5' }],
  ['circle', { cx: '19.5', cy: '16', r: '2.5' }],
  ['rect', { x: '9.5', y: '4', width: '5', height: '5', rx: '1' }],
  ['path', { d: 'm6 14 4-5M18 14l-4-5' }],
];
/** Everyone to one server. */
export const PathServer: IconNode = [
  ['circle', { cx: '5', cy: '5', r: '2.5' }],
  ['circle', { cx: '19', cy: '5', r: '2.5' }],
  ['circle', { cx: '12', cy: '20', r: '2' }],
  ['rect', { x: '9', y: '9', width: '6', height: '6', rx: '1' }],
  ['path', { d: 'm6.800 6.800 2.200 2.200M17.200 6.800 15 9M12 15v3' }],
];
