import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aForm } from '../../test/builders.js';
import { invitedMaster, type Contact } from './account.js';
import { changedFields } from './contact-changes.js';

const before = invitedMaster(aForm(), new Date('2026-05-01T10:00:00Z')).contact;
const optional = fc.option(fc.string());
const contacts: fc.Arbitrary<Contact> = fc.record({
  salutation: fc.constantFrom('MR', 'MS', 'DIVERSE', 'NONE'), company: fc.string(), street: optional, houseNumber: optional, postalCode: optional, city: optional,
  country: optional, phone: fc.string(), mobile: optional, fax: optional,
});

describe('changes of contact data', () => {
  it('name every field that differs, and no other', () => {
    fc.assert(fc.property(contacts, (after) => {
      const named = changedFields(before, after);
      for (const field of Object.keys(after) as (keyof Contact)[]) expect(named.includes(field)).toBe(before[field] !== after[field]);
    }));
  });

  it('are none where the same is saved again', () => {
    fc.assert(fc.property(contacts, (contact) => expect(changedFields(contact, { ...contact })).toEqual([])));
  });
});
