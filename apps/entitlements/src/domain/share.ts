/** All that one account gives another: what a master administrator transfers to another, or assigns to a sub-administrator. Saved as a whole. */
export interface Share {
  /** Under which the giver speaks of a receiver who is another master administrator. Means nothing to anybody else. */
  candidateId: string;
  /** The same for the receiver, who speaks of the giver. */
  receivedId: string;
  giverId: string;
  receiverId: string;
  /** How often it was saved: what its ETag is made of. */
  saves: number;
}

export type Direction = 'GIVEN' | 'RECEIVED';

/** Under which one of the two speaks of the other. */
export const candidateIn = ({ candidateId, receivedId }: Share, direction: Direction): string => (direction === 'GIVEN' ? candidateId : receivedId);
