import 'reflect-metadata';
import { Controller, Get, Inject, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientsModule, type ClientProxy, Transport } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { bareConfig, BARE_SUBJECT } from './config.js';

const { natsUrl, port } = bareConfig();

@Controller()
class DocumentController {
  constructor(@Inject('BUS') private readonly bus: ClientProxy) {}

  @Get('bare/:id')
  get(@Param('id') id: string) {
    return this.bus.send(BARE_SUBJECT, { id });
  }
}

@Module({
  imports: [ClientsModule.register([{ name: 'BUS', transport: Transport.NATS, options: { servers: [natsUrl] } }])],
  controllers: [DocumentController],
})
class BareGatewayModule {}

const app = await NestFactory.create(BareGatewayModule, new FastifyAdapter(), { logger: false });
await app.listen(port, '127.0.0.1');
// Ends with the bench, whatever is open.
process.on('disconnect', () => process.exit(0));
process.send?.({ type: 'ready' });
