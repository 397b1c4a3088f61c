import { Controller } from '@nestjs/common';
import {
  connectCustomerNumber, ConnectCustomerNumberBody, CustomerNumber, disconnectCustomerNumber, DisconnectCustomerNumberQuery, HeldContract, listContracts, listCustomerLinks, PageRequest,
} from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { z } from 'zod';
import { Bus } from '../bus/bus.js';
import { endLostCentreLinks } from '../bus/lost-centre-links.js';
import type { Caller, Nothing, SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';

const MASTERS = ['MASTER_ADMINISTRATOR'] as const;
const CustomerPath = z.object({ customerNumber: CustomerNumber });
const Connected = z.object({ customerNumber: CustomerNumber, contracts: z.array(HeldContract) });

/** Contracts asked for at a time. */
const PAGE = 200;

const NUMBER = '7123456789';
const CONTRACT: HeldContract = {
  accessNumber: '022812345678', customerNumber: NUMBER, product: 'SIP_TRUNK', status: 'ACTIVE', rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], sources: ['LINK'], customerCentreLinked: false,
};

/** Capability 9: customer numbers that a master administrator is connected with. */
@Controller('api/v1')
export class CustomerLinksController {
  constructor(private readonly bus: Bus) {}

  @Route('POST /customer-links', {
    summary: 'Connect a customer number',
    description:
      'With the one-time password of the letter or e-mail “Ihr Zugang zum Business Service Portal (BSP)”: case, spaces and dashes do not matter. Gives administration and commercial contact on all contracts ' +
      'of the number, now and later. Five wrong ones per number in 24 hours, then `too-many-attempts`. The answer shows all contracts of the number that are in force.',
    auth: 'signed-in',
    roles: MASTERS,
    body: ConnectCustomerNumberBody,
    reply: Connected,
    status: 201,
    errors: ['already-linked', 'code-invalid', 'code-expired', 'code-used', 'too-many-attempts'],
    example: { body: { customerNumber: NUMBER, oneTimePassword: 'AB2C-DE3F-GH4J' }, reply: { customerNumber: NUMBER, contracts: [CONTRACT] } },
  })
  async connectCustomerNumber({ body, caller, origin, call }: SignedIn<typeof ConnectCustomerNumberBody>) {
    const { customerNumber } = await this.bus.ask(connectCustomerNumber, { ...body, ...caller, origin: origin() }, call);
    return { customerNumber, contracts: await this.contractsOf(customerNumber, caller, call) };
  }

  @Route('GET /customer-links', {
    summary: 'Customer numbers I am connected with',
    description: 'By customer number; `contracts` counts those that have begun and not ended.',
    auth: 'signed-in',
    roles: MASTERS,
    query: PageRequest,
    reply: listCustomerLinks.reply,
    example: { reply: { items: [{ customerNumber: NUMBER, linkedAt: '2026-01-15T09:30:00.000Z', contracts: 3 }], nextCursor: null } },
  })
  listCustomerLinks({ query, caller, call }: SignedIn<Nothing, typeof PageRequest>) {
    return this.bus.ask(listCustomerLinks, { ...query, ...caller }, call);
  }

  @Route('DELETE /customer-links/{customerNumber}', {
    summary: 'Disconnect a customer number',
    description:
      'Ends every right that hangs on the connection alone, at once and for good. `confirm` repeats the customer number; where an active contract would be left without a connected account the answer is ' +
      '409 `last-administrator`, and `confirm=last-administrator` does it all the same. Repeating it answers 204 again.',
    auth: 'signed-in',
    roles: MASTERS,
    params: CustomerPath,
    query: DisconnectCustomerNumberQuery,
    status: 204,
    errors: ['last-administrator'],
  })
  async disconnectCustomerNumber({ params, query, caller, origin, call }: SignedIn<Nothing, typeof DisconnectCustomerNumberQuery, typeof CustomerPath>): Promise<void> {
    await this.bus.ask(disconnectCustomerNumber, { ...query, ...params, ...caller, origin: origin() }, call);
    await endLostCentreLinks(this.bus, caller, call);
  }

  private async contractsOf(customerNumber: string, caller: Caller, call: Call): Promise<HeldContract[]> {
    const contracts: HeldContract[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { items, nextCursor } = await this.bus.ask(listContracts, { customerNumber, limit: PAGE, ...(cursor && { cursor }), ...caller }, call);
      contracts.push(...items);
      cursor = nextCursor;
    }
    return contracts;
  }
}
