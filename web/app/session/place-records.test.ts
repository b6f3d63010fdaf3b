import { generateSecretKey, getPublicKey } from 'nostr-tools/pure';
import { describe, expect, it } from 'vitest';
import { createPlace, signPlaceName } from '../../../domain/place/genesis.ts';
import type { Places } from '../places.ts';
import { createPlaceRecords } from './place-records.ts';

const place = createPlace((count) => crypto.getRandomValues(new Uint8Array(count)), 1_790_000_000);
/** Stands in for the stored places: what this device knew before. */
const placesWith = (genesis: unknown, owner: Uint8Array | null): Places =>
  ({
    records: () => Promise.resolve({ genesis, naming: null }),
    ownerKey: () => Promise.resolve(owner),
    keepRecords: () => Promise.resolve(),
  }) as unknown as Places;

describe('place records', () => {
  it('are learnt from a peer by somebody who has only the link', async () => {
    const mine = await createPlaceRecords(place, placesWith(place.genesis, place.owner.secretKey));
    await mine.rename('Juniper House', 1_790_000_100);
    const theirs = await createPlaceRecords(place, placesWith(null, null));
    expect(theirs.message()).toBeNull();
    expect(theirs.hear(mine.message()!)).toBe(true);
    expect(theirs.owner.value).toBe(getPublicKey(place.owner.secretKey));
    expect(theirs.name.value).toBe('Juniper House');
    expect(theirs.hear(mine.message()!)).toBe(false);
  });
  it('keep the newest name, also within one second', async () => {
    const mine = await createPlaceRecords(place, placesWith(place.genesis, place.owner.secretKey));
    await mine.rename('One', 1_790_000_100);
    const old = mine.message()!;
    await mine.rename('Two', 1_790_000_100);
    expect(mine.hear(old)).toBe(false);
    expect(mine.name.value).toBe('Two');
  });
  it('refuse a foreign genesis and a name by somebody else', async () => {
    const theirs = await createPlaceRecords(place, placesWith(null, null));
    const other = createPlace((count) => crypto.getRandomValues(new Uint8Array(count)), 1_790_000_000);
    expect(theirs.hear({ t: 'place', genesis: other.genesis, naming: null })).toBe(false);
    expect(theirs.owner.value).toBeNull();
    const forged = signPlaceName(place.placeId, 'Mine', { secretKey: generateSecretKey() }, 1_790_000_500);
    theirs.hear({ t: 'place', genesis: place.genesis, naming: forged });
    expect(theirs.name.value).toBeNull();
  });
  it('cannot be renamed without the key', async () => {
    const theirs = await createPlaceRecords(place, placesWith(place.genesis, null));
    expect(await theirs.rename('Mine', 1_790_000_100)).toBe(false);
  });
});
