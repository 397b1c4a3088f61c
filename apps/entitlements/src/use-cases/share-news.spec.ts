import { describe, expect, it } from '@jest/globals';
import { sharesChanged } from '#libs/contracts';
import type { Grant } from '../domain/grant.js';
import type { RightsNews } from '../domain/rights-change.js';
import { assignment, centre, link, transfer } from '../../test/some-grants.js';
import { sharesChangedBy } from './share-news.js';

const CAUSE = { actor: { kind: 'MASTER', accountId: 'a' }, what: 'transfer.saved' } as const;
const news = (kind: RightsNews['kind'], grant: Grant): RightsNews => ({ kind, grant, rights: grant.rights, left: [], chain: [], version: 1 });
const told = (...changes: [accessNumber: string, ...told: RightsNews[]][]) => sharesChangedBy(changes.map(([accessNumber, ...all]) => ({ accessNumber, told: all })), CAUSE);
type Data = { accountId: string; saveId: string; fromAccountId?: string; granted: { count: number; accessNumbers: string[] }; revoked: { count: number; accessNumbers: string[] } };
const dataOf = (facts: ReturnType<typeof told>) => facts.map(({ data }) => data as Data);

describe('what a save means for others', () => {
  it('is one fact for each of them, whatever number of contracts it is about', () => {
    const facts = told(['030222', news('granted', transfer('a', 'b')), news('granted', transfer('a', 'c'))], ['030111', news('granted', transfer('a', 'b'))], ['030333', news('revoked', transfer('a', 'b'))]);
    const [ofB, ofC] = dataOf(facts);
    expect(ofB).toEqual({
      saveId: expect.any(String), actor: CAUSE.actor, accountId: 'b', fromAccountId: 'a', via: 'TRANSFER', cause: 'transfer.saved',
      granted: { count: 2, accessNumbers: ['030111', '030222'] }, revoked: { count: 1, accessNumbers: ['030333'] },
    });
    expect([ofC!.accountId, ofC!.granted, ofC!.revoked, ofC!.saveId === ofB!.saveId]).toEqual(['c', { count: 1, accessNumbers: ['030222'] }, { count: 0, accessNumbers: [] }, true]);
    expect(facts.map(({ type, subject, sequence }) => [type, subject, sequence])).toEqual([[sharesChanged.type, `${ofB!.saveId}.b`, 1], [sharesChanged.type, `${ofB!.saveId}.c`, 1]]);
  });

  it('names who gave it where that is one, and nobody where there are two', () => {
    const facts = dataOf(told(['030111', news('revoked', transfer('a', 'b')), news('revoked', transfer('c', 'b')), news('revoked', assignment('b', 's'))]));
    expect(facts.map(({ accountId, fromAccountId, revoked }) => [accountId, fromAccountId, revoked.count])).toEqual([['b', undefined, 1], ['s', 'b', 1]]);
    expect(Object.hasOwn(facts[0]!, 'fromAccountId')).toBe(false);
  });

  it('counts another end as given, and one contract in both where some was given and some taken', () => {
    expect(dataOf(told(['030111', news('changed', assignment('a', 's'))]))[0]).toMatchObject({ granted: { count: 1 }, revoked: { count: 0 }, via: 'ASSIGNMENT' });
    expect(dataOf(told(['030111', news('revoked', assignment('a', 's')), news('granted', assignment('a', 's'))]))[0]).toMatchObject({ granted: { count: 1 }, revoked: { count: 1 } });
  });

  it('names fifty contracts at the most, and counts all', () => {
    const many = Array.from({ length: 60 }, (_, n): [string, RightsNews] => [String(9_000_099 - n), news('granted', transfer('a', 'b'))]);
    const [{ granted }] = dataOf(told(...many)) as [Data];
    expect([granted.count, granted.accessNumbers.length, granted.accessNumbers[0], granted.accessNumbers[49]]).toEqual([60, 50, '9000040', '9000089']);
  });

  it('is nothing where only links come and go', () => {
    expect(told(['030111', news('granted', link('a')), news('revoked', centre('a'))], ['030222'])).toEqual([]);
  });
});
