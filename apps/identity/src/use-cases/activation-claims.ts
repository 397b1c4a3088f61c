import { Injectable } from '@nestjs/common';
import { Clock, DomainError, type Transaction } from '#libs/kernel';
import { isOpen } from '../domain/activation-code.js';
import { ActivationCodeStore } from '../domain/activation-code.store.js';
import { ActivationTokens, type ActivationClaim } from '../domain/activation-token.js';

/** Activation tokens and the codes behind them: a token is worth something as long as its code can be used. */
@Injectable()
export class ActivationClaims {
  constructor(
    private readonly tokens: ActivationTokens,
    private readonly codes: ActivationCodeStore,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `token-invalid`, `token-expired` */
  async read(token: string): Promise<ActivationClaim> {
    const now = this.clock.now();
    const claim = this.tokens.read(token, now);
    const code = await this.codes.find(claim.codeId);
    if (!code || !isOpen(code, now)) throw new DomainError('token-expired');
    return claim;
  }

  /** Spends code and token in one guarded write; returns when. @throws DomainError `token-expired` for everybody but the first */
  async spend(claim: ActivationClaim, tx: Transaction): Promise<Date> {
    const now = this.clock.now();
    if (!(await this.codes.spend(claim.codeId, now, tx))) throw new DomainError('token-expired');
    return now;
  }
}
