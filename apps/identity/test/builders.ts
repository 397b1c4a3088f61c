import type { CreateSubAdministratorBody, DataOf, Origin, RequestOf, onboardSupportAgent, register, salesPartnerOnboarded, updateContactData } from '#libs/contracts';
import type { z } from 'zod';

type Form = Omit<RequestOf<typeof register>, 'origin'>;
type StaffMember = RequestOf<typeof onboardSupportAgent>;
type SubAdministratorForm = z.output<typeof CreateSubAdministratorBody>;
type ContactData = Omit<RequestOf<typeof updateContactData>, 'accountId' | 'sessionId' | 'origin'>;

export const ORIGIN: Origin = { ipPrefix: '192.0.2.0/24', device: 'Firefox on Linux' };
export const PASSWORD = 'Sommer-2026!';

const run = Math.floor(Math.random() * 1e6);
let last = 0;

/** A number, and what is made of it, that no other test has. */
function fresh(): string {
  last += 1;
  return `${run}${String(last).padStart(5, '0')}`;
}

export const freshCustomerNumber = (): string => `7${fresh()}`.slice(0, 14);
export const freshAccessNumber = (): string => `0228${fresh()}`;
export const freshUsername = (): string => `anna.${fresh()}`;
export const freshEmail = (): string => `anna.${fresh()}@muster-gmbh.example`;
export const freshStaffNumber = (): string => `S${fresh()}`;

export function aForm(changes: Partial<Form> = {}): Form {
  return {
    salutation: 'MS',
    firstName: 'Anna',
    lastName: 'Muster',
    company: 'Muster GmbH',
    email: freshEmail(),
    phone: '+4922812345678',
    customerNumber: freshCustomerNumber(),
    locale: 'de',
    acceptTerms: true,
    ...changes,
  };
}

export function contactDataOf(form: Form, changes: Partial<ContactData> = {}): ContactData {
  const address = { street: 'Hauptstraße', houseNumber: '12a', postalCode: '53111', city: 'Bonn', country: 'DE' };
  return { salutation: form.salutation, company: form.company, ...address, phone: form.phone, email: form.email, ...changes };
}

/** Somebody who works for the hotline. */
export function aStaffMember(changes: Partial<StaffMember> = {}): StaffMember {
  return { staffNumber: freshStaffNumber(), firstName: 'Jörg', lastName: 'Hilfreich', email: freshEmail(), locale: 'de', ...changes };
}

/** What the CRM says of a sales partner whom nobody knows yet. */
export function aPartner(changes: Partial<DataOf<typeof salesPartnerOnboarded>> = {}): DataOf<typeof salesPartnerOnboarded> {
  const person = { salutation: 'MR', firstName: 'Paul', lastName: 'Partner', company: 'Partner AG', email: freshEmail(), locale: 'de' } as const;
  return { partnerNumber: `P-${fresh()}`, ...person, otpProcedure: true, ...changes };
}

/** Whom a master administrator invites. */
export function aSubAdministrator(changes: Partial<SubAdministratorForm> = {}): SubAdministratorForm {
  return { salutation: 'MR', firstName: 'Udo', lastName: 'Unterberg', email: freshEmail(), locale: 'de', ...changes };
}
