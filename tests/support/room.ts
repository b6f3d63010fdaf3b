/**
 * Rooms with servers of their own: the app and its relay beside the real LiveKit, with a policy that a handful of people
 * can trip, and what people see and what really flows there.
 */
import { expect } from '@playwright/test';
import { PATIENCE_MS } from './acts.ts';
import { type LivekitOptions, type RunningLivekit, startLivekit } from './livekit-server.ts';
import type { Person } from './people.ts';
import { type RunningPatio, startPatio } from './servers.ts';
import { packetsByWay } from './wires.ts';

/** What a move from one way to another may take on two loaded cores, with everything that is measured before it. */
export const MOVE_MS = 60_000;

/** By head count alone: load, loss and routes of a busy test machine decide nothing. */
export const policyOfHeads = (most: number): object => ({
  up: { participants: most, cpuPercent: 100, turnPercent: 100, lossPercent: 100, windowMs: 1000, evaluations: 1 },
  down: { participants: most, cpuPercent: 100, turnPercent: 100, lossPercent: 100, holdMs: 1000, stayMs: 1000 },
});

export type HostedRoom = {
  readonly patio: RunningPatio;
  readonly livekit: RunningLivekit;
  /** The relay that ended, at the same port with the same data. */
  readonly startPatioAgain: () => Promise<RunningPatio>;
};

/** @param more is laid over config.yaml. */
export const startHostedRoom = async (most: number, more: object = {}, livekitOptions: LivekitOptions = {}): Promise<HostedRoom> => {
  const livekit = await startLivekit(livekitOptions);
  const config = {
    policy: policyOfHeads(most),
    sfu: { url: livekit.url, apiKey: livekit.apiKey, apiSecret: livekit.apiSecret },
    ...more,
  };
  const patio = await startPatio({ config });
  return { patio, livekit, startPatioAgain: () => startPatio({ config, port: patio.port, dataFolder: patio.dataFolder }) };
};

/** The output that says how this room is carried; the connection panel must be open, or it is opened. */
export const expectMode = async ({ name, page }: Person, mode: string, withinMs = MOVE_MS): Promise<void> => {
  await expect(page.getByRole('status', { name: 'Room mode' }), `${name}'s room is ${mode}`).toContainText(mode, { timeout: withinMs });
};

export const modeOf = async ({ page }: Person): Promise<string> =>
  (await page.getByRole('status', { name: 'Room mode' }).textContent())?.trim() ?? '';

const portsOf = ({ ports }: RunningLivekit): readonly number[] => [ports.udp, ports.tcp];

type Direction = 'sent' | 'received';
/** In the first of these directions nothing goes from person to person any more, and in each something goes through the server. */
const expectServerAlone = (
  person: Person,
  livekit: RunningLivekit,
  directions: readonly [Direction, ...Direction[]],
  message: string,
): Promise<void> =>
  expect
    .poll(
      async () => {
        const before = await packetsByWay(person.page, portsOf(livekit));
        await new Promise((resolve) => setTimeout(resolve, 1000));
        const after = await packetsByWay(person.page, portsOf(livekit));
        return {
          mesh: after.mesh[directions[0]] - before.mesh[directions[0]],
          isServerUsed: directions.every((direction) => after.server[direction] > before.server[direction]),
        };
      },
      { timeout: MOVE_MS, message: `${person.name} ${message}` },
    )
    .toEqual({ mesh: 0, isServerUsed: true });

/** For who speaks and hears somebody. */
export const expectOnlyThroughServer = (person: Person, livekit: RunningLivekit): Promise<void> =>
  expectServerAlone(person, livekit, ['sent', 'received'], 'speaks and hears only through the server');
/** For who only speaks. */
export const expectToSpeakOnlyThroughServer = (person: Person, livekit: RunningLivekit): Promise<void> =>
  expectServerAlone(person, livekit, ['sent'], 'speaks only through the server');
/** For who only listens. */
export const expectToHearOnlyThroughServer = (person: Person, livekit: RunningLivekit): Promise<void> =>
  expectServerAlone(person, livekit, ['received'], 'hears only through the server');

export const meshPacketsSent = async (person: Person, livekit: RunningLivekit): Promise<number> =>
  (await packetsByWay(person.page, portsOf(livekit))).mesh.sent;

export { PATIENCE_MS };
