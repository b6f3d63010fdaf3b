/** Every code has words, in both languages, and no value is left out or doubled. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RoomMode } from '../../../domain/policy/room-mode-names.ts';
import { REACTIONS, Status } from '../../../domain/presence/avatar.ts';
import { useLanguage } from '../../i18n/locale.ts';
import { BrowserFamily } from '../../media/permission-help.ts';
import type { Notice } from '../../state/app-state.ts';
import { captureFailure } from './capture.ts';
import { noticeText } from './notices.ts';
import { permissionSteps } from './permission-steps.ts';
import { modeName, modeSentence, networkName, networkStateName, reactionName, routeName, statusName } from './status.ts';

const notice = (code: Notice['code'], values: Notice['values'] = {}): Notice => ({ id: 1, code, tone: 'info', values });
const sentence = (text: string): void => {
  expect(text.trim().length).toBeGreaterThan(2);
  expect(text).not.toMatch(/undefined|NaN|\{\d\}|\[object/);
};

for (const language of ['en', 'pt-BR'] as const) {
  describe(language, () => {
    beforeAll(async () => {
      await useLanguage(language);
    });
    afterAll(async () => {
      await useLanguage('en');
    });

    it('has words for every state', () => {
      for (const status of Object.values(Status)) sentence(statusName(status));
      for (const mode of Object.values(RoomMode)) {
        sentence(modeName(mode));
        sentence(modeSentence(mode));
      }
      for (const reaction of REACTIONS) sentence(reactionName(reaction));
      for (const path of ['direct', 'same-network', 'relayed', 'unknown'] as const) sentence(routeName(path));
      for (const kind of ['relay', 'nostr', 'tracker', 'mesh'] as const) sentence(networkName(kind));
      for (const state of ['up', 'mute', 'connecting', 'down', 'off'] as const) sentence(networkStateName(state));
    });

    it('has steps for every browser, different for microphone and camera', () => {
      for (const family of Object.values(BrowserFamily)) {
        const microphone = permissionSteps(family, 'microphone');
        expect(microphone.length).toBeGreaterThan(1);
        expect(microphone).not.toEqual(permissionSteps(family, 'camera'));
        for (const step of microphone) sentence(step);
      }
    });

    it('says what is wrong with a device and what helps', () => {
      for (const kind of ['microphone', 'camera', 'screen'] as const)
        for (const reason of ['blocked', 'blocked-by-system', 'missing', 'busy', 'unplugged', 'unsupported'] as const) {
          const { title, help } = captureFailure(kind, reason);
          sentence(title);
          sentence(help);
        }
    });

    it('fills names and numbers into notices', () => {
      expect(noticeText(notice('waved', { name: 'Ana' }))).toContain('Ana');
      expect(noticeText(notice('knocked', { name: 'Ana', zone: 'Fern' }))).toMatch(/Ana.*Fern/);
      expect(noticeText(notice('link-failed', { name: 'Ana', seconds: 15 }))).toMatch(/Ana.*TURN.*15 s/);
      expect(noticeText(notice('no-networks', { count: 4, seconds: 8 }))).toMatch(/4.*8 s/);
      for (const code of ['left', 'knocking', 'door-locked', 'device-changed', 'follow-ended', 'chat-waiting', 'no-networks'] as const)
        sentence(noticeText(notice(code)));
    });
  });
}
