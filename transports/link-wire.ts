/**
 * What two linked peers say to each other on the `link` channel (and, sealed, through a network while the link is
 * interrupted): heartbeat, farewell, mesh signaling, and later negotiations. JSON text; parsed here.
 */
import * as v from 'valibot';
import { MeshFrameSchema } from './mesh-net.ts';

const MAX_LINK_FRAME = 32_000;
const round = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const SdpSchema = v.object({
  t: v.literal('sdp'),
  kind: v.picklist(['offer', 'answer']),
  /** The round of negotiation; an answer names its offer's. */
  n: round,
  sdp: v.pipe(v.string(), v.maxLength(MAX_LINK_FRAME)),
});
const CandidateSchema = v.object({
  t: v.literal('candidate'),
  candidate: v.object({
    candidate: v.pipe(v.string(), v.maxLength(1000)),
    sdpMid: v.nullish(v.pipe(v.string(), v.maxLength(32))),
    sdpMLineIndex: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(32))),
    usernameFragment: v.nullish(v.pipe(v.string(), v.maxLength(256))),
  }),
});
/** The side that makes offers is asked for a new one with fresh ICE credentials. */
const RestartSchema = v.object({ t: v.literal('restart') });

export const NegotiationSchema = v.variant('t', [SdpSchema, CandidateSchema, RestartSchema]);
export type NegotiationMessage = v.InferOutput<typeof NegotiationSchema>;

const LinkMessageSchema = v.variant('t', [
  v.object({ t: v.literal('ping') }),
  v.object({ t: v.literal('bye') }),
  MeshFrameSchema,
  SdpSchema,
  CandidateSchema,
  RestartSchema,
]);
export type LinkMessage = v.InferOutput<typeof LinkMessageSchema>;

const parseWith = <T extends v.GenericSchema>(schema: T, text: string): v.InferOutput<T> | null => {
  if (text.length > MAX_LINK_FRAME * 2) return null;
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
};

export const parseLinkMessage = (text: string): LinkMessage | null => parseWith(LinkMessageSchema, text);
export const parseNegotiation = (text: string): NegotiationMessage | null => parseWith(NegotiationSchema, text);
