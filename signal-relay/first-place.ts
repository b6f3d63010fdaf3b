/**
 * The first place of a fresh installation: made once, kept in the data folder (readable by its owner only), so that the
 * link stays the same. Whoever opens the owner link becomes its owner.
 */
import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPlace } from '../domain/place/genesis.ts';
import { formatOwnerLink, formatPlaceLink, type ParsedLink, parseLink } from '../domain/place/place-link.ts';
import { makeDataFolder } from './data-folder.ts';

const FILE = 'first-place.json';

export type FirstPlace = { readonly link: string; readonly ownerLink: string };

type OwnedPlace = Extract<ParsedLink, { kind: 'owner' }>;

/** @returns null if there is no file yet, or it is not ours */
const read = async (file: string): Promise<OwnedPlace | null> => {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const stored: unknown = JSON.parse(text);
    const fragment = typeof stored === 'object' && stored !== null && 'ownerLink' in stored ? stored.ownerLink : null;
    const parsed = typeof fragment === 'string' ? parseLink(fragment) : null;
    return parsed?.kind === 'owner' ? parsed : null;
  } catch {
    return null;
  }
};

const make = async (folder: string, nowMs: number): Promise<OwnedPlace> => {
  const place = createPlace((count) => new Uint8Array(randomBytes(count)), nowMs / 1000);
  const ownerLink = formatOwnerLink('', place, place.owner);
  const file = join(folder, FILE);
  await makeDataFolder(folder);
  // written beside and renamed: a crash leaves the old file or the new one, never half of one
  await writeFile(`${file}.new`, `${JSON.stringify({ ownerLink }, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return { kind: 'owner', placeId: place.placeId, secret: place.secret, owner: place.owner };
};

/**
 * @param origin the app's address with its final slash
 * @throws the system's error if the data folder cannot be written
 */
export const firstPlace = async (folder: string, origin: string, nowMs: number): Promise<FirstPlace> => {
  const place = (await read(join(folder, FILE))) ?? (await make(folder, nowMs));
  return { link: formatPlaceLink(origin, place), ownerLink: formatOwnerLink(origin, place, place.owner) };
};
