import { Injectable } from '@nestjs/common';
import type { LinkRecord, listLinks, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock, DomainError } from '#libs/kernel';
import type { CustomerLink } from '../domain/customer-link.js';
import { CustomerLinkStore } from '../domain/customer-link.store.js';
import { SeenContractStore } from '../domain/seen-contract.store.js';
import { keyOfCursor, pageOf } from './keyset-cursor.js';

type Request = RequestOf<typeof listLinks>;

/** Operators look at who was and is connected with what: the links of an account or of a customer number, ended ones among them. */
@Injectable()
export class ListLinksUseCase {
  constructor(
    private readonly links: CustomerLinkStore,
    private readonly contracts: SeenContractStore,
    private readonly clock: Clock,
  ) {}

  async execute({ limit, cursor, ...of }: Request): Promise<ReplyOf<typeof listLinks>> {
    const before = keyOfCursor(cursor, /^[0-9a-f-]{36}$/);
    const found = await this.links.historyOf(whose(of), { limit: limit + 1, ...(before && { before }) });
    const { shown, nextCursor } = pageOf(found, limit, ({ id }) => id);
    const counts = await this.contracts.countActive([...new Set(shown.map(({ customerNumber }) => customerNumber))], this.clock.now());
    return { items: shown.map((link) => describe(link, counts.get(link.customerNumber) ?? 0)), nextCursor };
  }
}

function whose({ accountId, customerNumber }: Pick<Request, 'accountId' | 'customerNumber'>): { accountId: string } | { customerNumber: string } {
  if (accountId !== undefined) return { accountId };
  if (customerNumber !== undefined) return { customerNumber };
  throw new DomainError('validation-failed', { errors: [{ field: 'accountId', rule: 'required' }] });
}

function describe({ id: linkId, accountId, customerNumber, linkedAt, endedAt, endedBy }: CustomerLink, contracts: number): LinkRecord {
  return { linkId, accountId, customerNumber, contracts, linkedAt: linkedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null, endedBy: endedBy ?? null };
}
