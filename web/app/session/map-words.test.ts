import { expect, it } from 'vitest';
import { zoneId } from '../../../domain/ids.ts';
import { OFFICE } from '../../../domain/world/office/office.ts';
import { ptBr } from '../../i18n/pt-br.ts';
import { inOwnWords } from './map-words.ts';

it('has a word for every room of the house map, in every language', () => {
  expect(inOwnWords(OFFICE)).toEqual(OFFICE);
  const nameless = { ...OFFICE, zones: OFFICE.zones.map((zone) => ({ ...zone, name: '' })) };
  expect(inOwnWords(nameless)).toEqual(OFFICE);
  for (const { name } of OFFICE.zones) expect(ptBr[name], name).toBeDefined();
});

it("leaves other maps' rooms as they are called", () => {
  const [first] = OFFICE.zones;
  const other = { ...OFFICE, zones: [{ ...first!, id: zoneId('cellar'), name: 'Weinkeller' }] };
  expect(inOwnWords(other)).toEqual(other);
});
