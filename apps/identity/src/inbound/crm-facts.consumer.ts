import { Injectable } from '@nestjs/common';
import { mobileAuthorizationGranted, mobileAuthorizationRevoked, salesPartnerOnboarded } from '#libs/contracts';
import { handlerOf, type AnyFactHandler } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { OnboardSalesPartnerUseCase } from '../use-cases/onboard-sales-partner.use-case.js';
import { RecordMobileAuthorizationUseCase } from '../use-cases/record-mobile-authorization.use-case.js';

/** What the CRM says of people. */
@Injectable()
export class CrmFactsConsumer implements FactHandlers {
  constructor(
    private readonly onboardSalesPartner: OnboardSalesPartnerUseCase,
    private readonly recordMobileAuthorization: RecordMobileAuthorizationUseCase,
  ) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(salesPartnerOnboarded, ({ id, time, data }, call) => this.onboardSalesPartner.execute(data, { time, id }, call)),
      handlerOf(mobileAuthorizationGranted, ({ id, time, data }, call) => this.recordMobileAuthorization.execute({ ...data, granted: true, stamp: { time, id } }, call)),
      handlerOf(mobileAuthorizationRevoked, ({ id, time, data }, call) => this.recordMobileAuthorization.execute({ ...data, granted: false, stamp: { time, id } }, call)),
    ];
  }
}
