/**
 * Asks the relay's desk for TURN credentials as soon as it serves us, and for new ones before the old ones end. Knows no
 * connection: `ice-servers.ts` says what becomes of them.
 */
import { effect } from '@preact/signals-core';
import type { Clock, Stop } from './clock.ts';
import type { RelayDesk } from './relay-desk.ts';

/** New ones are fetched when this part of their time has passed. */
const RENEW_AT = 0.8;
const MIN_RETRY_MS = 2_000;
const MAX_RETRY_MS = 60_000;
/** setTimeout's own limit is 24 days; nothing sensible comes near this. */
const MAX_WAIT_MS = 86_400_000;

export type TurnCredentialsOptions = {
  readonly desk: Pick<RelayDesk, 'state' | 'turn'>;
  readonly clock: Clock;
  /** Others are in use from now on; none, if the operator has switched TURN off or they have ended. */
  readonly onServers: (servers: readonly RTCIceServer[]) => void;
};

/** @returns what stops it */
export const startTurnCredentials = ({ desk, clock, onServers }: TurnCredentialsOptions): (() => void) => {
  let stopTimer: Stop = () => {};
  let stopExpiry: Stop = () => {};
  let retryMs = MIN_RETRY_MS;
  let isAsking = false;
  let isDue = true;
  let isClosed = false;
  let hasServers = false;

  const give = (servers: readonly RTCIceServer[]): void => {
    if (servers.length === 0 && !hasServers) return;
    hasServers = servers.length > 0;
    onServers(servers);
  };

  const later = (ms: number): void => {
    stopTimer();
    stopTimer = clock.after(Math.min(ms, MAX_WAIT_MS), () => {
      isDue = true;
      void ask();
    });
  };

  const ask = async (): Promise<void> => {
    if (isAsking || !isDue || isClosed || !desk.state.peek().turn) return;
    isAsking = true;
    const answer = await desk.turn();
    isAsking = false;
    if (isClosed || !desk.state.peek().turn) return;
    if (answer === null) {
      later(retryMs);
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
      return;
    }
    isDue = false;
    retryMs = MIN_RETRY_MS;
    stopExpiry();
    stopExpiry = clock.after(Math.min(answer.expiresInMs, MAX_WAIT_MS), () => give([]));
    later(answer.expiresInMs * RENEW_AT);
    give(answer.servers);
  };

  const stopWatching = effect(() => {
    const { status, turn } = desk.state.value;
    // a relay that is away for a while takes nothing back: what it gave is good until it ends
    if (status === 'ready' && !turn) {
      isDue = true;
      stopTimer();
      stopExpiry();
      give([]);
    } else if (turn) void ask();
  });

  return () => {
    isClosed = true;
    stopWatching();
    stopTimer();
    stopExpiry();
  };
};
