/**
 * Puts the parts of this folder together into the `Media` of the contract. Holds no rules of its own beyond what follows
 * from two parts meeting: a device that went away, a choice that came back, a key that is held.
 */
import { computed, effect, signal, untracked } from '@preact/signals-core';
import { createAutoplay } from './autoplay.ts';
import { createCapture, type Capture } from './capture.ts';
import { playChime } from './chime.ts';
import { pageClock, type MediaClock } from './clock.ts';
import { cameraConstraints, microphoneConstraints, screenConstraints } from './constraints.ts';
import { deviceShift, hasDevice, type DeviceIds } from './device-lists.ts';
import { createDevices, type Devices, type MediaDevicesPort } from './devices.ts';
import { createFaders } from './fader.ts';
import { createLevelMeter } from './level.ts';
import type { OwnTracks } from './line-plan.ts';
import type { DeviceKind, DeviceLists, DeviceReplacement, Media, MediaSettings } from './media.ts';
import { createMeshMedia } from './mesh-media.ts';
import { openDevice, openScreen } from './open-track.ts';
import { ignoresVolume } from './peer-player.ts';
import { createPushToTalk } from './push-to-talk.ts';
import { createRemoteSpeaking } from './remote.ts';
import { createSoundContext } from './sound-context.ts';

export type MediaOptions = {
  readonly settings: MediaSettings;
  /** Choices of earlier visits. */
  readonly deviceIds?: DeviceIds;
  readonly clock?: MediaClock;
  /** Default: the browser's; null where there is none. */
  readonly mediaDevices?: MediaDevicesPort | null;
  readonly createAudio?: () => HTMLAudioElement;
  readonly createContext?: () => AudioContext;
  /** Where sound that passes through Web Audio ends. */
  readonly outputOf?: (context: AudioContext) => AudioNode;
  readonly isHidden?: () => boolean;
};

const PROCESSING = ['noiseSuppression', 'echoCancellation', 'autoGain'] as const satisfies readonly (keyof MediaSettings)[];
const CAPTURED = ['microphone', 'camera'] as const;

/** TypeScript says that it is always there; an insecure page has none. */
const browserDevices = (): MediaDevicesPort | null => ('mediaDevices' in navigator ? navigator.mediaDevices : null);

export const createMedia = (options: MediaOptions): Media => {
  const clock = options.clock ?? pageClock();
  const port = options.mediaDevices === undefined ? browserDevices() : options.mediaDevices;
  const createAudio = options.createAudio ?? (() => new Audio());
  const settings = signal(options.settings);
  const replaced = signal<DeviceReplacement | null>(null);

  const tell = (kind: DeviceKind, from: string, to: string | null): void => {
    replaced.value = { kind, from, to, atMs: clock.now() };
  };

  const capture = (kind: 'microphone' | 'camera'): Capture =>
    createCapture({
      subject: 'device',
      open: async (device) => {
        const chosen = device === 'chosen' ? devices.usable(kind) : null;
        const track = await openDevice(port, kind, chosen, (id) =>
          kind === 'microphone' ? microphoneConstraints(settings.peek(), id) : cameraConstraints(id),
        );
        return track;
      },
      onReplaced: (from, to) => tell(kind, from, to),
      onKeepChoice: (id) => void devices.choose(kind, id),
    });

  const microphone = capture('microphone');
  const camera = capture('camera');
  const screen = createCapture({
    subject: 'screen',
    open: () => openScreen(port, screenConstraints()),
    onReplaced: () => undefined,
    onKeepChoice: () => undefined,
  });
  const captures = { microphone, camera };

  const inUse = (): DeviceIds => ({ microphone: microphone.deviceId(), camera: camera.deviceId(), speaker: null });
  const sink = signal('');

  const moveSpeaker = (before: DeviceLists, after: DeviceLists): void => {
    const chosen = devices.chosen('speaker');
    sink.value = hasDevice(after, 'speaker', chosen) ? (chosen ?? '') : '';
    if (!hasDevice(before, 'speaker', chosen) || hasDevice(after, 'speaker', chosen)) return;
    const labelOf = (lists: DeviceLists, id: string | null): string | null =>
      lists.speaker.choices.find((choice) => choice.id === id)?.label ?? null;
    tell('speaker', labelOf(before, chosen) ?? '', labelOf(after, after.speaker.selected));
  };

  const onDevicesChanged = (before: DeviceLists, after: DeviceLists): void => {
    moveSpeaker(before, after);
    for (const kind of CAPTURED) {
      const shift = deviceShift(before, after, kind, devices.chosen(kind), captures[kind].deviceId());
      if (shift.lost) void captures[kind].lost();
      else if (shift.choiceReturned) void captures[kind].reopen();
      if (shift.appeared) captures[kind].appeared();
    }
  };

  const devices: Devices = createDevices({
    port,
    chosen: options.deviceIds ?? { microphone: null, camera: null, speaker: null },
    inUse,
    onChange: onDevicesChanged,
  });

  const sound = createSoundContext(clock, options.createContext ?? (() => new AudioContext({ latencyHint: 'interactive' })));
  const autoplay = createAutoplay(sound);
  const isHidden = options.isHidden ?? (() => document.visibilityState === 'hidden');
  const faders = createFaders(clock, isHidden);
  const pushToTalk = createPushToTalk(clock, options.settings.pushToTalk);
  const meter = createLevelMeter(clock, sound);
  const remoteSpeaking = createRemoteSpeaking(clock);

  const mesh = createMeshMedia({
    clock,
    world: { autoplay, faders, sound, createAudio, outputOf: options.outputOf ?? ((context) => context.destination) },
    remoteSpeaking,
    tracks: computed<OwnTracks>(() => ({
      audio: pushToTalk.open.value ? microphone.track.value : null,
      camera: camera.track.value,
      screen: screen.track.value,
    })),
    headphones: computed(() => settings.value.headphones),
    sink,
    fixedVolume: ignoresVolume(createAudio()),
  });

  const streamOf = (track: MediaStreamTrack | null): MediaStream | null => (track === null ? null : new MediaStream([track]));

  const endEffects = [
    effect(() => {
      const track = microphone.track.value;
      untracked(() => meter.follow(track));
    }),
    effect(() => sound.setSink(sink.value)),
    // A granted permission gives devices their names, and what is in use decides what is shown as selected.
    effect(() => {
      const tracks = [microphone.track.value, camera.track.value];
      if (tracks.some((track) => track !== null)) untracked(() => void devices.refresh());
    }),
  ];

  return {
    devices: devices.lists,
    microphone: microphone.state,
    camera: camera.state,
    screen: screen.state,
    replaced,
    ownCamera: computed(() => streamOf(camera.track.value)),
    ownScreen: computed(() => streamOf(screen.track.value)),
    level: meter.level,
    speaking: computed(() => pushToTalk.open.value && meter.speaking.value),
    playbackBlocked: autoplay.blocked,
    remote: mesh.remote,
    outgoing: mesh.outgoing,
    ways: mesh.ways,
    sfuInUse: mesh.sfuInUse,
    setMicrophone: microphone.set,
    setCamera: camera.set,
    setScreen: screen.set,
    choose: async (kind, deviceId) => {
      if (devices.chosen(kind) === deviceId) return;
      await devices.choose(kind, deviceId);
      if (kind === 'speaker') sink.value = hasDevice(devices.lists.peek(), 'speaker', deviceId) ? deviceId : '';
      else await captures[kind].reopen();
    },
    configure: (change) => {
      const before = settings.peek();
      const after = { ...before, ...change };
      settings.value = after;
      pushToTalk.enable(after.pushToTalk);
      if (PROCESSING.some((key) => before[key] !== after[key])) void microphone.reopen();
    },
    holdToTalk: pushToTalk.hold,
    testSpeaker: () => playChime(clock, sound, createAudio, sink.peek()),
    unblock: autoplay.unblock,
    useSfu: mesh.useSfu,
    budget: mesh.budget,
    measure: mesh.measure,
    reconcile: mesh.reconcile,
    close: () => {
      for (const end of endEffects) end();
      mesh.close();
      for (const one of [microphone, camera, screen]) void one.set(false);
      meter.close();
      devices.close();
      pushToTalk.close();
      faders.close();
      remoteSpeaking.close();
      sound.close();
    },
  };
};
