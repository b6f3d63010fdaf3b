import { afterEach, describe, expect, it } from 'vitest';
import { createMedia, type MediaOptions } from './create-media.ts';
import type { Media } from './media.ts';
import { createFakeDevices, createPicture, createTone, quietSettings, until, type FakeDevice, type FakeDevices } from './testing.ts';

const headset: FakeDevice = { kind: 'audioinput', deviceId: 'headset', label: 'Headset' };
const builtIn: FakeDevice = { kind: 'audioinput', deviceId: 'built-in', label: 'Built-in microphone' };
const webcam: FakeDevice = { kind: 'videoinput', deviceId: 'webcam', label: 'Webcam' };
const speakers: FakeDevice = { kind: 'audiooutput', deviceId: 'speakers', label: 'Speakers' };
const earphones: FakeDevice = { kind: 'audiooutput', deviceId: 'earphones', label: 'Earphones' };

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const setUp = (
  devices: readonly FakeDevice[],
  options: Partial<MediaOptions> = {},
): { readonly media: Media; readonly shelf: FakeDevices } => {
  const context = new AudioContext();
  const tone = createTone(context, 440);
  const picture = createPicture();
  const shelf = createFakeDevices(devices, (device) => (device.kind === 'audioinput' ? tone : picture).track.clone());
  const media = createMedia({ settings: quietSettings, mediaDevices: shelf, ...options });
  ends.push(() => {
    media.close();
    tone.close();
    picture.close();
    void context.close();
  });
  return { media, shelf };
};

describe('switching on and off', () => {
  it('names the device while on, and puts its lamp out when off', async () => {
    const { media, shelf } = setUp([builtIn, webcam]);
    expect(media.camera.value).toEqual({ status: 'off' });
    const switching = media.setCamera(true);
    expect(media.camera.value).toEqual({ status: 'starting' });
    await switching;
    expect(media.camera.value).toEqual({ status: 'on', label: 'Webcam' });
    expect(media.ownCamera.value?.getVideoTracks()[0]?.readyState).toBe('live');
    await media.setCamera(false);
    expect(media.camera.value).toEqual({ status: 'off' });
    expect(media.ownCamera.value).toBeNull();
    expect(shelf.live()).toHaveLength(0);
  });

  it('throws away what arrives after a change of mind', async () => {
    const { media, shelf } = setUp([builtIn]);
    const answerPrompt = shelf.holdRequests();
    const [first, second] = [media.setMicrophone(true), media.setMicrophone(false)];
    answerPrompt();
    await Promise.all([first, second]);
    expect(media.microphone.value).toEqual({ status: 'off' });
    expect(shelf.live()).toHaveLength(0);
  });

  it('opens one device for many impatient clicks', async () => {
    const { media, shelf } = setUp([builtIn]);
    await Promise.all([media.setMicrophone(true), media.setMicrophone(true), media.setMicrophone(true)]);
    expect(shelf.requests()).toHaveLength(1);
    expect(shelf.live()).toHaveLength(1);
  });
});

describe('what can go wrong', () => {
  it.each([
    ['NotAllowedError', 'Permission denied', 'blocked'],
    ['NotAllowedError', 'Permission denied by system', 'blocked-by-system'],
    ['NotReadableError', 'Could not start audio source', 'busy'],
  ] as const)('%s: %s', async (name, message, reason) => {
    const { media, shelf } = setUp([builtIn]);
    shelf.refuseWith(new DOMException(message, name));
    await media.setMicrophone(true);
    expect(media.microphone.value).toEqual({ status: 'failed', reason });
    shelf.refuseWith(null);
    await media.setMicrophone(true);
    expect(media.microphone.value.status).toBe('on');
  });

  it('says that there is no device, until one is plugged in', async () => {
    const { media, shelf } = setUp([]);
    await media.setMicrophone(true);
    expect(media.microphone.value).toEqual({ status: 'failed', reason: 'missing' });
    shelf.plug(builtIn);
    await until(() => media.microphone.value.status === 'off');
    await media.setMicrophone(true);
    expect(media.microphone.value).toEqual({ status: 'on', label: 'Built-in microphone' });
  });

  it('says that this browser cannot', async () => {
    const { media } = setUp([], { mediaDevices: null });
    await Promise.all([media.setMicrophone(true), media.setCamera(true), media.setScreen(true)]);
    for (const { value } of [media.microphone, media.camera, media.screen])
      expect(value).toEqual({ status: 'failed', reason: 'unsupported' });
  });
});

describe('plugs', () => {
  it('takes the next microphone when one is unplugged, says so, and returns to the choice when it is back', async () => {
    const { media, shelf } = setUp([headset, builtIn], { deviceIds: { microphone: 'headset', camera: null, speaker: null } });
    await media.setMicrophone(true);
    expect(media.microphone.value).toEqual({ status: 'on', label: 'Headset' });
    shelf.unplug('headset');
    await until(() => media.replaced.value !== null);
    expect(media.replaced.value).toMatchObject({ kind: 'microphone', from: 'Headset', to: 'Built-in microphone' });
    expect(media.microphone.value).toEqual({ status: 'on', label: 'Built-in microphone' });
    await until(() => media.devices.value.microphone.selected === 'built-in');
    shelf.plug(headset);
    await until(() => media.microphone.value.status === 'on' && media.microphone.value.label === 'Headset');
    expect(shelf.live()).toHaveLength(1);
  });

  it('fails as unplugged only when nothing is left', async () => {
    const { media, shelf } = setUp([webcam]);
    await media.setCamera(true);
    shelf.unplug('webcam');
    await until(() => media.camera.value.status === 'failed');
    expect(media.camera.value).toEqual({ status: 'failed', reason: 'unplugged' });
    expect(media.replaced.value).toMatchObject({ kind: 'camera', from: 'Webcam', to: null });
    expect(media.ownCamera.value).toBeNull();
  });

  it('falls back to another speaker and says so', async () => {
    const { media, shelf } = setUp([speakers, earphones], { deviceIds: { microphone: null, camera: null, speaker: 'earphones' } });
    await until(() => media.devices.value.speaker.selected === 'earphones');
    shelf.unplug('earphones');
    await until(() => media.replaced.value !== null);
    expect(media.replaced.value).toMatchObject({ kind: 'speaker', from: 'Earphones', to: 'Speakers' });
  });
});

describe('choosing', () => {
  it('changes the microphone while talking, without a moment of silence', async () => {
    const { media, shelf } = setUp([headset, builtIn]);
    await media.setMicrophone(true);
    const states: string[] = [];
    ends.push(media.microphone.subscribe((state) => states.push(state.status)));
    await media.choose('microphone', 'built-in');
    expect(media.microphone.value).toEqual({ status: 'on', label: 'Built-in microphone' });
    expect(new Set(states)).toEqual(new Set(['on']));
    expect(shelf.live()).toHaveLength(1);
    expect(media.devices.value.microphone.selected).toBe('built-in');
  });

  it('keeps the old device when the new one cannot be opened', async () => {
    const { media, shelf } = setUp([headset, builtIn]);
    await media.setMicrophone(true);
    shelf.refuseWith(new DOMException('', 'NotAllowedError'));
    await media.choose('microphone', 'built-in');
    expect(media.microphone.value).toEqual({ status: 'on', label: 'Headset' });
    await until(() => media.devices.value.microphone.selected === 'headset');
  });

  it('is remembered for the next time, plugged in or not', async () => {
    const { media } = setUp([headset, builtIn], { deviceIds: { microphone: 'gone', camera: null, speaker: null } });
    await media.setMicrophone(true);
    expect(media.microphone.value).toEqual({ status: 'on', label: 'Headset' });
    await media.setMicrophone(false);
    await media.choose('microphone', 'built-in');
    expect(media.microphone.value).toEqual({ status: 'off' });
    await media.setMicrophone(true);
    expect(media.microphone.value).toEqual({ status: 'on', label: 'Built-in microphone' });
  });

  it('opens the microphone again when its processing changes', async () => {
    const { media, shelf } = setUp([builtIn]);
    await media.setMicrophone(true);
    media.configure({ noiseSuppression: true });
    await until(() => shelf.requests().length === 2 && shelf.live().length === 1);
    expect(shelf.requests()[1]?.audio).toMatchObject({ noiseSuppression: true, echoCancellation: false });
    media.configure({ headphones: true });
    expect(shelf.requests()).toHaveLength(2);
  });
});

describe('the screen', () => {
  const withScreen = (): { readonly media: Media; readonly bar: () => void; readonly refuse: (error: DOMException) => void } => {
    let track: MediaStreamTrack | null = null;
    let refusal: DOMException | null = null;
    const shelf = createFakeDevices([], () => createPicture().track);
    const getDisplayMedia = (): Promise<MediaStream> => {
      if (refusal !== null) return Promise.reject(refusal);
      const picture = createPicture();
      ends.push(picture.close);
      track = picture.track;
      return Promise.resolve(new MediaStream([track]));
    };
    const { media } = setUp([], { mediaDevices: { ...shelf, getDisplayMedia } });
    return {
      media,
      bar: () => {
        track?.stop();
        track?.dispatchEvent(new Event('ended'));
      },
      refuse: (error) => {
        refusal = error;
      },
    };
  };

  it('is off when the browser’s own bar ends it', async () => {
    const { media, bar } = withScreen();
    await media.setScreen(true);
    expect(media.screen.value.status).toBe('on');
    expect(media.ownScreen.value).not.toBeNull();
    bar();
    expect(media.screen.value).toEqual({ status: 'off' });
    expect(media.ownScreen.value).toBeNull();
  });

  it('stays off without complaint when the picker is closed', async () => {
    const { media, refuse } = withScreen();
    refuse(new DOMException('Permission denied', 'NotAllowedError'));
    await media.setScreen(true);
    expect(media.screen.value).toEqual({ status: 'off' });
    refuse(new DOMException('Permission denied by system', 'NotAllowedError'));
    await media.setScreen(true);
    expect(media.screen.value).toEqual({ status: 'failed', reason: 'blocked-by-system' });
  });
});

describe('Chromium’s own devices', () => {
  it('are named after the first permission, metered while on, and let go', async () => {
    const media = createMedia({ settings: quietSettings });
    ends.push(media.close);
    await Promise.all([media.setMicrophone(true), media.setCamera(true)]);
    expect(media.microphone.value.status).toBe('on');
    expect(media.camera.value.status).toBe('on');
    await until(() => media.devices.value.microphone.choices.length > 0 && media.devices.value.camera.choices.length > 0);
    expect(media.devices.value.microphone.selected).not.toBeNull();
    await until(() => media.level.value > 0.2);
    const camera = media.ownCamera.value?.getVideoTracks()[0];
    await Promise.all([media.setMicrophone(false), media.setCamera(false)]);
    expect(camera?.readyState).toBe('ended');
    expect(media.level.value).toBe(0);
  });

  it('play the chime to its end', async () => {
    const media = createMedia({ settings: quietSettings });
    ends.push(media.close);
    const began = performance.now();
    await media.testSpeaker();
    expect(performance.now() - began).toBeGreaterThan(900);
  });
});

describe('own voice', () => {
  it('is noticed as speaking, but with push-to-talk only while the key is held', async () => {
    const { media } = setUp([builtIn]);
    await media.setMicrophone(true);
    await until(() => media.speaking.value);
    media.configure({ pushToTalk: true });
    expect(media.speaking.value).toBe(false);
    media.holdToTalk(true);
    await until(() => media.speaking.value);
    media.holdToTalk(false);
    await until(() => !media.speaking.value);
  });
});
