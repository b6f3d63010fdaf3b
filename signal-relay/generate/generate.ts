/**
 * Everything that the other containers read, made from config.yaml: `<out>/turn/coturn.conf` and `<out>/sfu/livekit.yaml`,
 * each in a folder of its own so that each container is shown only what it needs. Files of their owner only.
 */
import { randomUUID } from 'node:crypto';
import { access, constants, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigFile } from '../../domain/config/config-file.ts';
import { makeDataFolder } from '../data-folder.ts';
import { readSecrets } from '../secrets.ts';
import { Complaint } from '../complaint.ts';
import { coturnConfig } from './coturn.ts';
import { livekitConfig } from './livekit.ts';
import type { OwnAddress } from './own-address.ts';
import { makeSecrets } from './make-secrets.ts';
import { parseTurnUrl, type TurnUrl } from './turn-urls.ts';

/** When `turn.urls` names no address of this host. */
const TURN_PORT = 3478;
const TURN_TLS_PORT = 5349;
/** Inside its container, whatever it is reached by from outside. */
const SFU_PORT = 7880;
const STUN_PORT = 3478;

export type GenerateOptions = {
  readonly config: ConfigFile;
  /** Secret files are named relative to this: the folder of config.yaml. */
  readonly base: string;
  readonly out: string;
  /** Holds fullchain.pem and privkey.pem, or nothing. */
  readonly certificates: string;
  readonly address: OwnAddress;
};

/** `stun:self` of `iceServers`, as somebody outside would write it. */
const stunOf = (config: ConfigFile, name: string): string => {
  const urls = config.iceServers.flatMap((server) => server.urls).filter((url) => url.startsWith('stun:'));
  const [, host = 'self', port] = /^stun:([^:?]+)(?::(\d+))?/.exec(urls[0] ?? 'stun:self') ?? [];
  return host === 'self' ? `${name}:${port ?? config.port}` : `${host}:${port ?? STUN_PORT}`;
};

const urlsOf = (urls: readonly string[]): readonly TurnUrl[] =>
  urls.map((url) => {
    const parsed = parseTurnUrl(url);
    if (parsed === null) throw new Complaint(`turn.urls: "${url}" is not an address of a TURN server.`);
    return parsed;
  });

const canRead = (file: string): Promise<true | string> =>
  access(file, constants.R_OK).then(
    () => true as const,
    (error: NodeJS.ErrnoException) => error.code ?? 'unknown error',
  );

const certificateOf = async (folder: string, isNeeded: boolean): Promise<{ readonly cert: string; readonly key: string } | null> => {
  const files = { cert: join(folder, 'fullchain.pem'), key: join(folder, 'privkey.pem') };
  const answers = await Promise.all([canRead(files.cert), canRead(files.key)]);
  if (answers.every((answer) => answer === true)) return files;
  const reason = answers.find((answer) => answer !== true && answer !== 'ENOENT');
  if (reason !== undefined || isNeeded)
    throw new Complaint(
      `turns: needs fullchain.pem and privkey.pem in the folder of certificates, readable by this account (${String(reason ?? 'ENOENT')}).`,
    );
  return null;
};

/** Written beside and renamed: a server that starts meanwhile reads the old one or the new one. */
const write = async (folder: string, name: string, text: string): Promise<void> => {
  const file = join(folder, name);
  try {
    await makeDataFolder(folder);
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, file);
  } catch (error) {
    throw new Complaint(`${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  }
};

const said = (isNew: boolean): string => (isNew ? 'secret made' : 'secret kept');

/** @returns lines for whoever reads the log, without secrets. @throws Complaint */
export const generate = async ({ config, base, out, certificates, address }: GenerateOptions): Promise<readonly string[]> => {
  const { turn, sfu } = config;
  const turnFolder = join(out, 'turn');
  const sfuFolder = join(out, 'sfu');
  const lines: string[] = [];
  if (turn === undefined) await rm(join(turnFolder, 'coturn.conf'), { force: true });
  if (sfu === undefined) await rm(join(sfuFolder, 'livekit.yaml'), { force: true });
  if (turn === undefined && sfu === undefined) return ['No TURN, no SFU: nothing to make.'];

  const urls = urlsOf(turn?.urls ?? []);
  const made = await makeSecrets(config, base);
  const { turnSecret, sfuKeys } = await readSecrets(config, base);
  if (turn !== undefined && turnSecret !== null) {
    const portOf = (isTls: boolean): number | undefined =>
      urls.find(({ host, transport }) => host === 'self' && (transport === 'tls') === isTls)?.port;
    const certificate = await certificateOf(certificates, portOf(true) !== undefined);
    const tls = certificate === null ? null : { port: portOf(true) ?? TURN_TLS_PORT, ...certificate };
    const { relayPorts } = turn;
    await write(
      turnFolder,
      'coturn.conf',
      coturnConfig({ secret: turnSecret, port: portOf(false) ?? TURN_PORT, relayPorts, address, tls }),
    );
    lines.push(`turn: ${said(made.turn)}, configuration written${tls === null ? ', without TLS' : ''}.`);
  }
  if (sfu !== undefined && sfuKeys !== null) {
    const text = livekitConfig({
      ...sfuKeys,
      port: SFU_PORT,
      rtcPort: sfu.rtcPort,
      tcpPort: sfu.tcpPort,
      address,
      stun: stunOf(config, address.name),
      turn: turn === undefined || turnSecret === null ? null : { urls, secret: turnSecret, seconds: turn.credentialSeconds },
    });
    await write(sfuFolder, 'livekit.yaml', text);
    lines.push(`sfu: ${said(made.sfu)}, configuration written.`);
  }
  return lines;
};
