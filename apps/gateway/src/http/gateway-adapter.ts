import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DomainError } from '#libs/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { domainErrorOf } from '../problems/framework-errors.js';
import { sendProblem } from '../problems/send-problem.js';
import { decorateRequests } from '../route/fastify-request.js';
import { ALWAYS } from './security-headers.js';
import { refuseUnreadable } from './unreadable-request.js';

/** Bytes of a request's body. */
export const BODY_LIMIT = 32 * 1_024;
/** The same where a whole set is saved. */
export const SET_BODY_LIMIT = 256 * 1_024;
/** Whoever sends a request slower than this (ms) is cut off. */
const RECEIVE_TIMEOUT = 10_000;

/** Fastify as the interface needs it: JSON only, an empty body is `{}`, its own errors are problem documents. */
export class GatewayAdapter extends FastifyAdapter {
  constructor(trustProxy: boolean | number | string) {
    super({
      logger: false,
      skipMiddie: true,
      trustProxy,
      bodyLimit: BODY_LIMIT,
      requestTimeout: RECEIVE_TIMEOUT,
      connectionTimeout: 0,
      keepAliveTimeout: 65_000,
      requestIdHeader: false,
      // Not sorted by time like the ids of things, but twenty times cheaper.
      genReqId: () => randomUUID(),
      return503OnClosing: false,
      forceCloseConnections: 'idle',
      clientErrorHandler: refuseUnreadable,
      // What the router itself refuses comes by no hook.
      frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => sendProblem(domainErrorOf(error), request, reply.headers(ALWAYS)),
    } as FastifyServerOptions as object);
    decorateRequests(this.fastify);
  }

  get fastify(): FastifyInstance {
    return this.getInstance();
  }

  /** Nest would add parsers of its own here, for forms too. */
  override registerParserMiddleware(): void {
    const parse = this.fastify.getDefaultJsonParser('error', 'error');
    this.fastify.removeAllContentTypeParsers();
    this.fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
      if (body.length === 0) done(null, {});
      else if (isUtf8(body)) void parse(request, body.toString(), done);
      else done(new DomainError('malformed-request'));
    });
  }
}

/** `TRUST_PROXY` as Fastify wants it. */
export function trustProxyOf(setting: string | undefined): boolean | number | string {
  if (setting === undefined) return false;
  return /^\d+$/.test(setting) ? Number(setting) : setting;
}
