import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type RecipientDetails, withDetails } from './recipient.js';

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
