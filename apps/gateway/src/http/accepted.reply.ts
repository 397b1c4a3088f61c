import { z } from 'zod';

/** The same answer whatever happens; the truth is in the e-mail. */
export const Accepted = z.object({});
