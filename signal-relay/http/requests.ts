/** Plain HTTP of the relay: the app, its config, health, and the Nostr relay's own description (NIP-11). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Limits } from '../../domain/config/config-file.ts';
import type { PublicConfig } from '../../domain/config/public-config.ts';
import { MAX_RELAY_FRAME_BYTES } from '../../domain/wire/relay.ts';
import { FIRST_EPHEMERAL_KIND, LAST_EPHEMERAL_KIND } from '../dialects/nostr-filter.ts';
import { SECURITY_HEADERS } from './headers.ts';
import type { StaticFiles } from './static-files.ts';

export type RequestOptions = {
  readonly files: StaticFiles;
  readonly limits: () => Limits;
  readonly publicConfig: () => PublicConfig;
  /** Counts for the health page. */
  readonly stats: () => object;
  readonly uptimeSeconds: () => number;
};

const NO_FILES = 'The relay works, but the app was not built: run "npm run build", or use "npm start".\n';

const send = (response: ServerResponse, status: number, type: string, body: string, extra: Record<string, string> = {}): void => {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'Content-Length': Buffer.byteLength(body),
    ...extra,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
};

const describeNostr = (limits: Limits): string =>
  JSON.stringify({
    name: 'Patio relay',
    description: 'Introduces browsers to each other. Ephemeral events only; nothing is stored.',
    supported_nips: [1, 11],
    software: 'patio',
    limitation: {
      max_message_length: MAX_RELAY_FRAME_BYTES,
      max_subscriptions: limits.subscriptionsPerSocket,
      auth_required: false,
      payment_required: false,
    },
    retention: [{ kinds: [[FIRST_EPHEMERAL_KIND, LAST_EPHEMERAL_KIND]], time: 0 }],
  });

/** @returns the path without query, decoded; null for what cannot be decoded or is no path */
const pathOf = (url: string | undefined): string | null => {
  try {
    const path = decodeURIComponent((url ?? '/').replace(/[?#].*$/s, ''));
    return path.startsWith('/') && !path.includes('\0') ? path : null;
  } catch {
    return null;
  }
};

export const createRequestHandler = ({ files, limits, publicConfig, stats, uptimeSeconds }: RequestOptions) => {
  const health = (): string => JSON.stringify({ ok: true, uptimeSeconds: Math.round(uptimeSeconds()), ...stats() });

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request.url);
    if (path === null) return send(response, 400, 'text/plain', 'Bad request\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return send(response, 405, 'text/plain', 'Only GET and HEAD\n', { Allow: 'GET, HEAD' });
    }
    if (path === '/healthz') return send(response, 200, 'application/json', health());
    if (path === '/config.json') return send(response, 200, 'application/json', JSON.stringify(publicConfig()));
    if (request.headers.accept?.includes('application/nostr+json')) {
      return send(response, 200, 'application/nostr+json', describeNostr(limits()), {
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      });
    }
    if (await files.serve(path, request, response)) return undefined;
    return send(response, path === '/' ? 503 : 404, 'text/plain; charset=utf-8', path === '/' ? NO_FILES : 'Not found\n');
  };
};
