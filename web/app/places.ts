/**
 * The places that this device knows: links, names, signed records, and the keys of those that it owns. Loaded once, kept
 * as a signal for the landing screen. Records are checked by `place-records.ts`; making one needs cryptography and loads it.
 */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import { type PlaceId, placeId } from '../../domain/ids.ts';
import { formatPlaceLink, type OwnerKey, type PlaceKey } from '../../domain/place/place-link.ts';
import type { SignedRecord } from '../../domain/place/signed-record.ts';
import type { PlaceRef } from '../state/app-state.ts';
import type { RecentPlace } from '../state/places.ts';
import type { Storage, StoredPlace } from './storage.ts';

export type Places = {
  readonly recent: ReadonlySignal<readonly RecentPlace[]>;
  /** Makes a place of one's own. */
  readonly create: () => Promise<PlaceRef>;
  /** Remembers a place that was opened by its link; an owner key hands it over. */
  readonly open: (key: PlaceKey, owner: OwnerKey | null) => Promise<PlaceRef>;
  /** The owner's key, if this device holds it. */
  readonly ownerKey: (id: PlaceId) => Promise<Uint8Array | null>;
  readonly records: (id: PlaceId) => Promise<{ readonly genesis: unknown; readonly naming: unknown }>;
  readonly keepRecords: (
    id: PlaceId,
    records: { readonly genesis?: SignedRecord; readonly naming?: SignedRecord; readonly name?: string },
  ) => Promise<void>;
  readonly forget: (link: string) => Promise<void>;
};

/** What a place is called until its owner names it: short, so that two of them can be told apart in a list. */
export const unnamedPlace = (id: PlaceId): string => `Patio ${id.slice(0, 4)}`;

export const createPlaces = async (storage: Storage | null, base: () => string): Promise<Places> => {
  const memory = new Map<string, StoredPlace>();
  for (const place of (await storage?.getAll('places').catch(() => [])) ?? []) memory.set(place.placeId, place);
  const recent = signal<readonly RecentPlace[]>([]);
  const publish = (): void => {
    recent.value = [...memory.values()]
      .toSorted((a, b) => b.lastOpenMs - a.lastOpenMs)
      .map((p) => ({ placeId: placeId(p.placeId), name: p.name, link: p.link, lastOpenMs: p.lastOpenMs, mine: p.owner !== null }));
  };
  const put = async (place: StoredPlace): Promise<void> => {
    memory.set(place.placeId, place);
    publish();
    await storage?.put('places', place);
  };
  const refOf = (place: StoredPlace): PlaceRef => ({
    placeId: placeId(place.placeId),
    name: place.name,
    link: place.link,
    mine: place.owner !== null,
  });
  const wrap = async (secretKey: Uint8Array): Promise<StoredPlace['owner']> => {
    if (storage === null) return null;
    const { wrappingKey, wrapSecret } = await import('./identity.ts');
    return wrapSecret(await wrappingKey(storage), secretKey);
  };
  publish();

  return {
    recent,
    create: async () => {
      const { createPlace } = await import('../../domain/place/genesis.ts');
      const place = createPlace((count) => crypto.getRandomValues(new Uint8Array(count)), Date.now() / 1000);
      const stored: StoredPlace = {
        placeId: place.placeId,
        link: formatPlaceLink(base(), place),
        name: unnamedPlace(place.placeId),
        lastOpenMs: Date.now(),
        genesis: place.genesis,
        naming: null,
        owner: await wrap(place.owner.secretKey),
      };
      await put(stored);
      return refOf(stored);
    },
    open: async (key, owner) => {
      const known = memory.get(key.placeId);
      let genesis = known?.genesis ?? null;
      let ownerKey = known?.owner ?? null;
      if (owner !== null && ownerKey === null) {
        const { placeIdOf, signGenesis } = await import('../../domain/place/genesis.ts');
        const record = signGenesis(key.secret, owner);
        if (placeIdOf(record) === key.placeId) {
          genesis = record;
          ownerKey = await wrap(owner.secretKey);
        }
      }
      const stored: StoredPlace = {
        placeId: key.placeId,
        link: formatPlaceLink(base(), key),
        name: known?.name ?? unnamedPlace(key.placeId),
        lastOpenMs: Date.now(),
        genesis,
        naming: known?.naming ?? null,
        owner: ownerKey,
      };
      await put(stored);
      return refOf(stored);
    },
    ownerKey: async (id) => {
      const owner = memory.get(id)?.owner ?? null;
      if (owner === null || storage === null) return null;
      const { unwrapSecret, wrappingKey } = await import('./identity.ts');
      return unwrapSecret(await wrappingKey(storage), owner);
    },
    records: (id) => Promise.resolve({ genesis: memory.get(id)?.genesis ?? null, naming: memory.get(id)?.naming ?? null }),
    keepRecords: async (id, change) => {
      const known = memory.get(id);
      if (known === undefined) return;
      await put({
        ...known,
        genesis: change.genesis ?? known.genesis,
        naming: change.naming ?? known.naming,
        name: change.name ?? known.name,
      });
    },
    forget: async (link) => {
      const place = [...memory.values()].find((p) => p.link === link);
      if (place === undefined) return;
      memory.delete(place.placeId);
      publish();
      await storage?.delete('places', place.placeId);
      const range = IDBKeyRange.bound([place.placeId, ''], [place.placeId, '\uffff']);
      await storage?.delete('chat', range);
    },
  };
};
