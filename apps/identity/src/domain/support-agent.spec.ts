import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aStaffMember } from '../../test/builders.js';
import { contactDataRequired } from './account.js';
import { invitedAgent, isNewerWord, withNewerWord, type StaffWord } from './support-agent.js';

const now = new Date('2026-05-01T10:00:00Z');
const words = fc.record({ time: fc.integer({ min: 0, max: 3 }).map((ms) => new Date(now.getTime() + ms)), id: fc.constantFrom('a', 'b', 'c') });

describe('a support agent', () => {
  it('starts invited, with what the staff’s systems say and no more, and no contact data to complete', () => {
    const agent = invitedAgent({ ...aStaffMember({ email: 'jo@example.org' }), role: 'MASTER_ADMINISTRATOR', status: 'ACTIVE' } as never, now);
    expect(agent).toMatchObject({ role: 'SUPPORT_AGENT', status: 'INVITED', version: 1, email: 'jo@example.org', contact: { salutation: 'NONE', company: '', phone: '' } });
    expect([contactDataRequired(agent), agent.customerNumber]).toEqual([false, undefined]);
  });

  it('keeps the account when onboarded once more while invited', () => {
    const agent = invitedAgent(aStaffMember(), now);
    expect(withNewerWord(agent, aStaffMember({ lastName: 'Neu' }))).toMatchObject({ id: agent.id, version: 2, lastName: 'Neu' });
  });
});

describe('of the words on a staff number', () => {
  it('the same one remains in whatever order they come', () => {
    const newestOf = (said: StaffWord[]) => said.reduce<StaffWord | undefined>((known, word) => (isNewerWord(word, known) ? word : known), undefined);
    const shuffled = fc.array(words, { minLength: 1, maxLength: 8 }).chain((said) => fc.tuple(fc.constant(said), fc.shuffledSubarray(said, { minLength: said.length })));
    fc.assert(fc.property(shuffled, ([said, again]) => expect(newestOf(again)).toEqual(newestOf(said))));
  });

  it('none is newer than itself', () => {
    fc.assert(fc.property(words, (word) => expect(isNewerWord(word, { ...word })).toBe(false)));
  });
});
