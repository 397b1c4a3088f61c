import { Injectable } from '@nestjs/common';
import { type Call, Clock, DeliveredSecrets, Transactions } from '#libs/kernel';
import { SYSTEM } from '../domain/actors.js';
import { after } from '../domain/letter.js';
import { LetterStore } from '../domain/letter.store.js';
import { changedFact } from './letter-facts.js';


/** A welcome letter lies in the print spool, or a mail server took it: its secret is kept no longer. Repeating it changes nothing. */
@Injectable()
export class RecordDispatchUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly letters: LetterStore,
    private readonly secrets: DeliveredSecrets,
    private readonly clock: Clock,
  ) {}

  async execute(causeId: string, dispatchedAt: Date, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      const known = await this.letters.findByCause(tx, causeId);
      if (!known || known.dispatchedAt) return;
      const letter = after(known, 'dispatched', this.clock.now());
      await this.letters.record(tx, { ...letter, dispatchedAt });
      if (letter !== known) tx.emit(changedFact(letter, SYSTEM));
    });
    await this.secrets.wipe(causeId);
  }
}
