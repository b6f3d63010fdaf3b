/** Options of a placed object, read with care: maps come from other people. */
import { numberOption } from '../../../domain/world/catalogue.ts';
import type { ObjectOptions } from '../../../domain/world/map.ts';

export { numberOption };

export const colourOption = (options: ObjectOptions, name: string, otherwise: string): string => {
  const value = options[name];
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value : otherwise;
};
export const flagOption = (options: ObjectOptions, name: string): boolean => options[name] === true;
export const textOption = (options: ObjectOptions, name: string, otherwise: string): string => {
  const value = options[name];
  return typeof value === 'string' ? value : otherwise;
};
/** A small whole number that picks a variant. */
export const variantOption = (options: ObjectOptions, name: string, otherwise = 0): number =>
  Math.floor(numberOption(options, name, otherwise, 0, 9999));
