/**
 * A double of the browser's devices, because Chromium's fake ones cannot be unplugged: the real fake microphones, of which
 * `unplug` takes one away as a hand would: its tracks end, it is no longer listed or opened, and `devicechange` is told.
 */
import type { Page } from '@playwright/test';

/** For `initScript`. */
export const installUnpluggableDevices = (): void => {
  const devices = navigator.mediaDevices;
  const gone = new Set<string>();
  const live = new Set<MediaStreamTrack>();
  const list = devices.enumerateDevices.bind(devices);
  const open = devices.getUserMedia.bind(devices);
  // besides the hardware, Chromium lists a "default" of each kind, which would be a second name of the same thing
  const present = async (): Promise<MediaDeviceInfo[]> =>
    (await list()).filter(({ deviceId, label }) => !gone.has(label) && deviceId !== 'default' && deviceId !== 'communications');
  devices.enumerateDevices = present;
  devices.getUserMedia = async (constraints) => {
    const asked = constraints?.audio;
    if (asked === undefined || asked === false) return open(constraints);
    const microphones = (await present()).filter(({ kind }) => kind === 'audioinput');
    const wish = typeof asked === 'object' && typeof asked.deviceId === 'object' && 'exact' in asked.deviceId ? asked.deviceId.exact : null;
    const chosen = wish === null ? microphones[0] : microphones.find(({ deviceId }) => deviceId === wish);
    if (chosen === undefined) throw new DOMException('Requested device not found', 'NotFoundError');
    const rest = typeof asked === 'object' ? asked : {};
    const stream = await open({
      ...constraints,
      audio: { ...rest, ...(chosen.deviceId !== '' && { deviceId: { exact: chosen.deviceId } }) },
    });
    for (const track of stream.getAudioTracks()) live.add(track);
    return stream;
  };
  Reflect.set(globalThis, 'unplug', (label: string): void => {
    gone.add(label);
    for (const track of live) {
      if (track.label !== label || track.readyState === 'ended') continue;
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    devices.dispatchEvent(new Event('devicechange'));
  });
};

/** The microphones that are left, by label. */
export const microphones = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () =>
    (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'audioinput').map(({ label }) => label),
  );

export const unplug = (page: Page, label: string): Promise<void> =>
  page.evaluate((name) => (Reflect.get(globalThis, 'unplug') as (label: string) => void)(name), label);
