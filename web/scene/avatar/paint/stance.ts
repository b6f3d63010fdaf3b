/**
 * How a body is held at one moment: hands, feet, lean and face. Every frame of every clip is one of these, drawn by
 * hand as numbers, not sampled from a sine: a step lands, gives, pushes off and reaches. Pixels at zoom 1.
 * Knows nothing of looks, facings and canvases.
 */
/** `forward` and `up` of the ankle; `knee` pushes the knee forward; `pitch` > 0 lifts the heel, < 0 the toe. */
export type Foot = { readonly forward: number; readonly up: number; readonly knee: number; readonly pitch: number };
/** `out` from the shoulder to the side, `elbow` how far the elbow stands out and back. */
export type Hand = {
  readonly out: number;
  readonly up: number;
  readonly forward: number;
  readonly elbow: readonly [out: number, back: number];
};

export type Stance = {
  /** How much the hips rise. */
  readonly rise: number;
  /** How much chest and head rise on top of that: a breath. */
  readonly breath: number;
  /** How far the shoulders lean forward. */
  readonly lean: number;
  readonly left: Hand;
  readonly right: Hand;
  readonly leftFoot: Foot;
  readonly rightFoot: Foot;
  readonly eyes: 'open' | 'closed';
  readonly mouth: 'smile' | 'open' | 'wide';
  readonly seated: boolean;
};

/** What moves; each plays its frames at a speed of its own (see `clips.ts`). */
export const CLIPS = ['idle', 'walk', 'run', 'wave', 'hand', 'talk', 'sit', 'sit-talk', 'sit-hand', 'sit-wave'] as const;
export type ClipName = (typeof CLIPS)[number];

const restHand: Hand = { out: 2, up: 13.4, forward: 1, elbow: [1.2, 0.8] };
const restFoot: Foot = { forward: 0, up: 0, knee: 0.3, pitch: 0 };
const standing: Stance = {
  rise: 0,
  breath: 0,
  lean: 0,
  left: restHand,
  right: restHand,
  leftFoot: restFoot,
  rightFoot: restFoot,
  eyes: 'open',
  mouth: 'smile',
  seated: false,
};

/** One leg through a cycle; the other is half a cycle away. */
type Gait = {
  readonly feet: readonly Foot[];
  readonly hands: readonly Hand[];
  readonly rises: readonly number[];
  readonly lean: number;
};

const walkGait: Gait = {
  feet: [
    { forward: 5.8, up: 0.3, knee: 0.3, pitch: -0.4 }, // the heel lands
    { forward: 2.6, up: 0, knee: 1.2, pitch: 0 }, // the knee gives
    { forward: -1.2, up: 0, knee: 0.4, pitch: 0 }, // the other leg passes
    { forward: -5, up: 0.5, knee: 1, pitch: 0.55 }, // the toe pushes off
    { forward: -3.8, up: 3.1, knee: 2.6, pitch: 0.8 }, // lifted
    { forward: 2.2, up: 2.5, knee: 3, pitch: 0.1 }, // reaching
  ],
  hands: [
    { out: 1.6, up: 14.2, forward: -4.4, elbow: [1.2, 1] },
    { out: 1.8, up: 13.6, forward: -2.2, elbow: [1.2, 1] },
    { out: 2, up: 13.4, forward: 1, elbow: [1.2, 1] },
    { out: 1.2, up: 14.6, forward: 5, elbow: [1.2, 1.2] },
    { out: 1.4, up: 14.2, forward: 3.6, elbow: [1.2, 1.2] },
    { out: 2, up: 13.4, forward: -0.4, elbow: [1.2, 1] },
  ],
  rises: [-0.4, -0.9, 0.6],
  lean: 0.7,
};

const runGait: Gait = {
  feet: [
    { forward: 6.4, up: 0.4, knee: 1.6, pitch: -0.3 },
    { forward: 0.6, up: 0, knee: 2, pitch: 0 },
    { forward: -5.6, up: 1.4, knee: 0.6, pitch: 0.8 },
    { forward: -7.6, up: 5.4, knee: 2, pitch: 1.3 },
    { forward: -2.4, up: 6.4, knee: 4.4, pitch: 0.9 },
    { forward: 5, up: 4.6, knee: 4, pitch: 0.1 },
  ],
  hands: [
    { out: 1.4, up: 18.4, forward: -5, elbow: [1.6, 3] },
    { out: 1.6, up: 17.8, forward: -2.4, elbow: [1.6, 3] },
    { out: 1, up: 18.6, forward: 2.6, elbow: [1.6, 3.4] },
    { out: 0, up: 21, forward: 6, elbow: [1.6, 3.6] },
    { out: 0.4, up: 20, forward: 4, elbow: [1.6, 3.6] },
    { out: 1.2, up: 18.4, forward: -1, elbow: [1.6, 3.4] },
  ],
  rises: [-0.3, -1.2, 1.5],
  lean: 2.4,
};

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError('empty clip');
  return found;
};

const gait = ({ feet, hands, rises, lean }: Gait): readonly Stance[] =>
  feet.map((_, i) => ({
    ...standing,
    rise: at(rises, i),
    lean,
    leftFoot: at(feet, i),
    rightFoot: at(feet, i + 3),
    left: at(hands, i),
    right: at(hands, i + 3),
  }));

const breathing = (stance: Stance): readonly Stance[] => [stance, { ...stance, breath: 0.5 }, { ...stance, eyes: 'closed' }];

const talkHand: Hand = { out: 1, up: 19.6, forward: 5.6, elbow: [2.6, 0.6] };
const talkHandHigh: Hand = { out: 2.6, up: 21.4, forward: 5.8, elbow: [2.8, 0.4] };
const talking = (stance: Stance, low: Hand, high: Hand): readonly Stance[] => [
  { ...stance, mouth: 'open', right: low },
  { ...stance, mouth: 'wide', right: high, breath: 0.3 },
  { ...stance, mouth: 'smile', right: low, breath: 0.3 },
  { ...stance, mouth: 'wide', right: low },
];

const waveHands: readonly Hand[] = [
  { out: 3.4, up: 38.5, forward: 6, elbow: [4.2, -2] },
  { out: 5.8, up: 38, forward: 6.6, elbow: [4.6, -2] },
  { out: 8.2, up: 36.4, forward: 7.2, elbow: [4.6, -2] },
];
const waving = (stance: Stance): readonly Stance[] => waveHands.map((right) => ({ ...stance, right, breath: 0.3 }));
const raised: Hand = { out: 3.2, up: 46, forward: 5.4, elbow: [3.4, -2.4] };

const lap: Hand = { out: -1.4, up: 17.6, forward: 6.2, elbow: [2.2, 1.4] };
const seated: Stance = { ...standing, left: lap, right: lap, seated: true };
const seatedTalk: Hand = { out: 0.4, up: 20, forward: 6.6, elbow: [2.6, 0.8] };
const seatedTalkHigh: Hand = { out: 2.2, up: 22.4, forward: 6.4, elbow: [3, 0.6] };

export const STANCES: { readonly [clip in ClipName]: readonly Stance[] } = {
  idle: breathing(standing),
  walk: gait(walkGait),
  run: gait(runGait),
  wave: waving(standing),
  hand: breathing({ ...standing, right: raised }),
  talk: talking(standing, talkHand, talkHandHigh),
  sit: breathing(seated),
  'sit-talk': talking(seated, seatedTalk, seatedTalkHigh),
  'sit-hand': breathing({ ...seated, right: raised }),
  'sit-wave': waving(seated),
};
