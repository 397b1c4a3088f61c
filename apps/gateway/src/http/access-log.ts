import { createLogger, histogram } from '#libs/observability';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GatheredLines } from './gathered-lines.js';

const answered = histogram('bsp_http_request_seconds', 'Time to answer a request', ['method', 'route', 'status']);

/** One line and one measurement per request: by its route, never with values from query, path or body. */
export function addAccessLog(fastify: FastifyInstance, level: string): void {
  const lines = new GatheredLines();
  const logger = createLogger({ service: 'gateway', level, destination: lines });
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    const ms = reply.elapsedTime;
    answered.labels(method, route, String(status)).observe(ms / 1_000);
    logger.info(
      { method, route, status, ms: Math.round(ms * 10) / 10, correlationId: request.id, ...(request.caller && { accountId: request.caller.accountId }), ...(request.problemCode && { problem: request.problemCode }) },
      'request',
    );
    done();
  });
  fastify.addHook('onClose', async () => lines.flush());
}
