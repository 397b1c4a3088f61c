import { Injectable } from '@nestjs/common';
import type { checkActivationCode, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock, DomainError } from '#libs/kernel';
import { passwordVariantOf } from '../domain/account.js';
import { may } from '../domain/account-status.policy.js';
import { AccountStore } from '../domain/account.store.js';
import { ActivationCodes, assertUsable } from '../domain/activation-code.js';
import { ActivationCodeStore } from '../domain/activation-code.store.js';
import { ActivationTokens } from '../domain/activation-token.js';
import { ACTIVATION_HOTLINE } from '../domain/hotline.js';

/** Capability 2, first step: whether a code can be used. Spends nothing, may be repeated. */
@Injectable()
export class CheckActivationCodeUseCase {
  constructor(
    private readonly codes: ActivationCodes,
    private readonly store: ActivationCodeStore,
    private readonly accounts: AccountStore,
    private readonly tokens: ActivationTokens,
    private readonly clock: Clock,
  ) {}

  async execute({ activationCode }: RequestOf<typeof checkActivationCode>): Promise<ReplyOf<typeof checkActivationCode>> {
    const now = this.clock.now();
    const code = await this.store.findByHash(this.codes.hashOf(activationCode));
    assertUsable(code, now);
    const account = await this.accounts.find(code.accountId);
    // A code that was on its way while its account was closed is worth nothing.
    if (!account || !may(account.status, 'ACTIVATE')) throw new DomainError('code-expired', { params: { hotline: ACTIVATION_HOTLINE } });
    const { token, expiresAt } = this.tokens.issue(code, now);
    return { activationToken: token, expiresAt: expiresAt.toISOString(), role: account.role, passwordPolicy: passwordVariantOf(account) };
  }
}
