/** The command line and config.yaml of the relay, read into one value. Expected mistakes are a `Complaint`: one sentence. */
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ConfigFile, parseConfigFile } from '../domain/config/config-file.ts';
import { Complaint } from './complaint.ts';
import { readConfigText } from './config-text.ts';
import { readSecrets, type Secrets } from './secrets.ts';

export type RelayCommand = {
  readonly config: ConfigFile;
  readonly secrets: Secrets;
  readonly dataFolder: string;
  readonly appFolder: string;
  readonly isHttps: boolean;
  /** What people open, with a final slash, if that is not the relay itself: a reverse proxy, or Vite in development. */
  readonly origin: string | null;
  /** Print the links of a first place. Off in a container, whose output is kept. */
  readonly hasFirstPlace: boolean;
};

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  config: { type: 'string' },
  data: { type: 'string' },
  app: { type: 'string' },
  origin: { type: 'string' },
  https: { type: 'boolean' },
  'first-place': { type: 'boolean' },
} as const;

const parseFlags = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw new Complaint(`${(error as Error).message.split(/\.\s|\n/)[0]}. Try --help.`);
  }
};

/** @param file named by the user, or null for the usual one, which may be missing */
const readConfig = async (file: string | null, root: string): Promise<{ config: ConfigFile; secrets: Secrets }> => {
  const path = file === null ? join(root, 'config.yaml') : resolve(file);
  const name = basename(path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (file === null && error.code === 'ENOENT') return '';
    throw new Complaint(`${name}: cannot be read (${error.code ?? 'unknown error'}).`);
  });
  const result = readConfigText(text);
  if (!result.ok) throw new Complaint(`${name}${result.line === null ? '' : `, line ${result.line}`}: ${result.problem}.`);
  const secrets = await readSecrets(result.config, dirname(path)).catch((error: unknown) => {
    throw error instanceof Complaint ? new Complaint(`${name}: ${error.message}`) : error;
  });
  return { config: result.config, secrets };
};

const parsePort = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new Complaint(`--port must be a number from 0 to 65535, not "${text}".`);
  return port;
};

const parseOrigin = (text: string): string => {
  if (!/^https?:\/\/[^\s#?]+$/.test(text) || !URL.canParse(text))
    throw new Complaint(`--origin must be an http or https address, not "${text}".`);
  return new URL(text.endsWith('/') ? text : `${text}/`).href;
};

/** This machine's IPv4 addresses on its networks. */
export const lanAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter((entry) => entry.family === 'IPv4' && !entry.internal)
    .map((entry) => entry.address);

/**
 * @param args without the program's own name
 * @param root the project's folder: config.yaml, .data and dist are there unless named
 * @throws Complaint
 */
export const readCommand = async (args: readonly string[], root: string): Promise<RelayCommand> => {
  const flags = parseFlags(args);
  const { config: file, secrets } = await readConfig(flags.config ?? null, root);
  const isHttps = flags.https ?? false;
  // a certificate for the local network is of no use to this machine alone
  const usualHost = isHttps && file.host === 'localhost' ? '0.0.0.0' : file.host;
  const overridden = parseConfigFile({
    ...file,
    host: flags.host ?? usualHost,
    port: flags.port === undefined ? file.port : parsePort(flags.port),
  });
  if (!overridden.ok) throw new Complaint(`--${overridden.problem}.`);
  return {
    config: overridden.config,
    secrets,
    dataFolder: resolve(flags.data ?? join(root, '.data')),
    appFolder: resolve(flags.app ?? join(root, 'dist')),
    isHttps,
    origin: flags.origin === undefined ? null : parseOrigin(flags.origin),
    hasFirstPlace: flags['first-place'] ?? false,
  };
};
