import type { Transaction } from '#libs/kernel';
import type { Direction, Share } from './share.js';

export abstract class ShareStore {
  /** What is known of these two; made where nothing is, and forgotten after a day in which it was never saved. */
  abstract open(giverId: string, receiverId: string, now: Date): Promise<Share>;
  abstract find(giverId: string, receiverId: string): Promise<Share | undefined>;
  /** By the id under which the giver speaks of the receiver, or the other way round. */
  abstract findByCandidate(candidateId: string, direction: Direction): Promise<Share | undefined>;
  /** Those with these partners, by the partner's account id. */
  abstract listOf(accountId: string, direction: Direction, partnerIds: readonly string[]): Promise<Map<string, Share>>;
  /** Counts one more save; false where there have not been so many of these two before. */
  abstract countSave(tx: Transaction, giverId: string, receiverId: string, saves: number): Promise<boolean>;
}
