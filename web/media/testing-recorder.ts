/**
 * Listens to everything that a person's `<audio>` elements and graphs play, and finds the gaps: RMS in bins of 5 ms, from
 * an audio worklet, so that a busy page delays the figures but does not bend them.
 */
const BIN_MS = 5;

const WORKLET = `registerProcessor('recorder', class extends AudioWorkletProcessor {
  sum = 0; count = 0; bins = []; size = Math.round(sampleRate * ${String(BIN_MS)} / 1000);
  process([input]) {
    const channel = input[0];
    for (let i = 0; i < 128; i += 1) {
      const sample = channel === undefined ? 0 : channel[i];
      this.sum += sample * sample;
      this.count += 1;
      if (this.count === this.size) { this.bins.push(Math.sqrt(this.sum / this.size)); this.sum = 0; this.count = 0; }
    }
    if (this.bins.length >= 20) { this.port.postMessage(this.bins); this.bins = []; }
    return true;
  }
});`;

export type Recorder = {
  /** Makes elements whose sound is heard here as they play it: volume, mute and pause count. */
  readonly createAudio: () => HTMLAudioElement;
  readonly input: AudioNode;
  /** Everything before is forgotten. */
  readonly restart: () => void;
  /** How long it has listened since. */
  readonly heardMs: () => number;
  /** The longest stretch since then that was quieter than this share (a tenth) of what is usual. */
  readonly longestGapMs: (quiet?: number) => number;
  readonly close: () => void;
};

const QUIET = 0.1;

export const createRecorder = async (context: AudioContext): Promise<Recorder> => {
  const source = URL.createObjectURL(new Blob([WORKLET], { type: 'text/javascript' }));
  await context.audioWorklet.addModule(source);
  URL.revokeObjectURL(source);
  const node = new AudioWorkletNode(context, 'recorder', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
  let bins: number[] = [];
  node.port.addEventListener('message', ({ data }: MessageEvent<number[]>) => bins.push(...data));
  node.port.start();

  /** The element's own setters still do their work; the double's gain does the same at the same time. */
  const follow = (element: HTMLAudioElement): void => {
    const gain = new GainNode(context, { gain: 0 });
    gain.connect(node);
    let tapped: MediaStreamAudioSourceNode | null = null;
    const apply = (): void => {
      gain.gain.value = element.muted || element.paused ? 0 : element.volume;
    };
    const tap = (value: unknown): void => {
      tapped?.disconnect();
      tapped = value instanceof MediaStream ? context.createMediaStreamSource(value) : null;
      tapped?.connect(gain);
    };
    for (const name of ['volume', 'muted', 'srcObject'] as const) {
      const own = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, name);
      if (own === undefined) throw new Error(`No ${name} to listen to`);
      Object.defineProperty(element, name, {
        get: () => own.get?.call(element) as unknown,
        set: (value: unknown) => {
          own.set?.call(element, value);
          if (name === 'srcObject') tap(value);
          else apply();
        },
      });
    }
    for (const event of ['playing', 'pause'] as const) element.addEventListener(event, apply);
  };

  return {
    createAudio: () => {
      const element = new Audio();
      follow(element);
      return element;
    },
    input: node,
    restart: () => {
      bins = [];
    },
    heardMs: () => bins.length * BIN_MS,
    longestGapMs: (quiet = QUIET) => {
      const usual = bins.toSorted((a, b) => a - b)[Math.floor(bins.length * 0.75)] ?? 0;
      let run = 0;
      let longest = 0;
      for (const bin of bins) {
        run = bin < usual * quiet ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
      return longest * BIN_MS;
    },
    close: () => node.disconnect(),
  };
};
