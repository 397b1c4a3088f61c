import { Injectable } from '@nestjs/common';
import type { findAccounts, ReplyOf, RequestOf } from '#libs/contracts';
import type { Call, Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { SupportStore, type AccountSought } from '../domain/support.store.js';
import { cutToPage, idPageOf } from './id-cursor.js';
import { describeForSupport } from './support-account.js';
import { SupportDesk, type Requester, type SupportAct } from './support-desk.js';

type Request = RequestOf<typeof findAccounts>;

/** The hotline and operators look accounts up, newest first; each that is found is told so. */
@Injectable()
export class FindAccountsUseCase {
  constructor(
    private readonly desk: SupportDesk,
    private readonly accounts: SupportStore,
  ) {}

  async execute(request: Request, requester: Requester, call: Call): Promise<ReplyOf<typeof findAccounts>> {
    const { reason, limit } = request;
    const [sought, page] = [soughtBy(request), idPageOf(request)];
    return this.desk.serve(requester, { name: 'looked-up', reason }, call, async (act, tx) => {
      const { shown, nextCursor } = cutToPage(await this.accounts.search(sought, act.reach, page, tx), limit);
      keepRecord(act, sought, shown, tx);
      return { items: shown.map(describeForSupport), nextCursor };
    });
  }
}

function soughtBy({ username, email, customerNumber }: Request): AccountSought {
  if (username !== undefined) return { username };
  return email !== undefined ? { email } : { customerNumber: customerNumber! };
}

/** A miss names what was looked for: guessing must show. */
function keepRecord(act: SupportAct, sought: AccountSought, shown: Account[], tx: Transaction): void {
  for (const { id } of shown) act.record(id, tx, { by: Object.keys(sought)[0] });
  if (shown.length === 0) act.record(undefined, tx, { sought });
}
