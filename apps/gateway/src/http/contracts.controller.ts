import { Controller } from '@nestjs/common';
import { AccessNumber, authorizeHandover, ContractsQuery, getContract, HandoverBody, HeldContract, Instant, listContracts } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { z } from 'zod';
import { Bus } from '../bus/bus.js';
import type { Nothing, SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';
import { HandoverSettings } from '../tokens/handover.js';
import { HandoverIssuer } from '../tokens/handover.issuer.js';

const ContractPath = z.object({ accessNumber: AccessNumber });

/** A form that the page of the caller submits: the token stands in no address, and so in no log and no history. */
const HandoverReply = z.object({ url: z.string(), method: z.literal('POST'), fields: z.object({ handover: z.string() }), expiresAt: Instant });

const LINKED: HeldContract = {
  accessNumber: '022847110001', customerNumber: '4711000', product: 'SIP_TRUNK', status: 'ACTIVE',
  rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'], sources: ['LINK', 'CUSTOMER_CENTRE'], customerCentreLinked: true,
};

/** The contracts on which the caller holds something; all others do not exist. */
@Controller('api/v1')
export class ContractsController {
  constructor(
    private readonly bus: Bus,
    private readonly handovers: HandoverIssuer,
    private readonly settings: HandoverSettings,
  ) {}

  @Route('GET /contracts', {
    summary: 'My contracts',
    description: 'Those on which I hold something now, by access number. `q` is the beginning of an access number or of a customer number.',
    auth: 'signed-in',
    query: ContractsQuery,
    reply: listContracts.reply,
    example: { reply: { items: [LINKED], nextCursor: null } },
  })
  listContracts({ query, caller, call }: SignedIn<Nothing, typeof ContractsQuery>) {
    return this.bus.ask(listContracts, { ...query, ...caller }, call);
  }

  @Route('GET /contracts/{accessNumber}', { summary: 'One of my contracts', auth: 'signed-in', params: ContractPath, reply: HeldContract, example: { reply: LINKED } })
  getContract({ params, caller, call }: SignedIn<Nothing, Nothing, typeof ContractPath>) {
    return this.bus.ask(getContract, { ...caller, accessNumber: params.accessNumber }, call);
  }

  @Route('POST /contracts/{accessNumber}/handovers', {
    summary: 'Go to a portal behind a contract, signed in already',
    description:
      'The answer is a form: submit `fields` to `url`. Its token is good once and for a minute; it is made anew by every request and kept nowhere, so `Idempotency-Key` is ignored. ' +
      'INVOICE_ONLINE and TELEPHONY_CENTRE need the right of that name, CUSTOMER_CENTRE either of them, ADMINISTRATION_PORTAL needs ADMINISTRATION.',
    auth: 'signed-in',
    repeatsSafely: true,
    params: ContractPath,
    body: HandoverBody,
    reply: HandoverReply,
    status: 201,
    errors: ['right-missing', 'target-not-available', 'customer-centre-not-linked', 'external-service-unavailable'],
    example: {
      body: { target: 'INVOICE_ONLINE' },
      reply: { url: 'https://login.telco.example/invoice-online', method: 'POST', fields: { handover: 'eyJ0eXAiOiJoYW5kb3Zlcitqd3QifQ.eyJ0YXJnZXQiOiJJTlZPSUNFX09OTElORSJ9.c2lnbmF0dXJl' }, expiresAt: '2026-01-15T09:31:00.000Z' },
    },
  })
  async authorizeHandover({ body, params, caller, origin, call }: SignedIn<typeof HandoverBody, Nothing, typeof ContractPath>): Promise<z.input<typeof HandoverReply>> {
    const { target } = body;
    const page = this.settings.pageOf(target);
    // Before anybody's yes is written down for a way that does not exist.
    if (page === undefined) throw new DomainError('external-service-unavailable');
    await this.bus.ask(authorizeHandover, { ...caller, accessNumber: params.accessNumber, target, origin: origin() }, call);
    const { url, token, expiresAt } = this.handovers.issue({ accountId: caller.accountId, accessNumber: params.accessNumber, target, url: page });
    return { url, method: 'POST', fields: { handover: token }, expiresAt: expiresAt.toISOString() };
  }
}
