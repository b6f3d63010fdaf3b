/** What a hostile server or guest gets out of a room, and what it gets in. They use livekit-client as it comes. */
import { LocalAudioTrack, Room, RoomEvent, Track, TrackPublication, type LocalTrack, type RemoteTrack } from 'livekit-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createOpen, frameKey, importMediaKey } from '../../../workers/sfu/frame-cipher.ts';
import { peerId } from '../../../domain/ids.ts';
import { createTone, until } from '../testing.ts';
import { createCompany, hasLiveKit, KEY, startServer, type Company, type TestServer } from './testing.ts';

type Frame = { readonly kind: 'audio' | 'video'; readonly type: string | null; readonly bytes: Uint8Array<ArrayBuffer> };

/** Copies what arrives, and drops it. */
const SPY = `onrtctransform = ({ transformer: { readable, options } }) => readable.pipeTo(new WritableStream({
  write: (frame) => postMessage({ kind: options.kind, type: frame.type ?? null, bytes: new Uint8Array(frame.data) }) }));
  postMessage(null);`;
const spyUrl = URL.createObjectURL(new Blob([SPY], { type: 'text/javascript' }));

const canTest = await hasLiveKit();

describe.skipIf(!canTest)('between people who hold the key', () => {
  let server: TestServer;
  let company: Company;
  const ends: (() => unknown)[] = [];
  beforeAll(async () => {
    server = await startServer();
  }, 60_000);
  afterAll(() => server?.end());
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    await company?.leave();
  });

  /** Somebody in the same room, with a valid token, and without our driver. */
  const stranger = async (autoSubscribe: boolean): Promise<Room> => {
    const room = new Room({ stopLocalTrackOnUnpublish: false });
    ends.push(() => room.disconnect(false));
    await room.prepareConnection(server.url).catch(() => undefined);
    const token = await server.token({ room: company.room, identity: 'eve' });
    await room.connect(server.url, token, { autoSubscribe, rtcConfig: { encodedInsertableStreams: true } as RTCConfiguration });
    return room;
  };

  it('the server forwards frames that nobody without the key can read', async () => {
    company = createCompany(server);
    const spy = new Worker(spyUrl);
    ends.push(() => spy.terminate());
    const frames: Frame[] = [];
    const ready = new Promise<void>((done) => {
      spy.addEventListener('message', ({ data }: MessageEvent<Frame | null>) => (data === null ? done() : frames.push(data)));
    });
    await ready;
    const ann = await company.member('ann');
    ann.connection.publish({ audio: ann.voice, camera: ann.picture, screen: null });
    const room = await stranger(false);
    const listen = (track: RemoteTrack): void => {
      if (track.receiver) track.receiver.transform = new RTCRtpScriptTransform(spy, { kind: track.kind });
    };
    room.on(RoomEvent.TrackSubscribed, listen);
    await until(() => room.remoteParticipants.get('ann')?.trackPublications.size === 2, 20_000);
    for (const publication of room.remoteParticipants.get('ann')?.trackPublications.values() ?? []) publication.setSubscribed(true);
    const sounds = () => frames.filter(({ kind }) => kind === 'audio');
    const pictures = () => frames.filter(({ kind }) => kind === 'video');
    await until(() => sounds().length > 100 && pictures().some(({ type }) => type === 'key'), 30_000);

    // What Opus begins with says how it was coded, and hardly changes. Here every value comes, as in noise.
    const first = new Set(sounds().map(({ bytes }) => bytes[0]));
    expect(first.size).toBeGreaterThan(50);
    const mediaKey = await importMediaKey(KEY);
    const openSound = createOpen(await frameKey(mediaKey, { peer: 'ann', kind: 'audio' }));
    const openPicture = createOpen(await frameKey(mediaKey, { peer: 'ann', kind: 'camera' }));
    const opened = await Promise.all(sounds().map(({ bytes }) => openSound(bytes, 'audio')));
    const real = opened.filter((bytes) => bytes !== null);
    expect(real.length).toBeGreaterThan(100);
    expect(new Set(real.map((bytes) => bytes[0])).size).toBeLessThan(10);

    const key = pictures().find(({ type }) => type === 'key');
    const clear = key === undefined ? null : await openPicture(key.bytes, 'key');
    if (key === undefined || clear === null) throw new Error('A key frame that does not open');
    // VP8's start code stays legible; of what follows no more than chance.
    expect([...key.bytes.subarray(3, 6)]).toEqual([0x9d, 0x01, 0x2a]);
    const same = clear.subarray(10).filter((byte, at) => key.bytes[10 + at] === byte).length;
    expect(same / (clear.length - 10)).toBeLessThan(0.1);
  });

  it('nobody is heard who sends in the clear, whether they say so or not', async () => {
    company = createCompany(server);
    const ann = await company.member('ann');
    const bob = await company.member('bob');
    bob.connection.publish({ audio: bob.voice, camera: null, screen: null });
    company.wantAll(ann);
    const room = await stranger(false);
    const context = new AudioContext();
    const tone = createTone(context, 893);
    ends.push(tone.close, () => context.close());
    const send = async (pretends: boolean): Promise<void> => {
      await room.localParticipant.setE2EEEnabled(pretends);
      const local = new LocalAudioTrack(tone.track.clone(), undefined, true);
      // Nobody seals here: the frames pass as they are.
      room.localParticipant.once(
        'localSenderCreated' as never,
        ((sender: RTCRtpSender) => {
          const streams = (
            sender as unknown as { createEncodedStreams: () => { readable: ReadableStream; writable: WritableStream } }
          ).createEncodedStreams();
          streams.readable.pipeTo(streams.writable).catch(() => undefined);
        }) as never,
      );
      await room.localParticipant.publishTrack(local as unknown as LocalTrack, { source: Track.Source.Microphone, dtx: false, red: false });
    };
    const eve = peerId('eve');

    await send(false);
    await until(() => ann.connection.participants.value.has(eve), 20_000);
    await ann.earFor('bob');
    expect(ann.connection.participants.value.get(eve)?.size).toBe(0);

    const before = (await ann.connection.stats()).audioDown.expected;
    await send(true);
    await until(() => ann.connection.participants.value.get(eve)?.has('audio') === true, 20_000);
    // Both voices arrive now, fifty packets a second each; only one of them is let through.
    await until(async () => (await ann.connection.stats()).audioDown.expected > before + 150, 20_000);
    expect([...ann.connection.remote.value.keys()]).toEqual([bob.id]);
  });

  it('who is not allowed receives nothing, however valid the token; allowed later, all of it; no longer allowed, nothing again', async () => {
    company = createCompany(server);
    const ann = await company.member('ann', { allows: ['bob'] });
    const bob = await company.member('bob', { allows: ['ann'] });
    ann.connection.publish({ audio: ann.voice, camera: ann.picture, screen: null });
    bob.connection.publish({ audio: bob.voice, camera: null, screen: null });
    company.wantAll(ann, bob);
    // she comes with everything that LiveKit has, and asks for all that there is
    const room = await stranger(true);
    const bytesIn = async (): Promise<number> => {
      let sum = 0;
      for (const connection of [room.engine.pcManager?.publisher, room.engine.pcManager?.subscriber])
        for (const entry of (await connection?.getStats())?.values() ?? []) if (entry.type === 'inbound-rtp') sum += entry.bytesReceived;
      return sum;
    };
    const published = (name: 'ann' | 'bob') => [...(room.remoteParticipants.get(name)?.trackPublications.values() ?? [])];
    await until(() => published('ann').length === 2 && published('bob').length === 1, 20_000);
    await until(
      () =>
        [...published('ann'), ...published('bob')].every(
          ({ permissionStatus }) => permissionStatus === TrackPublication.PermissionStatus.NotAllowed,
        ),
      20_000,
    );
    await Promise.all([bob.earFor('ann'), ann.earFor('bob')]);
    const heard = async (by: typeof ann): Promise<number> => (await by.connection.stats()).audioDown.expected;
    const before = await heard(bob);
    await until(async () => (await heard(bob)) > before + 100, 20_000);
    expect(published('ann').some(({ isSubscribed }) => isSubscribed)).toBe(false);
    expect(await bytesIn()).toBe(0);

    let at = performance.now();
    ann.connection.allow(new Set([bob.id, peerId('eve')]));
    await until(() => published('ann').every(({ isSubscribed }) => isSubscribed), 20_000);
    console.info(`allowed later: subscribed after ${(performance.now() - at).toFixed(0)} ms`);
    await until(async () => (await bytesIn()) > 10_000, 20_000);
    expect(published('bob').some(({ isSubscribed }) => isSubscribed)).toBe(false);

    at = performance.now();
    ann.connection.allow(new Set([bob.id]));
    await until(() => published('ann').every(({ track }) => track === undefined), 20_000);
    console.info(`allowed no longer: gone after ${(performance.now() - at).toFixed(0)} ms`);
    // who is allowed all the time goes on hearing
    const then = await heard(bob);
    await until(async () => (await heard(bob)) > then + 100, 20_000);
    ann.connection.allow(new Set([bob.id, peerId('eve')]));
    await until(() => published('ann').every(({ isSubscribed }) => isSubscribed), 20_000);
  });
});
