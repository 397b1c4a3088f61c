import { Controller } from '@nestjs/common';
import { endCustomerCentreLinks, linkCustomerCentre, listCustomerCentreLinks, type RequestOf, unlinkCustomerCentre, verifyCustomerCentreLogin } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
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
    // A fact for each of hundreds has no room in the answer, and nobody there has a use for it.
    for (const ended of byCause(links)) await this.endUseCase.execute({ accountId, ...ended }, { ...call, facts: [] });
    return {};
  }
}

type Lost = RequestOf<typeof endCustomerCentreLinks>['links'];

/** One save each: one e-mail that says by whom. */
function byCause(links: Lost): { linkIds: string[]; actor: Lost[number]['actor']; cause: string }[] {
  const groups = new Map<string, ReturnType<typeof byCause>[number]>();
  for (const { linkId, actor, cause } of links) {
    const key = JSON.stringify([cause, actor.kind, actor.accountId]);
    const same = groups.get(key);
    if (same) same.linkIds.push(linkId);
    else groups.set(key, { linkIds: [linkId], actor, cause });
  }
  return [...groups.values()];
}
