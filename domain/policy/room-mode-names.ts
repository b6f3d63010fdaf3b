/** The modes a room can be in (VO8), for everybody who names one; how a room moves between them is in `room-mode.ts`. */
export const RoomMode = { P2pDirect: 'P2P_DIRECT', P2pTurn: 'P2P_TURN', Sfu: 'SFU' } as const;
export type RoomMode = (typeof RoomMode)[keyof typeof RoomMode];

/**
 * The mode of a room without an SFU: relayed as soon as one of its links is.
 * @param relayedLinks how many of this room's links have `relay` at either end of the selected candidate pair
 */
export const meshMode = (relayedLinks: number): RoomMode => (relayedLinks > 0 ? RoomMode.P2pTurn : RoomMode.P2pDirect);
