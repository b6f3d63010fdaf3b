/** What the tests use of `bittorrent-tracker`, which ships no types. */
declare module 'bittorrent-tracker/server' {
  export default class Server {
    constructor(options: { udp: boolean; http: boolean; ws: boolean; stats: boolean });
    on(event: string, listener: (...args: unknown[]) => void): this;
    listen(port: number, host: string, done: () => void): void;
    close(done?: () => void): void;
  }
}
