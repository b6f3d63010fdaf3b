/** Settings and profile of this device: read once at the start, written a moment after each change. */
import { effect, type Signal } from '@preact/signals-core';
import * as v from 'valibot';
import { AvatarLookSchema } from '../../domain/presence/avatar.ts';
import { type Settings, SettingsSchema } from '../state/settings.ts';
import type { Storage } from './storage.ts';

const ProfileSchema = v.object({ name: v.pipe(v.string(), v.maxLength(40)), look: AvatarLookSchema });
export type Profile = v.InferOutput<typeof ProfileSchema>;

/** What this person set for somebody else, by identity: their volume (0–2) and whether they are muted here. */
const PeopleSchema = v.record(v.string(), v.object({ volume: v.pipe(v.number(), v.minValue(0), v.maxValue(2)), muted: v.boolean() }));
export type PersonSettings = v.InferOutput<typeof PeopleSchema>;

const read = async <T>(
  storage: Storage | null,
  key: 'settings' | 'profile' | 'people',
  schema: v.GenericSchema<unknown, T>,
): Promise<T | null> => {
  const parsed = v.safeParse(schema, await storage?.get('values', key).catch(() => null));
  return parsed.success ? parsed.output : null;
};

export const readSettings = (storage: Storage | null): Promise<Settings | null> => read(storage, 'settings', SettingsSchema);
export const readProfile = (storage: Storage | null): Promise<Profile | null> => read(storage, 'profile', ProfileSchema);
export const readPeople = async (storage: Storage | null): Promise<PersonSettings> => (await read(storage, 'people', PeopleSchema)) ?? {};

/** Writes each new value; failures are silent here, because the value still holds for this visit. */
export const keep = <T>(storage: Storage | null, key: 'settings' | 'profile' | 'people', value: Signal<T>): (() => void) => {
  let isFirst = true;
  return effect(() => {
    const now = value.value;
    if (isFirst) isFirst = false;
    else void storage?.put('values', now, key).catch(() => undefined);
  });
};
