/**
 * When to say hello on which network. Alone: at once when it opens, a few times soon after (the first may have been
 * said before somebody listened), then every 15 s. Meshed: the lowest id among its neighbours every minute, so that two
 * halves that never heard of each other meet; everybody else is silent. Greets nobody by itself: it calls `announce`.
 */
import type { Clock, Stop } from './clock.ts';
import type { Net, Role } from './net.ts';

export const ALONE_DELAYS_MS = [500, 1_500, 3_000, 6_000, 15_000] as const;
export const LEAD_EVERY_MS = 60_000;
/** A server that comes back is greeted by all its clients: not all in the same instant. */
const REOPEN_SPREAD_MS = 400;
const MESH_AFTER_LINK_MS = [20, 1_000, 4_000] as const;
const MESH_EVERY_MS = 30_000;
const TICK_MS = 250;

/** @param times how often this network was greeted in this role. @returns ms until the next greeting; Infinity for never. */
export const announceDelayMs = (role: Role, times: number): number => {
  if (role === 'quiet') return Infinity;
  return role === 'lead' ? LEAD_EVERY_MS : ALONE_DELAYS_MS[Math.min(times, ALONE_DELAYS_MS.length - 1)]!;
};

export type Announcer = {
  readonly opened: (net: Net) => void;
  readonly removed: (net: Net) => void;
  /** Links came or went. */
  readonly linksChanged: () => void;
  /** A new link: those behind it should hear of us, over the mesh. */
  readonly linked: (mesh: Net) => void;
  readonly stop: Stop;
};

export const createAnnouncer = (options: {
  readonly clock: Clock;
  readonly random: () => number;
  readonly role: () => Role;
  /** Somebody is just being linked: whoever is alone need not say again that they are. */
  readonly isMeeting: () => boolean;
}): Announcer => {
  const { clock, random, isMeeting } = options;
  const due = new Map<Net, { atMs: number; times: number }>();
  let role = options.role();
  let meshTimers: Stop[] = [];
  let mesh: Net | null = null;
  let meshAtMs = Infinity;

  const announce = (net: Net): void => {
    const plan = due.get(net);
    if (plan === undefined) return;
    net.announce(role);
    plan.atMs = clock.now() + announceDelayMs(role, plan.times) * (0.9 + random() * 0.2);
    plan.times += 1;
  };

  const stopTicking = clock.every(TICK_MS, () => {
    const nowMs = clock.now();
    for (const [net, plan] of due) if (plan.atMs <= nowMs && !(role === 'alone' && plan.times > 0 && isMeeting())) announce(net);
    if (mesh !== null && meshAtMs <= nowMs) {
      mesh.announce(role);
      meshAtMs = nowMs + MESH_EVERY_MS * (0.75 + random() / 2);
    }
  });

  return {
    opened: (net) => {
      due.set(net, { atMs: clock.now() + random() * REOPEN_SPREAD_MS, times: 0 });
      if (role === 'alone') announce(net);
    },
    removed: (net) => due.delete(net),
    linksChanged: () => {
      const before = role;
      role = options.role();
      if (role === before) return;
      for (const plan of due.values()) {
        plan.times = 0;
        // whoever has just lost everybody greets at once; others as their new role says
        plan.atMs = clock.now() + (role === 'alone' ? random() * REOPEN_SPREAD_MS : announceDelayMs(role, 0) * (0.5 + random() / 2));
      }
    },
    linked: (next) => {
      mesh = next;
      for (const stop of meshTimers) stop();
      meshTimers = MESH_AFTER_LINK_MS.map((ms) => clock.after(ms, () => next.announce(role)));
      meshAtMs = clock.now() + MESH_EVERY_MS * (0.75 + random() / 2);
    },
    stop: () => {
      stopTicking();
      for (const stop of meshTimers) stop();
    },
  };
};
