/**
 * The RTCPeerConnection that trystero is given (`rtcPolyfill`): it uses the session's certificate and present ICE
 * servers, brings Patio's lanes along, and works round four things of trystero 0.25.4 and Chromium 156:
 * - the pool of 20 connections made on joining: held at none (FACTS §3); offers are made when they are needed;
 * - a pooled offer refreshed by rollback never gathers again: a rollback closes instead;
 * - an answer that nobody takes up blocks the pair for 23 s: a watchdog closes it;
 * - trackers pass one string each way: an offer for them, and the answer to it, wait for their candidates.
 * Does not know who is at the other end.
 */
import type { Clock } from './clock.ts';
import { fingerprintOf } from './ice.ts';
import { type Lanes, openLanes } from './lanes.ts';

export const ANSWER_WATCHDOG_MS = 8_000;
/** Long enough for a STUN answer from another continent; an unreachable STUN server costs no more than this. */
export const GATHER_LIMIT_MS = 700;

export type ConnectionsOptions = { readonly configuration: () => RTCConfiguration; readonly clock: Clock };

export type Connections = {
  readonly PatioConnection: typeof RTCPeerConnection;
  /** Runs trystero's (synchronous) join without its pool. */
  readonly withoutPool: <T>(join: () => T) => T;
  /** Connections made while `make` runs (synchronously) put their candidates into their offer. */
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

const gatheringDone = (connection: RTCPeerConnection, clock: Clock): Promise<void> =>
  new Promise((resolve) => {
    const finish = (): void => {
      stopTimer();
      connection.removeEventListener('icegatheringstatechange', check);
      resolve();
    };
    const check = (): void => {
      if (connection.iceGatheringState === 'complete' || connection.connectionState === 'closed') finish();
    };
    const stopTimer = clock.after(GATHER_LIMIT_MS, finish);
    connection.addEventListener('icegatheringstatechange', check);
    check();
  });

export const createConnections = ({ configuration, clock }: ConnectionsOptions): Connections => {
  const alive = new Set<RTCPeerConnection>();
  const lanes = new WeakMap<RTCPeerConnection, Lanes>();
  let lastOpened: RTCPeerConnection | null = null;
  let making: 'usual' | 'stubs' | 'gathered' = 'usual';

  /** `close()` fires no event on the side that calls it, and trystero waits for one. */
  const closeAloud = (connection: RTCPeerConnection): void => {
    connection.close();
    connection.dispatchEvent(new Event('connectionstatechange'));
  };

  class PatioConnection extends RTCPeerConnection {
    gatherFirst = making === 'gathered';

    constructor() {
      if (making === 'stubs') return stub() as PatioConnection;
      super(configuration());
      alive.add(this);
      this.addEventListener('datachannel', ({ channel }) => this.noteOpening(channel));
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
      this.noteOpening(channel);
      return channel;
    }

    /** Registered before trystero's own handler of the same event, so it runs before. */
    noteOpening(channel: RTCDataChannel): void {
      channel.addEventListener('open', () => {
        lastOpened = this;
      });
    }

    addLanes(): void {
      lanes.set(this, openLanes({ createDataChannel: (label, init) => super.createDataChannel(label, init) } as RTCPeerConnection, clock));
    }

    override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      const isFirstOffer = description.type === 'offer' && this.localDescription === null;
      await super.setRemoteDescription(description);
      if (!isFirstOffer) return;
      // only now: before the offer is in, a channel would ask for a negotiation of its own
      if (!lanes.has(this)) this.addLanes();
      this.gatherFirst = description.sdp?.includes('\na=candidate:') ?? false;
      clock.after(ANSWER_WATCHDOG_MS, () => {
        if (this.connectionState === 'new' || this.connectionState === 'connecting') closeAloud(this);
      });
    }

    override async setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
      if (description?.type === 'rollback' && this.remoteDescription === null) return this.close();
      await super.setLocalDescription(description);
      if (!this.gatherFirst) return;
      this.gatherFirst = false;
      await gatheringDone(this, clock);
    }
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
    PatioConnection: PatioConnection as unknown as typeof RTCPeerConnection,
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
    closeAll: () => {
      for (const connection of alive) closeAloud(connection);
    },
    count: () => alive.size,
  };
};
