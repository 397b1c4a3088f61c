import 'reflect-metadata';
import { Controller, Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { IsUUID } from 'class-validator';
import mongoose from 'mongoose';
import { bareConfig, BARE_SUBJECT } from './config.js';

const { natsUrl, mongoUri } = bareConfig();
await mongoose.connect(mongoUri, { autoIndex: false });
const Document = mongoose.model('bare', new mongoose.Schema({ _id: String }, { strict: false, collection: 'accounts' }));

class GetDocument {
  @IsUUID()
  id!: string;
}

@Controller()
class DocumentController {
  @MessagePattern(BARE_SUBJECT)
  get(@Payload() { id }: GetDocument) {
    return Document.findOne({ _id: id }).lean();
  }
}

@Module({ controllers: [DocumentController] })
class BareServiceModule {}

const app = await NestFactory.createMicroservice(BareServiceModule, { logger: false, transport: Transport.NATS, options: { servers: [natsUrl], queue: 'bare' } });
app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
await app.listen();
// Ends with the bench, whatever is open.
process.on('disconnect', () => process.exit(0));
process.send?.({ type: 'ready' });
