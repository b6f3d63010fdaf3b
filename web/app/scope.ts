/** The owner of a lifetime: whatever is added ends when it closes, in reverse order. */
export type Scope = { readonly add: (end: () => void) => void; readonly close: () => void; readonly isClosed: () => boolean };

export const createScope = (): Scope => {
  const ends: (() => void)[] = [];
  let closed = false;
  return {
    add: (end) => {
      if (closed) end();
      else ends.push(end);
    },
    close: () => {
      closed = true;
      for (const end of ends.splice(0).toReversed()) end();
    },
    isClosed: () => closed,
  };
};
