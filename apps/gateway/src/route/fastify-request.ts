import type { Call, ErrorCode } from '#libs/kernel';
import type { FastifyInstance } from 'fastify';
import type { Caller } from './exchange.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What travels with the request over the bus; set for routes of the interface. */
    call: Call | null;
    /** Set when the route demands somebody signed in. */
    caller: Caller | null;
    /** The code of the problem it was answered with. */
    problemCode: ErrorCode | null;
  }
}

/** Declared before the first request, so that all requests have the same shape. */
export function decorateRequests(fastify: FastifyInstance): void {
  fastify.decorateRequest('call', null);
  fastify.decorateRequest('caller', null);
  fastify.decorateRequest('problemCode', null);
}
