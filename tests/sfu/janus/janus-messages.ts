/**
 * What Janus and its VideoRoom plugin say, as far as the driver listens. Parsed where it enters: whatever does not look like
 * this is nobody's answer, and the driver leaves. People are named by their peer ids (`string_ids` in the plugin).
 */
import * as v from 'valibot';

/** Janus chooses 53 random bits. */
const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const mid = v.pipe(v.string(), v.maxLength(32));
const MAX_LIST = 1000;
const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.maxLength(MAX_LIST));

/** One line of a publisher. `description` is what the publisher's own driver says about it. */
const line = v.object({ mid, description: v.optional(v.pipe(v.string(), v.maxLength(200))), disabled: v.optional(v.boolean()) });
const publisher = v.object({ id: name, streams: v.optional(list(line), []) });
const attendee = v.object({ id: name });

/** One line of a subscription: `mid` is mine, `feed_mid` the publisher's; `active` false once it is nobody's. */
const subscription = v.object({
  mid,
  active: v.optional(v.boolean(), false),
  feed_id: v.optional(name),
  feed_mid: v.optional(mid),
});

const room = v.object({
  videoroom: v.string(),
  id: v.optional(name),
  error_code: v.optional(v.number()),
  publishers: v.optional(list(publisher)),
  attendees: v.optional(list(attendee)),
  joining: v.optional(attendee),
  /** A name; `'ok'` to who asked for it. */
  leaving: v.optional(name),
  unpublished: v.optional(name),
  streams: v.optional(list(subscription)),
});

const jsep = v.object({ type: v.picklist(['offer', 'answer']), sdp: v.pipe(v.string(), v.maxLength(500_000)) });

const message = v.object({
  janus: v.pipe(v.string(), v.maxLength(32)),
  transaction: v.optional(v.string()),
  /** Which handle it is about. */
  sender: v.optional(id),
  data: v.optional(v.object({ id })),
  error: v.optional(v.object({ code: v.number() })),
  plugindata: v.optional(v.object({ plugin: v.literal('janus.plugin.videoroom'), data: room })),
  jsep: v.optional(jsep),
});

export type JanusMessage = v.InferOutput<typeof message>;
export type RoomMessage = v.InferOutput<typeof room>;
export type Jsep = v.InferOutput<typeof jsep>;
export type PublisherMessage = v.InferOutput<typeof publisher>;
export type SubscriptionMessage = v.InferOutput<typeof subscription>;

/** @returns null for anything that Janus would not say */
export const parseMessage = (data: unknown): JanusMessage | null => {
  if (typeof data !== 'string') return null;
  try {
    const parsed = v.safeParse(message, JSON.parse(data));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
};
