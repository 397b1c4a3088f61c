import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { DomainError, newCall } from '#libs/kernel';
import type { FastifyRequest } from 'fastify';
import { IpLimits } from '../domain/ip-limits.js';
import { type RouteDefinition, routeOf } from '../route/route.decorator.js';
import { SessionChecks } from '../sessions/session-checks.js';
import { AccessTokenVerifier } from '../tokens/access-token.verifier.js';
import { idempotencyOf } from './idempotency-key.js';
import { ipPrefixOf } from './ip-prefix.js';

/** Nobody waits longer for an answer (ms). */
export const HTTP_TIMEOUT = 5_000;

const TRACEPARENT = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

/** Lets a request in, in this order: limit per IP address, token, session, role, contact data. */
@Injectable()
export class AdmissionGuard implements CanActivate {
  constructor(
    private readonly limits: IpLimits,
    private readonly tokens: AccessTokenVerifier,
    private readonly sessions: SessionChecks,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = routeOf(context.getHandler());
    if (!route) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const trace = request.headers['traceparent'];
    request.call = newCall(HTTP_TIMEOUT, { correlationId: request.id, ...(typeof trace === 'string' && TRACEPARENT.test(trace) && { traceparent: trace }) });
    if (route.auth === 'signed-in') await this.admitCaller(request, route);
    else if (route.limit) await this.limits.count(route.limit, ipPrefixOf(request.ip));
    return true;
  }

  private async admitCaller(request: FastifyRequest, route: RouteDefinition): Promise<void> {
    const token = await this.tokens.verify(request.headers);
    if (!token) throw new DomainError('token-invalid');
    const { accountId, sessionId, role } = token;
    request.caller = { accountId, sessionId };
    await this.sessions.check(request.caller, { needsContactData: !route.beforeContactData }, request.call!);
    if (route.roles && !route.roles.includes(role)) throw new DomainError('forbidden');
    const idempotency = route.method === 'POST' && !route.repeatsSafely ? idempotencyOf(request) : undefined;
    if (idempotency) request.call!.idempotency = idempotency;
  }
}
