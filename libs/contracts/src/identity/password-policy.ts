import { z } from 'zod';

const Variant = z.object({
  minLength: z.number().int(),
  maxLength: z.number().int(),
  /** Every character that may be used; ranges are written out. */
  allowed: z.string(),
  /** Kinds of characters of which at least one is needed. */
  require: z.array(z.enum(['letter', 'digit', 'special'])),
  /** How many of the newest passwords, the current one included, may not return. */
  history: z.number().int(),
  recommendation: z.string(),
});

/** What a password must be, for forms that want to say it before anything is sent. Identity judges; this only tells. */
export const PasswordPolicies = z.object({ variants: z.object({ STANDARD: Variant, DIGITS: Variant }) });
export type PasswordPolicies = z.output<typeof PasswordPolicies>;

const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const BOTH = { minLength: 8, maxLength: 32, history: 5 };

/** DIGITS holds for sales partners in the OTP procedure, STANDARD for everybody else. */
export function passwordPolicies(recommendations: { STANDARD: string; DIGITS: string }): PasswordPolicies {
  return {
    variants: {
      STANDARD: { ...BOTH, allowed: `${LETTERS}${DIGITS}!$/()=?+*#'‘-_.·:,;`, require: ['letter', 'digit', 'special'], recommendation: recommendations.STANDARD },
      DIGITS: { ...BOTH, allowed: DIGITS, require: [], recommendation: recommendations.DIGITS },
    },
  };
}
