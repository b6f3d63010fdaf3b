/** Shapes of NIP-01 as far as this relay goes: ephemeral events, and filters that name at least one tag. Pure. */
import * as v from 'valibot';

export const FIRST_EPHEMERAL_KIND = 20_000;
export const LAST_EPHEMERAL_KIND = 29_999;
/** Clocks of browsers differ: `since` and `until` are taken with this much grace. */
const CLOCK_GRACE_SECONDS = 600;
const MAX_TAG_VALUES = 512;

const hex = (digits: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`)));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const EventSchema = v.object({
  id: hex(64),
  pubkey: hex(64),
  created_at: count,
  kind: v.pipe(count, v.maxValue(65_535)),
  tags: v.pipe(v.array(v.pipe(v.array(v.pipe(v.string(), v.maxLength(1024))), v.maxLength(16))), v.maxLength(64)),
  content: v.string(),
  sig: hex(128),
});
export type NostrEvent = v.InferOutput<typeof EventSchema>;

const strings = v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(MAX_TAG_VALUES)));
const FilterSchema = v.object({
  ids: strings,
  authors: strings,
  kinds: v.optional(v.pipe(v.array(v.number()), v.maxLength(MAX_TAG_VALUES))),
  since: v.optional(v.number()),
  until: v.optional(v.number()),
});
const TagsSchema = v.record(v.string(), v.unknown());
const tagValues = v.pipe(v.array(v.pipe(v.string(), v.maxLength(1024))), v.minLength(1), v.maxLength(MAX_TAG_VALUES));

export type Filter = v.InferOutput<typeof FilterSchema> & {
  /** Tag letter → the values it may have. */
  readonly tags: ReadonlyMap<string, ReadonlySet<string>>;
};

/** @returns null for a bad filter; a filter without tags has an empty map, which is the caller's to refuse */
export const parseFilter = (input: unknown): Filter | null => {
  const known = v.safeParse(FilterSchema, input);
  const all = v.safeParse(TagsSchema, input);
  if (!known.success || !all.success) return null;
  const tags = new Map<string, ReadonlySet<string>>();
  for (const [key, value] of Object.entries(all.output)) {
    if (!/^#[A-Za-z]$/.test(key)) continue;
    const values = v.safeParse(tagValues, value);
    if (!values.success) return null;
    tags.set(key.slice(1), new Set(values.output));
  }
  return { ...known.output, tags };
};

export const matches = (filter: Filter, event: NostrEvent): boolean => {
  if (filter.kinds && !filter.kinds.includes(event.kind)) return false;
  if (filter.ids && !filter.ids.includes(event.id)) return false;
  if (filter.authors && !filter.authors.includes(event.pubkey)) return false;
  if (filter.since !== undefined && event.created_at < filter.since - CLOCK_GRACE_SECONDS) return false;
  if (filter.until !== undefined && event.created_at > filter.until + CLOCK_GRACE_SECONDS) return false;
  for (const [letter, values] of filter.tags) {
    if (!event.tags.some(([name, value]) => name === letter && value !== undefined && values.has(value))) return false;
  }
  return true;
};
