import { z } from 'zod';

/** Where a sealed message goes and whom it speaks to. */
export const Addressee = { to: z.string(), firstName: z.string(), lastName: z.string(), salutation: z.string() } as const;
