/**
 * docker-compose.yml publishes ports that it reads from .env, and the programs inside name ports that they read from
 * config.yaml. Neither can read the other, so whoever starts them is told here when the two disagree. Pure.
 */
import type { ConfigFile } from '../../domain/config/config-file.ts';
import { parseTurnUrl } from './turn-urls.ts';

/** What compose knows; a missing value was not told, and is not compared. */
export type Published = {
  readonly profiles?: string | undefined;
  readonly turnPort?: string | undefined;
  readonly sfuUdpPort?: string | undefined;
  readonly sfuTcpPort?: string | undefined;
};

const disagree = (name: string, published: string | undefined, setting: string, wanted: string | number): string | null =>
  published === undefined || published === '' || published === String(wanted)
    ? null
    : `${name} is ${published} in .env, and ${setting} is ${wanted} in config.yaml: make them the same`;

/** @returns one sentence without a full stop, or null */
export const publishedProblem = (config: ConfigFile, published: Published): string | null => {
  const profiles = (published.profiles ?? '').split(',').map((name) => name.trim());
  if (profiles.includes('turn') && config.turn === undefined) return 'The profile turn is on, but config.yaml has no section turn';
  if (profiles.includes('sfu') && config.sfu === undefined) return 'The profile sfu is on, but config.yaml has no section sfu';
  const { turn, sfu } = config;
  const own = (turn?.urls ?? []).map(parseTurnUrl).find((url) => url?.host === 'self' && url.transport !== 'tls');
  return (
    (own === undefined || own === null
      ? null
      : disagree('PATIO_TURN_PORT', published.turnPort, 'the port of turn:self in turn.urls', own.port)) ??
    (sfu === undefined ? null : disagree('PATIO_SFU_UDP_PORT', published.sfuUdpPort, 'sfu.rtcPort', sfu.rtcPort)) ??
    (sfu === undefined ? null : disagree('PATIO_SFU_TCP_PORT', published.sfuTcpPort, 'sfu.tcpPort', sfu.tcpPort))
  );
};
