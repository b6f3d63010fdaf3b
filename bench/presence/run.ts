/**
 * What presence costs on the wire: a minute of walking and a minute of standing, asked as the app asks (every frame while
 * moving, twelve times a second while not), through the real walker, sender and codec. Payload bytes to one neighbour.
 * `node bench/presence/run.ts`; writes .cache/bench/presence.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { encodeAlive, encodePose } from '../../domain/presence/codec.ts';
import { createSender, decideSend } from '../../domain/presence/sender.ts';
import { createWalkGrid } from '../../domain/world/collision.ts';
import { createSeatTable, type PlacedSeat } from '../../domain/world/objects.ts';
import { OFFICE } from '../../domain/world/office/office.ts';
import { createPathfinder } from '../../domain/world/path.ts';
import { advance, command, createWalker, departureOf, isUnderWay, poseOf, type WalkerState } from '../../domain/world/walker.ts';
import { seeded } from '../spatial/crowd.ts';

const MINUTE_MS = 60_000;
const FRAME_MS = 1000 / 60;
const TICK_MS = 1000 / 12;
/** A data channel message of this size travels as one packet of about so much more: SCTP, DTLS, UDP and IP headers. */
const OVERHEAD_BYTES = 28 + 29 + 28;

const grid = createWalkGrid(OFFICE, new Map());
const paths = createPathfinder(grid);
const seats = createSeatTable(OFFICE);
const world = { width: OFFICE.width, depth: OFFICE.depth, seats };
const random = seeded(7);

const strollOn = (state: WalkerState): WalkerState => {
  const to = { x: random() * OFFICE.width, y: random() * OFFICE.depth };
  const path = paths.find(departureOf(state, grid), to);
  return path === null ? state : command(state, { kind: 'follow', path, running: random() < 0.2, seat: null }, grid);
};

const measure = (name: string, start: WalkerState, next: (state: WalkerState) => WalkerState, stepMs: number) => {
  let walker = start;
  let sender = createSender();
  const sizes: number[] = [];
  for (let t = 0; t < 2 * MINUTE_MS; t += stepMs) {
    walker = advance(next(walker), stepMs, grid);
    const { state, send } = decideSend(sender, poseOf(walker), t);
    sender = state;
    // The first minute settles the start; the second one counts.
    if (send === 'nothing' || t < MINUTE_MS) continue;
    sizes.push((send === 'pose' ? encodePose(poseOf(walker), sender.seq, t, world) : encodeAlive(sender.seq)).byteLength);
  }
  const bytes = sizes.reduce((sum, n) => sum + n, 0);
  return {
    name,
    frames: sizes.length,
    largest: Math.max(...sizes),
    bytesPerMinute: bytes,
    onTheWirePerMinute: bytes + sizes.length * OVERHEAD_BYTES,
  };
};

const [seat] = seats.seats as readonly [PlacedSeat, ...PlacedSeat[]];
const spawn = createWalker(OFFICE.spawns[0] ?? { x: 5, y: 5 });
const seated: WalkerState = { at: seat.at, facing: seat.facing, mode: { kind: 'sitting', seat }, speed: 0 };
const rows = [
  measure('walking', spawn, (w) => (isUnderWay(w) ? w : strollOn(w)), FRAME_MS),
  measure('standing', spawn, (w) => w, TICK_MS),
  measure('sitting', seated, (w) => w, TICK_MS),
];

console.log('a minute of   frames  largest B  payload B  packets B');
for (const r of rows) {
  console.log(
    [
      r.name.padEnd(13),
      String(r.frames).padStart(6),
      String(r.largest).padStart(10),
      String(r.bytesPerMinute).padStart(10),
      String(r.onTheWirePerMinute).padStart(10),
    ].join(' '),
  );
}
const [walking, ...idle] = rows;
const budgets = [
  { name: 'a step ≤ 24 B', met: (walking?.largest ?? Infinity) <= 24 },
  { name: 'an idle minute ≤ 1 kB', met: idle.every((r) => r.bytesPerMinute <= 1000) },
  { name: 'at most 12 steps a second', met: (walking?.frames ?? Infinity) <= 12 * 60 + 2 },
];
for (const b of budgets) console.log(`${b.met ? 'met   ' : 'MISSED'} ${b.name}`);
mkdirSync('.cache/bench', { recursive: true });
writeFileSync('.cache/bench/presence.json', `${JSON.stringify({ rows, budgets }, null, 2)}\n`);
