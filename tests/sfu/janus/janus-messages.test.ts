import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMessage } from './janus-messages.ts';

describe('what Janus says', () => {
  it('is read', () => {
    const said = {
      janus: 'event',
      sender: 7,
      plugindata: { plugin: 'janus.plugin.videoroom', data: { videoroom: 'event', publishers: [{ id: 'ann', streams: [{ mid: '0' }] }] } },
    };
    expect(parseMessage(JSON.stringify(said))?.plugindata?.data.publishers).toEqual([{ id: 'ann', streams: [{ mid: '0' }] }]);
  });

  it('is nothing, or what it should be, whatever comes', () => {
    const key = fc.constantFrom(
      'janus',
      'transaction',
      'sender',
      'data',
      'plugindata',
      'plugin',
      'publishers',
      'streams',
      'id',
      'jsep',
      'x',
    );
    const anything = fc.anything({ key, maxDepth: 5, withBigInt: false });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          anything.map((value) => JSON.stringify(value)),
          anything,
        ),
        (data) => {
          const message = parseMessage(data);
          expect(message === null || typeof message.janus === 'string').toBe(true);
        },
      ),
    );
  });

  it.each([
    [
      'a list that is too long',
      {
        janus: 'event',
        plugindata: {
          plugin: 'janus.plugin.videoroom',
          data: { videoroom: 'event', attendees: Array.from({ length: 1001 }, () => ({ id: 'a' })) },
        },
      },
    ],
    [
      'somebody without a name',
      { janus: 'event', plugindata: { plugin: 'janus.plugin.videoroom', data: { videoroom: 'event', joining: {} } } },
    ],
    ['another plugin', { janus: 'event', plugindata: { plugin: 'janus.plugin.echotest', data: { videoroom: 'event' } } }],
    ['a handle that is no number', { janus: 'success', data: { id: '1' } }],
  ])('is not %s', (_, said) => {
    expect(parseMessage(JSON.stringify(said))).toBeNull();
  });
});
