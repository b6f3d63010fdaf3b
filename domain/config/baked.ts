/**
 * What a static build uses when no relay stands behind the page: the config.yaml that it was built with, without what
 * only a relay can answer; and where nothing is left, the public courtesy lists.
 */
import { COURTESY_ICE_SERVERS, COURTESY_NETWORKS } from './courtesy.ts';
import type { PublicConfig } from './public-config.ts';

export const withoutRelay = (config: PublicConfig): PublicConfig => {
  const networks = config.networks.filter((network) => network.url !== 'self');
  const iceServers = config.iceServers
    .map((server) => ({ ...server, urls: server.urls.filter((url) => !url.includes(':self')) }))
    .filter((server) => server.urls.length > 0);
  return {
    ...config,
    networks: networks.length > 0 ? networks : [...COURTESY_NETWORKS],
    iceServers: iceServers.length > 0 ? iceServers : [...COURTESY_ICE_SERVERS],
    turn: false,
    sfu: false,
  };
};
