/**
 * What calls and rooms need once one is inside, fetched while somebody still reads the lobby: nobody waits for it then, and
 * it is here if the page's server should be gone by that time. Only the SFU's client waits until a room may need it.
 */
import '../../media/create-media.ts';
import '../../media/exchange.ts';
import '../../media/mesh-budget.ts';
import './room/lease-desk.ts';
import './room/room-control.ts';
import './room/room-steward.ts';
import './room/sfu-connect.ts';
