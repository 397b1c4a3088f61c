import { z } from 'zod';
import { command } from '../command.js';
import { Instant } from '../values.js';

export const SigningKeyItem = z.object({ kid: z.string(), state: z.enum(['NEXT', 'ACTIVE', 'RETIRED']), createdAt: Instant, retiredAt: Instant.nullable() });

/** For operators: the keys that sign or verify access tokens, without their secrets. */
export const listSigningKeys = command('gateway', 'list-signing-keys', { askedBy: 'operator', request: z.strictObject({}), reply: z.object({ keys: z.array(SigningKeyItem) }) });
/** For operators: the next key becomes active, the active one retires, a new next one is made. */
export const rotateSigningKeys = command('gateway', 'rotate-signing-keys', { askedBy: 'operator', request: z.strictObject({}), reply: z.object({ keys: z.array(SigningKeyItem) }) });
