import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Country, Email, Origin, Phone, Salutation, text } from '../values.js';
import { Me } from './get-me.contract.js';

/** Told as immutable, not as unknown. */
const IMMUTABLE = { 'x-immutable': ['firstName', 'lastName'] };

/** Capability 6, and the first sign-in of capability 3. First and last name cannot be changed. */
export const UpdateContactDataBody = z
  .strictObject({
    salutation: Salutation,
    company: text(1, 120),
    street: text(1, 120),
    houseNumber: text(1, 20),
    postalCode: text(2, 12),
    city: text(1, 80),
    country: Country,
    phone: Phone,
    mobile: Phone.nullish(),
    fax: Phone.nullish(),
    email: Email,
  })
  .meta(IMMUTABLE);

export const updateContactData = command('identity', 'update-contact-data', {
  request: UpdateContactDataBody.extend({ ...Caller, origin: Origin }).meta(IMMUTABLE),
  reply: Me,
});
