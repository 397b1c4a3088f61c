import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, register } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { DeferredRequests } from './deferred-requests.js';

/** Capability 1. The answer is the same whatever happens; the truth is in the e-mail, see `settle-registration`. */
@Injectable()
export class RegisterUseCase {
  constructor(private readonly deferred: DeferredRequests) {}

  async execute(request: RequestOf<typeof register>, call: Call): Promise<ReplyOf<typeof register>> {
    const { salutation, firstName, lastName, company, email, phone, customerNumber, locale } = request;
    await this.deferred.accept('REGISTER', { salutation, firstName, lastName, company, email, phone, customerNumber, locale }, call);
    return {};
  }
}
