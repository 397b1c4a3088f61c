import { z } from 'zod';
import { command } from '../command.js';
import { Caller } from '../values.js';
import { ContactData } from './contact-data.js';

/** The contact data of a master administrator, as their sub-administrators see them. */
export const Superior = ContactData.extend({ firstName: z.string(), lastName: z.string() });
export type Superior = z.output<typeof Superior>;

/** Capability 7. @throws `not-found` for everybody but sub-administrators */
export const getSuperior = command('identity', 'get-superior', { request: z.strictObject(Caller), reply: Superior });
