/**
 * The secrets that relay and servers share: read from where config.yaml says they are, or made there once, so that nobody
 * has to invent one. Files of their own, readable by their owner only; nothing here prints, and no message has one in it.
 */
import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { parse } from 'yaml';
import { MIN_SECRET_LETTERS } from '../../domain/config/hosting.ts';
import { makeDataFolder } from '../data-folder.ts';
import { Complaint } from '../options.ts';

export type Found<T> = { readonly value: T; readonly isNew: boolean };
export type SfuKeys = { readonly apiKey: string; readonly apiSecret: string };

const SECRET_BYTES = 32;
const KEY_NAME = 'patio';

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Whole or not at all, and never over one that is there: two first runs at once end with one secret. @returns what is there now */
const createOnce = async (file: string, text: string): Promise<string> => {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await makeDataFolder(dirname(file));
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return await readFile(file, 'utf8');
  } finally {
    await rm(draft, { force: true });
  }
};

const readOrCreate = async (setting: string, file: string, make: () => string): Promise<Found<string>> => {
  try {
    return { value: await readFile(file, 'utf8'), isNew: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new Complaint(`${setting}: ${basename(file)} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  }
  try {
    return { value: await createOnce(file, make()), isNew: true };
  } catch (error) {
    throw new Complaint(
      `${setting}: ${basename(file)} is missing, and cannot be made where config.yaml says (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}). In the containers, secrets are in .data/secrets.`,
    );
  }
};

/** @param file absolute; made if it is missing. @throws Complaint */
export const turnSecret = async (file: string): Promise<Found<string>> => {
  const { value, isNew } = await readOrCreate('turn.secretFile', file, () => `${newSecret()}\n`);
  const secret = value.trim();
  if (secret.length < MIN_SECRET_LETTERS || /\s/.test(secret))
    throw new Complaint(`turn.secretFile: ${basename(file)} must hold at least ${MIN_SECRET_LETTERS} letters without spaces.`);
  return { value: secret, isNew };
};

/** @param file absolute, LiveKit's lines of `key: secret`; made if it is missing. @throws Complaint */
export const sfuKeys = async (file: string): Promise<Found<SfuKeys>> => {
  const { value, isNew } = await readOrCreate('sfu.keysFile', file, () => `${KEY_NAME}: ${newSecret()}\n`);
  let parsed: unknown = null;
  try {
    parsed = parse(value);
  } catch {
    // said below; the library's own words would repeat the line
  }
  const [first] = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
  const [apiKey, apiSecret] = first ?? [];
  if (apiKey === undefined || typeof apiSecret !== 'string' || apiSecret.length < MIN_SECRET_LETTERS)
    throw new Complaint(
      `sfu.keysFile: ${basename(file)} must hold a line "key: secret" with at least ${MIN_SECRET_LETTERS} letters in the secret.`,
    );
  return { value: { apiKey, apiSecret }, isNew };
};
