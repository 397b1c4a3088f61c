import { z } from 'zod';
import { deliveryContract } from '../fact.js';
import { Role } from '../values.js';

const Account = z.object({ username: z.string(), role: Role, firstName: z.string(), lastName: z.string(), company: z.string() });

/** One mail for all accounts of the address, each with a token of its own (`A–Z a–z 0–9 -` only). */
export const passwordResetDelivery = deliveryContract('password-reset', z.object({ to: z.string(), accounts: z.array(Account.extend({ token: z.string() })).min(1) }));

/** One mail that names all accounts of the address. */
export const usernameReminderDelivery = deliveryContract('username-reminder', z.object({ to: z.string(), accounts: z.array(Account).min(1) }));
