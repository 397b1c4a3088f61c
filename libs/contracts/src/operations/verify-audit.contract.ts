import { z } from 'zod';
import { command } from '../command.js';
import { SERVICES, type ServiceName } from '../services.js';

/** What is wrong, and with which row of which account, as far as that can be said. */
export const AuditFault = z.object({
  what: z.enum(['ROW_CHANGED', 'ROW_MISSING', 'ROW_NOT_SEALED', 'SEAL_CHANGED', 'SEAL_MISSING', 'HEAD_CHANGED', 'NUMBER_CHANGED']),
  accountId: z.string().nullable(),
  number: z.number().nullable(),
  position: z.number().nullable(),
});
export type AuditFault = z.output<typeof AuditFault>;

const verifyAuditOf = (service: ServiceName) =>
  command(service, 'verify-audit', {
    askedBy: 'operator',
    request: z.strictObject({ limit: z.number().int().min(1).max(2_000).default(1_000), cursor: z.string().max(512).optional() }),
    reply: z.object({
      faults: z.array(AuditFault),
      /** Looked at in this step. */
      rows: z.number(),
      seals: z.number(),
      nextCursor: z.string().nullable(),
      /** Where the chain ends: its position only ever grows. */
      head: z.object({ position: z.number(), seal: z.string() }).nullable(),
    }),
  });

/** For operators: one step of verifying a service's audit log; the cursor goes on until it is null. */
export const verifyAudit = Object.fromEntries(SERVICES.map((service) => [service, verifyAuditOf(service)])) as Record<ServiceName, ReturnType<typeof verifyAuditOf>>;
