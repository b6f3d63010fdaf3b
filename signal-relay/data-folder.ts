/** Makes the data folder. Not `mkdir` with `recursive`: in Node 26 that never returns where a file system refuses new folders. */
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** @throws the system's error if it cannot be made */
export const makeDataFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    const parent = dirname(folder);
    const hasParent = await stat(parent).then(
      () => true,
      () => false,
    );
    if (code !== 'ENOENT' || hasParent || parent === folder) throw error;
    await makeDataFolder(parent);
    // again as a whole: somebody else may make it at the same moment
    await makeDataFolder(folder);
  }
};
