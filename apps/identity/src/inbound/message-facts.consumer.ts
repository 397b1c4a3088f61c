import { Injectable } from '@nestjs/common';
import { messageFailed, messageSent } from '#libs/contracts';
import { handlerOf, type AnyFactHandler } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { WipeDeliveredSecretUseCase } from '../use-cases/wipe-delivered-secret.use-case.js';

/** notification's word on what reached the people. */
@Injectable()
export class MessageFactsConsumer implements FactHandlers {
  constructor(private readonly wipeDeliveredSecret: WipeDeliveredSecretUseCase) {}

  handlers(): AnyFactHandler[] {
    return [messageSent, messageFailed].map((contract) => handlerOf(contract, ({ data }) => this.wipeDeliveredSecret.execute(data.causeId)));
  }
}
