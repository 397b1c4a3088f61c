import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '#libs/observability';
import { LOGGER } from '#libs/service';
import { AllowedMethods } from '../route/allowed-methods.js';
import { domainErrorOf } from './framework-errors.js';
import { sendProblem } from './send-problem.js';

/** Whatever goes wrong in a request, Nest's and Fastify's own errors included, leaves as one problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly allowedMethods: AllowedMethods,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const allowed = request.is404 ? this.allowedMethods.of(request.url) : [];
    const error = domainErrorOf(exception, allowed.length > 0);
    if (error.code === 'method-not-allowed') void reply.header('allow', allowed.join(', '));
    if (error.kind === 'internal') this.logger.error({ correlationId: request.id, route: request.routeOptions.url, err: error.cause ?? exception }, 'request failed');
    sendProblem(error, request, reply);
  }
}
