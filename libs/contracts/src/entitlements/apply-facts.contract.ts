import { z } from 'zod';
import { command } from '../command.js';

const Written = z.object({
  id: z.string(),
  type: z.string(),
  subject: z.string(),
  sequence: z.number().int(),
  time: z.iso.datetime(),
  source: z.string(),
  data: z.record(z.string(), z.unknown()),
});

/** Read your writes: the gateway hands the facts of a reply to entitlements, whose next answer must show them. */
export const applyFacts = command('entitlements', 'apply-facts', { request: z.strictObject({ facts: z.array(Written).min(1).max(10_000) }), reply: z.object({}) });
