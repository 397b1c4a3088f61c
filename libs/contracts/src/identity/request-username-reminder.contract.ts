import { z } from 'zod';
import { command } from '../command.js';
import { Email, Origin } from '../values.js';

/** Forgotten username. */
export const RequestUsernameReminderBody = z.strictObject({ email: Email });

export const requestUsernameReminder = command('identity', 'request-username-reminder', {
  request: RequestUsernameReminderBody.extend({ origin: Origin }),
  reply: z.object({}),
});
