import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Logins } from './logins.js';

const Credentials = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('TELEKOM_LOGIN'), username: z.string(), password: z.string() }),
  z.strictObject({ method: z.literal('ACCESS_NUMBER'), accessNumber: z.string(), personalPassword: z.string() }),
]);

/** The login service: says whose credentials these are, 401 where nobody's. */
export function addVerification(server: FastifyInstance, logins: Logins): void {
  server.post('/verify', async (request, reply) => {
    const credentials = Credentials.safeParse(request.body);
    if (!credentials.success) return reply.code(400).send({ error: 'malformed' });
    const verified = logins.verify(credentials.data);
    return verified ?? reply.code(401).send({ error: 'rejected' });
  });
}
