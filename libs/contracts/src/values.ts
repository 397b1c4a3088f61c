import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import { z } from 'zod';

/** Text as people type it: trimmed, without control characters. */
export const text = (min: number, max: number) =>
  z.string().trim().min(min).max(max).regex(/^[^\p{Cc}\p{Cs}]*$/u).meta({ minLength: min, maxLength: max });

export const Uuid = z.uuid();
export const Instant = z.iso.datetime();
export const Locale = z.enum(['de', 'en']);
export const Salutation = z.enum(['MR', 'MS', 'DIVERSE', 'NONE']);
export const Role = z.enum(['MASTER_ADMINISTRATOR', 'SUB_ADMINISTRATOR', 'SALES_PARTNER', 'SUPPORT_AGENT']);
export const Product = z.enum(['COMPANY_FLEX', 'CLOUD_PBX', 'SIP_TRUNK', 'IP_VOICE_DATA']);
export const RequiredAction = z.enum(['CONTACT_DATA']);

export type Role = z.output<typeof Role>;
export type Locale = z.output<typeof Locale>;
export type Product = z.output<typeof Product>;

/** A customer number: 6–14 digits, a string because a leading 0 counts. */
export const CustomerNumber = z.string().trim().regex(/^\d{6,14}$/);
/** An access number (Zugangsnummer): 6–20 digits. */
export const AccessNumber = z.string().trim().regex(/^\d{6,20}$/);
const COUNTRY_FORM = /^[A-Z]{2}$/;
/** ISO 3166-1 alpha-2. */
export const Country = z.string().trim().toUpperCase().regex(COUNTRY_FORM).refine(isCountry, { params: { rule: 'range' } });
/** Trimmed and lower case; one plain address, nothing that a mail header could take for two. */
export const Email = z.string().trim().toLowerCase().max(254).regex(/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/);
/** National (German) or international form; answered in E.164. */
export const Phone = z.string().trim().min(1).max(40).transform((typed, context) => {
  const parsed = parsePhoneNumberFromString(typed, { defaultCountry: 'DE', extract: false }, metadata);
  if (parsed?.isPossible()) return parsed.number as string;
  context.addIssue({ code: 'custom', params: { rule: 'format' } });
  return z.NEVER;
});

/** Passwords are read up to 128 characters and judged by policy, never cut. */
export const PasswordText = z.string().min(1).max(128);
export const UsernameText = text(1, 128);
/** A code is any text of 1–64 characters; what it is worth is told by comparing. */
export const CodeText = z.string().trim().min(1).max(64);

/** Why somebody acts on another person's account; kept in the audit log and shown to that person. */
export const Reason = text(10, 500);

/** Where a request came from, as far as it is kept: a network prefix (/24 or /56) and a device in words. */
export const Origin = z.strictObject({ ipPrefix: z.string().max(64), device: z.string().max(120) });
export type Origin = z.output<typeof Origin>;

/** Who asks: the account and the session of the verified token. */
export const Caller = { accountId: Uuid, sessionId: Uuid } as const;

export const ActorSchema = z.object({
  kind: z.enum(['SELF', 'MASTER', 'SUPPORT', 'OPERATOR', 'CRM', 'SYSTEM']),
  accountId: Uuid.optional(),
});

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Regions that Unicode names besides those of ISO 3166-1. */
const NOT_ISO = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'XK', 'ZZ']);

function isCountry(code: string): boolean {
  // What has not even the form of a code is told so by the form.
  if (!COUNTRY_FORM.test(code)) return true;
  // A former country is another one's alias: DD is DE to a locale.
  return regions.of(code) !== undefined && !NOT_ISO.has(code) && new Intl.Locale(`und-${code}`).region === code;
}
