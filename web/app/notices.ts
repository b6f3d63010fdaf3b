/** Short messages that come and go. At most a few at a time; a repeated one replaces its predecessor. */
import type { Signal } from '@preact/signals-core';
import type { Notice } from '../state/app-state.ts';

const MAX_NOTICES = 4;
export type Notify = (code: Notice['code'], tone?: Notice['tone'], values?: Notice['values']) => void;

export const createNotices = (notices: Signal<readonly Notice[]>): { readonly notify: Notify; readonly dismiss: (id: number) => void } => {
  let nextId = 1;
  return {
    notify: (code, tone = 'info', values = {}) => {
      const kept = notices.peek().filter((n) => n.code !== code);
      notices.value = [...kept, { id: nextId++, code, tone, values }].slice(-MAX_NOTICES);
    },
    dismiss: (id) => {
      notices.value = notices.peek().filter((n) => n.id !== id);
    },
  };
};
