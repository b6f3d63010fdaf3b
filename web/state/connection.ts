/** The rows and figures of the connection panel. */
import type { NetworkName } from '../../domain/config/public-config.ts';
import type { PeerId } from '../../domain/ids.ts';
import type { IcePath } from '../../transports/place-link.ts';

export type ConnectionRow = {
  readonly peerId: PeerId;
  readonly name: string;
  readonly status: 'linked' | 'interrupted' | 'linking' | 'failing';
  readonly path: IcePath;
  /** I hear this person by way of the room's server; the link still carries everything but media. */
  readonly atServer: boolean;
  readonly rttMs: number | null;
  readonly lossPercent: number | null;
  readonly sendKbps: number;
  readonly receiveKbps: number;
  readonly introducedBy: NetworkName | null;
  /** Who receives my microphone, camera and screen at this moment. */
  readonly getsMic: boolean;
  readonly getsCam: boolean;
  readonly getsScreen: boolean;
  readonly retryAtMs: number | null;
};
