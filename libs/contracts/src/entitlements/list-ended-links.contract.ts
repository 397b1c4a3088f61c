import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Uuid } from '../values.js';

/** The caller's links to the Kundencenter that entitlements has ended because they lost their basis, or because it was told to; the newest thousand. */
export const listEndedLinks = command('entitlements', 'list-ended-links', {
  request: z.strictObject({ ...Caller }),
  reply: z.object({ linkIds: z.array(Uuid) }),
});
