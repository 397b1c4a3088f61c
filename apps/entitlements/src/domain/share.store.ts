import type { Transaction } from '#libs/kernel';
import type { Share } from './share.js';

export abstract class ShareStore {
  /** What is known of these two; made where nothing is, and forgotten after a day in which it was never saved. */
  abstract open(giverId: string, receiverId: string, now: Date): Promise<Share>;
  abstract find(giverId: string, receiverId: string): Promise<Share | undefined>;
  abstract findByCandidate(candidateId: string): Promise<Share | undefined>;
  /** Those with these partners, by the partner's account id. */
  abstract listOf(accountId: string, direction: 'GIVEN' | 'RECEIVED', partnerIds: readonly string[]): Promise<Map<string, Share>>;
  /** Counts one more save and says the how manyth it is; undefined where the last one is none of those expected (null: whichever it is). */
  abstract countSave(tx: Transaction, giverId: string, receiverId: string, expected: readonly number[] | null): Promise<number | undefined>;
}
