import { Controller } from '@nestjs/common';
import { endCustomerCentreLinks, linkCustomerCentre, listCustomerCentreLinks, type RequestOf, unlinkCustomerCentre, verifyCustomerCentreLogin } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { selfAs } from '../domain/actors.js';
import { EndCentreLinksUseCase } from '../use-cases/end-centre-links.use-case.js';
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
    private readonly endUseCase: EndCentreLinksUseCase,
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

  /** Asked for by whoever disconnects: what the stream tells of a moment later. */
  @Handles(endCustomerCentreLinks)
  async endCustomerCentreLinks({ accountId, linkIds }: RequestOf<typeof endCustomerCentreLinks>, call: Call) {
    await this.endUseCase.execute({ accountId, linkIds, actor: selfAs(accountId), cause: 'customer.unlinked' }, call);
    return {};
  }
}
