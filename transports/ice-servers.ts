/**
 * Which STUN and TURN servers connections use right now: the configured ones, the person's own, and what the relay's desk
 * lends. New credentials reach every connection at once; only a link that runs through a relay of ours gets new candidates
 * for them, beside the old ones, which carry on until the new pair is chosen: nobody hears it.
 */
import type { Clock } from './clock.ts';
import { type IceOptions, resolveIceServers, rtcConfiguration } from './ice.ts';
import type { PeerLink } from './place-link.ts';
import type { RelayDesk } from './relay-desk.ts';
import { startTurnCredentials } from './turn-credentials.ts';

/** Links restart one after the other, so that the processor is left to the voices. */
const RESTART_EVERY_MS = 150;
/** Who could be reached without TURN is by then; others are dialled again, with it. */
const FIRST_TRY_MS = 1_500;

export type IceServers = {
  /** For new connections. */
  readonly configuration: () => RTCConfiguration;
  /** Only relayed addresses are allowed, and no relay is known yet: nothing that begins now can come about. */
  readonly isNowhere: () => boolean;
  /** For connections to others than peers. */
  readonly servers: () => readonly RTCIceServer[];
  readonly reconfigure: (change: Partial<IceOptions>) => void;
  readonly close: () => void;
};

export type IceServersOptions = IceOptions & {
  readonly desk: Pick<RelayDesk, 'state' | 'turn'>;
  readonly clock: Clock;
  readonly pageHost: string;
  /** The session's own, made before the first connection. */
  readonly certificate: () => RTCCertificate | null;
  readonly links: () => Iterable<PeerLink>;
  /** Connections that began before and have not come about: end them, and dial those people again; all, in any case. */
  readonly dialAgain: (beforeMs: number, all: boolean) => void;
};

/**
 * Does this end use a TURN server? Where the browser does not say which end it is, the path has to do.
 * What stands behind another's relay is not ours to renew.
 */
const isRelayedHere = ({ connection, stats }: PeerLink): boolean => {
  const pair = connection.sctp?.transport.iceTransport.getSelectedCandidatePair?.();
  return pair?.local?.type === undefined || pair.local.type === null ? stats.peek().path === 'relayed' : pair.local.type === 'relay';
};

/** A port of 99999 passes every pattern and no browser: then it is the relay's servers that are left out, not everybody. */
const isUsable = (servers: readonly RTCIceServer[], pageHost: string): boolean => {
  if (servers.length === 0) return true;
  try {
    new RTCPeerConnection({ iceServers: resolveIceServers(servers, pageHost) }).close();
    return true;
  } catch {
    return false;
  }
};

export const createIceServers = (options: IceServersOptions): IceServers => {
  const { clock, pageHost } = options;
  let chosen: IceOptions = { iceServers: options.iceServers, relayOnly: options.relayOnly };
  let lent: readonly RTCIceServer[] = [];
  let isClosed = false;

  const present = (): IceOptions => ({ ...chosen, iceServers: [...chosen.iceServers, ...lent] });

  const configuration = (): RTCConfiguration => rtcConfiguration(present(), pageHost, options.certificate()!);

  const apply = (): void => {
    for (const { connection } of options.links()) connection.setConfiguration(configuration());
  };

  const renewRelayed = (): void => {
    [...options.links()].filter(isRelayedHere).forEach((link, index) =>
      clock.after(index * RESTART_EVERY_MS, () => {
        if (!isClosed && link.connection.connectionState === 'connected') link.restartIce();
      }),
    );
  };

  const stopTurn = startTurnCredentials({
    desk: options.desk,
    clock,
    onServers: (servers) => {
      const isFirst = lent.length === 0;
      if (!isUsable(servers, pageHost)) return;
      lent = servers;
      apply();
      if (servers.length === 0) return;
      if (!isFirst) return renewRelayed();
      const sinceMs = clock.now();
      // whoever may use nothing else has reached nobody yet
      if (chosen.relayOnly) return options.dialAgain(sinceMs, true);
      clock.after(FIRST_TRY_MS, () => {
        if (!isClosed) options.dialAgain(sinceMs, false);
      });
    },
  });

  return {
    configuration,
    isNowhere: () => chosen.relayOnly && !present().iceServers.some(({ urls }) => [urls].flat().some((url) => url.startsWith('turn'))),
    servers: () => resolveIceServers(present().iceServers, pageHost),
    reconfigure: (change) => {
      chosen = { ...chosen, ...change };
      apply();
    },
    close: () => {
      isClosed = true;
      stopTurn();
    },
  };
};
