/**
 * The signed beginnings of a place, passed from peer to peer: the genesis record that names its owner, and the newest name
 * that the owner gave it. Whoever knows the link can check both, so it does not matter who hands them over.
 */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import * as v from 'valibot';
import type { IdentityId } from '../../../domain/ids.ts';
import { signPlaceName, verifyGenesis, verifyPlaceName } from '../../../domain/place/genesis.ts';
import type { PlaceKey } from '../../../domain/place/place-link.ts';
import { type SignedRecord, SignedRecordSchema } from '../../../domain/place/signed-record.ts';
import type { ControlMessageOf } from '../../../domain/wire/control.ts';
import type { Places } from '../places.ts';

export type PlaceRecords = {
  readonly owner: ReadonlySignal<IdentityId | null>;
  readonly name: ReadonlySignal<string | null>;
  /** What a newcomer is told; null while this device does not know the genesis itself. */
  readonly message: () => ControlMessageOf<'place'> | null;
  /** @returns true if it was news, to be passed on. */
  readonly hear: (message: ControlMessageOf<'place'>) => boolean;
  /** Gives the place a name; only with the owner's key. @returns false without it. */
  readonly rename: (name: string, nowSeconds: number) => Promise<boolean>;
};

const record = (value: unknown): SignedRecord | null => {
  const parsed = v.safeParse(SignedRecordSchema, value);
  return parsed.success ? parsed.output : null;
};

export const createPlaceRecords = async (key: PlaceKey, places: Places): Promise<PlaceRecords> => {
  const owner = signal<IdentityId | null>(null);
  const name = signal<string | null>(null);
  let genesis: SignedRecord | null = null;
  let naming: SignedRecord | null = null;

  const take = (message: Pick<ControlMessageOf<'place'>, 'naming'> & { readonly genesis: SignedRecord | null }): boolean => {
    let isNews = false;
    if (genesis === null && message.genesis !== null) {
      const verified = verifyGenesis(message.genesis, key);
      if (verified === null) return false;
      genesis = message.genesis;
      owner.value = verified;
      isNews = true;
    }
    if (owner.value !== null && message.naming !== null && message.naming.created_at > (naming?.created_at ?? -1)) {
      const verified = verifyPlaceName(message.naming, key.placeId, owner.value);
      if (verified !== null) {
        naming = message.naming;
        name.value = verified;
        isNews = true;
      }
    }
    return isNews;
  };
  const keep = (): void => {
    void places
      .keepRecords(key.placeId, {
        ...(genesis && { genesis }),
        ...(naming && { naming }),
        ...(name.value !== null && { name: name.value }),
      })
      .catch(() => undefined);
  };

  const stored = await places.records(key.placeId);
  take({ genesis: record(stored.genesis), naming: record(stored.naming) });

  return {
    owner,
    name,
    message: () => (genesis === null ? null : { t: 'place', genesis, naming }),
    hear: (message) => {
      const isNews = take(message);
      if (isNews) keep();
      return isNews;
    },
    rename: async (text, nowSeconds) => {
      const secretKey = await places.ownerKey(key.placeId);
      if (secretKey === null || genesis === null) return false;
      // two names within one second: the later must still win
      const at = Math.max(Math.floor(nowSeconds), (naming?.created_at ?? 0) + 1);
      const isNews = take({ genesis, naming: signPlaceName(key.placeId, text, { secretKey }, at) });
      if (isNews) keep();
      return isNews;
    },
  };
};
