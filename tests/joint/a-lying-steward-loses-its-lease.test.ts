/**
 * A steward that holds the relay's lease and lies: who catches it stops obeying at once, and when most have told the relay,
 * the lease, the right to open the server and the server itself are the next one's. Real relay and desk, see `hosted-peers.ts`.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { VOICE_AFTER_MS } from '../../domain/wire/relay-desk.ts';
import { type HostedPeer, startHostedPeers, type Step } from './hosted-peers.ts';

const PATIENCE = { timeout: 40_000, interval: 25 };

beforeAll(() => void vi.stubGlobal('document', { visibilityState: 'visible' }));
afterAll(() => void vi.unstubAllGlobals());

/** A seat that is nowhere: everybody sees that it is a lie. */
const lie = (liar: HostedPeer, to: HostedPeer): void => {
  for (let n = 0; n < 3; n += 1) {
    const wish = { kind: 'seat' as const, seat: 'nowhere/0' };
    const rest = { granted: true, why: null, holder: liar.id, at: null };
    liar.lie({ t: 'verdict', room: 'open', term: 1, order: 100 + n, to: liar.id, n, wish, ...rest }, to.id);
  }
};

it('at the relay too, when most do not obey it; one alone changes nothing', { timeout: 120_000 }, async () => {
  const steps: Step[] = [];
  const room = await startHostedPeers({ names: ['Ana', 'Bo', 'Cleo', 'Dora'], most: 3, onStep: (step) => steps.push(step) });
  try {
    const [ana, bo, cleo, dora] = room.peers as [HostedPeer, HostedPeer, HostedPeer, HostedPeer];
    const holders = () => [...new Set([bo, cleo, dora].map(({ desk }) => desk.leases.peek().get('open')?.holder))];
    const obeyed = () => [bo, cleo, dora].map(({ steward }) => steward());
    await expect.poll(() => room.peers.map(({ control }) => control.mode.peek()), PATIENCE).toEqual(room.peers.map(() => 'SFU'));
    expect(holders()).toEqual([ana.id]);
    lie(ana, dora);
    await expect.poll(() => dora.steward(), PATIENCE).not.toBe(ana.id);
    // her voice is raised again and again by then, and does not suffice
    const endMs = performance.now() + VOICE_AFTER_MS + 4000;
    await expect.poll(() => performance.now() > endMs, PATIENCE).toBe(true);
    expect(holders()).toEqual([ana.id]);
    expect(obeyed().slice(0, 2)).toEqual([ana.id, ana.id]);
    for (const member of [bo, cleo]) lie(ana, member);
    await expect.poll(holders, PATIENCE).not.toContain(ana.id);
    // one of them, the same for all; Dora was the first who stood
    await expect.poll(() => new Set([...holders(), ...obeyed()]), PATIENCE).toEqual(new Set([dora.id]));
    // the liar is told by the relay, and asks in vain
    await expect.poll(() => ana.steward(), PATIENCE).toBe(dora.id);
    await expect.poll(() => ana.desk.takeLease('open').then((lease) => lease?.holder ?? null), PATIENCE).toBeNull();
    // the room is where it was, and the next one has opened it again: somebody new gets in
    await expect
      .poll(() => steps.some((step) => step.at === 'is answered' && step.op === 'open' && step.who === 'Dora'), PATIENCE)
      .toBe(true);
    expect(room.peers.map(({ control }) => control.mode.peek())).toEqual(room.peers.map(() => 'SFU'));
    expect(await bo.desk.sfuToken('open', 1)).not.toBeNull();
  } finally {
    await room.close();
  }
});
