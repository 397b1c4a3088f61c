import { Controller } from '@nestjs/common';
import {
  type SupportAccount, SupportAccountsQuery, supportFindAccounts, supportReissueActivationCode, SupportReissueActivationCodeBody, supportUnlockAccount, SupportUnlockAccountBody, Uuid,
} from '#libs/contracts';
import { z } from 'zod';
import { Bus } from '../bus/bus.js';
import type { Nothing, SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';

const SUPPORT = ['SUPPORT_AGENT'] as const;
const AccountPath = z.object({ id: Uuid });

const REASON = 'Anruf der Kundin, Code abgelaufen';
const EXAMPLE: SupportAccount = {
  id: '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d', username: 'erika.muster', role: 'MASTER_ADMINISTRATOR', status: 'ACTIVE', firstName: 'Erika', lastName: 'Muster',
  company: 'Muster GmbH', email: 'erika.muster@muster-gmbh.example', customerNumbers: ['7123456789'], lastLoginAt: '2026-01-15T09:30:00.000Z',
};

/** The hotline: every act needs a reason and is shown to the customer. */
@Controller('api/v1')
export class SupportController {
  constructor(private readonly bus: Bus) {}

  @Route('GET /support/accounts', {
    summary: 'Look up the accounts of customers',
    description: 'By exactly one of username, email and customerNumber, compared whole. Newest first, closed ones too. The customers found are told who looked, and why.',
    auth: 'signed-in',
    roles: SUPPORT,
    needsReason: true,
    query: SupportAccountsQuery,
    reply: supportFindAccounts.reply,
    example: { reply: { items: [EXAMPLE], nextCursor: null } },
  })
  supportFindAccounts({ query, reason, caller, origin, call }: SignedIn<Nothing, typeof SupportAccountsQuery>) {
    return this.bus.ask(supportFindAccounts, { ...query, ...caller, reason, origin: origin() }, call);
  }

  @Route('POST /support/activation-codes', {
    summary: 'Send a customer a new activation code',
    description: 'Only to the address on file, and only while the account is invited. Older codes end.',
    auth: 'signed-in',
    roles: SUPPORT,
    body: SupportReissueActivationCodeBody,
    reply: supportReissueActivationCode.reply,
    status: 202,
    errors: ['not-found', 'too-many-attempts'],
    example: { body: { accountId: EXAMPLE.id, reason: REASON }, reply: { expiresAt: '2026-01-25T09:30:00.000Z' } },
  })
  supportReissueActivationCode({ body, caller, origin, call }: SignedIn<typeof SupportReissueActivationCodeBody>) {
    return this.bus.ask(supportReissueActivationCode, { ...caller, invitedId: body.accountId, reason: body.reason, origin: origin() }, call);
  }

  @Route('POST /support/accounts/{id}/unlock', {
    summary: 'Unlock the account of a customer',
    description: 'Lifts the locks of support and operators and the pauses after wrong passwords. The lock that a master administrator put on a sub-administrator stays.',
    auth: 'signed-in',
    roles: SUPPORT,
    params: AccountPath,
    body: SupportUnlockAccountBody,
    reply: supportUnlockAccount.reply,
    example: { body: { reason: 'Anruf der Kundin, Passwort mehrfach vertippt' }, reply: EXAMPLE },
  })
  supportUnlockAccount({ params, body, caller, origin, call }: SignedIn<typeof SupportUnlockAccountBody, Nothing, typeof AccountPath>) {
    return this.bus.ask(supportUnlockAccount, { ...caller, unlockedId: params.id, reason: body.reason, origin: origin() }, call);
  }
}
