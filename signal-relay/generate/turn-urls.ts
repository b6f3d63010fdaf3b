/** What `turn.urls` of config.yaml says, taken apart. Pure. */

export type TurnUrl = {
  /** `self` is the host that the page came from. */
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
};

const PLAIN_PORT = 3478;
const TLS_PORT = 5349;

/** @returns null for what no browser would take either */
export const parseTurnUrl = (url: string): TurnUrl | null => {
  const match = /^(turns?):(\[[\da-f:.]+\]|[^:?[\]\s]+)(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i.exec(url);
  const [, scheme = '', host = '', port, transport] = match ?? [];
  if (match === null || Number(port) > 65_535 || Number(port) === 0) return null;
  const isTls = scheme.toLowerCase() === 'turns';
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: port === undefined ? (isTls ? TLS_PORT : PLAIN_PORT) : Number(port),
    transport: isTls ? 'tls' : transport === 'tcp' ? 'tcp' : 'udp',
  };
};
