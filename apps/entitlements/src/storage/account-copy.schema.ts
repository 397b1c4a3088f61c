import type { AccountCopy } from '../domain/account-copy.js';

export const ACCOUNTS = 'accounts';

/** `locked`: changes with every share that somebody is given. */
export type AccountDocument = Omit<AccountCopy, 'accountId'> & { _id: string; locked?: number };

export function toCopy({ _id, locked: _times, ...copy }: AccountDocument): AccountCopy {
  return { accountId: _id, ...copy };
}
