import { describe, expect, it } from '@jest/globals';
import { aPartner } from '../../test/builders.js';
import { contactDataRequired, passwordVariantOf } from './account.js';
import { changesAfterActivation, invitedPartner, withNewerPartner } from './sales-partner.js';

const now = new Date('2026-05-01T10:00:00Z');

describe('a sales partner', () => {
  it('is invited with what the CRM says, and has no contact-data step', () => {
    const partner = aPartner();
    const account = invitedPartner(partner, now);
    const { salutation, company, ...person } = partner;
    expect(account).toMatchObject({ ...person, role: 'SALES_PARTNER', status: 'INVITED', version: 1, contact: { salutation, company, phone: '' } });
    expect(contactDataRequired(account)).toBe(false);
  });

  it('chooses a password of digits in the OTP procedure, and one like everybody\'s outside of it', () => {
    expect([true, false].map((otpProcedure) => passwordVariantOf(invitedPartner(aPartner({ otpProcedure }), now)))).toEqual(['DIGITS', 'STANDARD']);
  });

  it('is corrected whole before the activation, and keeps its id', () => {
    const account = invitedPartner(aPartner(), now);
    const newer = aPartner({ lastName: 'Neu', company: 'Neu AG', locale: 'en', otpProcedure: false });
    expect(withNewerPartner(account, newer)).toMatchObject({
      id: account.id, partnerNumber: account.partnerNumber, version: 2, lastName: 'Neu', email: newer.email, locale: 'en', otpProcedure: false, contact: { company: 'Neu AG' },
    });
  });

  it('afterwards gets company and language from the CRM, and nothing else', () => {
    const partner = aPartner();
    const account = invitedPartner(partner, now);
    expect(changesAfterActivation(account, { ...partner, lastName: 'Neu', email: 'other@example.org', otpProcedure: false })).toEqual([]);
    expect(changesAfterActivation(account, { ...partner, company: 'Neu AG', locale: 'en' })).toEqual(['company', 'locale']);
  });
});
