import { Controller } from '@nestjs/common';
import {
  AccessNumber, filterAdministered, linkCustomerCentre, LinkCustomerCentreBody, listCustomerCentreLinks, PageRequest, unlinkCustomerCentre, verifyCustomerCentreLogin,
} from '#libs/contracts';
import { z } from 'zod';
import { Bus } from '../bus/bus.js';
import { endLostCentreLinks } from '../bus/lost-centre-links.js';
import type { Nothing, SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';

const MASTERS = ['MASTER_ADMINISTRATOR'] as const;
const CentreLinkPath = z.object({ accessNumber: AccessNumber });
const [NUMBER, ANOTHER] = ['0228471100', '0228471101'];

/** Capability 10: the contracts whose Kundencenter a master administrator has linked. */
@Controller('api/v1')
export class CustomerCentreLinksController {
  constructor(private readonly bus: Bus) {}

  @Route('GET /customer-centre-links', {
    summary: 'Contracts whose Kundencenter I have linked',
    description: 'By access number.',
    auth: 'signed-in',
    roles: MASTERS,
    query: PageRequest,
    reply: listCustomerCentreLinks.reply,
    example: { reply: { items: [{ accessNumber: NUMBER, linkedAt: '2026-01-15T09:30:00.000Z' }], nextCursor: null } },
  })
  listCustomerCentreLinks({ query, caller, call }: SignedIn<Nothing, typeof PageRequest>) {
    return this.bus.ask(listCustomerCentreLinks, { ...query, ...caller }, call);
  }

  @Route('POST /customer-centre-links', {
    summary: 'Link the Kundencenter',
    description:
      'With the Telekom login, or with an access number and its personal password. They are shown to the login service and kept nowhere. Linked are those of their contracts that the ' +
      'caller administers; the answer names all of them, also those that were linked before. Ten refusals an hour; what succeeds does not count. More than 500 new ones at a time are ' +
      'linked one part after the other: 503 until the last one is, and repeating goes on.',
    auth: 'signed-in',
    roles: MASTERS,
    repeatsSafely: true,
    body: LinkCustomerCentreBody,
    reply: linkCustomerCentre.reply,
    status: 201,
    errors: ['login-service-rejected', 'no-matching-contract', 'too-many-attempts', 'external-service-unavailable'],
    example: { body: { method: 'TELEKOM_LOGIN', username: 'erika.muster@telekom.example', password: 'Winter-2026!' }, reply: { accessNumbers: [NUMBER, ANOTHER] } },
  })
  async linkCustomerCentre({ body: credentials, caller, origin: originOf, call }: SignedIn<typeof LinkCustomerCentreBody>) {
    const origin = originOf();
    const { verificationId, accessNumbers } = await this.bus.ask(verifyCustomerCentreLogin, { credentials, ...caller, origin }, call);
    const { accessNumbers: administered } = await this.bus.ask(filterAdministered, { accessNumbers, ...caller }, call);
    // Before: one that was lost would count as linked already. After: the right may have been taken back meanwhile.
    await endLostCentreLinks(this.bus, caller, call);
    const linked = await this.bus.ask(linkCustomerCentre, { verificationId, administered, ...caller, origin }, call);
    await endLostCentreLinks(this.bus, caller, call);
    return linked;
  }

  @Route('DELETE /customer-centre-links/{accessNumber}', {
    summary: 'End a link to the Kundencenter',
    description: 'What came from it ends at once, also with those who got it from the caller. Repeating it answers 204 again.',
    auth: 'signed-in',
    roles: MASTERS,
    params: CentreLinkPath,
    status: 204,
  })
  async unlinkCustomerCentre({ params, caller, origin, call }: SignedIn<Nothing, Nothing, typeof CentreLinkPath>): Promise<void> {
    await this.bus.ask(unlinkCustomerCentre, { ...params, ...caller, origin: origin() }, call);
  }
}
