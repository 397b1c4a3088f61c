import { Inject, Injectable } from '@nestjs/common';
import { accountActivated, accountClosed, accountLocked, accountUnlocked, contactDataChanged, type FactContract, subAdministratorCreated, type DataOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { type AnyFactHandler, type Fact, handlerOf } from '#libs/messaging';
import { counter, type Logger } from '#libs/observability';
import { type FactHandlers, LOGGER } from '#libs/service';
import type { AccountCopy } from '../domain/account-copy.js';
import { CopyAccountUseCase } from '../use-cases/copy-account.use-case.js';
import { NEWS } from './account-news.js';

const orphans = counter('bsp_orphans_total', 'Sub-administrators whom the closing of their master administrator left without a superior');

/** identity's facts: who is who, and in which state. */
@Injectable()
export class AccountFactsConsumer implements FactHandlers {
  constructor(
    private readonly copyAccount: CopyAccountUseCase,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  handlers(): AnyFactHandler[] {
    return [
      this.copying(subAdministratorCreated, NEWS.created),
      this.copying(accountActivated, NEWS.activated),
      this.copying(accountLocked, NEWS.locked),
      this.copying(accountUnlocked, NEWS.unlocked),
      this.copying(accountClosed, NEWS.closed),
      this.copying(contactDataChanged, NEWS.contactDataChanged),
    ];
  }

  private copying<C extends FactContract>(contract: C, newsOf: (data: DataOf<C>, sequence: number) => AccountCopy): AnyFactHandler {
    return handlerOf(contract, ({ id, sequence = 0, data }: Fact<DataOf<C>>, call) => this.copy(id, newsOf(data, sequence), call));
  }

  private async copy(factId: string, said: AccountCopy, call: Call): Promise<void> {
    const left = await this.copyAccount.execute(factId, said, call);
    if (left === 0) return;
    orphans.inc(left);
    this.logger.warn({ accountId: said.accountId, orphans: left }, 'a master administrator was closed, and sub-administrators are without a superior');
  }
}
