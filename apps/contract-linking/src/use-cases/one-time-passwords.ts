import { Injectable } from '@nestjs/common';
import { type Call, Clock, type RequestOrigin, type Transaction } from '#libs/kernel';
import { selfAs } from '../domain/actors.js';
import { MOST_TRIES_OF_ALL } from '../domain/connect-tries.js';
import { ConnectTriesStore } from '../domain/connect-tries.store.js';
import { type CustomerLink, mayBeRepeated } from '../domain/customer-link.js';
import { assertRedeemable, isOpen, type Letter, refusal } from '../domain/letter.js';
import { LetterStore } from '../domain/letter.store.js';
import { OneTimePasswordHasher } from '../domain/one-time-password.js';
import { tooManyAttempts } from '../domain/too-many-attempts.js';
import { LetterBlocker } from './letter-blocker.js';
import { changedFact } from './letter-facts.js';

/** What somebody typed. */
interface Attempt {
  accountId: string;
  customerNumber: string;
  oneTimePassword: string;
}

/** Compares one-time passwords and spends them. Unknown numbers, wrong codes and right ones take the same steps until it is known which it was. */
@Injectable()
export class OneTimePasswords {
  constructor(
    private readonly letters: LetterStore,
    private readonly tries: ConnectTriesStore,
    private readonly hasher: OneTimePasswordHasher,
    private readonly blocker: LetterBlocker,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts the try, then compares: whoever finds no room is not counted. @throws DomainError `too-many-attempts`, `code-invalid`; to whoever
   * holds the right one `code-expired`, `code-used`
   */
  async check(attempt: Attempt, call: Call): Promise<Letter> {
    return this.hasher.admit(async () => {
      const { accountId, customerNumber } = attempt;
      const countedAt = this.clock.now();
      const triesOfAll = await this.count(attempt, countedAt);
      const letter = await this.letterOf(attempt);
      // Whoever holds the right one guesses nothing, whatever becomes of it.
      if (letter) await this.tries.giveBack(accountId, customerNumber, countedAt);
      const now = this.clock.now();
      const isRight = letter !== undefined && isOpen(letter, now);
      // The hundredth try may still be the right one; no later one may.
      const isTooLate = isRight && triesOfAll > MOST_TRIES_OF_ALL;
      if (isTooLate || (!isRight && triesOfAll >= MOST_TRIES_OF_ALL)) await this.blocker.block(customerNumber, countedAt, call);
      if (isTooLate) throw refusal('code-expired');
      assertRedeemable(letter, now);
      return letter;
    });
  }

  /** Whether a link was made with just this one a moment ago: whoever was answered 503 asks again. Spends nothing. */
  async made(link: CustomerLink, attempt: Attempt): Promise<boolean> {
    const now = this.clock.now();
    if (!mayBeRepeated(link, now)) return false;
    return this.hasher.admit(async () => {
      await this.countOfAccount(attempt, now);
      return (await this.letterOf(attempt))?.id === link.letterId;
    });
  }

  /** Spends it in one guarded write. @throws DomainError `code-used`, `code-expired` for everybody but the first */
  async spend(checked: Letter, { accountId, origin }: { accountId: string; origin: RequestOrigin }, tx: Transaction): Promise<void> {
    const { id: letterId, customerNumber } = checked;
    const now = this.clock.now();
    const redeemed = await this.letters.redeem(tx, letterId, now);
    if (!redeemed) {
      assertRedeemable(await this.letters.find(tx, letterId), now);
      throw refusal('code-expired');
    }
    await this.tries.clear(tx, accountId, customerNumber);
    const actor = selfAs(accountId);
    tx.emit(changedFact(redeemed, actor));
    tx.audit({ action: 'letter.redeemed', accountId, actor, origin, details: { letterId, customerNumber } });
  }

  private async letterOf({ customerNumber, oneTimePassword }: Attempt): Promise<Letter | undefined> {
    const cost = await this.letters.costOfNewest(customerNumber);
    return this.letters.findByHash(customerNumber, await this.hasher.hash(customerNumber, oneTimePassword, cost));
  }

  private async count(attempt: Attempt, now: Date): Promise<number> {
    await this.countOfAccount(attempt, now);
    const { accountId, customerNumber } = attempt;
    admit(await this.tries.take(accountId, customerNumber, now), now);
    return this.tries.takeOfAll(customerNumber, now);
  }

  private async countOfAccount({ accountId }: Attempt, now: Date): Promise<void> {
    admit(await this.tries.takeOfAccount(accountId, now), now);
  }
}

function admit(until: Date | undefined, now: Date): void {
  if (until) throw tooManyAttempts(until, now);
}
