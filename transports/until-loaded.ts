/**
 * Parts of the program that are fetched when they are needed. The server that the page came from may be the community's
 * relay, and gone just then; whoever is inside goes on without it, so what is missing is asked for until it is there.
 */
const FIRST_PAUSE_MS = 500;
const LAST_PAUSE_MS = 8000;

/** @param load imports; browsers ask again for what they could not get */
export const untilLoaded = async <T>(load: () => Promise<T>): Promise<T> => {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LAST_PAUSE_MS, pauseMs * 2)) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
};
