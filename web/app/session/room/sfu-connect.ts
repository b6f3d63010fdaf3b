/**
 * From a seat to a connection: the relay's token, the key that the server never sees, and the driver, which is fetched with
 * the first seat, or just before.
 */
import type { Source } from '../../../../domain/config/hosting.ts';
import type { PeerId } from '../../../../domain/ids.ts';
import type { PlaceKey } from '../../../../domain/place/place-link.ts';
import type { RelayDesk } from '../../../../transports/relay-desk.ts';
import { deriveKey } from '../../../../transports/topics.ts';
import type { MediaKind, SfuConnection } from '../../../media/sfu/sfu-driver.ts';
import type { Settings } from '../../../state/settings.ts';
import type { SfuSeat } from './sfu-membership.ts';

const KIND_OF: Readonly<Record<Source, MediaKind>> = { microphone: 'audio', camera: 'camera', screen: 'screen' };

export type SfuConnectWorld = {
  readonly key: PlaceKey;
  readonly selfId: PeerId;
  readonly desk: Pick<RelayDesk, 'sfuToken'>;
  /** The relay's TURN among them: whoever hides behind it reaches the server through it, too. */
  readonly iceServers: () => readonly RTCIceServer[];
  readonly settings: () => Settings;
};

const loadDriver = () => import('../../../media/sfu/livekit-driver.ts');

/** Fetches what a seat takes. Not to be had now: it is asked for again when it is needed. */
export const prepareSfu = (): void => void loadDriver().catch(() => undefined);

/** @returns null where the relay gives no token */
export const createSfuConnect =
  ({ key, selfId, desk, iceServers, settings }: SfuConnectWorld) =>
  async ({ room, epoch }: SfuSeat): Promise<SfuConnection | null> => {
    const [given, { liveKitDriver }] = await Promise.all([desk.sfuToken(room, epoch), loadDriver()]);
    if (given === null) return null;
    return liveKitDriver.connect({
      url: given.url,
      token: given.token,
      kinds: new Set(given.sources.map((source) => KIND_OF[source])),
      mediaKey: deriveKey(key.secret, key.placeId, `media/${room}/${epoch}`),
      selfId,
      iceServers: iceServers(),
      relayOnly: settings().relayOnly,
    });
  };
