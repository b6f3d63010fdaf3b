/**
 * What the world's frame shows only when somebody asks for it: loaded right after the frame stands, so that standing in
 * the world does not wait for it. The elements are in the page already and wake up when this arrives.
 */
import '../connection/connection.ts';
import '../door-menu/door-menu.ts';
import '../empty-place/empty-place.ts';
import '../grid/grid.ts';
import '../minimap/minimap.ts';
import '../panel/panel.ts';
import '../person-menu/person-menu.ts';
import '../tiles/tiles.ts';
