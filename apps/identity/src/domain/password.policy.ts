import type { FieldError } from '#libs/kernel';

/** DIGITS is for sales partners in the OTP procedure, STANDARD for everybody else. */
export type PasswordVariant = 'STANDARD' | 'DIGITS';

/** None of so many newest ones, the current one included, may be chosen again. */
export const PASSWORDS_REMEMBERED = 5;
const LENGTH = { min: 8, max: 32 };
/** The user guide prints ‘ and · where a keyboard types ' and . — both are allowed. */
const SPECIAL = "!$/()=?+*#'‘-_.·:,;";

interface Rule {
  name: string;
  broken(password: string, username: string): boolean;
  params?: Record<string, number>;
}

const length: Rule = { name: 'length', broken: (password) => [...password].length < LENGTH.min || [...password].length > LENGTH.max, params: LENGTH };

/** "Der Benutzername oder ein Teil davon", without regard to case: together they are refused, whichever of them is chosen anew. */
export function sharesWithUsername(password: string, username: string): boolean {
  const [secret, name] = [password.toLowerCase(), username.toLowerCase()];
  return name !== '' && secret !== '' && (name.includes(secret) || secret.includes(name));
}

const username: Rule = { name: 'username', broken: sharesWithUsername };

const RULES: Record<PasswordVariant, Rule[]> = {
  STANDARD: [
    length,
    { name: 'letter', broken: (password) => !/[a-zA-Z]/.test(password) },
    { name: 'digit', broken: (password) => !/[0-9]/.test(password) },
    { name: 'special', broken: (password) => ![...password].some((symbol) => SPECIAL.includes(symbol)) },
    { name: 'alphabet', broken: (password) => ![...password].every((symbol) => /^[a-zA-Z0-9]$/.test(symbol) || SPECIAL.includes(symbol)) },
    username,
  ],
  DIGITS: [length, { name: 'digits-only', broken: (password) => !/^[0-9]*$/.test(password) }, username],
};

/** Every broken rule of a chosen password, by name; that none of the newest may return is checked against their hashes, see `NewPassword`. */
export function brokenPasswordRules(password: string, username: string, variant: PasswordVariant, field = 'password'): FieldError[] {
  return RULES[variant]
    .filter((rule) => rule.broken(password, username))
    .map((rule) => ({ field, rule: rule.name, ...(rule.params && { params: rule.params }) }));
}
