import type { Actor, RequestOrigin, Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';

type SubAdministratorAction =
  | 'sub-administrator.created' | 'sub-administrator.email-corrected' | 'sub-administrator.code-sent' | 'sub-administrator.locked' | 'sub-administrator.unlocked'
  | 'sub-administrator.removed';

/** Who acts, as sub-administrators and other services are told. */
export const masterAs = ({ id: accountId }: Pick<Account, 'id'>): Actor => ({ kind: 'MASTER', accountId });

/** `account`: as it is afterwards. `details`: for the record alone. */
interface Act {
  master: Account;
  account: Account;
  origin: RequestOrigin;
  details?: Record<string, string>;
}

/** What a master administrator did with one of theirs, in their own feed: an act of their own there. */
export function recordForMaster(action: SubAdministratorAction, { master, account, origin, details: more }: Act, tx: Transaction): void {
  const details = { subAdministratorId: account.id, name: `${account.firstName} ${account.lastName}`, status: account.status, ...more };
  tx.audit({ action, accountId: master.id, actor: { kind: 'SELF', accountId: master.id }, origin, details });
}

/** The same, and in the feed of the one it was done to. */
export function recordForBoth(action: SubAdministratorAction, act: Act, tx: Transaction): void {
  recordForMaster(action, act, tx);
  const { master, account, origin, details } = act;
  tx.audit({ action, accountId: account.id, actor: masterAs(master), origin, ...(details && { details }) });
}
