import { z } from 'zod';
import { command } from '../command.js';
import { SERVICES, type ServiceName } from '../services.js';

const outboxLagOf = (service: ServiceName) =>
  command(service, 'outbox-lag', {
    askedBy: 'operator',
    request: z.strictObject({}),
    /** Rows not yet on the bus, and the age of the oldest in milliseconds. */
    reply: z.object({ waiting: z.number(), oldestMs: z.number() }),
  });

/** For operators, answered by every service that writes facts (the gateway writes none). */
export const outboxLag = Object.fromEntries(SERVICES.map((service) => [service, outboxLagOf(service)])) as Record<ServiceName, ReturnType<typeof outboxLagOf>>;
