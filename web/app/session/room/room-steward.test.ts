import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doorId, peerId, seatId, zoneId } from '../../../../domain/ids.ts';
import { RoomMode } from '../../../../domain/policy/room-mode-names.ts';
import { isDoorOpen } from '../../../../domain/world/collision.ts';
import type { PlaceMap } from '../../../../domain/world/map.ts';
import { createSeatTable } from '../../../../domain/world/objects.ts';
import { OFFICE } from '../../../../domain/world/office/office.ts';
import { createDeskHub, createOffice } from './testing.ts';

const chair = seatId('terrace-chair-2/0');
const near = createSeatTable(OFFICE).byId.get(chair)!.at;
const gap = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.hypot(a.x - b.x, a.y - b.y);
const around = [
  { name: 'ana', at: { x: 3.2, y: 17.9 } },
  { name: 'bo', at: { x: 3.2, y: 16.6 } },
  { name: 'cleo', at: { x: 2.9, y: 13.5 } },
  { name: 'dora', at: { x: 2.9, y: 12.9 } },
] as const;
const fern = zoneId('fern');
const fernDoor = doorId('door-fern');

describe('the order of a room', () => {
  it('is kept by whoever is alone, who tells nobody', async () => {
    const office = createOffice(OFFICE, around.slice(0, 1));
    await office.run(2000);
    expect(office.of('ana').room.isMe.peek()).toBe(true);
    expect(office.of('ana').said).toEqual([]);
  });
  it('is kept by one, and passes on within two seconds', async () => {
    const office = createOffice(OFFICE, around);
    await office.run(2000);
    expect(office.stewards()).toEqual(['ana', 'ana', 'ana', 'ana']);
    expect(office.of('bo').room.members.peek().size).toBe(4);
    office.of('ana').room.beatFields({ mode: RoomMode.P2pTurn, epoch: 7 });
    await office.run(300);
    expect(office.of('cleo').room.lastBeat.peek()).toEqual({ mode: 'P2P_TURN', epoch: 7, sfu: null });
    office.kill('ana');
    expect(await office.until(() => office.stewards().every((s) => s === 'bo'), 2000)).toBe(true);
    // and goes on where the last one was
    expect(office.of('dora').room.lastBeat.peek()).toEqual({ mode: 'P2P_TURN', epoch: 7, sfu: null });
  });
  it('has a lease where there is a desk, and none when there is nobody to tell', async () => {
    const hub = createDeskHub();
    const office = createOffice(OFFICE, around, (self) => hub.deskOf(self));
    await office.run(2500);
    expect(office.stewards()).toEqual(['ana', 'ana', 'ana', 'ana']);
    const first = hub.leases.peek().get('open')!;
    expect(office.of('bo').room.steward.peek()).toMatchObject({ peer: 'ana', lease: first.number });
    office.kill('ana');
    hub.free(peerId('ana'));
    expect(await office.until(() => office.stewards().every((s) => s === 'bo'), 2000)).toBe(true);
    expect(hub.leases.peek().get('open')!.number).toBeGreaterThan(first.number);
    for (const name of ['cleo', 'dora']) office.kill(name);
    await office.run(500);
    expect(hub.leases.peek().size).toBe(0);
    expect(office.of('bo').room.isMe.peek()).toBe(true);
  });
  it('leaves its lease behind when its steward goes to another room', async () => {
    const hub = createDeskHub();
    const people = [
      { name: 'ana', at: { x: 14, y: 2 } },
      { name: 'bo', at: { x: 13, y: 2 } },
      { name: 'cleo', at: { x: 17.2, y: 8 } },
      { name: 'dora', at: { x: 16.5, y: 8 } },
    ];
    const office = createOffice(OFFICE, people, (self) => hub.deskOf(self));
    await office.run(2000);
    expect(hub.leases.peek().get('open')?.holder).toBe('ana');
    // the door closes: two rooms, each with a steward and a lease of its own
    office.of('ana').doors.set(fernDoor, { open: false }, 'ana');
    await office.run(3000);
    expect([...hub.leases.peek()].map(([room, lease]) => [room, lease.holder])).toEqual(
      expect.arrayContaining([
        ['fern', 'ana'],
        ['open', 'cleo'],
      ]),
    );
    expect(office.stewards()).toEqual(['ana', 'ana', 'cleo', 'cleo']);
    office.of('ana').room.close();
    expect(hub.leases.peek().has('fern')).toBe(false);
  });
  it('does not follow a beat with lease 2^50, with or without a desk', async () => {
    for (const desk of [true, false]) {
      const hub = createDeskHub();
      const office = createOffice(OFFICE, around, desk ? (self) => hub.deskOf(self) : undefined);
      await office.run(2500);
      for (let i = 0; i < 5; i++) {
        for (const to of ['ana', 'bo', 'cleo'])
          office
            .of('dora')
            .lie(
              { t: 'beat', room: 'open', term: desk ? 50 : 2 ** 50, lease: 2 ** 50, mode: RoomMode.Sfu, epoch: 9, sfu: null },
              peerId(to),
            );
        await office.run(400);
        expect(office.stewards().slice(0, 3)).toEqual(['ana', 'ana', 'ana']);
      }
      expect(office.of('bo').room.lastBeat.peek()?.mode).toBe('P2P_DIRECT');
    }
  });
});

describe('one chair', () => {
  it('seats one of all who sit down at once; the others stand beside it, on all screens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(['ana', 'bo', 'cleo', 'dora'], { minLength: 2 }), fc.boolean(), async (sitters, desk) => {
        const hub = createDeskHub();
        const office = createOffice(OFFICE, around, desk ? (self) => hub.deskOf(self) : undefined);
        await office.run(2500);
        // everybody next to it, so that they sit down in the same moment
        for (const name of sitters) {
          const { driver } = office.of(name);
          driver.walkTo({ x: near.x + 0.7, y: near.y }, false);
        }
        await office.run(4000);
        for (const name of sitters) expect(office.of(name).driver.sitOn(chair)).toBe(true);
        await office.run(3000);
        const seated = sitters.filter((name) => office.of(name).driver.pose().seat === chair);
        expect(seated).toHaveLength(1);
        const losers = sitters.filter((name) => name !== seated[0]);
        for (const name of losers) {
          expect(office.of(name).notices).toEqual(['seat-taken']);
          const distance = gap(office.of(name).driver.pose(), near);
          expect(distance).toBeGreaterThan(0.45);
          expect(distance).toBeLessThan(2.5);
        }
        for (const name of ['ana', 'bo', 'cleo', 'dora']) expect(office.of(name).room.holders.peek().get(chair)?.peer).toBe(seated[0]);
        expect(office.of(seated[0]!).room.judgesMySeat()).toBe(true);
      }),
      { numRuns: 12 },
    );
  });
  it('has one holder again after two halves that each gave it away have met', async () => {
    const office = createOffice(OFFICE, around);
    const half = (id: string): boolean => id === 'ana' || id === 'cleo';
    office.link((a, b) => half(a) === half(b));
    await office.run(2500);
    expect(office.stewards()).toEqual(['ana', 'bo', 'ana', 'bo']);
    for (const name of ['ana', 'bo']) office.of(name).driver.sitOn(chair);
    await office.run(3000);
    for (const name of ['ana', 'bo']) expect(office.of(name).driver.pose().seat).toBe(chair);
    office.link(() => true);
    await office.run(6000);
    expect(new Set(office.stewards()).size).toBe(1);
    expect(['ana', 'bo'].filter((name) => office.of(name).driver.pose().seat === chair)).toHaveLength(1);
    const holders = ['ana', 'bo', 'cleo', 'dora'].map((name) => office.of(name).room.holders.peek().get(chair)?.peer);
    expect(new Set(holders).size).toBe(1);
  });
  it('is kept through a change of steward', async () => {
    const office = createOffice(OFFICE, around);
    await office.run(2000);
    office.of('bo').driver.sitOn(chair);
    await office.run(3000);
    office.kill('ana');
    await office.run(3000);
    expect(office.of('bo').driver.pose().seat).toBe(chair);
    expect(office.of('bo').notices).toEqual([]);
  });
});

describe('a full room', () => {
  const small: PlaceMap = { ...OFFICE, zones: OFFICE.zones.map((z) => (z.id === fern ? { ...z, capacity: 2 } : z)) };
  it('takes as many as it holds; who is too many glides back before its door and reads why', async () => {
    const people = ['ana', 'bo', 'cleo'].map((name, i) => ({ name, at: { x: 16.6 + i * 0.6, y: 7.4 } }));
    const office = createOffice(small, people);
    await office.run(2000);
    for (const [i, { name }] of people.entries()) office.of(name).driver.walkTo({ x: 17.2 + i * 0.5 - 0.5, y: 3 }, false);
    await office.run(5000);
    const inside = people.filter(({ name }) => office.of(name).driver.pose().y < 6);
    expect(inside).toHaveLength(2);
    const [out] = people.filter((p) => !inside.includes(p));
    expect(office.of(out!.name).notices).toContain('room-full');
    expect(gap(office.of(out!.name).driver.pose(), { x: 17.2, y: 6.95 })).toBeLessThan(1);
  });
});

describe('a doorway', () => {
  it('lets one through; the other steps back, waits and comes after', async () => {
    const office = createOffice(OFFICE, [
      { name: 'ana', at: { x: 17.2, y: 8 } },
      { name: 'bo', at: { x: 17.2, y: 4 } },
    ]);
    await office.run(2000);
    office.of('ana').driver.walkTo({ x: 17.2, y: 4.2 }, false);
    office.of('bo').driver.walkTo({ x: 17.2, y: 7.8 }, false);
    await office.run(8000);
    const refused = office.of('ana').said.filter((m) => m.t === 'verdict' && !m.granted && m.wish.kind === 'passage');
    expect(refused).toHaveLength(1);
    expect(office.of('ana').driver.pose().y).toBeLessThan(5);
    expect(office.of('bo').driver.pose().y).toBeGreaterThan(7);
  });
});

describe('a locked door', () => {
  it('that somebody outside opens is locked again by the steward inside', async () => {
    const office = createOffice(OFFICE, [
      { name: 'ana', at: { x: 14, y: 2 } },
      { name: 'cleo', at: { x: 13, y: 2 } },
      { name: 'bo', at: { x: 17.2, y: 8 } },
    ]);
    await office.run(1000);
    office.of('ana').doors.set(fernDoor, { locked: true }, 'ana');
    await office.run(2500);
    expect(office.of('cleo').room.steward.peek()?.peer).toBe('ana');
    expect(office.of('cleo').room.room.peek()).toBe('fern');
    // the app would not; a changed one may
    office.of('bo').doors.set(fernDoor, { open: true, locked: false }, 'bo');
    await office.run(1000);
    const door = OFFICE.doors.find((d) => d.id === fernDoor)!;
    for (const name of ['ana', 'bo', 'cleo']) expect(isDoorOpen(door, office.of(name).doors.states.peek())).toBe(false);
    // from inside it opens
    office.of('cleo').doors.set(fernDoor, { open: true }, 'cleo');
    await office.run(1000);
    for (const name of ['ana', 'bo', 'cleo']) expect(isDoorOpen(door, office.of(name).doors.states.peek())).toBe(true);
  });
});

/** A verdict on a chair that is nowhere: a lie for everybody. */
const lieOf = (office: ReturnType<typeof createOffice>, liar: string, to: string): void => {
  const { term } = office.of(liar).room.steward.peek()!;
  const wish = { kind: 'seat' as const, seat: 'nowhere/0' };
  const rest = { granted: true, why: null, holder: liar, at: null };
  for (let i = 0; i < 3; i++)
    office.of(liar).lie({ t: 'verdict', room: 'open', term, order: 100 + i, to: liar, n: i, wish, ...rest }, peerId(to));
};

describe('a holder of the lease whom members do not obey', () => {
  it('is contested by those who caught it, now and then, and by nobody else', async () => {
    const hub = createDeskHub();
    const office = createOffice(OFFICE, around, (self) => hub.deskOf(self));
    await office.run(2500);
    const { number } = hub.leases.peek().get('open')!;
    for (const to of ['bo', 'cleo']) lieOf(office, 'ana', to);
    await office.run(9000);
    expect(hub.contests).toEqual(['bo', 'cleo'].map((by) => ({ room: 'open', number, by })));
    await office.run(5000);
    expect(hub.contests).toHaveLength(4);
    // the desk has not heard enough of them: who did not catch it obeys the lease, as before
    expect(office.of('dora').room.steward.peek()?.peer).toBe('ana');
    hub.depose(peerId('ana'));
    expect(await office.until(() => office.stewards().every((s) => s === 'bo'), 2000)).toBe(true);
    expect(hub.leases.peek().get('open')?.holder).toBe('bo');
    await office.run(30_000);
    expect(hub.contests).toHaveLength(4);
  });
  it('is contested if it says nothing, and is replaced', async () => {
    const hub = createDeskHub();
    const office = createOffice(OFFICE, around, (self) => hub.deskOf(self));
    await office.run(2500);
    // her line to the relay and her links are kept, and that is all
    office.stall('ana', 60_000);
    await office.run(4000);
    expect(hub.contests).toEqual([]);
    expect(office.stewards().slice(1)).toEqual([null, null, null]);
    await office.run(2500);
    expect(hub.contests.map(({ by }) => by)).toEqual(['bo', 'cleo', 'dora']);
    hub.depose(peerId('ana'));
    expect(
      await office.until(
        () =>
          office
            .stewards()
            .slice(1)
            .every((s) => s === 'bo'),
        2000,
      ),
    ).toBe(true);
  });
  it('is not contested by those whom no link tells whether it speaks', async () => {
    const hub = createDeskHub();
    const office = createOffice(OFFICE, around, (self) => hub.deskOf(self));
    await office.run(2500);
    // it hears only Bo, and only Bo hears it
    office.link((a, b) => ![a, b].includes(peerId('ana')) || [a, b].includes(peerId('bo')));
    await office.run(30_000);
    expect(hub.leases.peek().get('open')?.holder).toBe('ana');
    expect(hub.contests).toEqual([]);
  });
  it('is not contested while it keeps the order, however long', async () => {
    const hub = createDeskHub();
    const office = createOffice(OFFICE, around, (self) => hub.deskOf(self));
    await office.run(60_000);
    expect(hub.contests).toEqual([]);
  });
});

describe('a lying steward', () => {
  it('that leaps ahead with the epoch is as good as silent, and leaves one for the next', async () => {
    const office = createOffice(OFFICE, around);
    await office.run(2000);
    office.of('ana').room.beatFields({ epoch: 2 ** 53 - 2 });
    expect(await office.until(() => ['bo', 'cleo', 'dora'].every((n) => office.of(n).room.steward.peek()?.peer === 'bo'), 2500)).toBe(true);
    expect(office.of('dora').room.lastBeat.peek()?.epoch).toBe(0);
  });
  it('that gives my chair away is deposed by me and those who saw it, and the next one is obeyed', async () => {
    const office = createOffice(OFFICE, around);
    await office.run(2000);
    office.of('bo').driver.sitOn(chair);
    await office.run(6000);
    const { term } = office.of('ana').room.steward.peek()!;
    for (let i = 0; i < 3; i++)
      for (const to of ['bo', 'cleo', 'dora']) {
        office.of('ana').lie(
          {
            t: 'verdict',
            room: 'open',
            term,
            order: 100 + i,
            to: 'ana',
            n: i,
            wish: { kind: 'seat', seat: chair },
            granted: true,
            why: null,
            holder: 'ana',
            at: null,
          },
          peerId(to),
        );
      }
    await office.run(3000);
    for (const name of ['bo', 'cleo', 'dora']) {
      expect([...office.of(name).room.deposed.peek()]).toEqual(['ana']);
      expect(office.of(name).room.steward.peek()?.peer).toBe('bo');
      expect(office.of(name).room.holders.peek().get(chair)?.peer).toBe('bo');
    }
    expect(office.of('bo').driver.pose().seat).toBe(chair);
  });
  it('has no say if it is not the steward', async () => {
    const office = createOffice(OFFICE, around);
    await office.run(2000);
    office.of('bo').driver.sitOn(chair);
    await office.run(4000);
    office.of('dora').lie(
      {
        t: 'verdict',
        room: 'open',
        term: 99,
        order: 1,
        to: 'bo',
        n: 1,
        wish: { kind: 'seat', seat: chair },
        granted: false,
        why: 'taken',
        holder: 'dora',
        at: { x: 0, y: 0 },
      },
      peerId('bo'),
    );
    await office.run(500);
    expect(office.of('bo').driver.pose().seat).toBe(chair);
    expect(office.of('cleo').room.deposed.peek().size).toBe(0);
  });
});

describe('a member that wishes without end', () => {
  it('does not make the steward drown the others in verdicts', async () => {
    const office = createOffice(OFFICE, around);
    await office.run(2000);
    for (let i = 0; i < 100; i++) {
      for (let n = 0; n < 5; n++)
        office
          .of('dora')
          .lie({ t: 'intent', room: 'open', n, at: { x: 2.9, y: 12.9 }, wish: { kind: 'seat', seat: chair } }, peerId('ana'));
      await office.run(80);
    }
    const toEach = office.of('ana').said.filter((m) => m.t === 'verdict').length / 3;
    expect(toEach).toBeGreaterThan(5);
    expect(toEach).toBeLessThan(40);
    expect(office.stewards()).toEqual(['ana', 'ana', 'ana', 'ana']);
  });
});

describe('a page that stood still', () => {
  it('listens before it takes over', async () => {
    const office = createOffice(OFFICE, around.slice(0, 3));
    await office.run(2000);
    office.stall('bo', 5000);
    await office.run(7000);
    expect(office.stewards()).toEqual(['ana', 'ana', 'ana']);
    expect(office.of('bo').said.filter((m) => m.t === 'beat')).toEqual([]);
  });
});
