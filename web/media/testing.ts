/**
 * Doubles and instruments for tests of media: pairs of real peer connections behind the `PeerLink` interface, people who
 * hum a tone of their own, ears that find it by FFT, a set of devices that can be unplugged, a clock turned by hand.
 */
import { NO_STATS } from '../../transports/link-stats.ts';
import { signal } from '@preact/signals-core';
import { identityId, peerId, type PeerId } from '../../domain/ids.ts';
import type { LinkStats, MediaLines, PeerLink } from '../../transports/place-link.ts';
import type { MediaClock } from './clock.ts';
import type { MediaDevicesPort } from './devices.ts';
import { DEFAULT_HEIGHTS, type MediaSettings, type PeerMediaPlan } from './media.ts';

export const quietSettings: MediaSettings = {
  noiseSuppression: false,
  echoCancellation: false,
  autoGain: false,
  headphones: false,
  pushToTalk: false,
};

/** A plan of two people who stand together and talk. */
export const talkingPlan: PeerMediaPlan = {
  talking: true,
  gain: 1,
  volume: 1,
  muted: false,
  dx: 0,
  dy: 0,
  sends: { mic: true, cam: true, screen: true },
  way: null,
  shown: { camera: null, screen: null },
  distanceTiles: 1,
  heights: DEFAULT_HEIGHTS,
};

const linkOf = (peer: PeerId, connection: RTCPeerConnection, lines: MediaLines): PeerLink => ({
  peerId: peer,
  identity: identityId('0'.repeat(64)),
  introducedBy: 'relay',
  linkedAtMs: 0,
  connection,
  lines: signal<MediaLines | null>(lines),
  stats: signal<LinkStats>(NO_STATS),
  health: signal<'connected' | 'interrupted'>('connected'),
  send: () => false,
  bulkReady: () => Promise.resolve(),
  restartIce: () => undefined,
});

const threeLines = (transceivers: readonly RTCRtpTransceiver[]): MediaLines => {
  const [audio, camera, screen] = transceivers;
  if (audio === undefined || camera === undefined || screen === undefined) throw new Error('Three lines were to be negotiated');
  return { audio, camera, screen };
};

export type LinkedPair = {
  /** Held by the first person: leads to `b`. */
  readonly toB: PeerLink;
  /** Held by the second person: leads to `a`. */
  readonly toA: PeerLink;
  /** How many times either side was asked to negotiate after the first time. */
  readonly renegotiations: () => number;
  readonly close: () => void;
};

/** Two real connections on loopback, linked as `transports` does it: three lines negotiated once. */
export const createLinkedPair = async (nameOfA = 'a', nameOfB = 'b'): Promise<LinkedPair> => {
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  a.addEventListener('icecandidate', ({ candidate }) => void (candidate && b.addIceCandidate(candidate)));
  b.addEventListener('icecandidate', ({ candidate }) => void (candidate && a.addIceCandidate(candidate)));
  const offered = ['audio', 'video', 'video'].map((kind) => a.addTransceiver(kind, { direction: 'sendrecv' }));
  await a.setLocalDescription();
  if (a.localDescription) await b.setRemoteDescription(a.localDescription);
  for (const transceiver of b.getTransceivers()) transceiver.direction = 'sendrecv';
  await b.setLocalDescription();
  if (b.localDescription) await a.setRemoteDescription(b.localDescription);
  await until(() => a.connectionState === 'connected' && b.connectionState === 'connected');
  let renegotiations = 0;
  for (const connection of [a, b]) connection.addEventListener('negotiationneeded', () => (renegotiations += 1));
  return {
    toB: linkOf(peerId(nameOfB), a, threeLines(offered)),
    toA: linkOf(peerId(nameOfA), b, threeLines(b.getTransceivers())),
    renegotiations: () => renegotiations,
    close: () => {
      a.close();
      b.close();
    },
  };
};

/** Waits for a condition, not for a time. @throws Error after `limitMs`. */
export const until = async (isSo: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> => {
  const deadline = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Not so within ${String(limitMs)} ms: ${isSo.toString()}`);
    await new Promise((next) => setTimeout(next, 20));
  }
};

export type Tone = { readonly track: MediaStreamTrack; readonly close: () => void };

/**
 * A voice that can be told from others: a sine that swells four times a second, because a steady one is taken for noise.
 * @param hz no multiple of anybody else's. @param amplitude peak, 0–1.
 */
export const createTone = (context: AudioContext, hz: number, amplitude = 0.3): Tone => {
  const sine = new OscillatorNode(context, { frequency: hz });
  const swell = new OscillatorNode(context, { frequency: 4 });
  const depth = new GainNode(context, { gain: amplitude / 2 });
  const loudness = new GainNode(context, { gain: amplitude / 2 });
  const way = context.createMediaStreamDestination();
  swell.connect(depth).connect(loudness.gain);
  sine.connect(loudness).connect(way);
  sine.start();
  swell.start();
  const [track] = way.stream.getAudioTracks();
  if (track === undefined) throw new Error('A destination without a track');
  return {
    track,
    close: () => {
      sine.stop();
      swell.stop();
      track.stop();
    },
  };
};

/** A picture that changes with every frame. */
export const createPicture = (width = 320, height = 180): { readonly track: MediaStreamTrack; readonly close: () => void } => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext('2d');
  let frame = 0;
  const timer = setInterval(() => {
    if (pen === null) return;
    pen.fillStyle = `hsl(${String((frame += 11) % 360)} 60% 50%)`;
    pen.fillRect(0, 0, width, height);
  }, 50);
  const [track] = canvas.captureStream(20).getVideoTracks();
  if (track === undefined) throw new Error('A canvas without a track');
  return {
    track,
    close: () => {
      clearInterval(timer);
      track.stop();
    },
  };
};

export type Ear = {
  /** Loudest level of this frequency over one swell, in dB; about −100 is silence. */
  readonly hear: (hz: number) => Promise<number>;
  readonly input: AudioNode;
  readonly close: () => void;
};

/** Listens to a node, or to what an `<audio>` element makes of its source: volume, mute and pause count. */
export const createEar = (context: AudioContext, element?: HTMLMediaElement): Ear => {
  const input = new GainNode(context);
  const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
  input.connect(analyser);
  const stream = element?.srcObject;
  const source = stream instanceof MediaStream ? context.createMediaStreamSource(stream) : null;
  source?.connect(input);
  const bins = new Float32Array(analyser.frequencyBinCount);
  const once = (hz: number): number => {
    // A suspended context plays nothing, but its analysers keep their last sound.
    if (context.state !== 'running') return -120;
    analyser.getFloatFrequencyData(bins);
    const bin = Math.round((hz * analyser.fftSize) / context.sampleRate);
    const heard = Math.max(...bins.subarray(bin - 1, bin + 2));
    if (element === undefined) return heard;
    return element.muted || element.paused || element.volume === 0 ? -120 : heard + 20 * Math.log10(element.volume);
  };
  return {
    input,
    hear: async (hz) => {
      let loudest = Number.NEGATIVE_INFINITY;
      const end = performance.now() + 500;
      while (performance.now() < end) {
        loudest = Math.max(loudest, once(hz));
        await new Promise((next) => setTimeout(next, 25));
      }
      return Math.max(-120, loudest);
    },
    close: () => {
      source?.disconnect();
      input.disconnect();
    },
  };
};

/** What this side of a link has sent: read from the connection, which counts what left. `packets` includes padding. */
export type Sent = { readonly voice: number; readonly frames: number; readonly packets: number };

export const readSent = async (link: PeerLink): Promise<Sent> => {
  // Chromium answers from a cache of 50 ms.
  await new Promise((next) => setTimeout(next, 60));
  const sent = { voice: 0, frames: 0, packets: 0 };
  for (const stat of (await link.connection.getStats()).values() as Iterable<RTCOutboundRtpStreamStats>) {
    if (stat.type !== 'outbound-rtp') continue;
    sent.packets += stat.packetsSent ?? 0;
    if (stat.kind === 'audio') sent.voice += stat.packetsSent ?? 0;
    else sent.frames += stat.framesSent ?? 0;
  }
  return sent;
};

export type FakeDevice = { readonly kind: MediaDeviceKind; readonly deviceId: string; readonly label: string };
export type FakeDevices = MediaDevicesPort & {
  /** Tracks that are live now: each lights the device's lamp. */
  readonly live: () => readonly MediaStreamTrack[];
  readonly plug: (device: FakeDevice) => void;
  /** Ends the tracks of that device as a browser does, then says `devicechange`. */
  readonly unplug: (deviceId: string) => void;
  /** The next requests reject with this; null ends it. */
  readonly refuseWith: (error: DOMException | null) => void;
  /** Requests stay open, as a permission prompt does, until released. */
  readonly holdRequests: () => () => void;
  readonly requests: () => readonly MediaStreamConstraints[];
};

const exactId = (constraints: boolean | MediaTrackConstraints | undefined): string | null => {
  const id = typeof constraints === 'object' ? constraints.deviceId : undefined;
  return typeof id === 'object' && !Array.isArray(id) && typeof id.exact === 'string' ? id.exact : null;
};

/**
 * Devices on a shelf. Needed because Chromium's own fake devices cannot be unplugged or refused one by one.
 * @param makeTrack what a device delivers; its track is given the device's label and id.
 */
export const createFakeDevices = (devices: readonly FakeDevice[], makeTrack: (device: FakeDevice) => MediaStreamTrack): FakeDevices => {
  const shelf = [...devices];
  const target = new EventTarget();
  const requests: MediaStreamConstraints[] = [];
  let open: { readonly deviceId: string; readonly track: MediaStreamTrack }[] = [];
  let refusal: DOMException | null = null;
  let held: Promise<void> = Promise.resolve();

  const find = (kind: MediaDeviceKind, id: string | null): FakeDevice => {
    const ofKind = shelf.filter((device) => device.kind === kind);
    const device = id === null ? ofKind[0] : ofKind.find((one) => one.deviceId === id);
    if (device !== undefined) return device;
    throw ofKind.length === 0
      ? new DOMException('Requested device not found', 'NotFoundError')
      : new DOMException('deviceId', 'OverconstrainedError');
  };

  const changed = (): void => void target.dispatchEvent(new Event('devicechange'));

  return {
    getUserMedia: async (constraints = {}) => {
      requests.push(constraints);
      await held;
      if (refusal !== null) throw refusal;
      const kind: MediaDeviceKind = constraints.audio === undefined ? 'videoinput' : 'audioinput';
      const device = find(kind, exactId(constraints.audio ?? constraints.video));
      const track = makeTrack(device);
      Object.defineProperty(track, 'label', { value: device.label });
      const real = track.getSettings.bind(track);
      Object.defineProperty(track, 'getSettings', { value: () => ({ ...real(), deviceId: device.deviceId }) });
      open = [...open, { deviceId: device.deviceId, track }];
      return new MediaStream([track]);
    },
    enumerateDevices: () => Promise.resolve(shelf.map((device) => ({ ...device, groupId: '', toJSON: () => device }))),
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    live: () => open.map(({ track }) => track).filter((track) => track.readyState === 'live'),
    plug: (device) => {
      shelf.push(device);
      changed();
    },
    unplug: (deviceId) => {
      shelf.splice(0, shelf.length, ...shelf.filter((device) => device.deviceId !== deviceId));
      const gone = open.filter((one) => one.deviceId === deviceId && one.track.readyState === 'live');
      for (const { track } of gone) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
      changed();
    },
    refuseWith: (error) => {
      refusal = error;
    },
    holdRequests: () => {
      let release = (): void => undefined;
      held = new Promise((done) => {
        release = done;
      });
      return release;
    },
    requests: () => requests,
  };
};

export type HandClock = MediaClock & { readonly advance: (ms: number) => void; readonly running: () => number };

/** Time passes only when told to, in steps fine enough for every timer. */
export const createHandClock = (): HandClock => {
  let nowMs = 0;
  const timers = new Set<{ dueMs: number; readonly periodMs: number | null; readonly run: () => void }>();
  const start = (dueMs: number, periodMs: number | null, run: () => void): (() => void) => {
    const timer = { dueMs, periodMs, run };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  return {
    now: () => nowMs,
    every: (periodMs, run) => start(nowMs + periodMs, periodMs, run),
    after: (delayMs, run) => start(nowMs + delayMs, null, run),
    running: () => timers.size,
    advance: (ms) => {
      const end = nowMs + ms;
      for (;;) {
        const [next] = [...timers].filter((timer) => timer.dueMs <= end).toSorted((one, other) => one.dueMs - other.dueMs);
        if (next === undefined) break;
        nowMs = next.dueMs;
        if (next.periodMs === null) timers.delete(next);
        else next.dueMs += next.periodMs;
        next.run();
      }
      nowMs = end;
    },
  };
};
