import { Injectable } from '@nestjs/common';
import { sharesChanged } from '#libs/contracts';
import { type AnyFactHandler, batchedHandlerOf, type BatchEffect } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { RecordShareActivityUseCase, type ShareNews } from '../use-cases/record-share-activity.use-case.js';

/** What entitlements says of rights that accounts get from others, for their activity. */
@Injectable()
export class ShareFactsConsumer implements FactHandlers {
  constructor(private readonly recordShareActivity: RecordShareActivityUseCase) {}

  handlers(): AnyFactHandler[] {
    const record: BatchEffect<ShareNews> = (news, call) => this.recordShareActivity.execute(news, call);
    return [batchedHandlerOf(sharesChanged, ({ id, data }): ShareNews => ({ id, ...data }), record)];
  }
}
