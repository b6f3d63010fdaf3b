/**
 * The floor under a crowd: pages that know each other's numbers and exchange one description each way over one plain
 * WebSocket. No discovery, no encryption, no proof, one channel. What remains is what the browsers themselves need.
 */
export type BareApi = {
  readonly start: (url: string, self: number, count: number) => void;
  readonly lastMs: (timeoutMs: number) => Promise<number | null>;
};

type Note = { readonly to: number; readonly from: number; readonly type?: RTCSdpType; readonly sdp?: string };
const GATHERED_AFTER_MS = 20;

const createBare = (): BareApi => {
  let startedMs = 0;
  let missing = 0;
  const done = Promise.withResolvers<number>();
  const heard = (): void => {
    missing -= 1;
    if (missing === 0) done.resolve(performance.now() - startedMs);
  };
  const described = async (connection: RTCPeerConnection): Promise<RTCSessionDescription> => {
    const found = new Promise((resolve) => connection.addEventListener('icecandidate', resolve, { once: true }));
    await connection.setLocalDescription();
    await found;
    await new Promise((resolve) => setTimeout(resolve, GATHERED_AFTER_MS));
    return connection.localDescription!;
  };
  const greet = (channel: RTCDataChannel): void => {
    channel.addEventListener('open', () => channel.send('hello'));
    channel.addEventListener('message', heard);
  };
  return {
    start: (url, self, count) => {
      startedMs = performance.now();
      missing = count - 1;
      const socket = new WebSocket(url);
      const connections = new Map<number, RTCPeerConnection>();
      const send = (note: Note): void => socket.send(JSON.stringify(note));
      socket.addEventListener('open', () => send({ to: -1, from: self }));
      const offer = async (to: number): Promise<void> => {
        const connection = new RTCPeerConnection();
        connections.set(to, connection);
        greet(connection.createDataChannel('data'));
        const { type, sdp } = await described(connection);
        send({ to, from: self, type, sdp });
      };
      const answer = async (from: number, sdp: string): Promise<void> => {
        const connection = new RTCPeerConnection();
        connections.set(from, connection);
        connection.addEventListener('datachannel', ({ channel }) => greet(channel));
        await connection.setRemoteDescription({ type: 'offer', sdp });
        const mine = await described(connection);
        send({ to: from, from: self, type: mine.type, sdp: mine.sdp });
      };
      socket.addEventListener('message', ({ data }) => {
        const note = JSON.parse(String(data)) as Note;
        // the server says so when everybody is there
        if (note.to === -1) for (let to = self + 1; to < count; to++) void offer(to);
        else if (note.type === 'offer') void answer(note.from, note.sdp ?? '');
        else void connections.get(note.from)?.setRemoteDescription({ type: 'answer', sdp: note.sdp ?? '' });
      });
    },
    lastMs: (timeoutMs) => Promise.race([done.promise, new Promise<null>((resolve) => setTimeout(resolve, timeoutMs, null))]),
  };
};
Object.assign(window, { bare: createBare() });
