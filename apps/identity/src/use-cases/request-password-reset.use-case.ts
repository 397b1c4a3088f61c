import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, requestPasswordReset } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { DeferredRequests } from './deferred-requests.js';

/** Always answered alike; what comes of it is decided in `settle-password-reset`. */
@Injectable()
export class RequestPasswordResetUseCase {
  constructor(private readonly deferred: DeferredRequests) {}

  async execute({ username = '', email, origin }: RequestOf<typeof requestPasswordReset>, call: Call): Promise<ReplyOf<typeof requestPasswordReset>> {
    const remembered = email === undefined ? { username } : { email };
    await this.deferred.accept('RESET_PASSWORD', { ...remembered, origin }, call);
    return {};
  }
}
