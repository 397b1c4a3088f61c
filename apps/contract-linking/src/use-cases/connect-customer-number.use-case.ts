import { Injectable } from '@nestjs/common';
import { type connectCustomerNumber, customerLinked, type ReplyOf, type RequestOf } from '#libs/contracts';
import { type Call, DomainError, type Transaction, Transactions, Turns } from '#libs/kernel';
import { selfAs } from '../domain/actors.js';
import type { CustomerLink } from '../domain/customer-link.js';
import type { Letter } from '../domain/letter.js';
import { CustomerLinks } from './customer-links.js';
import { CustomerLock } from './customer-lock.js';
import { OneTimePasswords } from './one-time-passwords.js';

type Request = RequestOf<typeof connectCustomerNumber>;
type Reply = ReplyOf<typeof connectCustomerNumber>;

/** Capability 9: the one-time password of a letter connects an account with a customer number, and so with all its contracts, now and later. */
@Injectable()
export class ConnectCustomerNumberUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly lock: CustomerLock,
    private readonly passwords: OneTimePasswords,
    private readonly links: CustomerLinks,
    private readonly turns: Turns,
  ) {}

  /** One account's tries on one number come one after the other: none of them is compared that the one before has made needless or too many. */
  async execute(request: Request, call: Call): Promise<Reply> {
    const { accountId, customerNumber } = request;
    try {
      return await this.turns.take(`${accountId} ${customerNumber}`, () => this.connect(request, call));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      // A repetition finds its own work done: the code used, the number connected.
      const earlier = await this.transactions.earlierAnswer<Reply>(call);
      if (earlier) return earlier;
      if (error.code === 'code-used') return this.repeatIfOwn(error, request, call);
      if (error.code === 'code-invalid') await this.recordWrongOne(request, call);
      throw error;
    }
  }

  /** Who guesses must show. */
  private async recordWrongOne({ accountId, customerNumber, origin }: Request, call: Call): Promise<void> {
    const actor = selfAs(accountId);
    await this.transactions.run(call, async (tx) => tx.audit({ action: 'one-time-password.refused', accountId, actor, origin, details: { customerNumber } }));
  }

  private async connect(request: Request, call: Call): Promise<Reply> {
    const { accountId, customerNumber } = request;
    const open = await this.links.openOf(accountId, customerNumber);
    if (open) return this.repeat(open, request, call);
    const letter = await this.passwords.check(request, call);
    return this.lock.holdOnce(customerNumber, call, (tx) => this.redeem(letter, request, tx));
  }

  /** Whoever made the link with this very code, and was told 503, is answered as if it were the first time. @throws DomainError `already-linked` */
  private async repeat(link: CustomerLink, request: Request, call: Call): Promise<Reply> {
    const earlier = await this.transactions.earlierAnswer<Reply>(call);
    if (earlier) return earlier;
    if (!(await this.passwords.made(link, request))) throw new DomainError('already-linked');
    await this.transactions.run(call, (tx) => tx.recall(customerLinked.type, link.id));
    return { customerNumber: link.customerNumber };
  }

  /** It may be one's own request that used the code: one that was told 503 and did its work all the same, in another process, a moment ago. */
  private async repeatIfOwn(refusal: DomainError, request: Request, call: Call): Promise<Reply> {
    const { accountId, customerNumber } = request;
    // Within a transaction, which sees what is not safe to read outside yet.
    const own = await this.transactions.run(call, (tx) => this.links.findOpen(accountId, customerNumber, tx));
    if (!own) throw refusal;
    return this.repeat(own, request, call);
  }

  private async redeem(letter: Letter, request: Request, tx: Transaction): Promise<Reply> {
    const { customerNumber } = request;
    // First the code: of many who have the same one, all but one are told so by a single write.
    await this.passwords.spend(letter, request, tx);
    await this.links.open({ ...request, letterId: letter.id }, tx);
    return { customerNumber };
  }
}
