import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '#libs/kernel';
import { type AccountCopy, mergeAccount } from '../domain/account-copy.js';
import { NEWS } from './account-news.js';

const accountId = newId();
const superiorId = newId();
const actor = { kind: 'SYSTEM' } as const;
const person = { actor, accountId, role: 'SUB_ADMINISTRATOR', firstName: 'Uwe', lastName: 'Unter', email: 'u@example.test', locale: 'de' } as const;
const change = { actor, accountId, role: 'SUB_ADMINISTRATOR', reason: 'OPERATOR' } as const;

/** What identity may say of one account, in any of its lives: each with a version of its own. */
const news = fc.oneof(
  fc.record({ company: fc.constantFrom('Alt GmbH', 'Neu GmbH') }).map(({ company }) => (sequence: number) => NEWS.created({ ...person, company, superiorId, expiresAt: '2030-01-01T00:00:00.000Z' }, sequence)),
  fc.record({ below: fc.boolean() }).map(({ below }) => (sequence: number) => NEWS.activated({ ...person, company: 'Aktiv GmbH', ...(below && { superiorId }) }, sequence)),
  fc.constantFrom(NEWS.locked, NEWS.unlocked, NEWS.closed).map((newsOf) => (sequence: number) => newsOf(change, sequence)),
  fc.record({ company: fc.option(fc.constantFrom('Erste AG', 'Zweite AG'), { nil: undefined }) })
    .map(({ company }) => (sequence: number) => NEWS.contactDataChanged({ actor, accountId, changedFields: [], locale: 'de', ...(company && { company }) }, sequence)),
);
const history = fc.array(news, { minLength: 1, maxLength: 8 }).map((said) => said.map((newsOf, index) => newsOf(index + 1)));
const arrivals = history.chain((said) => fc.tuple(fc.constant(said), fc.array(fc.constantFrom(...said), { maxLength: 6 }).chain((again) => shuffled([...said, ...again]))));
const shuffled = (said: AccountCopy[]) => fc.shuffledSubarray(said, { minLength: said.length });
const copyOf = (said: AccountCopy[]) => said.reduce<AccountCopy | undefined>(mergeAccount, undefined);

describe('the copy of an account', () => {
  it('is the same in whatever order its facts come, however often', () => {
    fc.assert(fc.property(arrivals, ([said, heard]) => expect(copyOf(heard)).toEqual(copyOf(said))), { numRuns: 1_000 });
  });

  it('is closed for good, whatever was or is said besides', () => {
    fc.assert(fc.property(history, fc.nat(8), (said, at) => {
      const closed = NEWS.closed(change, 100 - at);
      const heard = [...said.slice(0, at), closed, ...said.slice(at)];
      expect(copyOf(heard)?.state?.status).toBe('CLOSED');
    }));
  });

  it('has of each part what was said last, with the version that said it', () => {
    const said = [
      NEWS.created({ ...person, company: 'Alt GmbH', superiorId, expiresAt: '2030-01-01T00:00:00.000Z' }, 1),
      NEWS.activated({ ...person, company: 'Alt GmbH', superiorId }, 3),
      NEWS.contactDataChanged({ actor, accountId, changedFields: ['company'], company: 'Neu GmbH', locale: 'de' }, 4),
      NEWS.locked(change, 5),
    ];
    expect(copyOf(said)).toEqual({
      accountId,
      role: { name: 'SUB_ADMINISTRATOR', sequence: 5 },
      person: { firstName: 'Uwe', lastName: 'Unter', sequence: 3 },
      superior: { accountId: superiorId, sequence: 3 },
      company: { name: 'Neu GmbH', sequence: 4 },
      state: { status: 'LOCKED', sequence: 5 },
    });
  });

  it('names a superior of sub-administrators only, and none where the newest word is that there is none', () => {
    expect(NEWS.activated({ ...person, role: 'MASTER_ADMINISTRATOR', company: 'A' }, 2).superior).toBeUndefined();
    expect(NEWS.activated({ ...person, company: 'A' }, 2).superior).toEqual({ sequence: 2 });
  });

  it('keeps a company that a change does not name', () => {
    const before = NEWS.activated({ ...person, company: 'Alt GmbH' }, 2);
    expect(mergeAccount(before, NEWS.contactDataChanged({ actor, accountId, changedFields: ['phone'], locale: 'de' }, 3))).toEqual(before);
  });
});
