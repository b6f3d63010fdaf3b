/**
 * The mesh as a network of its own: signaling strings flood over the links that are open, three hops far, each once.
 * With every server gone, whoever is linked to one member still meets the others. Neighbours are verified, yet not
 * trusted: size, hops and rate per neighbour are bounded. What is carried stays encrypted for those who know the secret.
 */
import * as v from 'valibot';
import type { Clock } from './clock.ts';
import { createSeen, hello, type Net, type NetIo, type Publish } from './net.ts';
import { createRateLimit } from './rate-limit.ts';

export const MESH_HOPS = 3;
export const MAX_MESH_PAYLOAD = 16_000;
const MAX_VISITED = 48;
const PER_NEIGHBOUR = { burst: 600, perSecond: 120 };

const id = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{20}$/));
export const MeshFrameSchema = v.object({
  t: v.literal('mesh'),
  topic: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  payload: v.pipe(v.string(), v.maxLength(MAX_MESH_PAYLOAD)),
  hops: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MESH_HOPS)),
  id: v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{12}$/)),
  /** Who has had it from its senders: in a full mesh nobody repeats anything. */
  visited: v.pipe(v.array(id), v.maxLength(MAX_VISITED)),
});
export type MeshFrame = v.InferOutput<typeof MeshFrameSchema>;

export type MeshNet = Net & {
  readonly fromNeighbour: (neighbour: string, frame: MeshFrame) => void;
  readonly neighbourLeft: (neighbour: string) => void;
};

export type MeshOptions = {
  readonly clock: Clock;
  readonly newFrameId: () => string;
  readonly neighbours: () => readonly string[];
  readonly sendTo: (neighbour: string, frame: MeshFrame) => boolean;
  /** Where this neighbour listens, if that is known already. */
  readonly topicOf: (neighbour: string) => string | undefined;
};

export const createMeshNet = (io: NetIo, { clock, newFrameId, neighbours, sendTo, topicOf }: MeshOptions): MeshNet => {
  let sent = 0;
  let received = 0;
  const isNew = createSeen(4096);
  const budgets = new Map<string, () => boolean>();

  const mayPass = (neighbour: string): boolean => {
    const budget = budgets.get(neighbour) ?? createRateLimit(clock, PER_NEIGHBOUR);
    budgets.set(neighbour, budget);
    return budget();
  };

  const flood = (frame: MeshFrame, from: string): void => {
    const passed = new Set([...frame.visited, from]);
    // what is for somebody whom I know goes to them and nobody else; what I say myself may be about that very link
    const target = from === io.selfId ? undefined : neighbours().find((neighbour) => topicOf(neighbour) === frame.topic);
    const next = (target === undefined ? neighbours() : [target]).filter((neighbour) => !passed.has(neighbour));
    const visited = [...frame.visited, ...next].slice(0, MAX_VISITED);
    for (const neighbour of next) if (sendTo(neighbour, { ...frame, visited })) sent += 1;
  };

  const publish: Publish = (topic, payload) => {
    if (payload.length > MAX_MESH_PAYLOAD) return;
    const frame: MeshFrame = { t: 'mesh', topic, payload, hops: MESH_HOPS, id: newFrameId(), visited: [io.selfId] };
    isNew(frame.id);
    flood(frame, io.selfId);
  };

  return {
    kind: 'mesh',
    announce: () => publish(io.rootTopic, hello(io.selfId)),
    publish,
    traffic: () => ({ state: neighbours().length > 0 ? 'up' : 'down', retryAtMs: null, sent, received }),
    retryNow: () => {},
    close: () => {},
    fromNeighbour: (neighbour, frame) => {
      if (!mayPass(neighbour) || !isNew(frame.id)) return;
      received += 1;
      if (frame.topic === io.selfTopic || frame.topic === io.rootTopic) io.receive(frame.topic, frame.payload, publish);
      if (frame.topic !== io.selfTopic && frame.hops > 1) flood({ ...frame, hops: frame.hops - 1 }, neighbour);
    },
    neighbourLeft: (neighbour) => budgets.delete(neighbour),
  };
};
