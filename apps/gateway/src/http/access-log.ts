import { histogram, type Logger } from '#libs/observability';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const answered = histogram('bsp_http_request_seconds', 'Time to answer a request', ['method', 'route', 'status']);

/** One line and one measurement per request: by its route, never with values from query, path or body. */
export function addAccessLog(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    answered.labels(method, route, String(status)).observe(reply.elapsedTime / 1_000);
    logger.info({ method, route, status, ms: Math.round(reply.elapsedTime * 10) / 10, correlationId: request.id, ...(request.caller && { accountId: request.caller.accountId }), ...(request.problemCode && { problem: request.problemCode }) }, 'request');
    done();
  });
}
