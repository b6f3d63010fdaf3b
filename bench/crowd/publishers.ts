/**
 * Scripted people of an SFU room, a handful in this one process: each joins a LiveKit room with a token of their own,
 * publishes a microphone that is sealed, as the app's are, and subscribes to nothing. The first of each process hums a tone,
 * the others are silent until told to hum too. Started by `scripted.ts` with NODE_ENV=production, without which LiveKit's
 * own log floods the terminal; told by IPC whom to be, and ends with its parent.
 */
import { AudioFrame, AudioSource, LocalAudioTrack, Room, TrackPublishOptions, TrackSource } from '@livekit/rtc-node';

export type Order =
  | { readonly t: 'join'; readonly url: string; readonly tokens: readonly string[] }
  /** Everybody hums from now on. */
  | { readonly t: 'hum' };
/** @property present how many publish in this process now, `humming` how many of them hum */
export type Report = { readonly present: number; readonly humming: number } | { readonly error: string };

const RATE = 48_000;
/** Without a queue LiveKit takes frames of exactly this length. */
const FRAME_MS = 10;
const TICK_MS = 20;
const SAMPLES = (RATE * FRAME_MS) / 1000;
const LOUDNESS = 8000;
const SWELLS_HZ = 4;
const JOINING_AT_ONCE = 2;

/** Kept, so that nothing of them is collected while they are there. */
const rooms: Room[] = [];
const sources: AudioSource[] = [];
const voices: { readonly source: AudioSource; readonly hz: number; readonly sinceMs: number; next: number }[] = [];

/** It swells four times a second: a steady tone is taken for noise. */
const frameOf = (hz: number, from: number): AudioFrame => {
  const frame = AudioFrame.create(RATE, 1, SAMPLES);
  const phase = (cycles: number, i: number): number => Math.sin((2 * Math.PI * cycles * (from + i)) / RATE);
  for (let i = 0; i < SAMPLES; i += 1) frame.data[i] = LOUDNESS * (0.55 + 0.45 * phase(SWELLS_HZ, i)) * phase(hz, i);
  return frame;
};

const hum = (index: number): void => {
  const source = sources[index];
  if (source === undefined || voices.some((voice) => voice.source === source)) return;
  voices.push({ source, hz: 300 + 37 * index, sinceMs: performance.now(), next: 0 });
};

const join = async (url: string, token: string): Promise<void> => {
  const room = new Room();
  // another key than the place's: nobody could open it, and nobody should ask for it
  const encryption = { keyProviderOptions: { sharedKey: new Uint8Array(32).fill(7) } };
  await room.connect(url, token, { autoSubscribe: false, dynacast: false, encryption });
  const source = new AudioSource(RATE, 1, 0);
  const track = LocalAudioTrack.createAudioTrack('microphone', source);
  if (room.localParticipant === undefined) throw new Error('connected, and nobody there');
  await room.localParticipant.publishTrack(
    track,
    new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE, dtx: true, red: false }),
  );
  rooms.push(room);
  sources.push(source);
};

const tell = (report: Report): void => void process.send?.(report);

setInterval(() => {
  for (const one of voices) {
    for (const due = ((performance.now() - one.sinceMs) / 1000) * RATE; one.next + SAMPLES <= due; one.next += SAMPLES) {
      one.source.captureFrame(frameOf(one.hz, one.next)).catch((error: unknown) => tell({ error: String(error) }));
    }
  }
}, TICK_MS);

const joinAll = async (url: string, tokens: readonly string[]): Promise<void> => {
  const waiting = [...tokens];
  const one = async (): Promise<void> => {
    for (let token = waiting.shift(); token !== undefined; token = waiting.shift()) await join(url, token);
  };
  await Promise.all(Array.from({ length: JOINING_AT_ONCE }, one));
  hum(0);
};

process.on('message', (order: Order) => {
  const work = async (): Promise<void> => {
    if (order.t === 'join') await joinAll(order.url, order.tokens);
    else for (const index of sources.keys()) hum(index);
    tell({ present: rooms.length, humming: voices.length });
  };
  work().catch((error: unknown) => tell({ error: String(error) }));
});
process.on('disconnect', () => process.exit(0));
