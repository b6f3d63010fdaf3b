/**
 * What this device keeps: keys, profile, settings, places, chat. IndexedDB through `idb`; everything read back is parsed,
 * because an older or altered database is a border too. Knows nothing of what the values mean.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';

export type StoredKeys = {
  /** AES-GCM, not extractable: what it wraps is useless outside this browser. */
  readonly wrapping: CryptoKey;
  /** The identity's secret key, wrapped; absent while a NIP-07 extension holds it. */
  readonly identity: { readonly iv: Uint8Array; readonly data: ArrayBuffer } | null;
  readonly publicKey: string;
  /** Ed25519, not extractable. */
  readonly device: CryptoKeyPair;
  readonly certificate: unknown;
};

export type StoredPlace = {
  readonly placeId: string;
  readonly link: string;
  readonly name: string;
  readonly lastOpenMs: number;
  readonly genesis: unknown;
  readonly naming: unknown;
  /** The key that owns the place, wrapped like the identity; absent for others' places. */
  readonly owner: { readonly iv: Uint8Array; readonly data: ArrayBuffer } | null;
};

export type StoredChatLine = { readonly placeId: string; readonly id: string; readonly atMs: number; readonly line: unknown };

interface Schema extends DBSchema {
  keys: { key: 'self'; value: StoredKeys };
  values: { key: 'settings' | 'profile' | 'people'; value: unknown };
  places: { key: string; value: StoredPlace };
  chat: { key: [string, string]; value: StoredChatLine; indexes: { byTime: [string, number] } };
}

export type Storage = IDBPDatabase<Schema>;
const NAME = 'patio';

/** @throws DOMException where the browser refuses storage (some private modes). */
export const openStorage = (): Promise<Storage> =>
  openDB<Schema>(NAME, 1, {
    upgrade: (db) => {
      db.createObjectStore('keys');
      db.createObjectStore('values');
      db.createObjectStore('places', { keyPath: 'placeId' });
      db.createObjectStore('chat', { keyPath: ['placeId', 'id'] }).createIndex('byTime', ['placeId', 'atMs']);
    },
    // another tab wants to delete or upgrade: let it
    blocking: (_version, _blocked, event) => {
      const db = event.target;
      if (db instanceof IDBDatabase) db.close();
    },
  });

export const forgetStorage = (db: Storage): Promise<void> => {
  db.close();
  return deleteDB(NAME);
};
