/**
 * The operator changed the relay's settings while people are inside: the relay says so at its desk, and its public part is
 * fetched anew. A settings file that cannot be had leaves everything as it is.
 */
import { effect, type ReadonlySignal, type Signal } from '@preact/signals-core';
import type { Proximity, PublicConfig } from '../../../domain/config/public-config.ts';
import type { PlaceLinkOptions } from '../../../transports/place-link.ts';
import type { RelayDesk } from '../../../transports/relay-desk.ts';
import type { Settings } from '../../state/settings.ts';
import { chosenIceServers, chosenNetworks } from '../config.ts';

const isSame = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

/** @param load the present public configuration, or null if nobody answers. @returns a function that stops */
export const followConfig = (
  desk: Pick<RelayDesk, 'onConfig' | 'state'>,
  config: Signal<PublicConfig>,
  load: () => Promise<PublicConfig | null>,
): (() => void) => {
  let isStopped = false;
  const renew = async (): Promise<void> => {
    const next = await load().catch(() => null);
    if (!isStopped && next !== null && !isSame(next, config.peek())) config.value = next;
  };
  // a relay that was away may have come back with other settings
  let wasReady: boolean | null = null;
  const stops = [
    desk.onConfig(() => void renew()),
    effect(() => {
      const isReady = desk.state.value.status === 'ready';
      if (isReady && wasReady === false) void renew();
      wasReady = isReady ? true : wasReady === null ? null : false;
    }),
  ];
  return () => {
    isStopped = true;
    for (const stop of stops) stop();
  };
};

/**
 * Distances, dwell and links of a place that is open: the new ones count from the next tick on, and whoever they leave
 * within earshot goes on talking. @returns a function that stops
 */
export const followProximity = (config: ReadonlySignal<PublicConfig>, setRules: (rules: Proximity) => void): (() => void) => {
  let known = config.peek().proximity;
  return effect(() => {
    const { proximity } = config.value;
    if (isSame(proximity, known)) return;
    known = proximity;
    setRules(proximity);
  });
};

type Routes = Pick<PlaceLinkOptions, 'networks' | 'iceServers' | 'relayOnly'>;

/** By which networks and servers to connect: the operator's, as far as this person wants them, and their own. */
export const chosenRoutes = (config: PublicConfig, settings: Settings): Routes => ({
  networks: chosenNetworks(config, settings),
  iceServers: chosenIceServers(config, settings),
  relayOnly: settings.relayOnly,
});

/** @returns a function that stops */
export const followRoutes = (
  config: ReadonlySignal<PublicConfig>,
  settings: ReadonlySignal<Settings>,
  reconfigure: (routes: Routes) => void,
): (() => void) => {
  let known = chosenRoutes(config.peek(), settings.peek());
  return effect(() => {
    const routes = chosenRoutes(config.value, settings.value);
    if (isSame(routes, known)) return;
    known = routes;
    reconfigure(routes);
  });
};
