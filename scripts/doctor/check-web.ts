/** Name, port, certificate, clock, page and settings: what a browser meets first. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls, type PeerCertificate } from 'node:tls';
import * as v from 'valibot';
import { type PublicConfig, PublicConfigSchema } from '../../domain/config/public-config.ts';
import { failed, type Finding, ok, Timeout, warning, whyNot } from './finding.ts';
import type { Target } from './target.ts';

const CONNECT_MS = 8000;
const DAY_MS = 86_400_000;
const SOON_DAYS = 14;
/** Credentials and tokens live by the clock; LiveKit forgives ten seconds. */
const SKEW_WARNING_MS = 10_000;
const SKEW_FAILED_MS = 60_000;
const LOCAL = /^(localhost|127\.|::1$)/;

export const checkDns = async ({ host }: Target): Promise<Finding> => {
  if (isIP(host) !== 0) return ok('DNS', `${host} is an address, no name`);
  try {
    const found = await lookup(host, { all: true });
    return ok('DNS', `${host} is ${found.map(({ address }) => address).join(', ')}`);
  } catch {
    return failed(
      'DNS',
      `The name ${host} is not found.`,
      'Enter an A record (and AAAA, for IPv6) for it, with the address of this server.',
    );
  }
};

export const checkPort = async ({ host, port }: Target): Promise<Finding> => {
  const socket = connectTcp({ host, port });
  const late = setTimeout(() => socket.destroy(new Timeout('no connection')), CONNECT_MS);
  try {
    await once(socket, 'connect');
    return ok('port', `TCP ${port} is open`);
  } catch (error) {
    const mend =
      (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'
        ? `Start the relay (docker compose up), or publish TCP ${port} to where it listens; it must not listen on localhost only.`
        : `Open TCP ${port} in the firewall of the server and of its provider.`;
    return failed('port', `TCP ${port} of ${host}: ${whyNot(error)}.`, mend);
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
};

const daysLeft = ({ valid_to: until }: PeerCertificate, nowMs: number): number => Math.floor((Date.parse(until) - nowMs) / DAY_MS);

const TLS_MENDS: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'Get a certificate for this very name, or open the page by a name that the certificate has.',
  CERT_HAS_EXPIRED: 'Renew the certificate; Caddy (profile https) does so by itself if TCP 80 and 443 reach it.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Browsers warn about it. Use a certificate of a known authority: the profile https gets one.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Browsers warn about it. Use a certificate of a known authority: the profile https gets one.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The intermediate certificate is missing: serve fullchain.pem, not cert.pem.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'The authority is unknown, or an intermediate certificate is missing: serve fullchain.pem.',
};

/** @param ca authorities to believe besides the known ones; for tests */
export const checkTls = async ({ host, port, isTls }: Target, nowMs: number, ca?: string): Promise<Finding> => {
  if (!isTls)
    return LOCAL.test(host)
      ? ok('TLS', 'not needed on this computer itself')
      : failed(
          'TLS',
          'The page has no TLS: browsers give it neither camera nor microphone.',
          'Use https: docker compose --profile https up.',
        );
  const socket = connectTls({
    host,
    port,
    rejectUnauthorized: false,
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca }),
  });
  const late = setTimeout(() => socket.destroy(new Timeout('no handshake')), CONNECT_MS);
  try {
    await once(socket, 'secureConnect');
    const certificate = socket.getPeerCertificate();
    const days = daysLeft(certificate, nowMs);
    if (days < 0) return failed('TLS', `The certificate ended ${-days} days ago.`, TLS_MENDS['CERT_HAS_EXPIRED'] ?? '');
    if (!socket.authorized) {
      const code = String((socket.authorizationError as unknown as NodeJS.ErrnoException).code ?? socket.authorizationError);
      return failed(
        'TLS',
        `Browsers will not trust the certificate (${code}).`,
        TLS_MENDS[code] ?? 'Look at the certificate and its chain.',
      );
    }
    if (days < SOON_DAYS)
      return warning('TLS', `The certificate ends in ${days} days.`, 'Renew it; Caddy does so by itself if TCP 80 and 443 reach it.');
    return ok('TLS', `good for ${days} more days, ${String(socket.getProtocol())}`);
  } catch (error) {
    return failed(
      'TLS',
      `No TLS on port ${port}: ${whyNot(error)}.`,
      'Something else answers there: is it plain http? Try that address, or mend the proxy.',
    );
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
};

const seconds = (ms: number): string => `${Math.round(Math.abs(ms) / 1000)} s`;

export const judgeClock = (skewMs: number): Finding => {
  const words = `The server's clock is ${seconds(skewMs)} ${skewMs > 0 ? 'ahead of' : 'behind'} this computer's.`;
  const mend = 'Set the clock of one of them by NTP (timedatectl set-ntp true): credentials and tokens live by it.';
  if (Math.abs(skewMs) > SKEW_FAILED_MS) return failed('clock', words, mend);
  return Math.abs(skewMs) > SKEW_WARNING_MS ? warning('clock', words, mend) : ok('clock', 'the same here and there');
};

export type Page = { readonly findings: readonly Finding[]; readonly config: PublicConfig | null };

const get = (url: string): Promise<Response> => fetch(url, { signal: AbortSignal.timeout(CONNECT_MS), headers: { accept: '*/*' } });

export const checkPage = async ({ base }: Target, nowMs: () => number): Promise<Page> => {
  const findings: Finding[] = [];
  try {
    const askedAtMs = nowMs();
    const page = await get(base);
    const halfWayMs = (askedAtMs + nowMs()) / 2;
    const body = await page.text();
    if (page.ok && /<title>Patio/i.test(body)) findings.push(ok('page', 'the app is there'));
    else
      findings.push(
        failed(
          'page',
          `${base} answers ${page.status}, and not with the app.`,
          'Is this the right address? A proxy must pass everything on to the relay.',
        ),
      );
    const date = Date.parse(page.headers.get('date') ?? '');
    // the header has whole seconds
    if (!Number.isNaN(date)) findings.push(judgeClock(date + 500 - halfWayMs));
    const answer = await get(new URL('config.json', base).href);
    const parsed = v.safeParse(PublicConfigSchema, await answer.json().catch(() => null));
    if (!answer.ok || !parsed.success) {
      findings.push(
        failed('settings', '/config.json is missing or damaged.', 'A static host has none; a proxy must pass it on to the relay.'),
      );
      return { findings, config: null };
    }
    const { turn, sfu, networks } = parsed.output;
    const kinds = networks.map(({ kind, url }) => `${kind}${url === 'self' ? '' : ` ${url}`}`).join(', ');
    findings.push(ok('settings', `networks: ${kinds}; TURN ${turn ? 'on' : 'off'}, SFU ${sfu ? 'on' : 'off'}`));
    return { findings, config: parsed.output };
  } catch (error) {
    findings.push(failed('page', `${base}: ${whyNot((error as Error).cause ?? error)}.`, 'Mend what is said above first.'));
    return { findings, config: null };
  }
};
