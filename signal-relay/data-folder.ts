/** Makes the data folder. Not `mkdir` with `recursive`: in Node 26 that never returns where a file system refuses new folders. */
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** @returns why it could not be made; null if it is there */
const refusalOf = (folder: string): Promise<NodeJS.ErrnoException | null> =>
  mkdir(folder, { mode: 0o700 }).then(
    () => null,
    (error: NodeJS.ErrnoException) => (error.code === 'EEXIST' ? null : error),
  );

const isThere = (folder: string): Promise<boolean> =>
  stat(folder).then(
    () => true,
    () => false,
  );

/** @throws the system's error if it cannot be made */
export const makeDataFolder = async (folder: string): Promise<void> => {
  const refusal = await refusalOf(folder);
  if (refusal === null) return;
  const parent = dirname(folder);
  if (refusal.code !== 'ENOENT' || parent === folder) throw refusal;
  if (!(await isThere(parent))) await makeDataFolder(parent);
  // also where the parent is there now: somebody else may have made it at the same moment
  const again = await refusalOf(folder);
  if (again !== null) throw again;
};
