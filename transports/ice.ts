/**
 * From configured ICE servers to what RTCPeerConnection takes. Asks nobody: an empty list means host candidates only,
 * never the browser's or trystero's defaults.
 */
export type IceOptions = { readonly iceServers: readonly RTCIceServer[]; readonly relayOnly: boolean };

/** `stun:self:3478` is the host that the page came from. IPv6 hosts keep their brackets. */
const resolveUrl = (url: string, pageHost: string): string => url.replace(/^(stuns?|turns?):self(?=[:?]|$)/, `$1:${pageHost}`);

export const resolveIceServers = (servers: readonly RTCIceServer[], pageHost: string): RTCIceServer[] =>
  servers.map((server) => ({
    ...server,
    urls: (typeof server.urls === 'string' ? [server.urls] : server.urls).map((url) => resolveUrl(url, pageHost)),
  }));

/** @param pageHost `location.hostname` */
export const rtcConfiguration = (options: IceOptions, pageHost: string, certificate: RTCCertificate): RTCConfiguration => ({
  iceServers: resolveIceServers(options.iceServers, pageHost),
  iceTransportPolicy: options.relayOnly ? 'relay' : 'all',
  bundlePolicy: 'max-bundle',
  certificates: [certificate],
});

const FINGERPRINT = /^a=fingerprint:sha-256 ([0-9a-f:]{95})\s*$/im;

/** @returns the SHA-256 fingerprint of a description, upper case with colons, or null. */
export const fingerprintOf = (sdp: string | undefined): string | null => FINGERPRINT.exec(sdp ?? '')?.[1]?.toUpperCase() ?? null;

/** True only if every fingerprint in the description is that one: a second one could be the one that is used. */
export const hasOnlyFingerprint = (sdp: string, fingerprint: string): boolean => {
  const all = [...sdp.matchAll(/^a=fingerprint:(\S+) (\S+)\s*$/gim)];
  return (
    all.length > 0 && all.every(([, algorithm, value]) => algorithm!.toLowerCase() === 'sha-256' && value!.toUpperCase() === fingerprint)
  );
};

const P256: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };

/** One certificate a session, so that the fingerprint is known before there is a connection. */
export const makeCertificate = async (): Promise<{ certificate: RTCCertificate; fingerprint: string }> => {
  const certificate = await RTCPeerConnection.generateCertificate(P256);
  const told = certificate.getFingerprints?.().find(({ algorithm }) => algorithm === 'sha-256')?.value;
  return { certificate, fingerprint: told?.toUpperCase() ?? (await describedFingerprint(certificate)) };
};

/** Firefox has no getFingerprints(): a description of a connection that is never used says the same. */
const describedFingerprint = async (certificate: RTCCertificate): Promise<string> => {
  const probe = new RTCPeerConnection({ certificates: [certificate] });
  try {
    probe.createDataChannel('fingerprint');
    const fingerprint = fingerprintOf((await probe.createOffer()).sdp);
    if (fingerprint === null) throw new Error('This browser describes connections without a SHA-256 fingerprint');
    return fingerprint;
  } finally {
    probe.close();
  }
};
