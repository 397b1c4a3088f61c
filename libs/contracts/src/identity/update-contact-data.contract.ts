import { z } from 'zod';
import { command } from '../command.js';
import { isPostalCodeOf, PostalCode } from '../postal-code.js';
import { Caller, Country, Email, Origin, Phone, Salutation, text } from '../values.js';
import { Me } from './get-me.contract.js';

/** Told as immutable, not as unknown. */
const IMMUTABLE = { 'x-immutable': ['firstName', 'lastName'] };

const Fields = z.strictObject({
  salutation: Salutation,
  company: text(1, 120),
  street: text(1, 120),
  houseNumber: text(1, 20),
  postalCode: PostalCode,
  city: text(1, 80),
  country: Country,
  phone: Phone,
  mobile: Phone.nullish(),
  fax: Phone.nullish(),
  email: Email,
});
/** Looked at as soon as these two are readable, so that it is told together with whatever else is wrong. */
const Place = z.object({ country: Country, postalCode: PostalCode });

const withPostalCode = <Shape extends z.ZodRawShape>(fields: z.ZodObject<Shape, z.core.$strict>) =>
  fields
    .refine((value) => isRightPlace(value), { path: ['postalCode'], params: { rule: 'format' }, when: ({ value }) => Place.safeParse(value).success })
    .meta(IMMUTABLE);

function isRightPlace(value: unknown): boolean {
  const { country, postalCode } = Place.parse(value);
  return isPostalCodeOf(country, postalCode);
}

/** Capability 6, and the first sign-in of capability 3. First and last name cannot be changed. */
export const UpdateContactDataBody = withPostalCode(Fields);

export const updateContactData = command('identity', 'update-contact-data', {
  request: withPostalCode(Fields.extend({ ...Caller, origin: Origin })),
  reply: Me,
});
