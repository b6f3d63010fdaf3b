import { describe, expect, it } from 'vitest';
import { peerId } from '../../../domain/ids.ts';
import type { ControlMessageOf } from '../../../domain/wire/control.ts';
import { middleLook } from '../../state/app-state.ts';
import { createChatLog, MAX_LINES } from './chat-log.ts';

const ana = peerId('ana');
const rui = peerId('rui');

const open = async () => {
  const sent: [string, ControlMessageOf<'chat'>][] = [];
  let at = 1000;
  let id = 0;
  const speaker = { name: 'Ana', look: middleLook() };
  const log = await createChatLog({
    placeId: 'p',
    self: () => ({ name: 'Me', look: middleLook() }),
    send: (peer, message) => sent.push([peer, message]) > 0,
    storage: null,
    now: () => at++,
    newId: () => `m${id++}`,
  });
  const hear = (from: typeof ana, n: string, text = 'hi') =>
    log.hear(from, { t: 'chat', id: n, scope: 'place', room: 'open', at: 1, text }, speaker);
  return { log, sent, hear, pass: (ms: number) => (at += ms) };
};
const everywhere = () => true;

describe('chat log', () => {
  it('is delivered when everyone has acknowledged', async () => {
    const { log } = await open();
    log.say('hello', 'place', 'open', [ana, rui]);
    expect(log.lines.value[0]!.delivery).toBe('sent');
    log.acknowledge(ana, 'm0');
    expect(log.lines.value[0]!.delivery).toBe('sent');
    log.acknowledge(rui, 'm0');
    expect(log.lines.value[0]!.delivery).toBe('delivered');
  });
  it('waits for somebody, and goes only to whom it is for', async () => {
    const { log, sent } = await open();
    log.say('hello', 'room', 'fern', []);
    expect(log.lines.value[0]!.delivery).toBe('waiting');
    log.reachable(ana, (_scope, room) => room === 'harbour');
    expect(sent).toEqual([]);
    log.reachable(rui, (_scope, room) => room === 'fern');
    expect(sent.map(([peer]) => peer)).toEqual([rui]);
  });
  it('repeats an unacknowledged line after a break, and waits again when its only reader left', async () => {
    const { log, sent } = await open();
    log.say('hello', 'place', 'open', [ana]);
    log.reachable(ana, everywhere);
    expect(sent).toHaveLength(2);
    log.gone(ana);
    expect(log.lines.value[0]!.delivery).toBe('waiting');
  });
  it('shows a repeated line once, and never lets a peer overwrite another line', async () => {
    const { log, hear } = await open();
    log.say('mine', 'place', 'open', [ana]);
    expect(hear(ana, 'm0')).not.toBeNull();
    expect(hear(ana, 'm0')).toBeNull();
    expect(hear(rui, 'm0')).not.toBeNull();
    expect(log.lines.value.filter((l) => l.from === 'self').map((l) => l.text)).toEqual(['mine']);
  });
  it('ignores acknowledgements from those who were not asked', async () => {
    const { log } = await open();
    log.say('hello', 'place', 'open', [ana]);
    log.acknowledge(rui, 'm0');
    expect(log.lines.value[0]!.delivery).toBe('sent');
  });
  it('bounds what one peer can say, and how much is kept', async () => {
    const { log, hear, pass } = await open();
    for (let n = 0; n < 100; n++) hear(ana, `a${n}`);
    expect(log.lines.value.length).toBeLessThanOrEqual(20);
    for (let n = 0; n < MAX_LINES + 50; n++) {
      pass(11_000);
      hear(ana, `b${n}`);
    }
    expect(log.lines.value).toHaveLength(MAX_LINES);
  });
});
