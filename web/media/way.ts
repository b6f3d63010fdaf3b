/**
 * How one kind of one remote's media comes to me: over our own line (mesh) or through the SFU. Pure. Make before break:
 * what is heard changes only to what really flows, the remote is told only after that, and whatever stalls is left at once
 * for what flows. Knows no tracks and no clocks; `exchange.ts` tells it what happens and does what it says.
 */
import { WORD_MS } from './line-plan.ts';
import type { MediaWay } from './media.ts';

/**
 * What I know of the remote in the SFU. `away`: I am not connected · `connecting`: not yet · `absent`: I am, they are not
 * · `present`: both are.
 */
export type SfuPresence = 'away' | 'connecting' | 'absent' | 'present';

export type WayEvent =
  | { readonly t: 'room'; readonly wants: MediaWay }
  | { readonly t: 'sfu'; readonly presence: SfuPresence }
  /** The remote says that it sends this kind to me, or that it does not. */
  | { readonly t: 'sends'; readonly sends: boolean }
  /** Media really comes that way (and would be heard), or has stalled. */
  | { readonly t: 'flow'; readonly way: MediaWay; readonly flows: boolean }
  | { readonly t: 'time' };

export type WayState = {
  readonly room: MediaWay;
  readonly presence: SfuPresence;
  readonly presenceSinceMs: number;
  readonly sends: boolean;
  readonly flows: { readonly mesh: boolean; readonly sfu: boolean };
  /** What is heard, or would be if it flowed. */
  readonly hear: MediaWay;
  readonly fadeMs: number;
  /** What was heard before still sounds a little. */
  readonly fadeUntilMs: number | null;
  readonly ask: MediaWay;
  readonly patienceMs: number;
  /** Heard by SFU and not flowing: until then it may be on its way. */
  readonly patienceUntilMs: number;
  /** Who met me just now has never been heard by mesh, and need not be. */
  readonly freshUntilMs: number;
  readonly quietSinceMs: number | null;
  readonly sfuFlowsSinceMs: number | null;
  /** How often the SFU has let this one down. */
  readonly failures: number;
};

export type WayWish = {
  readonly hear: MediaWay | 'both-fading';
  /** What sounds in the end. */
  readonly to: MediaWay;
  readonly ask: MediaWay;
  readonly subscribe: boolean;
};

/** Two steps of the player's fade: it is over when the remote is told. */
export const FADE_MS = 80;
/** A picture changes at the first frame of the new one, which may be slow to come; until then the old one has to go on. */
export const PICTURE_FADE_MS = 300;
/** A newcomer in SFU mode waits so long before it asks for the mesh. */
export const FRESH_MS = WORD_MS;
const ABSENCE_MS = 1000;
const QUIET_MS = 1000;
/** After a failure the SFU has to flow so long before it is trusted; doubled with each. */
const TRUST_MS = 1000;
const MAX_DOUBLINGS = 4;
/** Good for so long: forgiven. */
const FORGIVEN_MS = 30_000;

const other = (way: MediaWay): MediaWay => (way === 'mesh' ? 'sfu' : 'mesh');
const doubled = (ms: number, times: number): number => ms * 2 ** Math.min(times, MAX_DOUBLINGS);

export type WayStart = {
  readonly room: MediaWay;
  readonly presence: SfuPresence;
  readonly sends: boolean;
  /** It is heard by mesh at this moment. */
  readonly meshFlows: boolean;
  /** When this remote and I met. */
  readonly metMs: number;
  /** How long the first sound or picture may take after it is said to be sent. */
  readonly patienceMs: number;
  /** How long both come once the new one is turned to. */
  readonly fadeMs: number;
};

/** How many ms of uninterrupted flow make the SFU worth changing to. */
const trustMs = (failures: number): number => (failures === 0 ? 0 : doubled(TRUST_MS, failures - 1));

const isTrusted = ({ failures, flows, sfuFlowsSinceMs }: WayState, nowMs: number): boolean =>
  flows.sfu && nowMs - (sfuFlowsSinceMs ?? nowMs) >= trustMs(failures);

/** Connected, and they are there or may still come. */
const isPromising = ({ presence, presenceSinceMs }: WayState, nowMs: number): boolean =>
  presence === 'present' || presence === 'connecting' || (presence === 'absent' && nowMs - presenceSinceMs < ABSENCE_MS);

/** Nothing is heard and nothing is to be heard, so the way changes without a trace. */
const mayMoveQuietly = (state: WayState, nowMs: number): boolean => {
  const { room, sends, flows, presence, quietSinceMs, failures } = state;
  if (sends || flows.mesh || flows.sfu) return false;
  return room === 'mesh' || (presence === 'present' && nowMs - (quietSinceMs ?? nowMs) >= doubled(QUIET_MS, failures));
};

const isFresh = (state: WayState, nowMs: number): boolean =>
  state.room === 'sfu' && nowMs < state.freshUntilMs && !state.flows.mesh && isPromising(state, nowMs);

/** Nobody is heard in between, so no fade; who is asked changes with it. */
const move = (state: WayState, to: MediaWay, patienceUntilMs: number): WayState => ({
  ...state,
  hear: to,
  ask: to,
  fadeUntilMs: null,
  patienceUntilMs,
});

const chooseHeard = (state: WayState, nowMs: number): WayState => {
  const { room, hear, ask, sends, flows } = state;
  const rest = other(hear);
  const isWorthIt = rest === room && (rest === 'mesh' || isTrusted(state, nowMs));
  if (flows[rest] && (isWorthIt || !flows[hear])) return { ...state, hear: rest, fadeUntilMs: nowMs + state.fadeMs };
  if (hear !== room && mayMoveQuietly(state, nowMs)) return move(state, room, nowMs + state.patienceMs);
  if (hear !== room && isFresh(state, nowMs)) return move(state, room, state.freshUntilMs);
  // the SFU has let this one down while nothing was said
  if (hear === 'sfu' && ask === 'mesh' && !sends && !flows.sfu) return { ...move(state, 'mesh', 0), quietSinceMs: nowMs };
  return state;
};

const chooseAsked = (state: WayState, nowMs: number): WayState => {
  const { room, presence, hear, flows, sends, ask, failures, fadeUntilMs, patienceUntilMs } = state;
  if (room === 'mesh' || hear === 'mesh') return { ...state, ask: 'mesh' };
  if (flows.sfu && presence !== 'away') return fadeUntilMs === null && isTrusted(state, nowMs) ? { ...state, ask: 'sfu' } : state;
  const isLost = !isPromising(state, nowMs) || (sends && nowMs >= patienceUntilMs);
  if (!isLost || ask === 'mesh') return state;
  return { ...state, ask: 'mesh', freshUntilMs: 0, failures: presence === 'absent' ? failures : failures + 1 };
};

const settle = (state: WayState, nowMs: number): WayState => {
  const faded = state.fadeUntilMs !== null && nowMs >= state.fadeUntilMs ? { ...state, fadeUntilMs: null } : state;
  const isForgiven = faded.failures > 0 && faded.hear === 'sfu' && nowMs - (faded.sfuFlowsSinceMs ?? nowMs) >= FORGIVEN_MS;
  return chooseAsked(chooseHeard(isForgiven ? { ...faded, failures: 0 } : faded, nowMs), nowMs);
};

export const startWay = ({ room, presence, sends, meshFlows, metMs, patienceMs, fadeMs }: WayStart, nowMs: number): WayState =>
  settle(
    {
      room,
      presence,
      presenceSinceMs: nowMs,
      sends,
      flows: { mesh: meshFlows, sfu: false },
      hear: 'mesh',
      fadeMs,
      fadeUntilMs: null,
      ask: 'mesh',
      patienceMs,
      patienceUntilMs: 0,
      freshUntilMs: meshFlows ? 0 : metMs + FRESH_MS,
      quietSinceMs: sends ? null : nowMs,
      sfuFlowsSinceMs: null,
      failures: 0,
    },
    nowMs,
  );

const hearFlow = (state: WayState, way: MediaWay, isFlowing: boolean, nowMs: number): WayState => {
  if (state.flows[way] === isFlowing) return state;
  const flows = { ...state.flows, [way]: isFlowing };
  if (way === 'mesh') return { ...state, flows, freshUntilMs: isFlowing ? 0 : state.freshUntilMs };
  // what flowed and stopped is not waited for
  return isFlowing ? { ...state, flows, sfuFlowsSinceMs: nowMs } : { ...state, flows, sfuFlowsSinceMs: null, patienceUntilMs: nowMs };
};

const hearSends = (state: WayState, sends: boolean, nowMs: number): WayState => {
  if (state.sends === sends) return state;
  const patienceUntilMs = sends ? Math.max(state.patienceUntilMs, nowMs + state.patienceMs) : state.patienceUntilMs;
  return { ...state, sends, patienceUntilMs, quietSinceMs: sends ? null : nowMs };
};

const hear = (state: WayState, event: WayEvent, nowMs: number): WayState => {
  switch (event.t) {
    case 'room':
      return { ...state, room: event.wants };
    case 'sfu':
      return event.presence === state.presence ? state : { ...state, presence: event.presence, presenceSinceMs: nowMs };
    case 'sends':
      return hearSends(state, event.sends, nowMs);
    case 'flow':
      return hearFlow(state, event.way, event.flows, nowMs);
    default:
      return state;
  }
};

export const stepWay = (state: WayState, event: WayEvent, nowMs: number): WayState => settle(hear(state, event, nowMs), nowMs);

export const wishOf = (state: WayState): WayWish => ({
  hear: state.fadeUntilMs === null ? state.hear : 'both-fading',
  to: state.hear,
  ask: state.ask,
  subscribe: state.presence !== 'away' && (state.room === 'sfu' || state.hear === 'sfu' || state.fadeUntilMs !== null),
});
