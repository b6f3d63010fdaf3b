/**
 * From what the browser enumerates to what a person chooses from. Pure. Before any permission the browser names nothing,
 * so the lists are empty then; labels are text from outside and are cut to a sane length.
 */
import type { DeviceChoice, DeviceKind, DeviceLists } from './media.ts';

export const DEVICE_KINDS = ['microphone', 'camera', 'speaker'] as const satisfies readonly DeviceKind[];
export type DeviceIds = { readonly [K in DeviceKind]: string | null };

export const noDevices: DeviceLists = {
  microphone: { choices: [], selected: null },
  camera: { choices: [], selected: null },
  speaker: { choices: [], selected: null },
};

const KIND_OF: Readonly<Record<MediaDeviceKind, DeviceKind>> = { audioinput: 'microphone', videoinput: 'camera', audiooutput: 'speaker' };
const MAX_CHOICES = 32;
const MAX_LABEL = 120;
/** Chromium's and Windows' alias for the second default device; one default is enough to choose from. */
const ALIAS = 'communications';
const SYSTEM_DEFAULT = 'default';

export type EnumeratedDevice = Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>;

const choicesOf = (kind: DeviceKind, found: readonly EnumeratedDevice[]): readonly DeviceChoice[] => {
  const seen = new Set<string>();
  const choices: DeviceChoice[] = [];
  for (const { deviceId, kind: nativeKind, label } of found) {
    if (KIND_OF[nativeKind] !== kind || deviceId === '' || deviceId === ALIAS || label === '') continue;
    if (seen.has(deviceId) || choices.length === MAX_CHOICES) continue;
    seen.add(deviceId);
    choices.push({ id: deviceId, label: label.slice(0, MAX_LABEL) });
  }
  return choices;
};

const selectedOf = (choices: readonly DeviceChoice[], wishes: readonly (string | null)[]): string | null => {
  const wish = [...wishes, SYSTEM_DEFAULT].find((id) => choices.some((choice) => choice.id === id));
  return wish ?? choices[0]?.id ?? null;
};

/**
 * @param chosen what the person picked, on this visit or an earlier one. @param inUse what runs now.
 * Shown as selected is the choice if it is plugged in, else what is in use, else the system's default.
 */
export const listDevices = (found: readonly EnumeratedDevice[], chosen: DeviceIds, inUse: DeviceIds): DeviceLists => {
  const list = (kind: DeviceKind): DeviceLists[DeviceKind] => {
    const choices = choicesOf(kind, found);
    return { choices, selected: selectedOf(choices, [chosen[kind], inUse[kind]]) };
  };
  return { microphone: list('microphone'), camera: list('camera'), speaker: list('speaker') };
};

export const hasDevice = (lists: DeviceLists, kind: DeviceKind, id: string | null): boolean =>
  id !== null && lists[kind].choices.some((choice) => choice.id === id);

/** What happened to one kind of device between two lists. */
export type DeviceShift = {
  /** The device in use is gone. */
  readonly lost: boolean;
  /** The choice is plugged in again, and something else is in use. */
  readonly choiceReturned: boolean;
  /** There is one where there was none. */
  readonly appeared: boolean;
};

export const deviceShift = (
  before: DeviceLists,
  after: DeviceLists,
  kind: DeviceKind,
  chosen: string | null,
  inUse: string | null,
): DeviceShift => ({
  lost: hasDevice(before, kind, inUse) && !hasDevice(after, kind, inUse),
  choiceReturned: chosen !== inUse && !hasDevice(before, kind, chosen) && hasDevice(after, kind, chosen),
  appeared: before[kind].choices.length === 0 && after[kind].choices.length > 0,
});

export const sameLists = (a: DeviceLists, b: DeviceLists): boolean =>
  DEVICE_KINDS.every((kind) => {
    const [one, other] = [a[kind], b[kind]];
    if (one.selected !== other.selected || one.choices.length !== other.choices.length) return false;
    return one.choices.every((choice, index) => choice.id === other.choices[index]?.id && choice.label === other.choices[index]?.label);
  });
