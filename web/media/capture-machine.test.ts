import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  captureOff,
  captureStateOf,
  reduceCapture,
  type CaptureEvent,
  type CaptureMachine,
  type CaptureSubject,
} from './capture-machine.ts';

const cam = { label: 'Cam', deviceId: 'cam' };
const STATES = {
  off: captureOff,
  starting: { status: 'starting', attempt: 3 },
  on: { status: 'on', attempt: 3, ...cam },
  swapping: { status: 'swapping', attempt: 3, ...cam },
  replacing: { status: 'replacing', attempt: 3, lostLabel: 'Cam' },
  blocked: { status: 'failed', attempt: 3, reason: 'blocked' },
  missing: { status: 'failed', attempt: 3, reason: 'missing' },
} as const satisfies Record<string, CaptureMachine>;
type StateName = keyof typeof STATES;

const EVENTS = {
  switchOn: { type: 'switched-on' },
  switchOff: { type: 'switched-off' },
  reopen: { type: 'reopen' },
  acquired: { type: 'acquired', attempt: 3, label: 'New', deviceId: 'new' },
  late: { type: 'acquired', attempt: 2, label: 'Old', deviceId: 'old' },
  busy: { type: 'refused', attempt: 3, reason: 'busy' },
  gone: { type: 'refused', attempt: 3, reason: 'missing' },
  denied: { type: 'refused', attempt: 3, reason: 'blocked' },
  lateNo: { type: 'refused', attempt: 2, reason: 'busy' },
  ended: { type: 'ended' },
  letGo: { type: 'let-go', attempt: 3 },
  appeared: { type: 'appeared' },
} as const satisfies Record<string, CaptureEvent>;
type EventName = keyof typeof EVENTS;

const show = (from: StateName, event: EventName, subject: CaptureSubject = 'device'): string => {
  const { state, effects } = reduceCapture(STATES[from], EVENTS[event], subject);
  const name = state.status === 'failed' ? state.reason : state.status;
  return [name, ...effects.map((effect) => (effect.do === 'open' ? `open-${effect.device}` : effect.do))].join(' ');
};

/** Every state × every event; a dot means that nothing happens. */
const TABLE: Record<EventName, Record<StateName, string>> = {
  switchOn: {
    off: 'starting open-chosen',
    starting: '.',
    on: '.',
    swapping: '.',
    replacing: '.',
    blocked: 'starting open-chosen',
    missing: 'starting open-chosen',
  },
  switchOff: {
    off: 'off stop',
    starting: 'off stop',
    on: 'off stop',
    swapping: 'off stop',
    replacing: 'off stop',
    blocked: 'off stop',
    missing: 'off stop',
  },
  reopen: {
    off: '.',
    starting: 'starting open-chosen',
    on: 'swapping open-chosen',
    swapping: 'swapping open-chosen',
    replacing: 'replacing open-chosen',
    blocked: '.',
    missing: '.',
  },
  acquired: {
    off: 'off discard',
    starting: 'on adopt',
    on: 'on discard',
    swapping: 'on adopt',
    replacing: 'on adopt tell-replaced',
    blocked: 'blocked discard',
    missing: 'missing discard',
  },
  late: {
    off: 'off discard',
    starting: 'starting discard',
    on: 'on discard',
    swapping: 'swapping discard',
    replacing: 'replacing discard',
    blocked: 'blocked discard',
    missing: 'missing discard',
  },
  busy: { off: '.', starting: 'busy', on: '.', swapping: 'on keep-choice', replacing: 'busy tell-replaced', blocked: '.', missing: '.' },
  gone: {
    off: '.',
    starting: 'missing',
    on: '.',
    swapping: 'on keep-choice',
    replacing: 'unplugged tell-replaced',
    blocked: '.',
    missing: '.',
  },
  denied: {
    off: '.',
    starting: 'blocked',
    on: '.',
    swapping: 'on keep-choice',
    replacing: 'blocked tell-replaced',
    blocked: '.',
    missing: '.',
  },
  lateNo: { off: '.', starting: '.', on: '.', swapping: '.', replacing: '.', blocked: '.', missing: '.' },
  ended: {
    off: '.',
    starting: '.',
    on: 'replacing stop open-default',
    swapping: 'replacing stop',
    replacing: '.',
    blocked: '.',
    missing: '.',
  },
  letGo: { off: '.', starting: '.', on: '.', swapping: 'starting stop', replacing: '.', blocked: '.', missing: '.' },
  appeared: { off: '.', starting: '.', on: '.', swapping: '.', replacing: '.', blocked: '.', missing: 'off' },
};
const cells = (Object.keys(TABLE) as EventName[]).flatMap((event) =>
  (Object.keys(STATES) as StateName[]).map((from) => [event, from, TABLE[event][from]] as const),
);

describe('a capture device', () => {
  it.each(cells)('%s while %s: %s', (event, from, expected) => {
    const unchanged = STATES[from].status === 'failed' ? STATES[from].reason : STATES[from].status;
    expect(show(from, event)).toBe(expected === '.' ? unchanged : expected);
  });

  it('is off, not failed, when the person closes the screen picker or the browser’s bar', () => {
    expect(show('starting', 'denied', 'screen')).toBe('off');
    expect(show('on', 'ended', 'screen')).toBe('off stop');
  });

  it('shows a swap as still on and a replacement as starting', () => {
    expect(captureStateOf(STATES.swapping)).toEqual({ status: 'on', label: 'Cam' });
    expect(captureStateOf(STATES.replacing)).toEqual({ status: 'starting' });
  });

  it('never holds more than one track, and none while off', () => {
    const event = fc.oneof(
      ...(['switched-on', 'switched-off', 'reopen', 'ended', 'appeared'] as const).map((type) => fc.constant({ type })),
      fc.record({ type: fc.constant('acquired' as const), attempt: fc.nat(12), label: fc.constant('x'), deviceId: fc.constant('x') }),
      fc.record({ type: fc.constant('refused' as const), attempt: fc.nat(12), reason: fc.constantFrom('busy', 'missing', 'blocked') }),
      fc.record({ type: fc.constant('let-go' as const), attempt: fc.nat(12) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), fc.constantFrom('device', 'screen'), (events, subject) => {
        let machine: CaptureMachine = captureOff;
        let holding = false;
        for (const one of events) {
          const before = machine.attempt;
          const step = reduceCapture(machine, one, subject);
          machine = step.state;
          expect(machine.attempt).toBeGreaterThanOrEqual(before);
          for (const effect of step.effects) {
            if (effect.do === 'adopt') holding = true;
            if (effect.do === 'stop') holding = false;
          }
          expect(holding).toBe(machine.status === 'on' || machine.status === 'swapping');
        }
      }),
    );
  });
});
