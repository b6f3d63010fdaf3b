/**
 * What one capture device is doing, as a reducer. Attempts are numbered: permission prompts stay open for as long as a
 * person likes, so a result may arrive after they changed their mind, and is then thrown away. Knows no tracks; what is
 * to be done with them is said as effects, and `capture.ts` does it.
 */
import type { CaptureReason } from './capture-failure.ts';
import type { CaptureState } from './media.ts';

/** device: ends by being unplugged, and another takes over · screen: ends by the browser's own bar, and is off. */
export type CaptureSubject = 'device' | 'screen';

export type CaptureMachine =
  | { readonly status: 'off'; readonly attempt: number }
  | { readonly status: 'starting'; readonly attempt: number }
  /** `label` and `deviceId` are those of the device in use. */
  | { readonly status: 'on'; readonly attempt: number; readonly label: string; readonly deviceId: string }
  /** In use, while another one is being opened. */
  | { readonly status: 'swapping'; readonly attempt: number; readonly label: string; readonly deviceId: string }
  /** The one in use went away; another one is being opened. */
  | { readonly status: 'replacing'; readonly attempt: number; readonly lostLabel: string }
  | { readonly status: 'failed'; readonly attempt: number; readonly reason: CaptureReason };

export type CaptureEvent =
  | { readonly type: 'switched-on' }
  | { readonly type: 'switched-off' }
  /** Another device was chosen, or its settings changed. */
  | { readonly type: 'reopen' }
  | { readonly type: 'acquired'; readonly attempt: number; readonly label: string; readonly deviceId: string }
  | { readonly type: 'refused'; readonly attempt: number; readonly reason: CaptureReason }
  /** The track in use ended by itself. */
  | { readonly type: 'ended' }
  /** The device in use had to be given up so that the next one can open (phones open one camera at a time). */
  | { readonly type: 'let-go'; readonly attempt: number }
  /** A device of this kind is there where none was. */
  | { readonly type: 'appeared' };

export type CaptureEffect =
  | { readonly do: 'open'; readonly attempt: number; readonly device: 'chosen' | 'default' }
  /** Use the track that came with the event; stop the one before. */
  | { readonly do: 'adopt' }
  /** Stop the track that came with the event. */
  | { readonly do: 'discard' }
  /** Stop the track in use. */
  | { readonly do: 'stop' }
  /** Say that one device took over from another; `to` is null when none was left. */
  | { readonly do: 'tell-replaced'; readonly from: string; readonly to: string | null }
  /** The new choice could not be opened: the choice goes back to the device in use. */
  | { readonly do: 'keep-choice'; readonly deviceId: string };

export type CaptureStep = { readonly state: CaptureMachine; readonly effects: readonly CaptureEffect[] };

export const captureOff: CaptureMachine = { status: 'off', attempt: 0 };

/** What everybody else sees of the machine. */
export const captureStateOf = (machine: CaptureMachine): CaptureState => {
  if (machine.status === 'off' || machine.status === 'starting') return { status: machine.status };
  if (machine.status === 'replacing') return { status: 'starting' };
  if (machine.status === 'failed') return { status: 'failed', reason: machine.reason };
  return { status: 'on', label: machine.label };
};

const isWaiting = (state: CaptureMachine): boolean =>
  state.status === 'starting' || state.status === 'swapping' || state.status === 'replacing';

const refused = (state: CaptureMachine, reason: CaptureReason, subject: CaptureSubject): CaptureStep => {
  const { attempt } = state;
  if (state.status === 'swapping') {
    const { label, deviceId } = state;
    return { state: { status: 'on', attempt, label, deviceId }, effects: [{ do: 'keep-choice', deviceId }] };
  }
  if (state.status === 'replacing') {
    const left: CaptureReason = reason === 'missing' ? 'unplugged' : reason;
    return { state: { status: 'failed', attempt, reason: left }, effects: [{ do: 'tell-replaced', from: state.lostLabel, to: null }] };
  }
  // Closing the browser's own picker is a change of mind, not a failure.
  if (subject === 'screen' && reason === 'blocked') return { state: { status: 'off', attempt }, effects: [] };
  return { state: { status: 'failed', attempt, reason }, effects: [] };
};

const ended = (state: CaptureMachine, subject: CaptureSubject): CaptureStep => {
  if (state.status !== 'on' && state.status !== 'swapping') return { state, effects: [] };
  if (subject === 'screen') return { state: { status: 'off', attempt: state.attempt }, effects: [{ do: 'stop' }] };
  if (state.status === 'swapping')
    return { state: { status: 'replacing', attempt: state.attempt, lostLabel: state.label }, effects: [{ do: 'stop' }] };
  const attempt = state.attempt + 1;
  return {
    state: { status: 'replacing', attempt, lostLabel: state.label },
    effects: [{ do: 'stop' }, { do: 'open', attempt, device: 'default' }],
  };
};

const reopened = (state: CaptureMachine): CaptureStep => {
  const attempt = state.attempt + 1;
  const effects: readonly CaptureEffect[] = [{ do: 'open', attempt, device: 'chosen' }];
  if (state.status === 'on' || state.status === 'swapping') {
    return { state: { status: 'swapping', attempt, label: state.label, deviceId: state.deviceId }, effects };
  }
  if (state.status === 'starting') return { state: { status: 'starting', attempt }, effects };
  if (state.status === 'replacing') return { state: { status: 'replacing', attempt, lostLabel: state.lostLabel }, effects };
  return { state, effects: [] };
};

/** Never back on by itself: a microphone that opens because a plug moved is a surprise nobody wants. */
const appeared = (state: CaptureMachine): CaptureStep => {
  const wasMissing = state.status === 'failed' && (state.reason === 'missing' || state.reason === 'unplugged');
  return { state: wasMissing ? { status: 'off', attempt: state.attempt } : state, effects: [] };
};

export const reduceCapture = (state: CaptureMachine, event: CaptureEvent, subject: CaptureSubject): CaptureStep => {
  switch (event.type) {
    case 'switched-on': {
      if (state.status !== 'off' && state.status !== 'failed') return { state, effects: [] };
      const attempt = state.attempt + 1;
      return { state: { status: 'starting', attempt }, effects: [{ do: 'open', attempt, device: 'chosen' }] };
    }
    case 'switched-off':
      return { state: { status: 'off', attempt: state.attempt }, effects: [{ do: 'stop' }] };
    case 'reopen':
      return reopened(state);
    case 'acquired': {
      if (!isWaiting(state) || event.attempt !== state.attempt) return { state, effects: [{ do: 'discard' }] };
      const { attempt, label, deviceId } = event;
      const told: readonly CaptureEffect[] =
        state.status === 'replacing' ? [{ do: 'tell-replaced', from: state.lostLabel, to: label }] : [];
      return { state: { status: 'on', attempt, label, deviceId }, effects: [{ do: 'adopt' }, ...told] };
    }
    case 'refused':
      if (!isWaiting(state) || event.attempt !== state.attempt) return { state, effects: [] };
      return refused(state, event.reason, subject);
    case 'ended':
      return ended(state, subject);
    case 'let-go':
      if (state.status !== 'swapping' || event.attempt !== state.attempt) return { state, effects: [] };
      return { state: { status: 'starting', attempt: state.attempt }, effects: [{ do: 'stop' }] };
    default:
      return appeared(state);
  }
};
