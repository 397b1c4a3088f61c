import { Controller } from '@nestjs/common';
import { endCustomerCentreLinks, linkCustomerCentre, listCustomerCentreLinks, type RequestOf, unlinkCustomerCentre, verifyCustomerCentreLogin } from '#libs/contracts';
import { type Call, withoutFacts } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { byCause } from '../domain/lost-link.js';
import { EndCustomerCentreLinksUseCase } from '../use-cases/end-customer-centre-links.use-case.js';
import { LinkCustomerCentreUseCase } from '../use-cases/link-customer-centre.use-case.js';
import { ListCustomerCentreLinksUseCase } from '../use-cases/list-customer-centre-links.use-case.js';
import { UnlinkCustomerCentreUseCase } from '../use-cases/unlink-customer-centre.use-case.js';
import { VerifyCustomerCentreLoginUseCase } from '../use-cases/verify-customer-centre-login.use-case.js';

/** Capability 10. */
@Controller()
export class CustomerCentreController {
  constructor(
    private readonly verifyUseCase: VerifyCustomerCentreLoginUseCase,
    private readonly linkUseCase: LinkCustomerCentreUseCase,
    private readonly unlinkUseCase: UnlinkCustomerCentreUseCase,
    private readonly listUseCase: ListCustomerCentreLinksUseCase,
    private readonly endUseCase: EndCustomerCentreLinksUseCase,
  ) {}

  @Handles(verifyCustomerCentreLogin)
  verifyCustomerCentreLogin(request: RequestOf<typeof verifyCustomerCentreLogin>, call: Call) {
    return this.verifyUseCase.execute(request, call);
  }

  @Handles(linkCustomerCentre)
  linkCustomerCentre(request: RequestOf<typeof linkCustomerCentre>, call: Call) {
    return this.linkUseCase.execute(request, call);
  }

  @Handles(unlinkCustomerCentre)
  unlinkCustomerCentre(request: RequestOf<typeof unlinkCustomerCentre>, call: Call) {
    return this.unlinkUseCase.execute(request, call);
  }

  @Handles(listCustomerCentreLinks)
  listCustomerCentreLinks(request: RequestOf<typeof listCustomerCentreLinks>) {
    return this.listUseCase.execute(request);
  }

  /** What the stream tells of too, a moment later. */
  @Handles(endCustomerCentreLinks)
  async endCustomerCentreLinks({ accountId, links }: RequestOf<typeof endCustomerCentreLinks>, call: Call) {
    for (const ended of byCause(links)) await this.endUseCase.execute({ accountId, ...ended }, withoutFacts(call));
    return {};
  }
}
