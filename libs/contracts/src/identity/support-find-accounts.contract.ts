import { z } from 'zod';
import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { Caller, CustomerNumber, Email, Instant, Origin, Reason, Role, UsernameText, Uuid } from '../values.js';

/** An account as the hotline and operators see it. */
export const SupportAccount = z.object({
  id: Uuid,
  /** Null while invited. */
  username: z.string().nullable(),
  role: Role,
  status: z.enum(['INVITED', 'ACTIVE', 'LOCKED', 'CLOSED']),
  firstName: z.string(),
  lastName: z.string(),
  company: z.string(),
  email: z.string(),
  customerNumbers: z.array(CustomerNumber),
  lastLoginAt: Instant.nullable(),
});
export type SupportAccount = z.output<typeof SupportAccount>;

/** What accounts are looked up by, compared whole. */
const SoughtBy = { username: UsernameText.optional(), email: Email.optional(), customerNumber: CustomerNumber.optional() } as const;

/** One criterion, no more: whoever looks knows whom they look for. */
function exactlyOne(sought: Partial<Record<keyof typeof SoughtBy, string>>, context: z.RefinementCtx): void {
  const fields = Object.keys(SoughtBy) as (keyof typeof SoughtBy)[];
  const given = fields.filter((field) => sought[field] !== undefined);
  const wrong = given.length === 0 ? fields.map((field) => ({ field, rule: 'required' })) : given.slice(1).map((field) => ({ field, rule: 'unknown' }));
  for (const { field, rule } of wrong) context.addIssue({ code: 'custom', path: [field], params: { rule } });
}

export const SupportAccountsQuery = PageRequest.extend(SoughtBy).superRefine(exactlyOne);

/** For support agents: never finds support agents. Found accounts are told who looked, and why. */
export const supportFindAccounts = command('identity', 'support-find-accounts', {
  request: PageRequest.extend({ ...SoughtBy, ...Caller, reason: Reason, origin: Origin }).superRefine(exactlyOne),
  reply: page(SupportAccount),
});

/** For operators: finds everybody. */
export const findAccounts = command('identity', 'find-accounts', {
  askedBy: 'operator',
  request: PageRequest.extend({ ...SoughtBy, reason: Reason }).superRefine(exactlyOne),
  reply: page(SupportAccount),
});
