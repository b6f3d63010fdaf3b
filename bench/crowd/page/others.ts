/**
 * The eleven others, all in one page: each has a connection of its own to the person who is measured, hums its own tone and
 * sends a picture that was encoded beforehand. Not linked with each other: that would be their load, not the person's.
 */
import { createTone } from '../../../web/media/testing.ts';
import type { AudioCount, Others } from '../mesh-pages.ts';
import { type Clip, encodeClip } from './clips.ts';
import { audioIn, gathered } from './signaling.ts';

/** The encoders need something to encode. */
const SEED = { width: 64, height: 36 } as const;
const WIDEST_BITS = 3_000_000;

const createSeed = () => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, SEED);
  const pen = canvas.getContext('2d');
  let frame = 0;
  let timer = 0;
  const [track] = canvas.captureStream(30).getVideoTracks();
  if (track === undefined) throw new Error('A canvas without a track');
  return {
    track,
    run: (fps: number) => {
      clearInterval(timer);
      timer = window.setInterval(() => {
        if (pen === null) return;
        pen.fillStyle = (frame += 1) % 2 === 0 ? '#000' : '#222';
        pen.fillRect(0, 0, 8, 8);
      }, 1000 / fps);
    },
  };
};

const kbpsOf = ({ frames, fps }: Clip): number =>
  Math.round((frames.reduce((sum, frame) => sum + frame.byteLength, 0) * 8 * fps) / frames.length / 1000);

export const createOthers = (): Others => {
  const worker = new Worker(new URL('./clip-worker.ts', import.meta.url), { type: 'module' });
  const context = new AudioContext();
  const seed = createSeed();
  const tones: MediaStreamTrack[] = [];
  let connections: RTCPeerConnection[] = [];
  return {
    prepare: async (sizes) => {
      const clips: Clip[] = [await encodeClip({ ...SEED, fps: 5, kbps: 30 })];
      for (const size of sizes) clips.push(await encodeClip(size));
      worker.postMessage({ t: 'clips', clips });
      return clips.map((clip) => ({ height: clip.height, kbps: kbpsOf(clip) }));
    },
    play: (height, fps) => {
      seed.run(fps);
      worker.postMessage({ t: 'play', height });
    },
    answer: async (offer) => {
      const connection = new RTCPeerConnection();
      const index = connections.push(connection) - 1;
      await connection.setRemoteDescription({ type: 'offer', sdp: offer });
      const [audio, camera] = connection.getTransceivers();
      for (const line of connection.getTransceivers()) line.direction = 'sendrecv';
      if (audio === undefined || camera === undefined) throw new Error('Three lines were to be negotiated');
      tones[index] ??= createTone(context, 300 + 61 * index).track;
      camera.sender.transform = new RTCRtpScriptTransform(worker, { way: 'out' });
      camera.receiver.transform = new RTCRtpScriptTransform(worker, { way: 'in' });
      await audio.sender.replaceTrack(tones[index]);
      await camera.sender.replaceTrack(seed.track);
      await connection.setLocalDescription();
      const parameters = camera.sender.getParameters();
      // what the clip takes, not what so small an encoder would
      for (const encoding of parameters.encodings) encoding.maxBitrate = WIDEST_BITS;
      await camera.sender.setParameters(parameters);
      return gathered(connection);
    },
    heard: async () => {
      const all = await Promise.all(connections.map(async (connection) => audioIn(await connection.getStats())));
      const sum = (name: keyof AudioCount): number => all.reduce((total, count) => total + count[name], 0);
      return { lost: sum('lost'), received: sum('received'), concealed: sum('concealed'), samples: sum('samples') };
    },
    leave: () => {
      for (const connection of connections) connection.close();
      connections = [];
    },
  };
};
