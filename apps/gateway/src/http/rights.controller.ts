import { Controller } from '@nestjs/common';
import { AccessNumber, explainRights, Explanation, ExplanationQuery, HistoryQuery, listRightsHistory } from '#libs/contracts';
import { z } from 'zod';
import { Bus } from '../bus/bus.js';
import type { Nothing, SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';

const ContractPath = z.object({ accessNumber: AccessNumber });

const OWNER = { name: 'Maria Muster', company: 'Muster & Söhne GmbH' };
const HELPER = { name: 'Hanna Helfer', company: 'Helfer IT GmbH' };
const SINCE = '2026-01-15T09:30:00.000Z';
const EXPLANATION: z.input<typeof Explanation> = {
  rights: [
    {
      right: 'ADMINISTRATION',
      because: [
        [
          { via: 'LINK', grantId: '019a8f40-1c1d-7b2a-9f00-2f4d5a6b7c8d', by: null, to: OWNER, rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], since: SINCE, until: null },
          { via: 'TRANSFER', grantId: '019a8f41-7c1d-7b2a-9f00-2f4d5a6b7c8d', by: OWNER, to: HELPER, rights: ['ADMINISTRATION'], since: SINCE, until: null },
        ],
      ],
    },
  ],
};

/** Why somebody may do what on a contract, and what happened to that. */
@Controller('api/v1')
export class RightsController {
  constructor(private readonly bus: Bus) {}

  @Route('GET /contracts/{accessNumber}/explanation', {
    summary: 'Why I hold what I hold on a contract',
    description: 'For each right every chain that gives it, from the connected account down. With `accountId` for one of my own sub-administrators.',
    auth: 'signed-in',
    params: ContractPath,
    query: ExplanationQuery,
    reply: Explanation,
    example: { reply: EXPLANATION },
  })
  explainRights({ params, query, caller, call }: SignedIn<Nothing, typeof ExplanationQuery, typeof ContractPath>) {
    return this.bus.ask(explainRights, { ...caller, ...params, ...(query.accountId && { about: query.accountId }) }, call);
  }

  @Route('GET /contracts/{accessNumber}/history', {
    summary: 'What happened to rights on a contract',
    description: 'Newest first: rights that I have or had, and those that I gave, also after the last of them is gone.',
    auth: 'signed-in',
    params: ContractPath,
    query: HistoryQuery,
    reply: listRightsHistory.reply,
    example: {
      reply: {
        items: [
          {
            version: 4, at: SINCE, kind: 'GRANTED', via: 'TRANSFER', grantId: '019a8f41-7c1d-7b2a-9f00-2f4d5a6b7c8d', by: OWNER, to: HELPER, rights: ['ADMINISTRATION'], until: null,
            cause: 'transfer.saved', actor: { kind: 'MASTER' },
          },
        ],
        nextCursor: null,
      },
    },
  })
  listRightsHistory({ params, query, caller, call }: SignedIn<Nothing, typeof HistoryQuery, typeof ContractPath>) {
    return this.bus.ask(listRightsHistory, { ...query, ...caller, ...params }, call);
  }
}
