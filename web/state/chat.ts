/** Lines of chat as views show them. */
import type { PeerId } from '../../domain/ids.ts';
import type { AvatarLook } from '../../domain/presence/avatar.ts';
import type { ChatScope } from '../../domain/wire/control.ts';

export type ChatLine = {
  readonly id: string;
  readonly from: PeerId | 'self';
  readonly name: string;
  readonly look: AvatarLook;
  readonly scope: ChatScope;
  readonly text: string;
  readonly atMs: number;
  /** waiting: nobody has it yet · sent: on its way · delivered: acknowledged by everyone it was for. Others' lines are delivered. */
  readonly delivery: 'waiting' | 'sent' | 'delivered';
};
