import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeClient, testConfig } from '../testing.ts';
import { addressKey, clientAddress, createAddressBook } from './addresses.ts';
import { BURST_SECONDS, fullBudget, spend } from './budget.ts';
import { frameOf } from './frame.ts';
import { createOutbox, GATHER_MS, INITIAL_PROMPTNESS, LINGER_MS } from './outbox.ts';
import { addressBytes, bindingResponse, parseBindingRequest } from './stun-message.ts';
import { startStunServer } from './stun-server.ts';

const rate = { messagesPerSecond: 10, bytesPerSecond: 1000 };

describe('budget', () => {
  it('never lets through more than burst and rate allow, whatever comes when', () => {
    const steps = fc.array(fc.record({ waitMs: fc.nat(2000), bytes: fc.nat(3000) }), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (list) => {
        const budget = fullBudget(rate, 0);
        let now = 0;
        let messages = 0;
        let bytes = 0;
        for (const step of list) {
          now += step.waitMs;
          if (spend(budget, rate, now, step.bytes)) {
            messages += 1;
            bytes += step.bytes;
          }
          expect(messages).toBeLessThanOrEqual(rate.messagesPerSecond * (BURST_SECONDS + now / 1000) + 1e-6);
          expect(bytes).toBeLessThanOrEqual(rate.bytesPerSecond * (BURST_SECONDS + now / 1000) + 1e-6);
        }
      }),
    );
  });
  it('lets a steady sender within the rate through for ever', () => {
    const budget = fullBudget(rate, 0);
    for (let i = 0; i < 1000; i++) expect(spend(budget, rate, i * 101, 100)).toBe(true);
  });
});

describe('addresses', () => {
  it('count an IPv6 network as one, and IPv4 in any dress as IPv4', () => {
    expect(addressKey('192.0.2.7')).toBe('192.0.2.7');
    expect(addressKey('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe(addressKey('2001:DB8:1:2::1'));
    expect(addressKey('2001:db8:1:2::1')).not.toBe(addressKey('2001:db8:1:3::1'));
    expect(addressKey('::1')).toBe('0:0:0:0::/64');
    expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  });
  it('believe a proxy only when told to, and only what the nearest one says', () => {
    expect(clientAddress('10.0.0.1', '1.2.3.4', false)).toBe('10.0.0.1');
    expect(clientAddress('10.0.0.1', '6.6.6.6, 1.2.3.4', true)).toBe('1.2.3.4');
    expect(clientAddress('10.0.0.1', undefined, true)).toBe('10.0.0.1');
    expect(clientAddress('10.0.0.1', 'x'.repeat(5000), true)).toBe('10.0.0.1');
  });
  it('are forgotten once nothing of them is left to remember', () => {
    const book = createAddressBook(testConfig({ socketsPerAddress: 2, newSocketsPerMinutePerAddress: 60 }).limits);
    const first = book.admit('a', 0)!;
    expect(book.admit('a', 0)).not.toBeNull();
    expect(book.admit('a', 0)).toBeNull();
    expect(book.admit('b', 0)).not.toBeNull();
    book.release(first);
    expect(book.admit('a', 0)).not.toBeNull();
    book.release(first);
    book.release(first);
    book.sweep(100);
    expect(book.size()).toBe(2);
    book.sweep(60_000);
    expect(book.size()).toBe(1);
  });
  it('refuse who comes too often', () => {
    const book = createAddressBook(testConfig({ newSocketsPerMinutePerAddress: 60 }).limits);
    const admitted = Array.from({ length: 20 }, () => book.admit('a', 0)).filter((entry) => entry !== null);
    expect(admitted.length).toBe(BURST_SECONDS);
    expect(book.admit('a', 1001)).not.toBeNull();
  });
});

describe('frame', () => {
  it('has the three header sizes of RFC 6455', () => {
    expect([...frameOf('hé')]).toEqual([0x81, 3, 104, 0xc3, 0xa9]);
    expect([...frameOf(Uint8Array.of(1, 2))]).toEqual([0x82, 2, 1, 2]);
    expect([...frameOf(new Uint8Array(126)).subarray(0, 4)]).toEqual([0x82, 126, 0, 126]);
    expect([...frameOf(new Uint8Array(65_536)).subarray(0, 10)]).toEqual([0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
  });
});

describe('outbox', () => {
  afterEach(() => vi.useRealTimers());
  const setUp = (waitingBytesPerSocket = 1000) => {
    vi.useFakeTimers();
    const slow = vi.fn<() => void>();
    let now = 0;
    const pass = (ms: number): void => void (now += ms);
    const rest = vi.fn<(ms: number) => void>(pass);
    const outbox = createOutbox({ nowMs: () => now, waitingBytesPerSocket, onSlow: slow, rest });
    return { outbox, slow, pass, rest, ...fakeClient() };
  };

  it('writes what one turn of the loop brought in one go', () => {
    const { outbox, client, stream } = setUp();
    outbox.send(client, Buffer.from('a'));
    outbox.send(client, Buffer.from('b'));
    expect(stream.written).toEqual([]);
    vi.runAllTicks();
    vi.advanceTimersByTime(0);
    expect(stream.written.map(String)).toEqual(['ab']);
  });
  it('gathers for a socket with a steady stream, and is prompt again after a pause', () => {
    const { outbox, client, stream, pass } = setUp();
    for (let i = 0; i < INITIAL_PROMPTNESS; i++) {
      outbox.send(client, Buffer.from('.'));
      vi.advanceTimersByTime(0);
    }
    expect(stream.written.length).toBe(INITIAL_PROMPTNESS);
    for (let i = 0; i < 5; i++) {
      outbox.send(client, Buffer.from('.'));
      vi.advanceTimersByTime(1);
    }
    expect(stream.written.length).toBe(INITIAL_PROMPTNESS);
    vi.advanceTimersByTime(GATHER_MS);
    expect(stream.written.at(-1)?.toString()).toBe('.....');
    pass(1000);
    outbox.send(client, Buffer.from('!'));
    vi.advanceTimersByTime(0);
    expect(stream.written.at(-1)?.toString()).toBe('!');
  });
  it('rests between two turns while much comes in, with everything written before, and stops when it ends', () => {
    const { outbox, client, stream, pass, rest } = setUp();
    const hear = (messages: number): void => {
      for (let i = 0; i < messages; i++) outbox.note();
      outbox.send(client, Buffer.from('.'));
    };
    hear(10);
    pass(GATHER_MS);
    vi.runOnlyPendingTimers();
    expect(rest).not.toHaveBeenCalled();
    hear(100);
    pass(GATHER_MS);
    vi.runOnlyPendingTimers();
    expect(rest.mock.calls).toEqual([[LINGER_MS]]);
    for (let i = 1; i <= 20; i++) {
      hear(10);
      rest.mockImplementationOnce((ms) => {
        pass(ms);
        expect(stream.written.length).toBe(2 + i);
      });
      vi.runOnlyPendingTimers();
    }
    expect(rest).toHaveBeenCalledTimes(21);
    for (let i = 0; i < 2 * (GATHER_MS / LINGER_MS); i++) vi.runOnlyPendingTimers();
    const { length } = rest.mock.calls;
    expect(length).toBeLessThan(21 + 2 * (GATHER_MS / LINGER_MS));
    hear(0);
    vi.runOnlyPendingTimers();
    expect(rest).toHaveBeenCalledTimes(length);
    expect(vi.getTimerCount()).toBe(0);
  });
  it('gives up a receiver that does not read, and holds nothing for it', () => {
    const { outbox, client, stream, slow } = setUp(100);
    stream.writableLength = 90;
    outbox.send(client, Buffer.alloc(10));
    expect(slow).not.toHaveBeenCalled();
    outbox.send(client, Buffer.alloc(1));
    expect(slow).toHaveBeenCalledOnce();
    expect(client.waitingBytes).toBe(0);
  });
  it('writes nothing to a socket that is closing', () => {
    const { outbox, client, stream, setState } = setUp();
    outbox.send(client, Buffer.from('a'));
    setState(2);
    outbox.send(client, Buffer.from('b'));
    vi.advanceTimersByTime(0);
    expect(stream.written).toEqual([]);
  });
});

/** A request as RFC 5389 draws it. */
const request = (attributes: Uint8Array = new Uint8Array(), id = new Uint8Array(12).fill(7)): Uint8Array => {
  const bytes = new Uint8Array(20 + attributes.length);
  bytes.set([0, 1, attributes.length >> 8, attributes.length & 255, 0x21, 0x12, 0xa4, 0x42]);
  bytes.set(id, 8);
  bytes.set(attributes, 20);
  return bytes;
};
const SOFTWARE = Uint8Array.of(0x80, 0x22, 0, 3, 65, 66, 67, 0);

/** The reading of an answer that a client would do. */
const readAnswer = (bytes: Uint8Array): { address: string; port: number } => {
  const key = bytes.subarray(4, 20);
  const plain = Array.from(bytes.subarray(28), (byte, i) => byte ^ key[i]!);
  const port = ((bytes[26]! << 8) | bytes[27]!) ^ 0x2112;
  const groups = Array.from({ length: 8 }, (_, i) => ((plain[i * 2]! << 8) | plain[i * 2 + 1]!).toString(16));
  return { address: bytes[25] === 1 ? plain.join('.') : groups.join(':'), port };
};

describe('STUN', () => {
  it('answers a plain request, with optional attributes too', () => {
    expect(parseBindingRequest(request())).toEqual(new Uint8Array(12).fill(7));
    expect(parseBindingRequest(request(SOFTWARE))).not.toBeNull();
  });
  it('knows the test vector of RFC 5769 §2.2 (IPv4) and §2.3 (IPv6)', () => {
    const id = Uint8Array.from([0xb7, 0xe7, 0xa7, 0x01, 0xbc, 0x34, 0xd6, 0x86, 0xfa, 0x87, 0xdf, 0xae]);
    const v4 = bindingResponse(id, '192.0.2.1', 32_853)!;
    expect([...v4.subarray(20)]).toEqual([0, 0x20, 0, 8, 0, 1, 0xa1, 0x47, 0xe1, 0x12, 0xa6, 0x43]);
    const v6 = bindingResponse(id, '2001:db8:1234:5678:11:2233:4455:6677', 32_853)!;
    expect(Buffer.from(v6.subarray(20)).toString('hex')).toBe('002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9');
  });
  it('tells any address back', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 1, max: 65_535 }), fc.uint8Array({ minLength: 12, maxLength: 12 }), (address, port, id) => {
        expect(readAnswer(bindingResponse(id, address, port)!)).toEqual({ address, port });
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 1, max: 65_535 }), (address, port) => {
        const read = readAnswer(bindingResponse(new Uint8Array(12), address, port)!);
        expect(addressBytes(read.address)).toEqual(addressBytes(address));
        expect(read.port).toBe(port);
      }),
    );
  });
  it('refuses every shortened, lengthened or altered request, and never throws', () => {
    const whole = request(SOFTWARE);
    for (let end = 0; end < whole.length; end++) expect(parseBindingRequest(whole.subarray(0, end))).toBeNull();
    expect(parseBindingRequest(Uint8Array.of(...whole, 0, 0, 0, 0))).toBeNull();
    for (const at of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const altered = whole.slice();
      altered[at]! ^= 0x01;
      expect(parseBindingRequest(altered)).toBeNull();
    }
    expect(parseBindingRequest(request(Uint8Array.of(0x00, 0x06, 0, 0)))).toBeNull();
    expect(parseBindingRequest(request(Uint8Array.of(0x80, 0x22, 0, 99)))).toBeNull();
    expect(bindingResponse(new Uint8Array(12), 'nonsense', 1)).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(parseBindingRequest(bytes)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (attributes) => {
        parseBindingRequest(request(attributes));
      }),
    );
  });
  it('answers over UDP, up to its rate, also a new one, and nothing that is not a request', async () => {
    let nowMs = 0;
    const client = createSocket('udp4').bind(0, '127.0.0.1');
    await once(client, 'listening');
    const server = await startStunServer({ hosts: ['127.0.0.1'], port: 17_020, perSecondPerAddress: 2, nowMs: () => nowMs });
    const answers: Uint8Array[] = [];
    client.on('message', (bytes) => answers.push(bytes));
    client.send(Buffer.from('hello'), 17_020, '127.0.0.1');
    for (let i = 0; i < 20; i++) client.send(request(), 17_020, '127.0.0.1');
    await vi.waitUntil(() => answers.length >= 2 * BURST_SECONDS);
    const other = createSocket('udp4').bind(0, '127.0.0.2');
    await once(other, 'listening');
    const heard = once(other, 'message');
    other.send(request(), 17_020, '127.0.0.1');
    await heard; // all of the first client's requests were read before this one
    expect(server.answered()).toBe(2 * BURST_SECONDS + 1);
    expect(readAnswer(answers[0]!)).toEqual({ address: '127.0.0.1', port: client.address().port });
    server.limit(3);
    nowMs = 100_000;
    for (let i = 0; i < 30; i++) client.send(request(), 17_020, '127.0.0.1');
    await vi.waitUntil(() => answers.length >= 5 * BURST_SECONDS);
    const again = once(other, 'message');
    other.send(request(), 17_020, '127.0.0.1');
    await again;
    expect(server.answered()).toBe(5 * BURST_SECONDS + 2);
    client.close();
    other.close();
    await server.close();
  });
});
