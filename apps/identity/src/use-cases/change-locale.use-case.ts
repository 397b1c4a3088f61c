import { Injectable } from '@nestjs/common';
import { contactDataChanged, fact, type changeLocale, type ReplyOf, type RequestOf } from '#libs/contracts';
import { Clock, DomainError, Transactions, type Actor, type Call } from '#libs/kernel';
import { AccountStore } from '../domain/account.store.js';
import { describeMe } from './me.js';

/** The language of the caller's e-mails. */
@Injectable()
export class ChangeLocaleUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountStore,
    private readonly clock: Clock,
  ) {}

  async execute(request: RequestOf<typeof changeLocale>, call: Call): Promise<ReplyOf<typeof changeLocale>> {
    const { locale, origin } = request;
    return this.transactions.run(call, async (tx) => {
      const account = await this.accounts.findSignedIn(request, this.clock.now(), tx);
      if (!account) throw new DomainError('token-invalid');
      if (account.locale === locale) return describeMe(account);
      const { id: accountId, version } = account;
      if (!(await this.accounts.change(accountId, version, { locale }, tx))) throw new DomainError('service-unavailable');
      const actor: Actor = { kind: 'SELF', accountId };
      tx.emit(fact(contactDataChanged, version + 1, { actor, accountId, changedFields: ['locale'], locale }));
      tx.audit({ action: 'locale.changed', accountId, actor, origin, details: { locale } });
      return describeMe({ ...account, locale });
    });
  }
}
