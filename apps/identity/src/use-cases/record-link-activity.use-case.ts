import { Injectable } from '@nestjs/common';
import { type Actor, type Call, Transactions } from '#libs/kernel';

/** That a link of an account was made or ended, as contract-linking tells it. */
export interface LinkNews {
  /** Of the fact. */
  id: string;
  accountId: string;
  actor: Actor;
  /** `saveId`: the same for all contracts of one request. */
  what: { action: 'customer.linked' | 'customer.unlinked'; customerNumber: string } | { action: 'customer-centre.linked' | 'customer-centre.unlinked'; accessNumber: string; saveId: string };
}

/** Links stand in the activity of their holder. Who asked for them from where is in the audit log of contract-linking. */
@Injectable()
export class RecordLinkActivityUseCase {
  constructor(private readonly transactions: Transactions) {}

  async execute(news: readonly LinkNews[], call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      const fresh = await tx.claimAll(news.map(({ id }) => id));
      for (const row of rowsOf(news.filter(({ id }) => fresh.delete(id)))) tx.audit(row);
    });
  }
}

/** One for each customer number, and one for all contracts that one request linked or unlinked: five hundred rows would hide everything else. */
function rowsOf(news: readonly LinkNews[]) {
  const rows = new Map<string, { accountId: string; actor: Actor; action: LinkNews['what']['action']; details: { customerNumber: string } | { accessNumbers: string[] } }>();
  for (const { accountId, actor, what } of news) {
    const key = JSON.stringify([accountId, what.action, actor, 'customerNumber' in what ? what.customerNumber : what.saveId]);
    const row = rows.get(key);
    if (!row) rows.set(key, { accountId, actor, action: what.action, details: 'customerNumber' in what ? { customerNumber: what.customerNumber } : { accessNumbers: [what.accessNumber] } });
    else if ('accessNumber' in what && 'accessNumbers' in row.details) row.details.accessNumbers.push(what.accessNumber);
  }
  return rows.values();
}
