import { Injectable } from '@nestjs/common';
import { type Call, Clock, Transactions } from '#libs/kernel';
import { SYSTEM } from '../domain/actors.js';
import { after } from '../domain/letter.js';
import { LetterStore } from '../domain/letter.store.js';
import { changedFact } from './letter-facts.js';

/** Letters in one transaction. */
const BATCH = 100;

/** Writes down that the time of letters is over, and tells of it; that they have expired is decided at reading already. */
@Injectable()
export class ExpireLettersUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly letters: LetterStore,
    private readonly clock: Clock,
  ) {}

  /** False when there may be more. */
  async execute(call: Call): Promise<boolean> {
    return this.transactions.run(call, async (tx) => {
      const now = this.clock.now();
      const overdue = await this.letters.overdue(tx, now, BATCH);
      for (const letter of overdue) {
        const expired = after(letter, 'expired', now);
        await this.letters.record(tx, expired);
        tx.emit(changedFact(expired, SYSTEM));
      }
      return overdue.length < BATCH;
    });
  }
}
