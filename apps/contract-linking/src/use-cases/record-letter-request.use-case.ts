import { Injectable } from '@nestjs/common';
import { type Call, Clock, type Transaction } from '#libs/kernel';
import { CRM } from '../domain/actors.js';
import { isNewer, type LetterRequest } from '../domain/letter-request.js';
import { LetterRequestStore } from '../domain/letter-request.store.js';
import type { OneTimePassword } from '../domain/one-time-password.js';
import { CustomerLock } from './customer-lock.js';
import { aboutCustomer } from './letter-facts.js';
import { LetterIssuer } from './letter-issuer.js';

/** The CRM asks for a welcome letter (a one-time password, capability 9). It is made whatever is known of the customer number, but not for a request that a later one has overtaken. */
@Injectable()
export class RecordLetterRequestUseCase {
  constructor(
    private readonly lock: CustomerLock,
    private readonly requests: LetterRequestStore,
    private readonly issuer: LetterIssuer,
    private readonly clock: Clock,
  ) {}

  async execute(request: LetterRequest, call: Call): Promise<void> {
    const password = await this.issuer.prepare(request.customerNumber);
    await this.lock.hold(request.customerNumber, call, (tx) => this.record(request, password, tx));
  }

  private async record(request: LetterRequest, password: OneTimePassword, tx: Transaction): Promise<void> {
    const { customerNumber, channel, locale, recipient, stamp } = request;
    if (!(await tx.claim(stamp.id))) return;
    if (!isNewer(request, await this.requests.newest(tx, customerNumber))) return;
    await this.requests.record(tx, request);
    const order = { customerNumber, channel, locale, isReissue: false };
    const { letter, replaced } = await this.issuer.issue({ order, recipient, password, actor: CRM, now: this.clock.now() }, tx);
    const details = { letterId: letter.id, customerNumber, channel, expiresAt: letter.expiresAt.toISOString(), replaced };
    tx.audit({ action: 'letter.ordered', actor: CRM, ...aboutCustomer(customerNumber), details });
  }
}
