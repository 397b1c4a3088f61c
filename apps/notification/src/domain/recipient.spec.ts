import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { owing, owingRights, personOf, type RecipientDetails, type RightsNews, type SecurityIncident, withDetails } from './recipient.js';

const activated = { sequence: 2, details: { email: 'old@example.test', locale: 'de', firstName: 'Erika', lastName: 'Muster' } };
const spokeEnglish = { sequence: 3, details: { locale: 'en' } };
const moved = { sequence: 4, details: { email: 'new@example.test', locale: 'en' } };
const phoned = { sequence: 5, details: { locale: 'de' } };

describe('what is known of a recipient', () => {
  it('is the same in whatever order, and however often, the facts arrive', () => {
    const facts = [activated, spokeEnglish, moved, phoned] as { sequence: number; details: RecipientDetails }[];
    fc.assert(fc.property(fc.shuffledSubarray([...facts, ...facts], { minLength: 8 }), (order) => {
      const known = order.reduce((recipient, { details, sequence }) => withDetails(recipient, details, sequence), { accountId: 'a' });
      expect(known).toEqual({
        accountId: 'a',
        email: { value: 'new@example.test', sequence: 4 },
        locale: { value: 'de', sequence: 5 },
        firstName: { value: 'Erika', sequence: 2 },
        lastName: { value: 'Muster', sequence: 2 },
      });
    }));
  });
});

describe('what a recipient is owed while no address is known', () => {
  const closed: SecurityIncident = { causeId: 'c', event: 'account-closed', at: new Date('2026-12-02T13:05:00Z'), by: 'SUPPORT' };
  const changed: SecurityIncident = { causeId: 'p', event: 'password-changed', at: new Date('2026-12-02T13:00:00Z'), by: 'SELF' };

  it('is each incident once, however often its fact comes', () => {
    expect([closed, changed, closed].reduce(owing, { accountId: 'a' }).owed).toEqual([changed, closed]);
  });

  it('outlasts what becomes known of them, until it is told', () => {
    const known = withDetails(owing({ accountId: 'a' }, closed), { email: 'erika@example.test' }, 2);
    expect(known).toEqual({ accountId: 'a', email: { value: 'erika@example.test', sequence: 2 }, owed: [closed] });
  });

  it('is each news of rights once', () => {
    const news: RightsNews = { causeId: 'n', at: '2026-12-02T13:05:00Z', via: 'TRANSFER', granted: { count: 1, accessNumbers: ['030471100'] }, revoked: { count: 0, accessNumbers: [] }, cause: 'transfer.saved' };
    expect([news, { ...news, causeId: 'm' }, news].reduce(owingRights, { accountId: 'a' }).owedRights?.map(({ causeId }) => causeId)).toEqual(['m', 'n']);
  });
});

describe('a recipient to others', () => {
  it('is a name and a company, as far as they are known', () => {
    expect(personOf({ accountId: 'a', email: { value: 'erika@example.test', sequence: 1 } })).toEqual({});
    const known = withDetails({ accountId: 'a' }, { firstName: 'Erika', lastName: 'Muster', company: 'Muster GmbH', email: 'erika@example.test' }, 1);
    expect(personOf(known)).toEqual({ firstName: 'Erika', lastName: 'Muster', company: 'Muster GmbH' });
  });
});
