import { Inject, Injectable } from '@nestjs/common';
import { accountActivated, accountClosed, accountLocked, accountUnlocked, contactDataChanged, type FactContract, subAdministratorCreated, type DataOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { type AnyFactHandler, type Fact, handlerOf } from '#libs/messaging';
import { counter, type Logger } from '#libs/observability';
import { type FactHandlers, LOGGER } from '#libs/service';
import type { AccountCopy } from '../domain/account-copy.js';
import { CloseAccountUseCase } from '../use-cases/close-account.use-case.js';
import { CopyAccountUseCase } from '../use-cases/copy-account.use-case.js';
import { NEWS } from './account-news.js';
import { causeOf } from './cause-of.js';

const orphans = counter('bsp_orphans_total', 'Sub-administrators whom the closing of their master administrator left without a superior');

/** identity's facts: who is who, and in which state. With an account ends what it held and gave. */
@Injectable()
export class AccountFactsConsumer implements FactHandlers {
  constructor(
    private readonly copyAccount: CopyAccountUseCase,
    private readonly closeAccount: CloseAccountUseCase,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  handlers(): AnyFactHandler[] {
    return [
      this.copying(subAdministratorCreated, NEWS.created),
      this.copying(accountActivated, NEWS.activated),
      this.copying(accountLocked, NEWS.locked),
      this.copying(accountUnlocked, NEWS.unlocked),
      handlerOf(accountClosed, (closed, call) => this.close(closed, call)),
      this.copying(contactDataChanged, NEWS.contactDataChanged),
    ];
  }

  private copying<C extends FactContract>(contract: C, newsOf: (data: DataOf<C>, sequence: number) => AccountCopy): AnyFactHandler {
    return handlerOf(contract, ({ id, sequence = 0, data }: Fact<DataOf<C>>, call) => this.copyAccount.execute(id, newsOf(data, sequence), call));
  }

  private async close(closed: Fact<DataOf<typeof accountClosed>>, call: Call): Promise<void> {
    const said = NEWS.closed(closed.data, closed.sequence ?? 0);
    const left = await this.closeAccount.execute(closed.id, said, causeOf(closed), call);
    if (left === 0) return;
    orphans.inc(left);
    this.logger.warn({ accountId: said.accountId, orphans: left }, 'a master administrator was closed, and sub-administrators are without a superior');
  }
}
