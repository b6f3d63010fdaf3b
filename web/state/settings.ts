/** What a person chose; kept on this device. */
import * as v from 'valibot';
import { IceServerSchema } from '../../domain/config/public-config.ts';

export const SettingsSchema = v.object({
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  language: v.optional(v.picklist(['system', 'en', 'pt-BR']), 'system'),
  motion: v.optional(v.picklist(['system', 'reduced', 'full']), 'system'),
  contrast: v.optional(v.picklist(['system', 'more']), 'system'),
  /** Day and night follow the clock, or stay. */
  daylight: v.optional(v.picklist(['clock', 'day', 'night']), 'clock'),
  pushToTalk: v.optional(v.boolean(), false),
  headphones: v.optional(v.boolean(), false),
  noiseSuppression: v.optional(v.boolean(), true),
  echoCancellation: v.optional(v.boolean(), true),
  autoGain: v.optional(v.boolean(), true),
  mirrorSelf: v.optional(v.boolean(), true),
  joinSound: v.optional(v.boolean(), true),
  microphoneId: v.optional(v.nullable(v.string()), null),
  cameraId: v.optional(v.nullable(v.string()), null),
  speakerId: v.optional(v.nullable(v.string()), null),
  /** Network urls that this person switched off. */
  networksOff: v.optional(v.array(v.string()), []),
  /** Networks and ICE servers that this person added. */
  extraNetworks: v.optional(v.array(v.object({ kind: v.picklist(['relay', 'nostr', 'tracker']), url: v.string() })), []),
  extraIceServers: v.optional(v.array(IceServerSchema), []),
  relayOnly: v.optional(v.boolean(), false),
});
export type Settings = v.InferOutput<typeof SettingsSchema>;
export const defaultSettings = (): Settings => v.parse(SettingsSchema, {});
