/** The open set of a path search: a binary heap of cells by estimated cost. Grows as needed, keeps its memory. */
export type OpenSet = {
  readonly push: (cell: number, priority: number) => void;
  /** The cell with the smallest priority, or −1 when empty. A cell may come out more than once. */
  readonly pop: () => number;
  readonly clear: () => void;
};

export const createOpenSet = (): OpenSet => {
  const cells: number[] = [];
  const priorities: number[] = [];
  let length = 0;

  const put = (at: number, cell: number, priority: number) => {
    cells[at] = cell;
    priorities[at] = priority;
  };

  const push = (cell: number, priority: number): void => {
    let at = length++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = priorities[parent] as number;
      if (above <= priority) break;
      put(at, cells[parent] as number, above);
      at = parent;
    }
    put(at, cell, priority);
  };

  const pop = (): number => {
    if (length === 0) return -1;
    const top = cells[0] as number;
    length--;
    const cell = cells[length] as number;
    const priority = priorities[length] as number;
    let at = 0;
    for (let child = 1; child < length; child = 2 * at + 1) {
      const right = child + 1;
      const least = right < length && (priorities[right] as number) < (priorities[child] as number) ? right : child;
      if ((priorities[least] as number) >= priority) break;
      put(at, cells[least] as number, priorities[least] as number);
      at = least;
    }
    put(at, cell, priority);
    return top;
  };

  const clear = (): void => {
    length = 0;
  };
  return { push, pop, clear };
};
