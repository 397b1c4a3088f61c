import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Behaviour } from './behaviour.js';
import type { Logins } from './logins.js';

/** More than anybody has, and of any form: how the product takes such an answer is to be tried as well. */
const Login = z.strictObject({ password: z.string().min(1), accessNumbers: z.array(z.string()).max(50_000) });
const AccessNumber = z.strictObject({ personalPassword: z.string().min(1) });
const Fault = z.strictObject({
  delayMs: z.number().int().min(0).max(60_000).default(0),
  status: z.union([z.literal(0), z.number().int().min(200).max(599)]).default(0),
});

/** How tests prepare it. */
export function addSimulation(server: FastifyInstance, logins: Logins, behaviour: Behaviour): void {
  server.put<{ Params: { username: string } }>('/sim/logins/:username', async (request, reply) => {
    const login = Login.safeParse(request.body);
    if (!login.success) return malformed(reply, login.error);
    logins.putLogin(request.params.username, login.data);
    return reply.code(204).send();
  });

  server.put<{ Params: { accessNumber: string } }>('/sim/access-numbers/:accessNumber', async (request, reply) => {
    const body = AccessNumber.safeParse(request.body);
    if (!body.success) return malformed(reply, body.error);
    logins.putAccessNumber(request.params.accessNumber, body.data.personalPassword);
    return reply.code(204).send();
  });

  server.put('/sim/behaviour', async (request, reply) => {
    const fault = Fault.safeParse(request.body);
    if (!fault.success) return malformed(reply, fault.error);
    behaviour.fault = fault.data;
    return reply.code(204).send();
  });
  server.get('/sim/behaviour', async () => behaviour.fault);
}

/** Where it is wrong, never what stood there. */
function malformed(reply: FastifyReply, { issues }: z.ZodError): FastifyReply {
  return reply.code(400).send({ error: 'malformed', fields: issues.map(({ path }) => path.join('.')) });
}
