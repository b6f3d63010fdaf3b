/**
 * The main thread's end of the spatial worker: a clock that hidden tabs do not starve, and proximity over slots. One worker
 * for the app's life; a session resets its slots when it ends. Holds no rules.
 */
import type { PeerId } from '../../domain/ids.ts';
import type { DoorLedger } from '../../domain/policy/door-ledger.ts';
import type { PlaceMap } from '../../domain/world/map.ts';
import type { Clock } from '../../transports/clock.ts';
import type { ProximityResult, SpatialRequest, SpatialResult, SpatialRules } from '../../workers/spatial/protocol.ts';

/** What proximity says of one peer. */
export type PeerProximity = { readonly gain: number; readonly call: boolean; readonly link: boolean };

export type SpatialClient = {
  readonly clock: Clock;
  /** Begins anew with nobody. */
  readonly setMap: (map: PlaceMap, doors: DoorLedger, rules: SpatialRules) => void;
  /** The place's rules changed; everybody stays. */
  readonly setRules: (rules: SpatialRules) => void;
  readonly setDoors: (doors: DoorLedger) => void;
  /** My own position comes from slot 0. */
  readonly join: (peer: PeerId) => void;
  readonly leave: (peer: PeerId) => void;
  readonly setSelf: (peer: PeerId) => void;
  /** Something begins to move, or was said: the ticks come at their full rate for a while. */
  readonly stir: () => void;
  /** Twelve times a second; four times while nothing moves. `lateMs`: how late the worker's own timer was, which tells how busy the machine is. */
  readonly onTick: (tick: (nowMs: number, lateMs: number) => void) => () => void;
  readonly sendPositions: (
    self: { readonly x: number; readonly y: number },
    of: (peer: PeerId) => { readonly x: number; readonly y: number } | null,
  ) => void;
  readonly proximity: (peer: PeerId) => PeerProximity;
  readonly onProximity: (changed: () => void) => () => void;
  readonly peers: () => readonly PeerId[];
};

/** Well within the time after which the worker calms down. */
const STIR_EVERY_MS = 500;
const NOTHING: PeerProximity = { gain: 0, call: false, link: true };

const entries = (doors: DoorLedger) => [...doors.values()].map(({ door, open, locked }) => [door, { open, locked }] as const);

export const createSpatialClient = (worker: Worker): SpatialClient => {
  /** A verdict on a slot holds only from the result that counts this peer's join. */
  const slots = new Map<PeerId, { readonly slot: number; readonly join: number }>();
  let joins = 0;
  const free: number[] = [];
  let highest = 0;
  let result: ProximityResult | null = null;
  /** What the worker has: it is told nothing twice. */
  let told = new Float32Array(0);
  let stirredAtMs = -Infinity;
  const ticks = new Set<(nowMs: number, lateMs: number) => void>();
  const changes = new Set<() => void>();
  const timers = new Map<number, { run: () => void; once: boolean }>();
  let nextTimer = 1;

  const post = (request: SpatialRequest, transfer: Transferable[] = []): void => worker.postMessage(request, transfer);
  const lend = (request: (id: number) => SpatialRequest, run: () => void, once: boolean): (() => void) => {
    const id = nextTimer++;
    timers.set(id, { run, once });
    post(request(id));
    return () => {
      if (timers.delete(id)) post({ t: 'cancel', id });
    };
  };

  worker.addEventListener('message', ({ data }: MessageEvent<SpatialResult>) => {
    if (data.t === 'proximity') {
      result = data;
      for (const changed of changes) changed();
    } else if (data.t === 'tick') {
      const nowMs = performance.now();
      for (const tick of ticks) tick(nowMs, data.lateMs);
    } else {
      const timer = timers.get(data.id);
      if (timer === undefined) return;
      if (timer.once) timers.delete(data.id);
      timer.run();
    }
  });

  return {
    clock: {
      now: () => performance.now(),
      every: (periodMs, run) => lend((id) => ({ t: 'every', id, periodMs }), run, false),
      after: (delayMs, run) => lend((id) => ({ t: 'after', id, delayMs }), run, true),
    },
    setMap: (map, doors, rules) => {
      told = new Float32Array(0);
      post({ t: 'map', rules, zones: map.zones, doors: map.doors, states: entries(doors) });
    },
    setRules: (rules) => post({ t: 'rules', rules }),
    setDoors: (doors) => post({ t: 'doors', states: entries(doors) }),
    setSelf: (peer) => {
      joins++;
      post({ t: 'join', slot: 0, peer });
    },
    join: (peer) => {
      if (slots.has(peer)) return;
      const slot = free.pop() ?? ++highest;
      slots.set(peer, { slot, join: ++joins });
      post({ t: 'join', slot, peer });
    },
    leave: (peer) => {
      const known = slots.get(peer);
      if (known === undefined) return;
      slots.delete(peer);
      free.push(known.slot);
      post({ t: 'leave', slot: known.slot });
    },
    stir: () => {
      const nowMs = performance.now();
      if (nowMs - stirredAtMs < STIR_EVERY_MS) return;
      stirredAtMs = nowMs;
      post({ t: 'stir' });
    },
    onTick: (tick) => {
      ticks.add(tick);
      return () => ticks.delete(tick);
    },
    sendPositions: (self, of) => {
      const xy = new Float32Array(2 * (highest + 1)).fill(Number.NaN);
      xy[0] = self.x;
      xy[1] = self.y;
      for (const [peer, { slot }] of slots) {
        const at = of(peer);
        if (at === null) continue;
        xy[2 * slot] = at.x;
        xy[2 * slot + 1] = at.y;
      }
      if (xy.length === told.length && xy.every((value, i) => Object.is(value, told[i]))) return;
      told = xy.slice();
      post({ t: 'positions', xy }, [xy.buffer]);
    },
    proximity: (peer) => {
      const known = slots.get(peer);
      if (known === undefined || result === null || result.joins < known.join) return NOTHING;
      const { slot } = known;
      return { gain: result.gains[slot] ?? 0, call: result.calls[slot] === 1, link: result.links[slot] === 1 };
    },
    onProximity: (changed) => {
      changes.add(changed);
      return () => changes.delete(changed);
    },
    peers: () => [...slots.keys()],
  };
};

export const startSpatialWorker = (): Worker =>
  new Worker(new URL('../../workers/spatial/spatial-worker.ts', import.meta.url), { type: 'module', name: 'spatial' });
