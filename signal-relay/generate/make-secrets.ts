/**
 * The secrets that relay and servers share: where config.yaml names a file that is not there, it is made once, so that
 * nobody has to invent one. Files of their owner only; nothing here prints, and no message has a secret in it.
 */
import { randomBytes } from 'node:crypto';
import { access, link, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { ConfigFile } from '../../domain/config/config-file.ts';
import { Complaint } from '../complaint.ts';
import { makeDataFolder } from '../data-folder.ts';

const SECRET_BYTES = 32;
/** LiveKit's name for the key; nobody sees it but relay and LiveKit. */
const KEY_NAME = 'patio';

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Whole or not at all, and never over one that is there: two first runs at once end with one secret. */
const createOnce = async (file: string, text: string): Promise<void> => {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await makeDataFolder(dirname(file));
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
};

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );

const makeIfMissing = async (setting: string, file: string | undefined, folder: string, text: string): Promise<boolean> => {
  const path = file === undefined ? null : resolve(folder, file);
  if (path === null || (await isThere(path))) return false;
  try {
    await createOnce(path, text);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Complaint(
      `${setting}: ${basename(path)} is missing, and cannot be made where config.yaml says (${code}). In the containers secrets are in .data/secrets.`,
    );
  }
};

/** @param folder where config.yaml is. @returns which were made now. @throws Complaint */
export const makeSecrets = async (
  { turn, sfu }: Pick<ConfigFile, 'turn' | 'sfu'>,
  folder: string,
): Promise<{ readonly turn: boolean; readonly sfu: boolean }> => ({
  turn: await makeIfMissing('turn.secretFile', turn?.secretFile, folder, `${newSecret()}\n`),
  sfu: await makeIfMissing('sfu.keysFile', sfu?.keysFile, folder, `${KEY_NAME}: ${newSecret()}\n`),
});
