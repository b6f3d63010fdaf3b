/**
 * A page with clients that others wrote, as their packages ship them: trystero's torrent and nostr strategies, and
 * y-webrtc. The relay's end-to-end test opens it twice. Knows nothing of Patio.
 */
import { joinRoom as joinNostr } from '@trystero-p2p/nostr';
import { joinRoom as joinTorrent } from '@trystero-p2p/torrent';
import { WebrtcProvider } from 'y-webrtc';
import { Doc } from 'yjs';

export type StockKind = 'torrent' | 'nostr' | 'y-webrtc';

/** @returns what the other page said */
const meetByTrystero = (join: typeof joinTorrent, url: string, room: string, words: string): Promise<string> =>
  new Promise((resolve) => {
    const joined = join({ appId: 'stock', password: 'secret', rtcConfig: { iceServers: [] }, relayConfig: { urls: [url] } }, room);
    const say = joined.makeAction<string>('say');
    say.onMessage = (heard: string) => resolve(heard);
    joined.onPeerJoin = (peer: string) => void say.send(words, { target: peer });
  });

/** Both write into one shared map and read what the other wrote. */
const meetByYjs = (url: string, room: string, words: string): Promise<string> =>
  new Promise((resolve) => {
    const doc = new Doc();
    const map = doc.getMap<string>('words');
    map.observe(() => {
      for (const heard of map.values()) if (heard !== words) resolve(heard);
    });
    map.set(words, words);
    const provider = new WebrtcProvider(room, doc, { signaling: [url], peerOpts: { config: { iceServers: [] } } });
    doc.once('destroy', () => provider.destroy());
  });

const meet = (kind: StockKind, url: string, room: string, words: string): Promise<string> => {
  if (kind === 'y-webrtc') return meetByYjs(url, room, words);
  return meetByTrystero(kind === 'torrent' ? joinTorrent : joinNostr, url, room, words);
};

/** Gathers candidates with one STUN server. @returns their types, when gathering is complete */
const gather = async (stunUrl: string): Promise<string[]> => {
  const connection = new RTCPeerConnection({ iceServers: [{ urls: stunUrl }] });
  const types: string[] = [];
  const complete = new Promise<void>((resolve) => {
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate === null) resolve();
      else if (candidate.type !== null) types.push(candidate.type);
    });
  });
  connection.createDataChannel('any');
  await connection.setLocalDescription();
  await complete;
  connection.close();
  return types;
};

export const stock = { meet, gather };
Object.assign(window, { stock });
