import { describe, expect, it } from 'vitest';
import { deviceShift, listDevices, noDevices, sameLists, type DeviceIds, type EnumeratedDevice } from './device-lists.ts';

const mic = (deviceId: string, label = deviceId): EnumeratedDevice => ({ kind: 'audioinput', deviceId, label });
const none: DeviceIds = { microphone: null, camera: null, speaker: null };
const choose = (microphone: string | null): DeviceIds => ({ ...none, microphone });

describe('the devices to choose from', () => {
  it('leaves out what has no name or id yet, aliases and repetitions', () => {
    const found = [mic('', ''), mic('a', ''), mic('communications', 'Communications – X'), mic('b', 'B'), mic('b', 'B again')];
    expect(listDevices(found, none, none).microphone.choices).toEqual([{ id: 'b', label: 'B' }]);
  });

  it('bounds what a hostile driver can say', () => {
    const found = Array.from({ length: 500 }, (_, index) => mic(`m${String(index)}`, 'x'.repeat(10_000)));
    const { choices } = listDevices(found, none, none).microphone;
    expect(choices).toHaveLength(32);
    expect(choices[0]?.label).toHaveLength(120);
  });

  it('selects the choice, else what is in use, else the default, else the first', () => {
    const found = [mic('a'), mic('default'), mic('b')];
    const selected = (chosen: string | null, inUse: string | null): string | null =>
      listDevices(found, choose(chosen), choose(inUse)).microphone.selected;
    expect(selected('b', 'a')).toBe('b');
    expect(selected('gone', 'a')).toBe('a');
    expect(selected(null, null)).toBe('default');
    expect(listDevices([mic('a')], choose('gone'), none).microphone.selected).toBe('a');
    expect(listDevices([], choose('gone'), none)).toEqual(noDevices);
  });

  it('keeps kinds apart', () => {
    const lists = listDevices([mic('a'), { kind: 'videoinput', deviceId: 'a', label: 'Cam' }], none, none);
    expect(lists.camera.choices).toEqual([{ id: 'a', label: 'Cam' }]);
    expect(lists.speaker.choices).toEqual([]);
  });
});

describe('what a plug changed', () => {
  const lists = (...ids: string[]) =>
    listDevices(
      ids.map((id) => mic(id)),
      none,
      none,
    );
  it.each([
    { before: ['a', 'b'], after: ['b'], chosen: 'a', inUse: 'a', shift: { lost: true, choiceReturned: false, appeared: false } },
    { before: ['b'], after: ['a', 'b'], chosen: 'a', inUse: 'b', shift: { lost: false, choiceReturned: true, appeared: false } },
    { before: ['b'], after: ['a', 'b'], chosen: null, inUse: 'b', shift: { lost: false, choiceReturned: false, appeared: false } },
    { before: [], after: ['a'], chosen: null, inUse: null, shift: { lost: false, choiceReturned: false, appeared: true } },
    // Names arrive with the first permission: nothing was plugged in, and what is in use stays.
    { before: [], after: ['a'], chosen: 'a', inUse: 'a', shift: { lost: false, choiceReturned: false, appeared: true } },
  ])('$before → $after, chosen $chosen, in use $inUse', ({ before, after, chosen, inUse, shift }) => {
    expect(deviceShift(lists(...before), lists(...after), 'microphone', chosen, inUse)).toEqual(shift);
  });

  it('tells equal lists from changed ones', () => {
    expect(sameLists(lists('a'), lists('a'))).toBe(true);
    expect(sameLists(lists('a'), lists('a', 'b'))).toBe(false);
    expect(sameLists(listDevices([mic('a', 'A')], none, none), listDevices([mic('a', 'B')], none, none))).toBe(false);
    expect(sameLists(listDevices([mic('a'), mic('b')], choose('a'), none), listDevices([mic('a'), mic('b')], choose('b'), none))).toBe(
      false,
    );
  });
});
