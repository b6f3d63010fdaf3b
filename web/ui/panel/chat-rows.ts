/**
 * Turns lines of chat into rows: a day where the day changes, the mark above what is new, and who speaks only when the
 * speaker changes. Pure; days are local days of the reader.
 */
import type { ChatLine } from '../../state/chat.ts';

export type ChatRow =
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number }
  | { readonly kind: 'new'; readonly key: string; readonly count: number }
  | { readonly kind: 'line'; readonly key: string; readonly line: ChatLine; readonly opens: boolean };

/** Lines of one person closer than this read as one breath. */
const SAME_BREATH_MS = 3 * 60_000;

const dayOf = (atMs: number): string => new Date(atMs).toDateString();

/** @param firstNew id of the first line that was not read when the chat was opened, or null */
export const chatRows = (lines: readonly ChatLine[], firstNew: string | null): readonly ChatRow[] => {
  const rows: ChatRow[] = [];
  let previous: ChatLine | null = null;
  for (const [index, line] of lines.entries()) {
    const newDay = previous === null || dayOf(previous.atMs) !== dayOf(line.atMs);
    if (newDay) rows.push({ kind: 'day', key: `day ${dayOf(line.atMs)} ${index}`, atMs: line.atMs });
    const isFirstNew = line.id === firstNew;
    if (isFirstNew) {
      const count = lines.slice(index).filter(({ from }) => from !== 'self').length;
      rows.push({ kind: 'new', key: 'new', count });
    }
    const opens =
      newDay ||
      isFirstNew ||
      previous === null ||
      previous.from !== line.from ||
      previous.scope !== line.scope ||
      line.atMs - previous.atMs > SAME_BREATH_MS;
    rows.push({ kind: 'line', key: `${line.from} ${line.id}`, line, opens });
    previous = line;
  }
  return rows;
};

/** The line above which "new" stands: the `unread`-th line of others, counted from the end. */
export const firstUnread = (lines: readonly ChatLine[], unread: number): string | null => {
  let left = unread;
  for (const line of lines.toReversed()) {
    if (line.from === 'self') continue;
    left -= 1;
    if (left === 0) return line.id;
  }
  return null;
};
