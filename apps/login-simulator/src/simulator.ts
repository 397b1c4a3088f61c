import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { Behaviour } from './behaviour.js';
import type { Config } from './config.js';
import { HandoverVerifier } from './handover-verifier.js';
import { Logins } from './logins.js';
import { addPages } from './pages.routes.js';
import { publicKeys } from './public-keys.js';
import { addSimulation } from './simulation.routes.js';
import { addVerification } from './verification.routes.js';

/** Bytes of a body: a login with more access numbers than anybody has fits. */
const BODY_LIMIT = 2 * 1_024 * 1_024;

export interface RunningSimulator {
  /** Base URL. */
  url: string;
  stop(): Promise<void>;
}

/** The telco's login service and portals, as far as the product sees them. Whom it is told of it keeps in a file if there is one, how it shall behave until it ends. It writes no log. */
export async function startSimulator({ host, port, publicUrl, jwksUrls, file }: Config, now: () => number = Date.now): Promise<RunningSimulator> {
  const server = fastify({ logger: false, bodyLimit: BODY_LIMIT, forceCloseConnections: true, routerOptions: { maxParamLength: 512 } });
  const [logins, behaviour] = [new Logins(file), new Behaviour()];
  const own = { url: '' };
  const handovers = new HandoverVerifier(publicKeys(jwksUrls), () => publicUrl ?? own.url, now);
  readForms(server);
  server.setErrorHandler((error: FastifyError, _request, reply) => reply.code(error.statusCode ?? 500).send({ error: error.code ?? 'internal-error' }));
  addSimulation(server, logins, behaviour);
  // As told, and no more: how the simulator itself is told what to do stays normal.
  await server.register(async (scope) => {
    scope.addHook('preHandler', (_request, reply) => behaviour.apply(reply));
    addVerification(scope, logins);
    addPages(scope, handovers);
  });
  server.addHook('preClose', async () => behaviour.end());
  own.url = await server.listen({ host, port });
  return { url: own.url, stop: () => server.close() };
}

function readForms(server: FastifyInstance): void {
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, new URLSearchParams(body as string)));
}
