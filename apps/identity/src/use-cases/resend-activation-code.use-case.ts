import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, resendActivationCode } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { DeferredRequests } from './deferred-requests.js';

/** Always answered alike; what comes of it is decided in `settle-resend`. */
@Injectable()
export class ResendActivationCodeUseCase {
  constructor(private readonly deferred: DeferredRequests) {}

  async execute({ email, customerNumber }: RequestOf<typeof resendActivationCode>, call: Call): Promise<ReplyOf<typeof resendActivationCode>> {
    await this.deferred.accept('RESEND_CODE', { email, customerNumber }, call);
    return {};
  }
}
