import { describe, expect, it } from '@jest/globals';
import { aForm } from '../../test/builders.js';
import { contactDataRequired, invitedMaster, passwordVariantOf, withNewerForm } from './account.js';
import { changedFields } from './contact-changes.js';

const now = new Date('2026-05-01T10:00:00Z');

describe('an account', () => {
  it('starts with what the form said, and nothing that it did not say', () => {
    const account = invitedMaster({ ...aForm(), role: 'SUPPORT_AGENT', status: 'ACTIVE' } as never, now);
    expect(account).toMatchObject({ role: 'MASTER_ADMINISTRATOR', status: 'INVITED', version: 1, passwordHashes: [], contact: { street: null, mobile: null } });
    expect(account).not.toHaveProperty('acceptTerms');
  });

  it('takes the newest form and keeps its id', () => {
    const account = invitedMaster(aForm(), now);
    const newer = withNewerForm(account, aForm({ lastName: 'Neumann', company: 'Neu AG' }));
    expect(newer).toMatchObject({ id: account.id, version: 2, lastName: 'Neumann', contact: { company: 'Neu AG' } });
  });

  it('asks administrators for their contact data, and nobody else', () => {
    const asked = (['MASTER_ADMINISTRATOR', 'SUB_ADMINISTRATOR', 'SALES_PARTNER', 'SUPPORT_AGENT'] as const).map((role) => contactDataRequired({ role, contactDataComplete: false }));
    expect(asked).toEqual([true, true, false, false]);
    expect(contactDataRequired({ role: 'MASTER_ADMINISTRATOR', contactDataComplete: true })).toBe(false);
  });

  it('has a password of digits in the OTP procedure', () => {
    expect([passwordVariantOf({ otpProcedure: true }), passwordVariantOf({})]).toEqual(['DIGITS', 'STANDARD']);
  });

  it('names the contact data that changed', () => {
    const { contact } = invitedMaster(aForm(), now);
    expect(changedFields(contact, { ...contact, city: 'Bonn', mobile: null })).toEqual(['city']);
  });
});
