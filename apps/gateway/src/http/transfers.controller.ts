import { Controller } from '@nestjs/common';
import {
  Candidate, findMaster, getTransfer, listTransferOptions, listTransfers, saveTransfer, SaveTransferBody, searchTransferCandidate, SearchTransferCandidateBody, Transfer, TransferOption,
  TransferQuery, TransfersQuery, Uuid,
} from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { z } from 'zod';
import { Bus } from '../bus/bus.js';
import type { Caller, Nothing, SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';
import { etagOf, ifMatchOf } from './if-match.js';

const MASTERS = ['MASTER_ADMINISTRATOR'] as const;
const CandidatePath = z.object({ candidateId: Uuid });
const CandidateWithOptions = Candidate.extend({ options: z.array(TransferOption) });

/** Contracts asked for at a time: as many as one message of the bus has room for. */
const OPTIONS_AT_A_TIME = 5_000;

const CANDIDATE = { candidateId: '019a8f40-1c1d-7b2a-9f00-2f4d5a6b7c8d', firstName: 'Hanna', lastName: 'Helfer', company: 'Helfer IT GmbH' };
const OPTION = { accessNumber: '022812345678', customerNumber: '7123456789', product: 'SIP_TRUNK' as const };
const TRANSFER = { ...CANDIDATE, accessNumbers: ['022812345678'], since: '2026-01-15T09:30:00.000Z' };

/** Capability 8: contracts whose administration a master administrator shares with another. */
@Controller('api/v1')
export class TransfersController {
  constructor(private readonly bus: Bus) {}

  @Route('POST /transfer-candidates', {
    summary: 'Find a master administrator to share contracts with',
    description:
      'By e-mail address and a customer number that they are connected with, administer by transfer, or have in the mobile network. The options are my own contracts, ticked where they are shared already; the ' +
      'ETag belongs to saving them. Every kind of miss is `not-found`; ten of them an hour.',
    auth: 'signed-in',
    roles: MASTERS,
    body: SearchTransferCandidateBody,
    reply: CandidateWithOptions,
    sendsTag: true,
    errors: ['not-found', 'too-many-attempts'],
    example: { body: { email: 'hanna.helfer@helfer-it.example', customerNumberType: 'FIXED_LINE', customerNumber: '8123456' }, reply: { ...CANDIDATE, options: [{ ...OPTION, granted: false }] } },
  })
  async searchTransferCandidate({ body, caller, call, reply }: SignedIn<typeof SearchTransferCandidateBody>) {
    const { email, customerNumber, customerNumberType } = body;
    // Whoever is not known is looked for all the same, as somebody whom nobody knows.
    const master = await this.bus.ask(findMaster, { ...caller, email, customerNumber }, call);
    const found = await this.bus.ask(searchTransferCandidate, { ...caller, ...master, customerNumber, customerNumberType }, call);
    void reply.header('ETag', etagOf(found.save));
    return { ...found.candidate, options: await this.optionsFor(found.candidate.candidateId, caller, call) };
  }

  @Route('GET /transfers', {
    summary: 'Whom I share contracts with, or who shares theirs with me',
    description: 'A page may hold fewer than `limit` and not be the last: `nextCursor` says whether there are more.',
    auth: 'signed-in',
    roles: MASTERS,
    query: TransfersQuery,
    reply: listTransfers.reply,
    example: { reply: { items: [TRANSFER], nextCursor: null } },
  })
  listTransfers({ query, caller, call }: SignedIn<Nothing, typeof TransfersQuery>) {
    return this.bus.ask(listTransfers, { ...query, ...caller }, call);
  }

  @Route('GET /transfers/{candidateId}', {
    summary: 'What I share with one of them',
    description: 'Also when nothing is shared any more, and when the person has left.',
    auth: 'signed-in',
    roles: MASTERS,
    params: CandidatePath,
    query: TransferQuery,
    reply: Transfer,
    sendsTag: true,
    example: { reply: TRANSFER },
  })
  async getTransfer({ params, query, caller, call, reply }: SignedIn<Nothing, typeof TransferQuery, typeof CandidatePath>) {
    const { transfer, save } = await this.bus.ask(getTransfer, { ...query, ...params, ...caller }, call);
    void reply.header('ETag', etagOf(save));
    return transfer;
  }

  @Route('PUT /transfers/{candidateId}', {
    summary: 'Save what I share with one of them',
    description:
      'The whole ticked set: what is new in it is shared, what is missing taken back, all or nothing. Shared are administration, RechnungOnline and Telefoniecenter, as far as I hold them at any moment; ' +
      'I keep mine. Only contracts that I hold by an own connection. `If-Match` is the ETag of the last answer about this set. Saving thousands may go on after 503: where the repetition is answered 412, read the set again.',
    auth: 'signed-in',
    roles: MASTERS,
    params: CandidatePath,
    body: SaveTransferBody,
    takesSets: true,
    reply: CandidateWithOptions,
    sendsTag: true,
    errors: ['precondition-failed', 'precondition-required', 'limit-reached'],
    example: { body: { accessNumbers: ['022812345678'] }, reply: { ...CANDIDATE, options: [{ ...OPTION, granted: true }] } },
  })
  async saveTransfer({ body, params, caller, origin, call, request, reply }: SignedIn<typeof SaveTransferBody, Nothing, typeof CandidatePath>) {
    const { candidate, save } = await this.bus.ask(saveTransfer, { ...body, ...params, ...caller, ifMatch: ifMatchOf(request), origin: origin() }, call);
    void reply.header('ETag', etagOf(save));
    return { ...candidate, options: await this.optionsFor(params.candidateId, caller, call) };
  }

  private async optionsFor(candidateId: string, caller: Caller, call: Call): Promise<TransferOption[]> {
    const options: TransferOption[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { items, nextCursor } = await this.bus.ask(listTransferOptions, { ...caller, candidateId, limit: OPTIONS_AT_A_TIME, ...(cursor && { cursor }) }, call);
      options.push(...items);
      cursor = nextCursor;
    }
    return options;
  }
}
