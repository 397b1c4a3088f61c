import { Injectable } from '@nestjs/common';
import type { listOrphans, Orphan, ReplyOf, RequestOf } from '#libs/contracts';
import type { AccountCopy } from '../domain/account-copy.js';
import { AccountCopyStore } from '../domain/account-copy.store.js';
import { isOrphan } from '../domain/orphan.js';

/** Sub-administrators looked at for one page: however few orphans there are, an answer costs no more. */
const LOOKED_AT = 1_000;

/** For operators: whom the closing of a master administrator has left behind. */
@Injectable()
export class ListOrphansUseCase {
  constructor(private readonly accounts: AccountCopyStore) {}

  async execute({ limit, cursor }: RequestOf<typeof listOrphans>): Promise<ReplyOf<typeof listOrphans>> {
    const seen = await this.accounts.listSubordinates({ limit: LOOKED_AT, ...(cursor && { after: cursor }) });
    const orphans = seen.filter(({ account, above }) => isOrphan(account, above)).map(({ account }) => account);
    const shown = orphans.slice(0, limit);
    return { items: shown.map(describe), nextCursor: orphans.length > limit ? shown.at(-1)!.accountId : cursorBehind(seen.map(({ account }) => account)) };
  }
}

function cursorBehind(seen: AccountCopy[]): string | null {
  return seen.length < LOOKED_AT ? null : seen.at(-1)!.accountId;
}

/** What is not known yet is empty. */
function describe({ accountId, person, company, state, superior }: AccountCopy): Orphan {
  const { firstName = '', lastName = '' } = person ?? {};
  return { accountId, status: state?.status as Orphan['status'], firstName, lastName, company: company?.name ?? '', superiorId: superior?.accountId ?? null };
}
