/**
 * The drivers there are, for the cases that every one of them must keep: LiveKit's, which we ship, and Janus', which shares
 * nothing with it but WebRTC and keeps the contract from being LiveKit's.
 */
import { describe } from 'vitest';
import { liveKitDriver } from '../../web/media/sfu/livekit-driver.ts';
import type { SfuDriver } from '../../web/media/sfu/sfu-driver.ts';
import { hasSfu, type Product } from '../../web/media/sfu/testing.ts';
import { createJanusDriver } from './janus/janus-driver.ts';

type Cases = (product: Product, driver: SfuDriver) => void;

const DRIVERS: readonly (readonly [Product, SfuDriver])[] = [
  ['LiveKit', liveKitDriver],
  ['Janus', createJanusDriver()],
];
const here = await Promise.all(DRIVERS.map(([product]) => hasSfu(product)));

/** For each driver by itself, without a server of its own. */
export const describeDrivers = (what: string, cases: Cases): void => {
  for (const [product, driver] of DRIVERS) describe(`${what} ${product}`, () => cases(product, driver));
};

/** For each driver whose server is on this machine; which one is missing has been said aloud. */
export const describeServers = (what: string, cases: Cases): void => {
  for (const [index, [product, driver]] of DRIVERS.entries())
    describe.skipIf(here[index] !== true)(`${what} ${product}`, () => cases(product, driver));
};
