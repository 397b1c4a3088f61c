import { Injectable } from '@nestjs/common';
import { type Call, Clock } from '#libs/kernel';
import { SYSTEM } from '../domain/actors.js';
import { MOST_TRIES_OF_ALL } from '../domain/connect-tries.js';
import { after, isOpen } from '../domain/letter.js';
import { LetterStore } from '../domain/letter.store.js';
import { OperationsAlarm } from '../domain/operations-alarm.js';
import { CustomerLock } from './customer-lock.js';
import { aboutCustomer, changedFact } from './letter-facts.js';


/** Blocks a letter on which too many wrong one-time passwords were tried, and tells operations. */
@Injectable()
export class LetterBlocker {
  constructor(
    private readonly lock: CustomerLock,
    private readonly letters: LetterStore,
    private readonly alarm: OperationsAlarm,
    private readonly clock: Clock,
  ) {}

  /** Blocks the letter of the number that was open when the try was made, if it still is. */
  async block(customerNumber: string, triedAt: Date, call: Call): Promise<void> {
    const letterId = await this.lock.hold(customerNumber, call, async (tx) => {
      const now = this.clock.now();
      const open = await this.letters.openOf(tx, customerNumber);
      if (!open || !isOpen(open, now) || open.issuedAt > triedAt) return undefined;
      const blocked = after(open, 'blocked', now);
      await this.letters.record(tx, blocked);
      tx.emit(changedFact(blocked, SYSTEM));
      tx.audit({ action: 'letter.blocked', actor: SYSTEM, ...aboutCustomer(customerNumber), details: { letterId: open.id, customerNumber, tries: MOST_TRIES_OF_ALL } });
      return open.id;
    });
    if (letterId) this.alarm.letterBlocked({ letterId, customerNumber });
  }
}
