import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEndlessSocket, DOUBT_TIMEOUT_MS, MAX_DELAY_MS, MIN_DELAY_MS, MUTE_TIMEOUT_MS, OPEN_TIMEOUT_MS } from './socket.ts';
import { createFakeSockets } from './testing.ts';

const setUp = (random = 1) => {
  const world = createFakeSockets(random);
  const heard: unknown[] = [];
  const socket = createEndlessSocket({
    url: 'ws://relay.test/',
    world,
    probe: () => 'are you there?',
    probeEveryMs: 20_000,
    onOpen: () => heard.push('open'),
    onMessage: (data) => heard.push(data),
    onChange: () => {},
  });
  return { world, heard, socket };
};

describe('an endless socket', () => {
  it('is up only once the server has said something', () => {
    const { world, heard, socket } = setUp();
    expect(socket.state().state).toBe('connecting');
    world.last().accept();
    expect(socket.state().state).toBe('mute');
    world.last().say('hello');
    expect(socket.state().state).toBe('up');
    expect(heard).toEqual(['open', 'hello']);
  });

  it('gives up on a server that takes the connection and never upgrades', () => {
    const { world, socket } = setUp();
    world.clock.advance(OPEN_TIMEOUT_MS);
    expect(world.made[0]!.isClosed).toBe(true);
    expect(socket.state()).toEqual({ state: 'down', retryAtMs: OPEN_TIMEOUT_MS + MIN_DELAY_MS });
    world.clock.advance(MIN_DELAY_MS);
    expect(world.made).toHaveLength(2);
  });

  it('gives up on a server that upgrades and stays silent', () => {
    const { world, socket } = setUp();
    world.last().accept();
    world.clock.advance(MUTE_TIMEOUT_MS - 1);
    expect(socket.state().state).toBe('mute');
    world.clock.advance(1);
    expect(socket.state().state).toBe('down');
  });

  it('finds out by its probe that a line has died silently', () => {
    const { world, socket } = setUp();
    world.last().accept();
    world.last().say('hello');
    world.clock.advance(20_000);
    expect(world.last().sent).toEqual(['are you there?']);
    world.clock.advance(MUTE_TIMEOUT_MS);
    expect(socket.state().state).toBe('down');
  });

  it('gives a line that is doubted less time to answer', () => {
    const { world, socket } = setUp();
    world.last().accept();
    world.last().say('hello');
    socket.retryNow();
    world.last().say('yes');
    world.clock.advance(DOUBT_TIMEOUT_MS);
    expect(socket.state().state).toBe('up');
    socket.retryNow();
    world.clock.advance(DOUBT_TIMEOUT_MS);
    expect(socket.state().state).toBe('down');
  });

  it('keeps a line whose probe is answered', () => {
    const { world, socket } = setUp();
    world.last().accept();
    world.last().say('hello');
    for (let i = 0; i < 20; i++) {
      world.clock.advance(20_000);
      world.last().say('yes');
    }
    expect(socket.state().state).toBe('up');
    expect(world.made).toHaveLength(1);
  });

  it('never gives up, and never waits longer than the longest delay', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 40 }), (random, failures) => {
        const { world, socket } = setUp(random);
        for (let i = 0; i < failures; i++) {
          world.last().hangUp();
          const { state, retryAtMs } = socket.state();
          expect(state).toBe('down');
          const waitMs = retryAtMs! - world.clock.now();
          expect(waitMs).toBeGreaterThanOrEqual(MIN_DELAY_MS / 2);
          expect(waitMs).toBeLessThanOrEqual(MAX_DELAY_MS);
          world.clock.advance(waitMs);
          expect(world.made).toHaveLength(i + 2);
        }
      }),
    );
  });

  it('starts with short delays again once a server was heard', () => {
    const { world, socket } = setUp();
    for (let i = 0; i < 8; i++) {
      world.last().hangUp();
      world.clock.advance(MAX_DELAY_MS);
    }
    world.last().accept();
    world.last().say('back');
    world.last().hangUp();
    expect(socket.state().retryAtMs).toBe(world.clock.now() + MIN_DELAY_MS);
  });

  it('does not take an open but mute server for a good one when it counts delays', () => {
    const { world, socket } = setUp();
    for (let i = 0; i < 8; i++) {
      world.last().accept();
      world.last().hangUp();
      world.clock.advance(MAX_DELAY_MS);
    }
    world.last().hangUp();
    expect(socket.state().retryAtMs! - world.clock.now()).toBe(MAX_DELAY_MS);
  });

  it('tries at once when it is told to', () => {
    const { world, socket } = setUp();
    world.last().hangUp();
    socket.retryNow();
    expect(world.made).toHaveLength(2);
    socket.retryNow();
    expect(world.made, 'an attempt that has just begun is left alone').toHaveLength(2);
    world.clock.advance(1_500);
    socket.retryNow();
    expect(world.made).toHaveLength(3);
  });

  it('is deaf to sockets that it has let go', () => {
    const { world, heard, socket } = setUp();
    const first = world.last();
    world.clock.advance(OPEN_TIMEOUT_MS + MIN_DELAY_MS);
    first.accept();
    first.say('late');
    expect(heard).toEqual([]);
    expect(socket.state().state).toBe('connecting');
  });

  it('drops frames that are too large', () => {
    const { world, heard } = setUp();
    world.last().accept();
    world.last().say('x'.repeat(256 * 1024 + 1));
    world.last().say(new ArrayBuffer(256 * 1024 + 1));
    expect(heard).toEqual(['open']);
  });

  it('leaves nothing behind when it is closed', () => {
    const { world, socket } = setUp();
    world.last().accept();
    socket.close();
    expect(world.last().isClosed).toBe(true);
    expect(world.clock.pending()).toBe(0);
    expect(socket.send('x')).toBe(false);
    expect(socket.state().state).toBe('off');
  });

  it('stays down when the address is malformed', () => {
    const world = { ...createFakeSockets(), connect: () => { throw new SyntaxError('bad address'); } }; // prettier-ignore
    const socket = createEndlessSocket({
      url: 'ws://',
      world,
      probe: () => '',
      probeEveryMs: 1e6,
      onOpen: () => {},
      onMessage: () => {},
      onChange: () => {},
    });
    expect(socket.state().state).toBe('down');
  });
});
