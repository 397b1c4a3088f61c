import { Injectable } from '@nestjs/common';
import { type Actor, type AuditRow, type Call, Transactions } from '#libs/kernel';

/** How many contracts something concerns, and the first of them. */
interface Contracts {
  count: number;
  accessNumbers: string[];
}

/** That an account got rights by transfer or assignment, or lost some, as entitlements tells it: once for each account and save. */
export interface ShareNews {
  /** Of the fact. */
  id: string;
  accountId: string;
  fromAccountId?: string | undefined;
  actor: { kind: Actor['kind']; accountId?: string | undefined };
  via: 'TRANSFER' | 'ASSIGNMENT';
  granted: Contracts;
  revoked: Contracts;
  cause: string;
}

/** What ends or widens shares besides a save: whoever did that finds it in their activity under its own name. */
const OTHER_DOINGS = /^(contract|customer|customer-centre|account|sub-administrator)\./;

/** Shared rights stand in the activity of their receiver, and of the giver who saved them. From where is in the audit log of entitlements. */
@Injectable()
export class RecordShareActivityUseCase {
  constructor(private readonly transactions: Transactions) {}

  async execute(news: readonly ShareNews[], call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      const fresh = await tx.claimAll(news.map(({ id }) => id));
      for (const one of news.filter(({ id }) => fresh.delete(id))) for (const row of rowsOf(one)) tx.audit(row);
    });
  }
}

function rowsOf(news: ShareNews): AuditRow[] {
  const { accountId, via, granted, revoked } = news;
  if (granted.count + revoked.count === 0) return [];
  const action = granted.count > 0 ? 'rights.granted' : 'rights.revoked';
  const received: AuditRow = { action, accountId, actor: actorForReceiver(news), details: { via, ...contractsOf(news) } };
  const giver = giverOf(news);
  if (!giver) return [received];
  // Of a transfer the giver's feed says no more than how much: whom it went to they know by other means than an id.
  const given = via === 'TRANSFER' ? { action: 'transfer.saved', to: {} } : { action: 'assignment.saved', to: { subAdministratorId: accountId } };
  return [received, { action: given.action, accountId: giver, actor: { kind: 'SELF', accountId: giver }, details: { ...given.to, ...contractsOf(news) } }];
}

/** Whoever saved it: not who brought it about from further up, to whom it is nobody's business what others had passed on. */
function giverOf({ accountId, fromAccountId, actor, cause }: ShareNews): string | undefined {
  const isPerson = actor.kind === 'SELF' || actor.kind === 'MASTER';
  const isGiver = fromAccountId === undefined || fromAccountId === actor.accountId;
  return isPerson && isGiver && actor.accountId !== accountId && !OTHER_DOINGS.test(cause) ? actor.accountId : undefined;
}

/** To the receiver, another account's own doing is a master administrator's. */
function actorForReceiver({ accountId, actor }: ShareNews): Actor {
  const kind = actor.kind === 'SELF' && actor.accountId !== accountId ? 'MASTER' : actor.kind;
  return { kind, ...(actor.accountId && { accountId: actor.accountId }) };
}

function contractsOf({ granted, revoked }: ShareNews) {
  return {
    grantedCount: granted.count,
    revokedCount: revoked.count,
    ...(granted.count > 0 && { grantedAccessNumbers: granted.accessNumbers }),
    ...(revoked.count > 0 && { revokedAccessNumbers: revoked.accessNumbers }),
  };
}
