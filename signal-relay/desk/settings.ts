/** What config.yaml and its secrets mean for the desk. */
import type { ConfigFile } from '../../domain/config/config-file.ts';
import { SOURCES } from '../../domain/config/hosting.ts';
import type { Secrets } from '../secrets.ts';
import type { DeskSettings } from './desk.ts';

export const deskSettings = ({ access, places, turn, sfu }: ConfigFile, { turnSecret, sfuKeys }: Secrets): DeskSettings => ({
  access,
  places,
  turn:
    turn === undefined || turnSecret === null ? null : { urls: turn.urls, credentialSeconds: turn.credentialSeconds, secret: turnSecret },
  sfu:
    sfu === undefined || sfuKeys === null
      ? null
      : { url: sfu.url, tokenSeconds: sfu.tokenSeconds, sources: sfu.sources ?? SOURCES, ...sfuKeys },
});
