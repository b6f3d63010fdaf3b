/**
 * The relay put together: HTTP, four dialects over WebSocket and STUN on one port number. Reads no file but the app's,
 * prints nothing, ends no process: `main.ts` does.
 */
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type ConfigFile, publicConfigOf } from '../domain/config/config-file.ts';
import { createDesk, type DeskStats } from './desk/desk.ts';
import { deskSettings } from './desk/settings.ts';
import { createNostrDialect } from './dialects/nostr.ts';
import { createNostrVerifier } from './dialects/nostr-verifier.ts';
import { createPatioDialect } from './dialects/patio.ts';
import { createTrackerDialect } from './dialects/tracker.ts';
import { createYWebrtcDialect } from './dialects/y-webrtc.ts';
import { createRequestHandler } from './http/requests.ts';
import { createStaticFiles } from './http/static-files.ts';
import { createHub, type HubStats } from './net/hub.ts';
import { NO_SECRETS, type Secrets } from './secrets.ts';
import { type StunServer, startStunServer } from './net/stun-server.ts';

/** Time for an HTTP request to arrive whole: a slow one holds nothing but its own socket. */
const HEADERS_MS = 10_000;
const CLOSE_GRACE_MS = 1500;

export type Certificate = { readonly key: string; readonly cert: string };

export type RelayOptions = {
  readonly config: ConfigFile;
  /** The built app's folder; it may be missing. */
  readonly appFolder: string;
  readonly certificate?: Certificate;
  /** Of the TURN server and the SFU: `secrets.ts`. Without them there is neither. */
  readonly secrets?: Secrets;
  readonly nowMs?: () => number;
  /** For measurements: how long frames for busy receivers gather. */
  readonly gatherMs?: number;
};

/** What `/healthz` tells, besides the uptime. Counts only: no address, no name, no topic. */
export type RelayStats = HubStats & { readonly stunAnswered: number; readonly desk: DeskStats };

export type Relay = {
  readonly port: number;
  /** Where STUN is answered, or null if the UDP port could not be had. */
  readonly stunPort: number | null;
  readonly stats: () => RelayStats;
  /**
   * New settings while everybody stays connected, also those who are over a new limit. `trustProxy` counts for sockets to
   * come; where it listens stays as it was until the next start.
   */
  readonly reconfigure: (config: ConfigFile, secrets?: Secrets) => void;
  /** Says goodbye to every socket and frees the port. */
  readonly close: () => Promise<void>;
};

const listen = (server: Server, host: string, port: number): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  server.listen({ host, port, exclusive: true }, () => {
    server.off('error', reject);
    resolve((server.address() as AddressInfo).port);
  });
  return promise;
};

/** `localhost` is both loopback addresses: browsers try either. */
const hostsOf = (host: string): readonly string[] => (host === 'localhost' ? ['127.0.0.1', '::1'] : [host]);

/** @throws the system's error (EADDRINUSE, EACCES, …) if the port cannot be had */
export const startRelay = async (options: RelayOptions): Promise<Relay> => {
  const { appFolder, certificate, secrets = NO_SECRETS, nowMs = () => performance.now() } = options;
  let { config } = options;
  const startedAtMs = nowMs();
  const verifier = createNostrVerifier();
  const desk = createDesk({
    settings: deskSettings(config, secrets),
    send: (client, frame) => hub.send(client, frame),
    nowMs,
    wallMs: Date.now,
  });
  const maxSubscriptions = (): number => config.limits.subscriptionsPerSocket;
  const hub = createHub({
    limits: config.limits,
    trustProxy: config.trustProxy,
    nowMs,
    createDialects: (send) => ({
      patio: createPatioDialect(send, maxSubscriptions, desk),
      nostr: createNostrDialect(send, maxSubscriptions, verifier.verify),
      tracker: createTrackerDialect(send, maxSubscriptions),
      'y-webrtc': createYWebrtcDialect(send, maxSubscriptions),
    }),
    ...(options.gatherMs !== undefined && { gatherMs: options.gatherMs }),
  });

  let stun: StunServer | null = null;
  let port = config.port;
  const stunPort = (): number | null => (stun === null ? null : port);
  const stats = (): RelayStats => ({ ...hub.stats(), stunAnswered: stun?.answered() ?? 0, desk: desk.stats() });
  const answer = createRequestHandler({
    files: createStaticFiles(appFolder, nowMs),
    limits: () => config.limits,
    publicConfig: () => publicConfigOf(config, stunPort()),
    stats,
    uptimeSeconds: () => (nowMs() - startedAtMs) / 1000,
  });

  /** Room for plain requests beside the sockets. */
  const maxConnections = (): number => config.limits.socketsTotal + 256;
  const createServer = (): Server => {
    const settings = { headersTimeout: HEADERS_MS, requestTimeout: HEADERS_MS, keepAliveTimeout: 5000, maxHeaderSize: 16 * 1024 };
    const server = certificate === undefined ? createHttpServer(settings) : createHttpsServer({ ...settings, ...certificate });
    server.on('request', (request, response) => {
      response.on('error', () => undefined);
      answer(request, response).catch(() => response.destroy());
    });
    server.on('upgrade', hub.upgrade);
    server.on('clientError', (_error, socket) => socket.destroy());
    server.maxConnections = maxConnections();
    return server;
  };

  const hosts = hostsOf(config.host);
  const servers: Server[] = [];
  const closeServers = async (): Promise<void> => {
    const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
    for (const server of servers) server.closeAllConnections();
    await Promise.all(closed);
  };
  try {
    for (const host of hosts) {
      const server = createServer();
      try {
        port = await listen(server, host, port);
        servers.push(server);
      } catch (error) {
        // a machine without IPv6 has no ::1, and needs none
        if (servers.length === 0 || (error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw error;
      }
    }
  } catch (error) {
    await Promise.all([closeServers(), hub.close(0), verifier.close()]);
    desk.close();
    throw error;
  }
  stun = await startStunServer({ hosts, port, perSecondPerAddress: config.limits.stunPerSecondPerAddress, nowMs }).catch(() => null);

  return {
    port,
    stunPort: stunPort(),
    stats,
    reconfigure: (next, nextSecrets = NO_SECRETS) => {
      config = next;
      hub.limit(next.limits, next.trustProxy);
      stun?.limit(next.limits.stunPerSecondPerAddress);
      for (const server of servers) server.maxConnections = maxConnections();
      desk.reconfigure(deskSettings(next, nextSecrets));
    },
    close: async () => {
      desk.close();
      await hub.close(CLOSE_GRACE_MS);
      await Promise.all([closeServers(), stun?.close(), verifier.close()]);
    },
  };
};
