/**
 * One kind of one remote's media, wherever it comes from: watches whether it flows on our line and in the SFU, asks
 * `way.ts` what follows, and turns player or picture to it. Several SFU connections may carry it for a moment (a room that
 * is left and one that is entered): the newest that flows is taken.
 */
import { createFlowMeter, flowsNow, type FlowMeter } from './flow.ts';
import type { LineName } from './line-plan.ts';
import type { MediaWay } from './media.ts';
import type { Inlet } from './peer-media.ts';
import type { SfuTrack } from './sfu/sfu-driver.ts';
import { FADE_MS, PICTURE_FADE_MS, startWay, stepWay, wishOf, type SfuPresence, type WayState, type WayWish } from './way.ts';

export type IntakeView = {
  readonly nowMs: number;
  readonly room: MediaWay;
  readonly presence: SfuPresence;
  /** There is a call between us; without one nothing comes either way. */
  readonly talking: boolean;
  /** We talk, I listen, and the remote says that it sends this kind. */
  readonly sends: boolean;
  /** What each connection brought, newest connection first. */
  readonly tracks: readonly (SfuTrack | null)[];
};

export type Intake = {
  readonly step: (view: IntakeView) => void;
  readonly wish: () => WayWish;
  /** Is this connection (by its place in the list) to bring it? */
  readonly needs: (index: number) => boolean;
  /** Was never told anything: what it asks means nothing yet. */
  readonly isNew: () => boolean;
  /** Nothing is about to change: a look now and then is enough. */
  readonly isCalm: () => boolean;
  /** Leaves everything as if there had never been an SFU; what does not flow by mesh is silent. */
  readonly close: () => void;
};

type Source = { readonly receiver: RTCRtpReceiver | null; readonly meter: FlowMeter };

/** A first word is lost sooner than it is waited for; a first picture may take its time, for a mesh of them is dear. */
const VOICE_PATIENCE_MS = 1500;
const PICTURE_PATIENCE_MS = 4000;

/** A driver that has no receiver to ask: the browser's own word, which comes late. */
const believe = (track: MediaStreamTrack): FlowMeter => ({
  look: () => undefined,
  flows: () => track.readyState === 'live' && !track.muted,
});

export const createIntake = (kind: LineName, inlet: Inlet, now: () => number): Intake => {
  const line = inlet.lines[kind];
  const { player } = inlet;
  const times =
    kind === 'audio' ? { patienceMs: VOICE_PATIENCE_MS, fadeMs: FADE_MS } : { patienceMs: PICTURE_PATIENCE_MS, fadeMs: PICTURE_FADE_MS };
  const sources = new Map<MediaStreamTrack, Source>([[line.track, { receiver: line, meter: createFlowMeter(kind, line, now) }]]);
  /** Null while there is no call. */
  let state: WayState | null = null;
  /** What a call would begin with: who comes into a room of the SFU is asked for it from the first word. */
  let askWithoutCall: MediaWay = 'mesh';
  let current = line.track;
  let offered: readonly (MediaStreamTrack | null)[] = [];
  let flowing: readonly boolean[] = [];

  const adopt = (tracks: IntakeView['tracks']): void => {
    offered = tracks.map((one) => one?.track ?? null);
    for (const one of tracks) {
      if (one === null || sources.has(one.track)) continue;
      const { track, receiver } = one;
      sources.set(track, { receiver, meter: receiver === null ? believe(track) : createFlowMeter(kind, receiver, now) });
      if (kind === 'audio') player.prepare(track);
    }
  };

  const forgetOthers = (): void => {
    for (const track of sources.keys()) {
      if (track === line.track || track === current || offered.includes(track)) continue;
      sources.delete(track);
      if (kind === 'audio') player.drop(track);
    }
  };

  /** Its beginning counts only once it would be heard; its end at once. */
  const flows = (track: MediaStreamTrack, didFlow: boolean, nowMs: number): boolean =>
    sources.get(track)?.meter.flows(nowMs) === true && (didFlow || kind !== 'audio' || player.isSounding(track));

  const look = (way: WayState, nowMs: number): void => {
    const wish = wishOf(way);
    for (const [track, { meter }] of sources) {
      const isLine = track === line.track;
      const isAwaited = isLine ? wish.ask === 'mesh' && !way.flows.mesh : wish.subscribe && track !== current;
      meter.look(nowMs, way.sends && (isAwaited || !way.flows[isLine ? 'mesh' : 'sfu']));
    }
  };

  const chosen = (to: MediaWay): MediaStreamTrack => {
    if (to === 'mesh') return line.track;
    const best = offered.find((track, index) => track !== null && flowing[index] === true);
    return best ?? (offered.includes(current) ? current : (offered.find((track) => track !== null) ?? current));
  };

  const turn = (to: MediaWay): void => {
    const next = chosen(to);
    if (next === current) return;
    current = next;
    if (kind !== 'audio') return inlet.show(kind, next);
    player.turnTo(next);
    const receiver = sources.get(next)?.receiver ?? null;
    if (receiver !== null) inlet.listenTo(receiver);
  };

  /** The call is over: the next one begins with nothing known. */
  const rest = (): void => {
    if (state === null) return;
    state = null;
    flowing = [];
    turn('mesh');
    forgetOthers();
  };

  return {
    step: (view) => {
      const { nowMs, room, presence, sends } = view;
      adopt(view.tracks);
      askWithoutCall = room === 'sfu' && presence !== 'away' ? 'sfu' : 'mesh';
      if (!view.talking) return rest();
      state ??= startWay({ room, presence, sends, meshFlows: sends && flowsNow(line), metMs: nowMs, ...times }, nowMs);
      look(state, nowMs);
      const wasFlowing = flowing;
      flowing = offered.map((track, index) => track !== null && flows(track, wasFlowing[index] ?? false, nowMs));
      // a young meter knows nothing yet of a line that was heard before
      const isYoung = state.flows.mesh && !flows(line.track, true, nowMs) && sends && flowsNow(line);
      const next = [
        { t: 'room', wants: room },
        { t: 'sfu', presence },
        { t: 'sends', sends },
        { t: 'flow', way: 'mesh', flows: isYoung || flows(line.track, state.flows.mesh, nowMs) },
        { t: 'flow', way: 'sfu', flows: flowing.includes(true) },
        { t: 'time' },
      ] as const;
      for (const event of next) state = stepWay(state, event, nowMs);
      const { hear, to } = wishOf(state);
      turn(to);
      if (hear !== 'both-fading') forgetOthers();
    },
    wish: () => (state === null ? { hear: 'mesh', to: 'mesh', ask: askWithoutCall, subscribe: false } : wishOf(state)),
    needs: (index) => state !== null && wishOf(state).subscribe && !flowing.slice(0, index).includes(true),
    isNew: () => state === null,
    isCalm: () => {
      if (state === null) return true;
      if (state.fadeUntilMs !== null) return false;
      return state.hear === state.room && state.ask === state.room && (!state.sends || state.flows[state.hear]);
    },
    close: () => {
      offered = [];
      turn('mesh');
      for (const track of sources.keys()) if (kind === 'audio') player.drop(track);
    },
  };
};
