import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, requestUsernameReminder } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { DeferredRequests } from './deferred-requests.js';

/** Always answered alike; what comes of it is decided in `settle-username-reminder`. */
@Injectable()
export class RequestUsernameReminderUseCase {
  constructor(private readonly deferred: DeferredRequests) {}

  async execute({ email, origin }: RequestOf<typeof requestUsernameReminder>, call: Call): Promise<ReplyOf<typeof requestUsernameReminder>> {
    await this.deferred.accept('REMIND_USERNAME', { email, origin }, call);
    return {};
  }
}
