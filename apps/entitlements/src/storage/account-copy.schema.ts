import type { AccountCopy } from '../domain/account-copy.js';

export const ACCOUNTS = 'accounts';

export type AccountDocument = Omit<AccountCopy, 'accountId'> & { _id: string };

export function toCopy({ _id, ...copy }: AccountDocument): AccountCopy {
  return { accountId: _id, ...copy };
}
