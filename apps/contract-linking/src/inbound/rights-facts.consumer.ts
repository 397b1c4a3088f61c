import { Injectable } from '@nestjs/common';
import { type DataOf, rightsRevoked } from '#libs/contracts';
import { type AnyFactHandler, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { EndCustomerCentreLinksUseCase } from '../use-cases/end-customer-centre-links.use-case.js';

/** What entitlements says of rights, as far as links end by it. */
@Injectable()
export class RightsFactsConsumer implements FactHandlers {
  constructor(private readonly endLinks: EndCustomerCentreLinksUseCase) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(rightsRevoked, async ({ data }, call) => {
        const linkId = endedLinkOf(data);
        const { accountId, actor, cause } = data;
        if (linkId) await this.endLinks.execute({ accountId, linkIds: [linkId], actor, cause }, call);
      }),
    ];
  }
}

/** The link whose rights are gone. Every link gives INVOICE_ONLINE: where that stays, a product was corrected, and the link goes on. */
function endedLinkOf({ via, rights, chain }: DataOf<typeof rightsRevoked>): string | undefined {
  return via === 'CUSTOMER_CENTRE' && rights.includes('INVOICE_ONLINE') ? chain.at(-1) : undefined;
}
