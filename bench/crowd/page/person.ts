/**
 * The person who is measured, with real devices of the browser (a fake camera, a microphone with a tone). `patio`: the
 * product's media and its budget over links as `transports` makes them, fed with what the product measures; `naive`: the
 * same lines, every track on every line, and no limit. Both play all voices and draw all pictures at the same size.
 */
import { effect, type Signal, signal } from '@preact/signals-core';
import { identityId, type PeerId, peerId } from '../../../domain/ids.ts';
import type { LinkStats, MediaLines, PeerLink } from '../../../transports/place-link.ts';
import { NO_STATS, readStats, type StatsEntry, type StatsHistory } from '../../../transports/link-stats.ts';
import { createLoadMeter } from '../../../web/app/session/room/load-meter.ts';
import { sendLoad } from '../../../web/app/session/room/own-metrics.ts';
import { createMedia } from '../../../web/media/create-media.ts';
import type { BudgetView, PeerMediaPlan } from '../../../web/media/media.ts';
import { talkingPlan } from '../../../web/media/testing.ts';
import type { LoadLook, Order, PersonPage } from '../mesh-pages.ts';
import { audioIn, type Entry, gathered, LINES, number } from './signaling.ts';

const MEASURE_LINK_MS = 1000;
const MEASURE_LOAD_MS = 2000;
const SETTINGS = { noiseSuppression: true, echoCancellation: true, autoGain: true, headphones: false, pushToTalk: false } as const;

type Link = PeerLink & { readonly stats: Signal<LinkStats>; history: StatsHistory };
const median = (values: readonly number[]): number | null => values.toSorted((a, b) => a - b)[values.length >> 1] ?? null;

const measureLink = async (link: Link): Promise<void> => {
  const report: ReadonlyMap<string, StatsEntry> = await link.connection.getStats();
  const read = readStats(report, link.history, performance.now());
  link.history = read.history;
  link.stats.value = read.stats;
};

const show = (stream: MediaStream): void => {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, autoplay: true, playsInline: true, srcObject: stream });
  document.body.append(video);
};

const sound = (track: MediaStreamTrack): void => {
  const audio = new Audio();
  audio.srcObject = new MediaStream([track]);
  void audio.play();
};

export const createPerson = (): PersonPage => {
  const links: Link[] = [];
  let budget = (): BudgetView | null => null;
  let started: Order | null = null;
  let longMs = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longMs += duration;
  }).observe({ type: 'longtask' });

  let lags: number[] = [];
  const meters = { pressure: createLoadMeter(), estimate: createLoadMeter({ Observer: null }) };
  const ticker = new Worker(new URL('./ticker.ts', import.meta.url), { type: 'module' });
  ticker.addEventListener('message', ({ data }: MessageEvent<number>) => {
    lags = [...lags.slice(-120), data];
    for (const meter of Object.values(meters)) meter.ticked(data);
  });

  setInterval(() => {
    for (const link of links) {
      void measureLink(link);
    }
  }, MEASURE_LINK_MS);
  const readLoad = () => {
    const stats = links.map((link) => link.stats.peek());
    const [pressure, estimate] = [meters.pressure.read(stats), meters.estimate.read(stats)];
    return { stats, used: started?.pressure === false ? estimate : pressure, pressure, estimate };
  };

  const startPatio = async ({ shownHeight }: Order): Promise<void> => {
    const media = createMedia({ settings: SETTINGS });
    budget = () => media.budget.peek();
    const shown = new Set<MediaStream>();
    effect(() => {
      for (const { camera } of media.remote.value.values()) {
        if (camera === null || shown.has(camera)) continue;
        shown.add(camera);
        show(camera);
      }
    });
    const plans = new Map<PeerId, PeerMediaPlan>(
      links.map(({ peerId: id }, index) => [
        id,
        {
          ...talkingPlan,
          sends: { mic: true, cam: true, screen: false },
          shown: { camera: shownHeight, screen: null },
          distanceTiles: 1 + index / 4,
        },
      ]),
    );
    media.reconcile(new Map(links.map((link) => [link.peerId, link])), plans);
    await Promise.all([media.setMicrophone(true), media.setCamera(true)]);
    setInterval(() => {
      const { stats, used } = readLoad();
      media.measure(sendLoad(stats, used.percent));
    }, MEASURE_LOAD_MS);
  };

  const startNaive = async ({ cameraHeight }: Order): Promise<void> => {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: true,
      video: { width: Math.round((cameraHeight * 16) / 9), height: cameraHeight, frameRate: 30 },
    });
    const [voice, picture] = [stream.getAudioTracks()[0] ?? null, stream.getVideoTracks()[0] ?? null];
    for (const { lines } of links) {
      const { audio, camera } = lines.peek() as MediaLines;
      void audio.sender.replaceTrack(voice);
      void camera.sender.replaceTrack(picture);
      sound(audio.receiver.track);
      show(new MediaStream([camera.receiver.track]));
    }
  };

  return {
    offer: async () => {
      const connection = new RTCPeerConnection();
      const [audio, camera, screen] = LINES.map((kind) => connection.addTransceiver(kind, { direction: 'sendrecv' }));
      await connection.setLocalDescription();
      links.push({
        peerId: peerId(`other-${links.length}`),
        identity: identityId('0'.repeat(64)),
        introducedBy: 'relay',
        linkedAtMs: performance.now(),
        connection,
        lines: signal({ audio, camera, screen } as MediaLines),
        stats: signal(NO_STATS),
        health: signal<'connected' | 'interrupted'>('connected'),
        send: () => false,
        bulkReady: () => Promise.resolve(),
        restartIce: () => undefined,
        history: [],
      });
      return gathered(connection);
    },
    accept: async (index, answer) => {
      await links[index]?.connection.setRemoteDescription({ type: 'answer', sdp: answer });
    },
    start: async (order) => {
      started = order;
      await (order.how === 'patio' ? startPatio(order) : startNaive(order));
    },
    look: async () => {
      const audio = { lost: 0, received: 0, concealed: 0, samples: 0 };
      const sum = { bytesSent: 0, bytesReceived: 0, framesDecoded: 0, framesDropped: 0, framesSent: 0, encodeMs: 0, decodeMs: 0 };
      const [sentHeights, seenHeights]: [number[], number[]] = [[], []];
      const limitedBy: Record<string, number> = {};
      for (const report of await Promise.all(links.map(({ connection }) => connection.getStats()))) {
        const heard = audioIn(report);
        for (const name of ['lost', 'received', 'concealed', 'samples'] as const) audio[name] += heard[name];
        for (const entry of report.values() as Iterable<Entry>) {
          if (entry.type === 'transport') {
            sum.bytesSent += number(entry['bytesSent']);
            sum.bytesReceived += number(entry['bytesReceived']);
          } else if (entry.type === 'outbound-rtp' && number(entry['framesSent']) > 0) {
            sum.encodeMs += 1000 * number(entry['totalEncodeTime']);
            sum.framesSent += number(entry['framesSent']);
            sentHeights.push(number(entry['frameHeight']));
            const reason = String(entry['qualityLimitationReason']);
            limitedBy[reason] = (limitedBy[reason] ?? 0) + 1;
          } else if (entry.type === 'inbound-rtp' && entry.kind === 'video' && number(entry['framesDecoded']) > 0) {
            sum.decodeMs += 1000 * number(entry['totalDecodeTime']);
            sum.framesDecoded += number(entry['framesDecoded']);
            sum.framesDropped += number(entry['framesDropped']);
            seenHeights.push(number(entry['frameHeight']));
          }
        }
      }
      const { stats, used, pressure, estimate } = readLoad();
      const load: LoadLook = {
        used: used.percent,
        source: used.source,
        estimate: estimate.percent,
        pressure: pressure.source === 'pressure' ? pressure.percent : null,
      };
      return {
        audio,
        ...sum,
        longTaskMs: longMs,
        now: {
          sentHeights,
          seenHeights,
          limitedBy,
          rttMs: median(stats.flatMap(({ rttMs }) => (rttMs === null ? [] : [rttMs]))),
          budget: budget(),
          load,
          lagP95Ms: lags.toSorted((a, b) => a - b)[Math.floor(lags.length * 0.95)] ?? 0,
        },
      };
    },
  };
};
