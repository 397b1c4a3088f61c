import { describe, expect, it } from '@jest/globals';
import { aForm, aSubAdministrator } from '../../test/builders.js';
import { contactDataRequired, invitedMaster } from './account.js';
import { invitedSubAdministrator, withCorrectedEmail } from './sub-administrator.js';

const now = new Date('2026-05-01T10:00:00Z');
const superior = invitedMaster(aForm({ company: 'Muster & Söhne' }), now);

describe('a sub-administrator', () => {
  it('starts below who invites them, at the same company, with what the form said and nothing that it did not say', () => {
    const form = aSubAdministrator();
    const account = invitedSubAdministrator({ ...form, role: 'SUPPORT_AGENT', status: 'ACTIVE', superiorId: 'another', customerNumber: '123456' } as never, superior, now);
    const { salutation, ...person } = form;
    expect(account).toMatchObject({ ...person, role: 'SUB_ADMINISTRATOR', status: 'INVITED', version: 1, superiorId: superior.id, contact: { salutation, company: 'Muster & Söhne', phone: '', city: null } });
    expect(account).not.toHaveProperty('customerNumber');
    expect(contactDataRequired(account)).toBe(true);
  });

  it('whose address was mistyped is the same person with another address', () => {
    const account = invitedSubAdministrator(aSubAdministrator(), superior, now);
    expect(withCorrectedEmail(account, 'udo@muster.example')).toEqual({ ...account, email: 'udo@muster.example', version: 2 });
  });
});
