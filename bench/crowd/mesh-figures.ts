/** From two looks at the person and the others to what a run says. Pure. */
import type { Load } from './load.ts';
import { busyPercent, type MachineSample } from './machine.ts';
import type { AudioCount, LoadLook, Look } from './mesh-pages.ts';

export type MeshSample = {
  readonly look: Look;
  readonly heard: AudioCount;
  readonly loads: readonly [{ readonly atMs: number }, { readonly atMs: number }];
  readonly machine: MachineSample;
};

export type MeshFigures = {
  /** Lost ÷ expected, over all eleven links: what the person hears, and what the others hear of the person. */
  readonly lossDownPercent: number;
  readonly lossUpPercent: number;
  /** Of fifty packets a second from everybody, those that came: what was never sent is not lost either. */
  readonly cameDownPercent: number;
  readonly cameUpPercent: number;
  /** Of the samples that the person heard, those that were made up: starved threads show here and not in the packets. */
  readonly concealedPercent: number;
  readonly mainThreadPercent: number;
  /** Share of the time in tasks above 50 ms, by the wall clock. */
  readonly longTaskPercent: number;
  readonly cpuPercent: number;
  readonly othersCpuPercent: number;
  /** All cores, everybody on this machine. */
  readonly machinePercent: number;
  readonly upKbps: number;
  readonly downKbps: number;
  /** Frames a second, of each picture on average. */
  readonly sentFps: number;
  readonly seenFps: number;
  readonly droppedFps: number;
  /** Encoders and decoders, as a share of one core by the wall clock. */
  readonly encodePercent: number;
  readonly decodePercent: number;
  readonly last: Look['now'];
  /** What the meters said every two seconds. */
  readonly meters: readonly LoadLook[];
  /** What the budget said at each of these moments. */
  readonly decisions: readonly string[];
};

/** Linked with the person, and of what one voice consists, each second. */
export const OTHERS = 11;
const VOICE_PACKETS = 50;

const round = (value: number): number => Math.round(value * 100) / 100;
const share = (part: number, whole: number): number => (whole > 0 ? round((100 * part) / whole) : Number.NaN);

export const meshFigures = (run: {
  readonly before: MeshSample;
  readonly after: MeshSample;
  readonly looks: readonly Look['now'][];
  readonly own: Load;
  readonly theirs: Load;
}): MeshFigures => {
  const { before, after, own, theirs } = run;
  const ms = after.loads[0].atMs - before.loads[0].atMs;
  const grew = (name: Exclude<keyof Look, 'audio' | 'now'>): number => after.look[name] - before.look[name];
  const down = (name: keyof AudioCount): number => after.look.audio[name] - before.look.audio[name];
  const up = (name: keyof AudioCount): number => after.heard[name] - before.heard[name];
  const perSecond = (frames: number, pictures: number): number => round((frames * 1000) / ms / Math.max(1, pictures));
  const spoken = (OTHERS * VOICE_PACKETS * ms) / 1000;
  const { now } = after.look;
  return {
    lossDownPercent: share(down('lost'), down('lost') + down('received')),
    lossUpPercent: share(up('lost'), up('lost') + up('received')),
    cameDownPercent: share(down('received'), spoken),
    cameUpPercent: share(up('received'), spoken),
    concealedPercent: share(down('concealed'), down('samples')),
    mainThreadPercent: own.mainThreadPercent,
    longTaskPercent: share(grew('longTaskMs'), ms),
    cpuPercent: own.cpuPercent,
    othersCpuPercent: theirs.cpuPercent,
    machinePercent: busyPercent(before.machine, after.machine),
    upKbps: Math.round((grew('bytesSent') * 8) / ms),
    downKbps: Math.round((grew('bytesReceived') * 8) / ms),
    sentFps: perSecond(grew('framesSent'), now.sentHeights.length),
    seenFps: perSecond(grew('framesDecoded'), now.seenHeights.length),
    droppedFps: perSecond(grew('framesDropped'), now.seenHeights.length),
    encodePercent: share(grew('encodeMs'), ms),
    decodePercent: share(grew('decodeMs'), ms),
    last: now,
    meters: run.looks.map(({ load }) => load),
    decisions: run.looks.map(({ budget }) => (budget === null ? 'none' : `${budget.level}, ${budget.reason}, ${budget.upKbps} kbit/s`)),
  };
};
