/**
 * Runs one capture machine against the browser: opens, adopts and stops tracks. Owns the track in use. Does not know
 * which device is chosen (the opener does) nor who receives the track.
 */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import { captureReason } from './capture-failure.ts';
import {
  captureOff,
  captureStateOf,
  reduceCapture,
  type CaptureEffect,
  type CaptureEvent,
  type CaptureMachine,
  type CaptureSubject,
} from './capture-machine.ts';
import type { CaptureState } from './media.ts';

export type CaptureOptions = {
  readonly subject: CaptureSubject;
  /** Rejects as `getUserMedia` does. `default` ignores the choice. */
  readonly open: (device: 'chosen' | 'default') => Promise<MediaStreamTrack>;
  readonly onReplaced: (from: string, to: string | null) => void;
  readonly onKeepChoice: (deviceId: string) => void;
};

export type Capture = {
  readonly state: ReadonlySignal<CaptureState>;
  /** The live track; null unless on. */
  readonly track: ReadonlySignal<MediaStreamTrack | null>;
  /** The device in use, as its track names it; null unless on. */
  readonly deviceId: () => string | null;
  /** Resolves when the outcome is in `state`; never rejects. */
  readonly set: (on: boolean) => Promise<void>;
  /** Opens the present choice, if on, and lets go of the old one once the new one runs. */
  readonly reopen: () => Promise<void>;
  /** The device in use is no longer there. */
  readonly lost: () => Promise<void>;
  readonly appeared: () => void;
};

export const createCapture = (options: CaptureOptions): Capture => {
  let machine: CaptureMachine = captureOff;
  const state = signal<CaptureState>(captureStateOf(machine));
  const track = signal<MediaStreamTrack | null>(null);

  const onEnded = (event: Event): void => {
    if (event.target === track.peek()) void dispatch({ type: 'ended' });
  };

  const letGo = (old: MediaStreamTrack | null): void => {
    old?.removeEventListener('ended', onEnded);
    old?.stop();
  };

  const adopt = (incoming: MediaStreamTrack): void => {
    const old = track.peek();
    incoming.addEventListener('ended', onEnded);
    track.value = incoming;
    letGo(old);
  };

  const stop = (): void => {
    const old = track.peek();
    // Receivers drop the track before it stops, so that nobody is sent its last black or silent frame.
    track.value = null;
    letGo(old);
  };

  const tryOpen = async (attempt: number, device: 'chosen' | 'default'): Promise<MediaStreamTrack> => {
    try {
      return await options.open(device);
    } catch (error) {
      const giveUpOld = captureReason(error) === 'busy' && machine.status === 'swapping' && machine.attempt === attempt;
      if (!giveUpOld) throw error;
      await dispatch({ type: 'let-go', attempt });
      return options.open(device);
    }
  };

  const open = async (attempt: number, device: 'chosen' | 'default'): Promise<void> => {
    let incoming: MediaStreamTrack;
    try {
      incoming = await tryOpen(attempt, device);
    } catch (error) {
      await dispatch({ type: 'refused', attempt, reason: captureReason(error) });
      return;
    }
    const deviceId = incoming.getSettings().deviceId ?? '';
    await dispatch({ type: 'acquired', attempt, label: incoming.label, deviceId }, incoming);
  };

  const perform = async (effect: CaptureEffect, incoming: MediaStreamTrack | null): Promise<void> => {
    if (effect.do === 'open') await open(effect.attempt, effect.device);
    else if (effect.do === 'adopt' && incoming !== null) adopt(incoming);
    else if (effect.do === 'discard') incoming?.stop();
    else if (effect.do === 'stop') stop();
    else if (effect.do === 'tell-replaced') options.onReplaced(effect.from, effect.to);
    else if (effect.do === 'keep-choice') options.onKeepChoice(effect.deviceId);
  };

  async function dispatch(event: CaptureEvent, incoming: MediaStreamTrack | null = null): Promise<void> {
    const step = reduceCapture(machine, event, options.subject);
    machine = step.state;
    const running = step.effects.map((effect) => perform(effect, incoming));
    const shown = captureStateOf(machine);
    // Effects may have moved the machine on already; the last word is always the machine's.
    if (JSON.stringify(shown) !== JSON.stringify(state.peek())) state.value = shown;
    await Promise.all(running);
  }

  return {
    state,
    track,
    deviceId: () => (machine.status === 'on' || machine.status === 'swapping' ? machine.deviceId : null),
    set: (on) => dispatch({ type: on ? 'switched-on' : 'switched-off' }),
    reopen: () => dispatch({ type: 'reopen' }),
    lost: () => dispatch({ type: 'ended' }),
    appeared: () => void dispatch({ type: 'appeared' }),
  };
};
