/**
 * The devices that are plugged in and the ones that were chosen. Listens to `devicechange`; says what changed. Does not
 * open anything and does not remember beyond its lifetime: the choices are the settings' business.
 */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import { hasDevice, listDevices, noDevices, sameLists, type DeviceIds } from './device-lists.ts';
import type { DeviceKind, DeviceLists } from './media.ts';

/** The part of `navigator.mediaDevices` that this folder uses. */
export type MediaDevicesPort = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'> & {
  readonly getDisplayMedia?: MediaDevices['getDisplayMedia'];
};

export type DevicesOptions = {
  /** null where the browser has none: an insecure page, an old browser. */
  readonly port: MediaDevicesPort | null;
  readonly chosen: DeviceIds;
  readonly inUse: () => DeviceIds;
  /** Called after `lists` changed. */
  readonly onChange: (before: DeviceLists, after: DeviceLists) => void;
};

export type Devices = {
  readonly lists: ReadonlySignal<DeviceLists>;
  /** The person's wish, whether it is plugged in or not. */
  readonly chosen: (kind: DeviceKind) => string | null;
  /** The wish, if it can be granted; null means the system's default. */
  readonly usable: (kind: DeviceKind) => string | null;
  readonly choose: (kind: DeviceKind, id: string) => Promise<void>;
  /** Reads the devices again: after a permission, or when something else is in use. */
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
};

export const createDevices = ({ port, chosen: chosenAtFirst, inUse, onChange }: DevicesOptions): Devices => {
  const lists = signal<DeviceLists>(noDevices);
  let chosen: DeviceIds = chosenAtFirst;
  let closed = false;
  let reading: Promise<void> | null = null;
  let again = false;

  const read = async (): Promise<void> => {
    do {
      again = false;
      const found = await port?.enumerateDevices().catch(() => null);
      if (closed || !found) return;
      const before = lists.peek();
      const after = listDevices(found, chosen, inUse());
      if (sameLists(before, after)) continue;
      lists.value = after;
      onChange(before, after);
    } while (again);
  };

  // One plug fires several events; they share a reading, and the last one gets a reading that began after it.
  const refresh = (): Promise<void> => {
    if (reading !== null) again = true;
    else {
      reading = read().finally(() => {
        reading = null;
      });
    }
    return reading;
  };

  const onDeviceChange = (): void => void refresh();
  port?.addEventListener('devicechange', onDeviceChange);
  void refresh();

  return {
    lists,
    chosen: (kind) => chosen[kind],
    usable: (kind) => {
      const known = lists.peek()[kind].choices.length > 0;
      return known && !hasDevice(lists.peek(), kind, chosen[kind]) ? null : chosen[kind];
    },
    choose: (kind, id) => {
      chosen = { ...chosen, [kind]: id };
      return refresh();
    },
    refresh,
    close: () => {
      closed = true;
      port?.removeEventListener('devicechange', onDeviceChange);
    },
  };
};
