/**
 * The stage of a lab test: a small internet with Patio's relay and a real coturn on it, and people at home behind their
 * routers. What a test opened, it closes.
 */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_FLAGS, chromiumPath } from '../support/chromium.ts';
import { createPeople, type Person, type PersonOptions } from '../support/people.ts';
import { type PatioOptions, type RunningPatio, startPatio } from '../support/servers.ts';
import { startCoturn, startEcho, type TurnServer } from './coturn.ts';
import { createInternet, type Home } from './internet.ts';
import { NatKind } from './nat.ts';
import { addTurnServers, hideAddress } from './own-turn.ts';

export type Resident = Person & { readonly home: Home };

export type ResidentOptions = Omit<PersonOptions, 'link' | 'program' | 'flags' | 'prepare'> & {
  readonly nat?: NatKind;
  /** Enters this TURN server in the settings, before the place is opened. */
  readonly ownTurn?: TurnServer;
  readonly relayOnly?: boolean;
};

export type Town = {
  readonly patio: RunningPatio;
  readonly turn: TurnServer;
  readonly openAtHome: (options: ResidentOptions) => Promise<Resident>;
  /** After it was killed: the same server once more, with the same secret. */
  readonly startTurnAgain: () => Promise<void>;
  readonly home: (nat: NatKind) => Home;
  /** A public address that sends back what it gets, on coturn's usual port for that. */
  readonly echo: () => Promise<string>;
  readonly close: () => Promise<void>;
};

/** Both servers' certificates are made here. */
const FLAGS = [...CHROMIUM_FLAGS, '--ignore-certificate-errors'];

export type TownOptions = {
  /** The relay makes credentials for the TURN server, good for so long. */
  readonly credentialSeconds?: number;
};

export const openTown = async ({ credentialSeconds }: TownOptions = {}): Promise<Town> => {
  const internet = createInternet();
  const folder = mkdtempSync(join(tmpdir(), 'patio-lab-'));
  const people = createPeople();
  const running: { readonly kill: () => Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await people.close();
    await Promise.all(running.map((server) => server.kill()));
    internet.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const keep = <T extends { readonly kill: () => Promise<void> }>(server: T): T => {
    running.push(server);
    return server;
  };
  let browsers = 0;
  /** Playwright starts one file and talks to it through pipes, which do not care about networks. */
  const browserIn = ({ inside }: Home): string => {
    browsers += 1;
    const file = join(folder, `browser-${browsers}`);
    writeFileSync(file, `#!/bin/sh\nexec ${inside.join(' ')} '${chromiumPath()}' "$@"\n`);
    chmodSync(file, 0o755);
    return file;
  };

  try {
    const turnHost = internet.server('turn');
    const turn = keep(await startCoturn(turnHost));
    const { address, inside } = internet.server('relay');
    const served: PatioOptions = {
      port: 443,
      httpsAddress: address,
      inside,
      dataFolder: folder,
      config: {
        networks: [{ kind: 'relay', url: 'self' }],
        ...(credentialSeconds !== undefined && { turn: { urls: turn.urls, secret: turn.secret, credentialSeconds } }),
      },
    };
    const patio = keep(await startPatio(served));
    return {
      patio,
      turn,
      startTurnAgain: async () => {
        keep(await startCoturn(turnHost, turn.secret));
      },
      home: internet.home,
      echo: async () => {
        const server = internet.server('echo');
        keep(await startEcho(server));
        return server.address;
      },
      openAtHome: async ({ nat = NatKind.Cone, ownTurn, relayOnly, ...options }) => {
        const home = internet.home(nat);
        const person = await people.open({
          withoutPicture: true,
          ...options,
          link: patio.placeLink,
          program: browserIn(home),
          flags: FLAGS,
          // the gap meter brings code along
          context: { permissions: ['microphone', 'camera'], ignoreHTTPSErrors: true, bypassCSP: true },
          prepare: async (page) => {
            if (ownTurn === undefined && relayOnly !== true) return;
            await page.goto(patio.origin);
            if (ownTurn !== undefined) await addTurnServers(page, ownTurn.urls, ownTurn.credential(options.name));
            if (relayOnly === true) await hideAddress(page);
          },
        });
        return { ...person, home };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
