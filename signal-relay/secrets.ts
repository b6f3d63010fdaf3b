/** The secrets of the TURN server and the SFU, from where config.yaml says. They go to the desk and nowhere else. */
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parse } from 'yaml';
import type { ConfigFile } from '../domain/config/config-file.ts';
import { MIN_SECRET_LETTERS } from '../domain/config/hosting.ts';
import { Complaint } from './complaint.ts';

export type Secrets = {
  readonly turnSecret: string | null;
  readonly sfuKeys: { readonly apiKey: string; readonly apiSecret: string } | null;
};

export const NO_SECRETS: Secrets = { turnSecret: null, sfuKeys: null };

const readSecretFile = (setting: string, file: string, folder: string): Promise<string> =>
  readFile(resolve(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Complaint(`${setting}: ${basename(file)} cannot be read (${error.code ?? 'unknown error'}).`);
  });

const checked = (setting: string, secret: string): string => {
  if (secret.length < MIN_SECRET_LETTERS || /\s/.test(secret))
    throw new Complaint(`${setting}: the secret in it must have at least ${MIN_SECRET_LETTERS} letters and no spaces.`);
  return secret;
};

/** @param text LiveKit's own: lines of `key: secret`; the first one counts */
const parseKeys = (setting: string, text: string): { apiKey: string; apiSecret: string } => {
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    value = null;
  }
  const [first] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (first === undefined || typeof first[1] !== 'string') throw new Complaint(`${setting}: a line "key: secret" is missing in it.`);
  return { apiKey: first[0], apiSecret: checked(setting, first[1]) };
};

/** @param folder where config.yaml is. @throws Complaint */
export const readSecrets = async ({ turn, sfu }: Pick<ConfigFile, 'turn' | 'sfu'>, folder: string): Promise<Secrets> => {
  let { turnSecret, sfuKeys } = NO_SECRETS;
  if (turn?.secret !== undefined) turnSecret = turn.secret;
  else if (turn?.secretFile !== undefined)
    turnSecret = checked('turn.secretFile', (await readSecretFile('turn.secretFile', turn.secretFile, folder)).trim());
  if (sfu?.apiKey !== undefined && sfu.apiSecret !== undefined) sfuKeys = { apiKey: sfu.apiKey, apiSecret: sfu.apiSecret };
  else if (sfu?.keysFile !== undefined) sfuKeys = parseKeys('sfu.keysFile', await readSecretFile('sfu.keysFile', sfu.keysFile, folder));
  return { turnSecret, sfuKeys };
};
