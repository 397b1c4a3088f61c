import { Injectable } from '@nestjs/common';
import type { reissueLetter, ReplyOf, RequestOf } from '#libs/contracts';
import { type Call, Clock, DomainError, type ErrorCode, type Transaction } from '#libs/kernel';
import { recipientFor } from '../domain/letter-request.js';
import { LetterRequestStore } from '../domain/letter-request.store.js';
import { LetterStore } from '../domain/letter.store.js';
import type { OneTimePassword } from '../domain/one-time-password.js';
import { assertMayReissue, REISSUE_MEMORY_MS } from '../domain/reissue-quota.js';
import { CustomerLock } from './customer-lock.js';
import { LetterIssuer } from './letter-issuer.js';
import { actorOf, type LetterRequester, recordAct } from './letter-requester.js';

type Request = RequestOf<typeof reissueLetter>;
type Reply = ReplyOf<typeof reissueLetter>;

/** Refusals that say something about a customer: that somebody asked is kept too. */
const KEPT_REFUSALS: readonly ErrorCode[] = ['no-recipient-known', 'too-many-attempts'];

/** The hotline or an operator sends a new one-time password: to the recipient of the CRM's last request and nobody else, and never without a reason. */
@Injectable()
export class ReissueLetterUseCase {
  constructor(
    private readonly lock: CustomerLock,
    private readonly requests: LetterRequestStore,
    private readonly letters: LetterStore,
    private readonly issuer: LetterIssuer,
    private readonly clock: Clock,
  ) {}

  async execute(request: Request, requester: LetterRequester, call: Call): Promise<Reply> {
    const { customerNumber } = request;
    const password = await this.issuer.prepare(customerNumber);
    try {
      return await this.lock.holdOnce(customerNumber, call, (tx) => this.reissue(request, requester, password, tx));
    } catch (error) {
      if (error instanceof DomainError && KEPT_REFUSALS.includes(error.code)) await this.keepRefusal(request, requester, error.code, call);
      throw error;
    }
  }

  private async reissue(request: Request, requester: LetterRequester, password: OneTimePassword, tx: Transaction): Promise<Reply> {
    const { customerNumber, channel } = request;
    const now = this.clock.now();
    const { recipient, locale } = recipientFor(channel, await this.requests.newest(tx, customerNumber));
    assertMayReissue(await this.letters.reissuedSince(tx, customerNumber, new Date(now.getTime() - REISSUE_MEMORY_MS)), now);
    const order = { customerNumber, channel, locale, isReissue: true };
    const { letter, replaced } = await this.issuer.issue({ order, recipient, password, actor: actorOf(requester), now }, tx);
    const [letterId, expiresAt] = [letter.id, letter.expiresAt.toISOString()];
    recordAct(requester, { name: 'letter-reissued', ...request }, { letterId, channel, expiresAt, replaced }, tx);
    return { letterId, expiresAt };
  }

  private async keepRefusal(request: Request, requester: LetterRequester, code: ErrorCode, call: Call): Promise<void> {
    await this.lock.hold(request.customerNumber, call, async (tx) => recordAct(requester, { name: 'refused', ...request }, { act: 'letter-reissued', channel: request.channel, code }, tx));
  }
}
