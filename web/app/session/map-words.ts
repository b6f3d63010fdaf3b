/**
 * The rooms of the house map in the language in use. The map itself speaks English and travels nowhere; what people see
 * and hear of it goes through here once, when the place is opened. Rooms that this list does not know keep their names.
 */
import { msg } from '@lit/localize';
import type { PlaceMap } from '../../../domain/world/map.ts';

const NAMES: { readonly [zone: string]: () => string } = {
  terrace: () => msg('Terrace'),
  kitchen: () => msg('Kitchen'),
  fern: () => msg('Fern'),
  harbour: () => msg('Harbour'),
  studio: () => msg('Studio'),
  entrance: () => msg('Entrance'),
  listening: () => msg('Listening'),
  library: () => msg('Library'),
  stage: () => msg('Stage'),
};

export const inOwnWords = (map: PlaceMap): PlaceMap => ({
  ...map,
  zones: map.zones.map((zone) => ({ ...zone, name: NAMES[zone.id]?.() ?? zone.name })),
});
