import { accountActivated, accountClosed, accountLocked, accountUnlocked, contactDataChanged, type DataOf, subAdministratorCreated } from '#libs/contracts';
import type { AccountCopy, AccountStatus } from '../domain/account-copy.js';

type Person = Pick<DataOf<typeof accountActivated>, 'accountId' | 'role' | 'firstName' | 'lastName' | 'company' | 'superiorId'>;

/** What each of identity's facts says of an account; `sequence` is the version of the account. */
export const NEWS = {
  created: (data: DataOf<typeof subAdministratorCreated>, sequence: number) => personNews(data, 'INVITED', sequence),
  activated: (data: DataOf<typeof accountActivated>, sequence: number) => personNews(data, 'ACTIVE', sequence),
  locked: (data: DataOf<typeof accountLocked>, sequence: number) => stateNews(data, 'LOCKED', sequence),
  unlocked: (data: DataOf<typeof accountUnlocked>, sequence: number) => stateNews(data, 'ACTIVE', sequence),
  closed: (data: DataOf<typeof accountClosed>, sequence: number) => stateNews(data, 'CLOSED', sequence),
  contactDataChanged: ({ accountId, company }: DataOf<typeof contactDataChanged>, sequence: number): AccountCopy =>
    ({ accountId, ...(company !== undefined && { company: { name: company, sequence } }) }),
};

function personNews({ firstName, lastName, company, superiorId, ...account }: Person, status: AccountStatus, sequence: number): AccountCopy {
  const superior = account.role === 'SUB_ADMINISTRATOR' && { superior: { ...(superiorId && { accountId: superiorId }), sequence } };
  return { ...stateNews(account, status, sequence), person: { firstName, lastName, sequence }, company: { name: company, sequence }, ...superior };
}

function stateNews({ accountId, role }: Pick<Person, 'accountId' | 'role'>, status: AccountStatus, sequence: number): AccountCopy {
  return { accountId, role: { name: role, sequence }, state: { status, sequence } };
}
