/**
 * The spatial worker without the worker: messages in, messages out, time from outside. Keeps the newest positions, runs the
 * proximity rules twelve times a second, and lends its timers to the main thread.
 */
import type { Door, DoorState, Zone } from '../../domain/world/map.ts';
import { createZones } from '../../domain/world/zones.ts';
import { createTimers, type TimerHost } from '../clock/timers.ts';
import { createProximity, DEFAULT_RULES, MAX_SLOTS, type Proximity } from './proximity.ts';
import type { DoorEntries, ProximityResult, SpatialRequest, SpatialResult, SpatialRules } from './protocol.ts';

export const TICK_MS = 1000 / 12;
/** An office is open all day: where nothing happens, fewer ticks are enough. A little over a quarter of a second, so that what is due every second comes with the fourth. */
export const CALM_TICK_MS = 260;
/** All dwelling is over by then. */
export const CALM_AFTER_MS = 1500;
/** Upper bound on links of one tab, unless the place says otherwise … */
export const DEFAULT_MAX_LINKS = 16;
/** … of which these keep the mesh in one piece. */
export const RING_LINKS = 4;
const MOST_TIMERS = 512;
const METRONOME = -1;

export type SpatialHost = TimerHost & {
  readonly post: (message: SpatialResult, transfer: ArrayBuffer[]) => void;
};

export type SpatialService = {
  readonly handle: (request: SpatialRequest) => void;
  readonly close: () => void;
};

export const createSpatialService = (host: SpatialHost): SpatialService => {
  let map: { readonly zones: readonly Zone[]; readonly doors: readonly Door[] } = { zones: [], doors: [] };
  let rules: SpatialRules = { ...DEFAULT_RULES, maxLinks: DEFAULT_MAX_LINKS };
  const begin = (): Proximity =>
    createProximity({ capacity: MAX_SLOTS, maxLinks: rules.maxLinks, ringLinks: RING_LINKS, zones: createZones(map, new Map()), rules });
  let proximity = begin();
  const timers = createTimers(host);
  const lent = new Set<number>();
  const x = new Float32Array(MAX_SLOTS).fill(Number.NaN);
  const y = new Float32Array(MAX_SLOTS).fill(Number.NaN);
  let known = 0;
  let ticks = 0;
  let joins = 0;
  let publishedJoins = 0;
  let stirredAtMs = host.now();
  let paceMs = 0;

  const setDoors = (states: DoorEntries): void => proximity.setZones(createZones(map, new Map<Door['id'], DoorState>(states)));

  const setPositions = (xy: Float32Array): void => {
    const count = Math.min(MAX_SLOTS, xy.length >> 1);
    for (let slot = 0; slot < count; slot++) {
      x[slot] = xy[2 * slot] as number;
      y[slot] = xy[2 * slot + 1] as number;
    }
    x.fill(Number.NaN, count, Math.max(count, known));
    y.fill(Number.NaN, count, Math.max(count, known));
    known = count;
  };

  const publish = (): void => {
    publishedJoins = joins;
    const count = proximity.count();
    const result = {
      t: 'proximity',
      joins,
      gains: proximity.gains.slice(0, count),
      calls: proximity.calls.slice(0, count),
      links: proximity.links.slice(0, count),
      hearing: proximity.hearing.slice(0, count),
    } satisfies ProximityResult;
    host.post(result, [result.gains.buffer, result.calls.buffer, result.links.buffer, result.hearing.buffer]);
  };

  const pace = (ms: number): void => {
    if (ms === paceMs) return;
    paceMs = ms;
    timers.every(METRONOME, ms, tick);
  };
  const stir = (): void => {
    stirredAtMs = host.now();
    if (paceMs === TICK_MS) return;
    pace(TICK_MS);
    // the first step is told at once
    tick(0);
  };

  const tick = (lateMs: number): void => {
    if (host.now() - stirredAtMs > CALM_AFTER_MS) pace(CALM_TICK_MS);
    const changed = proximity.tick(host.now(), x, y);
    if (changed || joins !== publishedJoins) publish();
    host.post({ t: 'tick', n: ticks++, lateMs }, []);
  };

  const lend = (id: number, start: (fire: () => void) => void, once: boolean): void => {
    if (!(id >= 0) || (lent.size >= MOST_TIMERS && !lent.has(id))) return;
    lent.add(id);
    start(() => {
      if (once) lent.delete(id);
      host.post({ t: 'fired', id }, []);
    });
  };

  const handle = (request: SpatialRequest): void => {
    if (request.t !== 'every' && request.t !== 'after' && request.t !== 'cancel') stir();
    switch (request.t) {
      case 'stir':
        break;
      case 'map':
        map = { zones: request.zones, doors: request.doors };
        rules = request.rules;
        proximity = begin();
        setPositions(new Float32Array(0));
        setDoors(request.states);
        break;
      case 'rules':
        rules = request.rules;
        proximity.setRules(rules, rules.maxLinks);
        break;
      case 'doors':
        setDoors(request.states);
        break;
      case 'join':
        proximity.join(request.slot, request.peer);
        joins++;
        break;
      case 'leave':
        proximity.leave(request.slot);
        break;
      case 'positions':
        setPositions(request.xy);
        break;
      case 'every':
        lend(request.id, (fire) => timers.every(request.id, request.periodMs, fire), false);
        break;
      case 'after':
        lend(request.id, (fire) => timers.after(request.id, request.delayMs, fire), true);
        break;
      case 'cancel':
        if (lent.delete(request.id)) timers.cancel(request.id);
        break;
    }
  };

  pace(TICK_MS);
  return { handle, close: timers.close };
};
