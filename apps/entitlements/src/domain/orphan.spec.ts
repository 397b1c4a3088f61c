import { describe, expect, it } from '@jest/globals';
import type { AccountCopy, AccountStatus, Role } from './account-copy.js';
import { isOrphan } from './orphan.js';

const copy = (name: Role, status: AccountStatus, superior?: { accountId?: string }): AccountCopy => ({
  accountId: 'a', role: { name, sequence: 1 }, state: { status, sequence: 1 }, ...(superior && { superior: { ...superior, sequence: 1 } }),
});
const above = (status: AccountStatus) => copy('MASTER_ADMINISTRATOR', status);

describe('a sub-administrator', () => {
  it.each<[string, AccountStatus, { accountId?: string } | undefined, AccountCopy | undefined, boolean]>([
    ['below a closed master', 'ACTIVE', { accountId: 'm' }, above('CLOSED'), true],
    ['invited below a closed master', 'INVITED', { accountId: 'm' }, above('CLOSED'), true],
    ['locked below a closed master', 'LOCKED', { accountId: 'm' }, above('CLOSED'), true],
    ['closed below a closed master', 'CLOSED', { accountId: 'm' }, above('CLOSED'), false],
    ['below an active master', 'ACTIVE', { accountId: 'm' }, above('ACTIVE'), false],
    ['below a locked master', 'ACTIVE', { accountId: 'm' }, above('LOCKED'), false],
    ['below a master who is not known yet', 'ACTIVE', { accountId: 'm' }, undefined, false],
    ['who was activated below nobody', 'ACTIVE', {}, undefined, true],
    ['of whose superior nothing was said yet', 'ACTIVE', undefined, undefined, false],
  ])('%s', (_, status, superior, superiorCopy, expected) => {
    expect(isOrphan(copy('SUB_ADMINISTRATOR', status, superior), superiorCopy)).toBe(expected);
  });

  it('is nobody of another role', () => {
    expect(isOrphan(copy('MASTER_ADMINISTRATOR', 'ACTIVE', {}), undefined)).toBe(false);
  });
});
