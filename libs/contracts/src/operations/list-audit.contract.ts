import { z } from 'zod';
import { command } from '../command.js';
import { page } from '../page.js';
import { SERVICES, type ServiceName } from '../services.js';
import { ActorSchema, Instant, Origin, Uuid } from '../values.js';

/** A row as operators see it. There are no secrets in the audit log. */
export const AuditItem = z.object({
  id: z.string(),
  at: Instant,
  action: z.string(),
  actor: ActorSchema,
  accountId: z.string().nullable(),
  /** Within its account; rows without one are counted together. */
  number: z.number(),
  origin: Origin.nullable(),
  details: z.record(z.string(), z.unknown()),
  correlationId: z.string(),
  /** Part of the chain already: a second after it was written. */
  sealed: z.boolean(),
});
export type AuditItem = z.output<typeof AuditItem>;

const listAuditOf = (service: ServiceName) =>
  command(service, 'list-audit', {
    askedBy: 'operator',
    request: z.strictObject({ accountId: Uuid.optional(), limit: z.number().int().min(1).max(200).default(50), cursor: z.string().regex(/^[0-9a-f-]{1,36}$/).optional() }),
    reply: page(AuditItem),
  });

/** For operators: a service's audit log, newest first. A cursor belongs to the question it came from. */
export const listAudit = Object.fromEntries(SERVICES.map((service) => [service, listAuditOf(service)])) as Record<ServiceName, ReturnType<typeof listAuditOf>>;
