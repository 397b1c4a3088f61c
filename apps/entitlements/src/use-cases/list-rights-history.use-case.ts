import { Injectable } from '@nestjs/common';
import type { HistoryEntry, listRightsHistory, ReplyOf, RequestOf } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { AccountCopyStore } from '../domain/account-copy.store.js';
import type { HistoryRow } from '../domain/rights-history.js';
import { RightsHistoryStore } from '../domain/rights-history.store.js';
import { type Names, namesOf } from './names.js';

/** What happened to rights on a contract, as far as the caller was part of it: what they had or have, and what they gave. */
@Injectable()
export class ListRightsHistoryUseCase {
  constructor(
    private readonly history: RightsHistoryStore,
    private readonly accounts: AccountCopyStore,
  ) {}

  /** @throws DomainError `not-found` where there is nothing that they may see */
  async execute({ accountId, accessNumber, limit, cursor }: RequestOf<typeof listRightsHistory>): Promise<ReplyOf<typeof listRightsHistory>> {
    const found = await this.history.listOf(accountId, accessNumber, { limit: limit + 1, ...(cursor && { before: Number(cursor) }) });
    if (found.length === 0 && cursor === undefined) throw new DomainError('not-found');
    const shown = found.slice(0, limit);
    const names = await namesOf(shown, this.accounts);
    return { items: shown.map((row) => entryOf(row, names)), nextCursor: found.length > limit ? String(shown.at(-1)!.version) : null };
  }
}

function entryOf({ version, at, kind, via, grantId, by, to, rights, until, cause, actor }: HistoryRow, names: Names): HistoryEntry {
  const parties = { by: by === undefined ? null : names(by), to: names(to) };
  return { version, at: at.toISOString(), kind, via, grantId, ...parties, rights, until: until?.toISOString() ?? null, cause, actor: { kind: actor.kind } };
}
