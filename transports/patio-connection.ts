/**
 * The RTCPeerConnection that trystero is given (`rtcPolyfill`): it uses the session's certificate and present ICE
 * servers, brings Patio's lanes along, puts the first candidates into the description (one string instead of five),
 * and works round three things of trystero 0.25.4 and Chromium 156:
 * - the pool of 20 connections made on joining: held at none (FACTS §3); offers are made when they are needed;
 * - a pooled offer refreshed by rollback never gathers again: a rollback closes instead;
 * - an answer that nobody takes up blocks the pair for 23 s: a watchdog closes it, and on the other side one that was taken
 *   up too late; one that leads nowhere (TURN only, and no TURN) blocks the other side as long: it is not sent.
 * Does not know who is at the other end.
 */
import type { Clock } from './clock.ts';
import { candidatesGathered, type GatherMode, hasCandidates, isHidden, isUseless } from './gathering.ts';
import { fingerprintOf } from './ice.ts';
import { type Lanes, openLanes } from './lanes.ts';

/** An answer that nobody has reacted to by then was not taken up … */
export const ANSWER_UNHEARD_MS = 4_000;
/** … one that was taken up has nobody behind it any more if there was no word by then: later than the other side gives up … */
export const TAKEN_UNHEARD_MS = 5_000;
/** … and one that has not connected by then will not. */
export const ANSWER_LIMIT_MS = 15_000;

const isPending = ({ connectionState }: RTCPeerConnection): boolean => connectionState === 'new' || connectionState === 'connecting';
/** In an offer whose candidates are all inside: its answer has one string as well. Other software ignores the line. */
const GATHERED_LINE = 'a=patio-gathered\r\n';

export type ConnectionsOptions = {
  readonly configuration: () => RTCConfiguration;
  readonly clock: Clock;
  /** Many are met at once: candidates may take a little longer if they then travel together. */
  readonly isInCrowd: () => boolean;
};

export type Connections = {
  /** For trystero's `rtcPolyfill`. */
  readonly Polyfill: typeof RTCPeerConnection;
  /** Runs trystero's (synchronous) join without its pool. */
  readonly withoutPool: <T>(join: () => T) => T;
  /** Connections made while `make` runs (synchronously) put all their candidates into their offer. */
  readonly gathered: <T>(make: () => T) => T;
  /**
   * The connection whose trystero channel opened last. Trystero starts its handshake in the microtasks of that very
   * event, so there this is the connection that the handshake runs on, which trystero does not say.
   */
  readonly lastOpened: () => RTCPeerConnection | null;
  /** Closes a connection so that trystero notices. */
  readonly end: (connection: RTCPeerConnection) => void;
  readonly lanesOf: (connection: RTCPeerConnection) => Lanes | null;
  /** Closes every other connection to the same session: one pair, one connection. */
  readonly closeOthers: (kept: RTCPeerConnection) => void;
  /** Closes what was begun before and has not connected. @returns how many */
  readonly closePending: (beforeMs: number) => number;
  readonly closeAll: () => void;
  readonly count: () => number;
};

const stub = (): object => ({
  connectionState: 'closed',
  iceConnectionState: 'closed',
  signalingState: 'closed',
  createDataChannel: () => ({ close: () => {} }),
  addEventListener: () => {},
  close: () => {},
});

export const createConnections = ({ configuration, clock, isInCrowd }: ConnectionsOptions): Connections => {
  const alive = new Set<RTCPeerConnection & { readonly madeAtMs: number }>();
  const lanes = new WeakMap<RTCPeerConnection, Lanes>();
  let lastOpened: RTCPeerConnection | null = null;
  let making: 'usual' | 'stubs' | 'gathered' = 'usual';

  /** `close()` fires no event on the side that calls it, and trystero waits for one. */
  const closeAloud = (connection: RTCPeerConnection): void => {
    connection.close();
    connection.dispatchEvent(new Event('connectionstatechange'));
  };

  /** Registered before trystero's own handler of the same event, so it runs before. */
  const noteOpening = (channel: RTCDataChannel, connection: RTCPeerConnection): void =>
    channel.addEventListener('open', () => {
      lastOpened = connection;
    });

  class PatioConnection extends RTCPeerConnection {
    gatherMode: GatherMode = making === 'gathered' ? 'all' : 'hosts';
    readonly madeAtMs = clock.now();
    /** Candidates of now are part of the description. */
    isBundling = false;

    constructor() {
      super(configuration());
      alive.add(this);
      let onCandidate: RTCPeerConnection['onicecandidate'] = null;
      Object.defineProperty(this, 'onicecandidate', {
        get: () => onCandidate,
        set: (handler: typeof onCandidate) => {
          onCandidate = handler;
        },
      });
      this.addEventListener('icecandidate', (event) => {
        if (event.candidate !== null && !this.isBundling && !isUseless(event.candidate)) onCandidate?.call(this, event);
      });
      this.addEventListener('datachannel', ({ channel }) => noteOpening(channel, this));
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState === 'closed') alive.delete(this);
        // trystero lets go of a failed connection without closing it
        if (this.connectionState === 'failed') queueMicrotask(() => this.close());
      });
    }

    override close(): void {
      alive.delete(this);
      super.close();
    }

    override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, init);
      if (!lanes.has(this)) this.addLanes();
      noteOpening(channel, this);
      return channel;
    }

    addLanes(): void {
      lanes.set(this, openLanes({ createDataChannel: (label, init) => super.createDataChannel(label, init) } as RTCPeerConnection, clock));
    }

    /** The description says of no way to here. */
    isNowhere(): boolean {
      return isHidden(this.getConfiguration()) && !hasCandidates(super.localDescription);
    }

    /** @throws Error so that trystero goes no further */
    giveUp(): never {
      closeAloud(this);
      throw new Error('only relayed addresses are allowed, and there is none');
    }

    override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      // only at first: while a link that stands is renewed, the answer may well be faster than the new candidates
      if (description.type === 'answer' && this.remoteDescription === null && this.isNowhere()) this.giveUp();
      const isFirst = this.remoteDescription === null;
      const isFirstOffer = description.type === 'offer' && this.localDescription === null;
      await super.setRemoteDescription(description);
      if (isFirst) this.watchOver(isFirstOffer ? ANSWER_UNHEARD_MS : TAKEN_UNHEARD_MS);
      if (!isFirstOffer) return;
      // only now: before the offer is in, a channel would ask for a negotiation of its own
      if (!lanes.has(this)) this.addLanes();
      this.gatherMode = description.sdp?.endsWith(GATHERED_LINE) ? 'all' : 'hosts';
    }

    watchOver(unheardMs: number): void {
      clock.after(unheardMs, () => void this.endIfUnheard());
      clock.after(ANSWER_LIMIT_MS, () => {
        if (isPending(this)) closeAloud(this);
      });
    }

    /** Whoever has an answer of ours, or gave us one, sends connectivity checks. */
    async endIfUnheard(): Promise<void> {
      if (!isPending(this)) return;
      const report = (await this.getStats()) as unknown as ReadonlyMap<string, { requestsReceived?: number; responsesReceived?: number }>;
      const isHeard = [...report.values()].some((entry) => (entry.requestsReceived ?? 0) + (entry.responsesReceived ?? 0) > 0);
      if (!isHeard && isPending(this)) closeAloud(this);
    }

    override async setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
      if (description?.type === 'rollback' && this.remoteDescription === null) return this.close();
      if (this.localDescription !== null) return super.setLocalDescription(description);
      const gathered = candidatesGathered(this, this.gatherMode, clock, isInCrowd());
      this.isBundling = true;
      await super.setLocalDescription(description);
      await gathered;
      this.isBundling = false;
      // an offer goes out all the same, for trystero waits for it without end; its answer will find nobody
      if (super.localDescription?.type === 'answer' && this.isNowhere()) this.giveUp();
    }

    override get localDescription(): RTCSessionDescription | null {
      const description = super.localDescription;
      if (this.gatherMode !== 'all' || description?.type !== 'offer') return description;
      return new RTCSessionDescription({ type: 'offer', sdp: description.sdp + GATHERED_LINE });
    }
  }

  function Polyfill(): object {
    return making === 'stubs' ? stub() : new PatioConnection();
  }

  const during = <T>(mode: typeof making, run: () => T): T => {
    making = mode;
    try {
      return run();
    } finally {
      making = 'usual';
    }
  };

  return {
    Polyfill: Polyfill as unknown as typeof RTCPeerConnection,
    withoutPool: (join) => during('stubs', join),
    gathered: (make) => during('gathered', make),
    lastOpened: () => lastOpened,
    end: closeAloud,
    lanesOf: (connection) => lanes.get(connection) ?? null,
    closeOthers: (kept) => {
      const session = fingerprintOf(kept.remoteDescription?.sdp);
      for (const other of alive)
        if (other !== kept && other.remoteDescription !== null && fingerprintOf(other.remoteDescription.sdp) === session) closeAloud(other);
    },
    closePending: (beforeMs) => {
      const pending = [...alive].filter((connection) => connection.madeAtMs < beforeMs && isPending(connection));
      pending.forEach(closeAloud);
      return pending.length;
    },
    closeAll: () => {
      for (const connection of alive) closeAloud(connection);
    },
    count: () => alive.size,
  };
};
