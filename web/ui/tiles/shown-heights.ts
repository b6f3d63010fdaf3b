/** How high the tiles of one element are drawn, told to the app when it changes. Read from the layout, a frame after it. */
import type { PeerId } from '../../../domain/ids.ts';
import type { AppActions } from '../../state/app-actions.ts';
import type { ShownHeights } from '../../state/app-state.ts';
import type { PatioTile } from './tile.ts';

export type Heights = { readonly tell: (root: ParentNode, actions: AppActions) => void };

const read = (root: ParentNode): ReadonlyMap<PeerId, ShownHeights> => {
  const heights = new Map<PeerId, ShownHeights>();
  for (const tile of root.querySelectorAll<PatioTile>('patio-tile')) {
    const { person, kind, clientHeight } = tile;
    if (person === null || kind === 'portrait') continue;
    const height = Math.round(clientHeight * devicePixelRatio);
    const known = heights.get(person.peerId) ?? { camera: null, screen: null };
    heights.set(person.peerId, kind === 'screen' ? { ...known, screen: height } : { ...known, camera: height });
  }
  return heights;
};

export const createHeights = (): Heights => {
  let told = '';
  let isDue = false;
  return {
    tell: (root, actions) => {
      if (isDue) return;
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        const heights = read(root);
        const now = JSON.stringify([...heights]);
        if (now === told) return;
        told = now;
        actions.showPictures(heights);
      });
    },
  };
};
