/**
 * Who lost the trust of a room: members who watch a lease may say that they do not obey its holder any more. When more than
 * half of all who have watched for a while say so, the holder itself counted among those who do not, the lease ends and its
 * holder may not have it again for some time. Why they say so the relay neither knows nor asks. Owns voices only: no
 * lease, no socket.
 */
import { DEPOSED_MS, VOICE_AFTER_MS, VOICE_KEPT_MS } from '../../domain/wire/relay-desk.ts';

/** Of a place whose members depose more than this, those of the longest ago are forgiven first. */
const MAX_DEPOSED_OF_PLACE = 64;

/** @param deposed `roomKey/peer` → until when, oldest first */
export const depose = (deposed: Map<string, number>, name: string, nowMs: number): void => {
  deposed.delete(name);
  deposed.set(name, nowMs + DEPOSED_MS);
  for (const oldest of deposed.keys()) if (deposed.size > MAX_DEPOSED_OF_PLACE) deposed.delete(oldest);
};
export const isDeposed = (deposed: ReadonlyMap<string, number>, name: string, nowMs: number): boolean =>
  (deposed.get(name) ?? -Infinity) > nowMs;

export type Ballot<Owner> = {
  readonly key: string;
  /** Of the lease that is contested: a voice against one holder is none against the next. */
  readonly number: number;
  readonly holder: Owner;
  readonly voter: Owner;
  /** Who watches this room, and since when, in ms. */
  readonly watchers: ReadonlyMap<Owner, number>;
};

export type Contests<Owner> = {
  /** no-voice: did not watch for long enough, or holds the lease itself. over: that was a majority. */
  readonly vote: (ballot: Ballot<Owner>) => 'no-voice' | 'counted' | 'over';
  /** The lease of this room is another one now, or nobody's. */
  readonly forget: (key: string) => void;
  readonly size: () => number;
};

type Contest<Owner> = { readonly number: number; /** When each voice was last heard. */ readonly voices: Map<Owner, number> };

export const createContests = <Owner>(nowMs: () => number): Contests<Owner> => {
  const all = new Map<string, Contest<Owner>>();
  return {
    vote: ({ key, number, holder, voter, watchers }) => {
      const now = nowMs();
      const jury = new Set(
        [...watchers].filter(([owner, sinceMs]) => owner !== holder && now - sinceMs >= VOICE_AFTER_MS).map(([owner]) => owner),
      );
      if (!jury.has(voter)) return 'no-voice';
      const known = all.get(key);
      const contest: Contest<Owner> = known?.number === number ? known : { number, voices: new Map() };
      all.set(key, contest);
      contest.voices.set(voter, now);
      // whoever left, or fell silent, has no voice any more
      for (const [owner, atMs] of contest.voices) if (!jury.has(owner) || now - atMs > VOICE_KEPT_MS) contest.voices.delete(owner);
      if (contest.voices.size * 2 <= jury.size + 1) return 'counted';
      all.delete(key);
      return 'over';
    },
    forget: (key) => void all.delete(key),
    size: () => all.size,
  };
};
