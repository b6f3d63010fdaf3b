/** Words for states of people, rooms and connections. Fixed sets in, words out. */
import { msg } from '@lit/localize';
import { RoomMode } from '../../../domain/policy/room-mode-names.ts';
import { type Reaction, Status } from '../../../domain/presence/avatar.ts';
import type { IcePath, NetworkState } from '../../../transports/place-link.ts';
import type { NetworkName } from '../../../domain/config/public-config.ts';

/** One word for each, asked for when it is said: the language may have changed since. */
type WordsFor<T extends string> = { readonly [K in T]: () => string };

const statusNames: WordsFor<Status> = {
  [Status.Available]: () => msg('Available'),
  [Status.Busy]: () => msg('Busy'),
  [Status.DoNotDisturb]: () => msg('Do not disturb'),
  [Status.Away]: () => msg('Away'),
};
export const statusName = (status: Status): string => statusNames[status]();

const modeNames: WordsFor<RoomMode> = {
  [RoomMode.P2pDirect]: () => msg('Direct'),
  [RoomMode.P2pTurn]: () => msg('Through TURN'),
  [RoomMode.Sfu]: () => msg('Through the server'),
};
/** The short name of a room's mode, for the dot at the top. */
export const modeName = (mode: RoomMode): string => modeNames[mode]();

const modeSentences: WordsFor<RoomMode> = {
  [RoomMode.P2pDirect]: () => msg('What you say goes directly from browser to browser, encrypted.'),
  [RoomMode.P2pTurn]: () =>
    msg('Some of you have no direct path, so a TURN server passes the encrypted sound and pictures on. It cannot read them.'),
  [RoomMode.Sfu]: () =>
    msg('This room uses the community’s server, because its measurements say that this serves it better. Still end-to-end encrypted.'),
};
/** What a mode means for who is in the room. */
export const modeSentence = (mode: RoomMode): string => modeSentences[mode]();

const routeNames: WordsFor<IcePath> = {
  direct: () => msg('Direct'),
  'same-network': () => msg('Direct, same network'),
  relayed: () => msg('Through TURN'),
  unknown: () => msg('Not known yet'),
};
export const routeName = (path: IcePath): string => routeNames[path]();

const networkNames: WordsFor<NetworkName> = {
  relay: () => msg('Patio relay'),
  nostr: () => msg('Nostr relay'),
  tracker: () => msg('WebTorrent tracker'),
  mesh: () => msg('People already here'),
};
export const networkName = (kind: NetworkName): string => networkNames[kind]();

const networkStateNames: WordsFor<NetworkState> = {
  up: () => msg('Answers'),
  mute: () => msg('Connected, but silent'),
  connecting: () => msg('Connecting'),
  down: () => msg('Does not answer'),
  off: () => msg('Switched off'),
};
export const networkStateName = (state: NetworkState): string => networkStateNames[state]();

const reactionNames: WordsFor<Reaction> = {
  wave: () => msg('Wave'),
  heart: () => msg('Heart'),
  'thumbs-up': () => msg('Thumbs up'),
  clap: () => msg('Applause'),
  laugh: () => msg('Laugh'),
  note: () => msg('Music'),
  question: () => msg('Question'),
};
export const reactionName = (reaction: Reaction): string => reactionNames[reaction]();
