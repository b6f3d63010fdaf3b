/**
 * The mode of the room I stand in. As its steward I run the policy machine on what everybody measured, open the SFU's next
 * epoch and say so in my beats; as a member I follow the steward's word. Either way it takes my seat at the SFU, and says
 * by which way media should come. The machine itself is in `domain/policy/room-mode.ts`.
 */
import { batch, type ReadonlySignal, signal } from '@preact/signals-core';
import type { Policy } from '../../../../domain/config/policy-config.ts';
import { nextRoomMode, type RoomModeEvent, type RoomModeState, startRoomMode } from '../../../../domain/policy/room-mode.ts';
import { RoomMode } from '../../../../domain/policy/room-mode-names.ts';
import type { RoomMetrics } from '../../../../domain/policy/room-metrics.ts';
import type { Clock, Stop } from '../../../../transports/clock.ts';
import type { RelayDesk } from '../../../../transports/relay-desk.ts';
import type { SfuMembership } from './sfu-membership.ts';

/** What a steward says about its room's mode, in each beat. */
export type ModeWord = {
  readonly mode: RoomMode;
  readonly epoch: number;
  /** opening: take your seats, media goes on as it does · open: media moves there. */
  readonly sfu: { readonly epoch: number; readonly state: 'opening' | 'open' } | null;
};

export const MESH_WORD: ModeWord = { mode: RoomMode.P2pDirect, epoch: 0, sfu: null };

export type ModeStand = {
  /** The room I stand in; null before I entered. */
  readonly room: string | null;
  readonly isSteward: boolean;
  /** The number of my own lease of this room, confirmed by the relay. */
  readonly lease: number | null;
  /** The last word of the steward whom I obey; null if none was heard in this room. */
  readonly word: ModeWord | null;
};

export type ModeKeeperOptions = {
  readonly clock: Clock;
  readonly desk: Pick<RelayDesk, 'state' | 'openSfu'>;
  readonly membership: SfuMembership;
  readonly policy: () => Policy;
  /** My word as steward: into the beats, and out at once. */
  readonly announce: (word: ModeWord) => void;
  /** One more person and the room goes up: fetch what that takes. Called once. */
  readonly prepare: () => void;
};

export type ModeKeeper = {
  readonly word: ReadonlySignal<ModeWord>;
  /** Where I stand, whenever something of it may have changed. */
  readonly stand: (now: ModeStand) => void;
  /** Every two seconds. */
  readonly evaluate: (figures: RoomMetrics) => void;
  /** Somebody came or went. */
  readonly count: (participants: number) => void;
  /** My seat changed. */
  readonly seatChanged: () => void;
  /** What the others said of their own seats, each one's latest word. */
  readonly othersReach: (words: readonly SeatWord[]) => void;
  readonly close: () => void;
};

/** Can this member reach the server? `atMs`: when it was heard. */
export type SeatWord = { readonly canSfu: boolean; readonly atMs: number };

/** A word about a seat that was under way when the room moved is about nothing. */
const WORD_AGE_MS = 300;

/** A server that nobody but the steward reaches for this long serves nobody: the relay may have died before they had tokens. */
export const ALONE_MS = 1_500;

/** A steward that lost its own connection tries this long before it calls the SFU lost for the room. */
export const LOST_MS = 2_500;

export const isSameWord = (a: ModeWord, b: ModeWord): boolean =>
  a.mode === b.mode && a.epoch === b.epoch && a.sfu?.epoch === b.sfu?.epoch && a.sfu?.state === b.sfu?.state;

const wordOf = (state: RoomModeState): ModeWord => ({
  mode: state.mode,
  epoch: state.epoch,
  sfu: state.status === 'mesh' ? null : { epoch: state.epoch, state: state.status === 'sfu' ? 'open' : 'opening' },
});

export const createModeKeeper = (options: ModeKeeperOptions): ModeKeeper => {
  const { clock, desk, membership } = options;
  const word = signal<ModeWord>(MESH_WORD);
  let stand: ModeStand = { room: null, isSteward: false, lease: null, word: null };
  /** Only while I am the steward. */
  let machine: RoomModeState | null = null;
  let machinePolicy: Policy | null = null;
  /** Which epoch the relay was asked to open, under which lease. */
  let asked: { readonly lease: number; readonly epoch: number } | null = null;
  /** The epoch that it is being asked to open. */
  let asking: number | null = null;
  let participants = 0;
  let lossTimer: Stop | null = null;
  /** How far each room was when I left it: who comes back in no company goes on from there, or the relay would refuse. */
  const leftAt = new Map<string, number>();
  /** Since when all others say that they cannot reach the server where I sit. */
  let aloneSinceMs: number | null = null;
  let isPrepared = false;

  const hasSfu = (): boolean => {
    const { status, sfu } = desk.state.peek();
    // a relay that is gone takes no room away from a server that works
    return status === 'ready' ? sfu : machine?.status === 'sfu';
  };

  const prepare = (): void => {
    const { status, sfu } = desk.state.peek();
    if (isPrepared || status !== 'ready' || !sfu || participants < options.policy().up.participants) return;
    isPrepared = true;
    options.prepare();
  };

  const follow = (next: ModeWord): void => {
    if (!isSameWord(next, word.peek())) word.value = next;
    membership.take(stand.room === null || next.sfu === null ? null : { room: stand.room, epoch: next.sfu.epoch });
  };

  const say = (state: RoomModeState): void => {
    const next = wordOf(state);
    batch(() => {
      if (!isSameWord(next, word.peek())) options.announce(next);
      // a seat is of use only in an epoch that the relay was asked to open
      if (asked?.epoch === state.epoch || next.sfu === null) follow(next);
    });
  };

  const apply = (event: RoomModeEvent): void => {
    if (machine === null) return;
    const before = machine;
    machine = nextRoomMode(machine, event);
    if (machine === before) return;
    if (machine.wants === 'open-sfu') return void openEpoch(machine.epoch);
    say(machine);
  };

  /**
   * The relay gives tokens only for epochs that the holder of the room's lease opened. It answers in order, so my own is
   * asked for in the same breath, and the others hear of it at once: theirs are asked for half a round trip later.
   */
  const openEpoch = async (epoch: number): Promise<void> => {
    const { room, lease } = stand;
    if (machine === null) return;
    // a relay that has not given me the lease yet is no server that failed: `stand` tells when it has
    if (asking === epoch || (lease === null && desk.state.peek().status === 'ready')) return;
    if (room === null || lease === null) return apply({ type: 'sfu-failed', epoch, nowMs: clock.now() });
    asking = epoch;
    const opening = desk.openSfu(room, lease, epoch).catch(() => false);
    asked = { lease, epoch };
    say(machine);
    const isOpen = await opening;
    if (asking === epoch) asking = null;
    if (machine?.epoch !== epoch || stand.room !== room || machine.status === 'mesh') return;
    if (!isOpen) return apply({ type: 'sfu-failed', epoch, nowMs: clock.now() });
    seatChanged();
  };

  const seatChanged = (): void => {
    if (machine === null || machine.status === 'mesh') return;
    const { epoch } = machine;
    const seat = membership.status.peek();
    if (seat === 'open') {
      lossTimer?.();
      lossTimer = null;
      if (asked?.epoch === epoch) apply({ type: 'sfu-opened', epoch, nowMs: clock.now() });
    } else if (seat === 'unreachable') {
      if (machine.status === 'opening' && asked?.epoch === epoch) apply({ type: 'sfu-failed', epoch, nowMs: clock.now() });
      else if (machine.status === 'sfu')
        lossTimer ??= clock.after(LOST_MS, () => {
          lossTimer = null;
          if (membership.status.peek() !== 'open') apply({ type: 'sfu-lost', epoch, nowMs: clock.now() });
        });
    }
  };

  const becomeSteward = (): void => {
    const heard = stand.word ?? MESH_WORD;
    const present = heard.mode === RoomMode.Sfu ? heard : { ...heard, epoch: Math.max(heard.epoch, leftAt.get(stand.room ?? '') ?? 0) };
    machinePolicy = options.policy();
    const { status, sfu } = desk.state.peek();
    machine = startRoomMode(machinePolicy, status === 'ready' ? sfu : present.mode === RoomMode.Sfu, clock.now(), present);
    asked = null;
    if (machine.status === 'sfu') void renewEpoch();
    if (machine.status === 'sfu') follow(wordOf(machine));
    options.announce(wordOf(machine));
    if (machine.status === 'mesh') follow(wordOf(machine));
    // who was counted before there was a steward counts now
    apply({ type: 'count', participants, nowMs: clock.now() });
  };

  /** A new lease, or a relay that began anew: newcomers still need tokens for the epoch that everybody is in. */
  const renewEpoch = async (): Promise<void> => {
    const { room, lease } = stand;
    if (machine?.status !== 'sfu' || room === null || lease === null) return;
    if (asked?.lease === lease && asked.epoch === machine.epoch) return;
    const { epoch } = machine;
    asked = { lease, epoch };
    if (!(await desk.openSfu(room, lease, epoch).catch(() => false)) && asked?.lease === lease) asked = null;
  };

  const othersReach = (words: readonly SeatWord[]): void => {
    const sinceMs = machine?.status === 'sfu' ? machine.sinceMs + WORD_AGE_MS : Infinity;
    const isAlone = words.length > 0 && words.every(({ canSfu, atMs }) => !canSfu && atMs >= sinceMs);
    aloneSinceMs = isAlone ? (aloneSinceMs ?? clock.now()) : null;
    if (machine === null || aloneSinceMs === null || clock.now() - aloneSinceMs < ALONE_MS) return;
    aloneSinceMs = null;
    apply({ type: 'sfu-lost', epoch: machine.epoch, nowMs: clock.now() });
  };

  const leaveOffice = (): void => {
    machine = null;
    asked = null;
    asking = null;
    aloneSinceMs = null;
    lossTimer?.();
    lossTimer = null;
  };

  return {
    word,
    seatChanged,
    othersReach,
    stand: (now) => {
      const isNewRoom = now.room !== stand.room;
      if (isNewRoom && stand.room !== null) leftAt.set(stand.room, word.peek().epoch);
      stand = now;
      if (isNewRoom) leaveOffice();
      if (now.isSteward) {
        if (machine === null) becomeSteward();
        else if (machine.status === 'opening' && asked?.epoch !== machine.epoch) void openEpoch(machine.epoch);
        else void renewEpoch();
        return;
      }
      leaveOffice();
      if (now.word !== null) follow(now.word);
      else if (isNewRoom) follow(MESH_WORD);
    },
    evaluate: (figures) => {
      // the relay may have come later than the people
      prepare();
      if (machine === null) return;
      const policy = options.policy();
      if (policy !== machinePolicy || machine.hasSfu !== hasSfu()) {
        machinePolicy = policy;
        apply({ type: 'config', policy, hasSfu: hasSfu(), nowMs: clock.now() });
      }
      apply({ type: 'evaluation', metrics: figures, nowMs: clock.now() });
      void renewEpoch();
    },
    count: (members) => {
      participants = members;
      prepare();
      apply({ type: 'count', participants, nowMs: clock.now() });
    },
    close: () => {
      leaveOffice();
      stand = { room: null, isSteward: false, lease: null, word: null };
    },
  };
};
