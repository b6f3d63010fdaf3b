/**
 * A small internet: one switch, servers with public addresses on it, and homes behind routers.
 *
 *     home 10.1.0.2 ── router 10.1.0.1 │ 62.62.62.11 ──┐
 *                                                      switch ── server 62.62.62.1, server 62.62.62.2 …
 *     home 10.2.0.2 ── router 10.2.0.1 │ 62.62.62.12 ──┘
 *
 * The addresses look public on purpose: those kept for examples are refused by a TURN server in production. Nothing leaves
 * the namespaces.
 */
import { cable, makeNamespace, type Namespace, sweep } from './namespaces.ts';
import { type NatKind, natRules } from './nat.ts';

const PUBLIC = '62.62.62';
const NOBODY = `${PUBLIC}.254`;
const FIRST_HOME = 10;

export type PublicServer = { readonly address: string; readonly inside: Namespace['inside'] };

export type Home = {
  /** In front of a command: runs it in this home. */
  readonly inside: Namespace['inside'];
  readonly run: Namespace['run'];
  readonly address: () => string;
  readonly publicAddress: () => string;
  /** Another router, another address inside and outside; the old ones are gone at once. */
  readonly move: (nat: NatKind) => void;
  readonly loss: (percent: number) => void;
  readonly remove: () => void;
};

export type Internet = {
  readonly server: (name: string) => PublicServer;
  readonly home: (nat: NatKind) => Home;
  /** Takes everything away, with all that runs in it. */
  readonly close: () => void;
};

/** What goes to nowhere vanishes, as it does out there: without a route a socket would be told, and some give up then. */
const joinInternet = (space: Namespace, port: string, address: string): void =>
  space.ip(
    `addr add ${address}/24 dev ${port}`,
    `link set ${port} up`,
    `neigh add ${NOBODY} lladdr 02:00:00:00:00:fe dev ${port} nud permanent`,
    `route add default via ${NOBODY}`,
  );

export const createInternet = (): Internet => {
  sweep();
  const spaces = new Set<Namespace>();
  const make = (what: string): Namespace => {
    const space = makeNamespace(what);
    spaces.add(space);
    return space;
  };
  const remove = (space: Namespace): void => {
    spaces.delete(space);
    space.remove();
  };
  const hub = make('switch');
  hub.ip('link add hub type bridge', 'link set hub up');
  let sockets = 0;
  let servers = 0;
  let lines = 0;

  const plugIn = (space: Namespace, port: string, address: string): void => {
    sockets += 1;
    cable(space, port, hub, `s${sockets}`);
    hub.ip(`link set s${sockets} master hub up`);
    joinInternet(space, port, address);
  };

  const makeHome = (firstNat: NatKind): Home => {
    const inside = make('home');
    let nat = firstNat;
    let router: Namespace | null = null;
    let line = 0;
    const obey = (lossPercent: number): void => void router?.run('nft', ['-f', '-'], natRules(nat, lossPercent));
    const connect = (): void => {
      lines += 1;
      line = lines;
      router = make('router');
      plugIn(router, 'wan', `${PUBLIC}.${FIRST_HOME + line}`);
      obey(0);
      cable(router, 'lan', inside, `eth${line}`);
      router.ip(`addr add 10.${line}.0.1/24 dev lan`, 'link set lan up');
      inside.ip(`addr add 10.${line}.0.2/24 dev eth${line}`, `link set eth${line} up`, `route add default via 10.${line}.0.1`);
    };
    connect();
    return {
      inside: inside.inside,
      run: inside.run,
      address: () => `10.${line}.0.2`,
      publicAddress: () => `${PUBLIC}.${FIRST_HOME + line}`,
      move: (next) => {
        // a namespace that something still refers to goes later; its cable goes now
        inside.ip(`link del eth${line}`);
        if (router !== null) remove(router);
        nat = next;
        connect();
      },
      loss: obey,
      remove: () => {
        remove(inside);
        if (router !== null) remove(router);
      },
    };
  };

  return {
    server: (name) => {
      servers += 1;
      const space = make(name);
      const address = `${PUBLIC}.${servers}`;
      plugIn(space, 'wan', address);
      return { address, inside: space.inside };
    },
    home: makeHome,
    close: () => {
      for (const space of spaces) space.remove();
      spaces.clear();
    },
  };
};
