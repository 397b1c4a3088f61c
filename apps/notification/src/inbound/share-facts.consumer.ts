import { Injectable } from '@nestjs/common';
import { type DataOf, sharesChanged } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { type AnyFactHandler, type Fact, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { NotifyOfRightsChangeUseCase } from '../use-cases/notify-of-rights-change.use-case.js';
import { isGiver } from './initiator.js';

/** What entitlements tells of rights that accounts get from others, one fact for each account and save. */
@Injectable()
export class ShareFactsConsumer implements FactHandlers {
  constructor(private readonly notifyOfRightsChange: NotifyOfRightsChangeUseCase) {}

  handlers(): AnyFactHandler[] {
    return [handlerOf(sharesChanged, (fact, call) => this.sharesChanged(fact, call))];
  }

  private async sharesChanged({ id: causeId, time, data }: Fact<DataOf<typeof sharesChanged>>, call: Call): Promise<void> {
    const { accountId, fromAccountId, actor, via, granted, revoked, cause } = data;
    if (granted.count + revoked.count === 0) return;
    const giverId = isGiver(actor, fromAccountId, accountId) ? { giverId: fromAccountId ?? actor.accountId } : {};
    await this.notifyOfRightsChange.execute({ causeId, accountId, at: time.toISOString(), via, granted, revoked, cause, ...giverId }, call);
  }
}
