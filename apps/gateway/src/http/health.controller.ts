import { Controller, Get, Header, Res } from '@nestjs/common';
import { NatsLink } from '#libs/messaging';
import { metrics } from '#libs/observability';
import { Database } from '#libs/persistence';
import type { FastifyReply } from 'fastify';

/** The operations port's answers once more, on the public port: a convenience of development, absent in production. */
@Controller()
export class HealthController {
  constructor(
    private readonly link: NatsLink,
    private readonly database: Database,
  ) {}

  @Get('health/live')
  live() {
    return { status: 'ok' };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const results = await Promise.allSettled([this.link.health.check(), this.database.ping()]);
    const isReady = results.every(({ status }) => status === 'fulfilled');
    void reply.code(isReady ? 200 : 503);
    return { status: isReady ? 'ok' : 'error' };
  }

  @Get('metrics')
  @Header('content-type', metrics.contentType)
  metrics() {
    return metrics.metrics();
  }
}
