import { Injectable } from '@nestjs/common';
import { registrationPending, registrationRefusedExisting } from '#libs/contracts';
import { type AnyFactHandler, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { QueueMessageUseCase } from '../use-cases/queue-message.use-case.js';

/** Outcomes of a registration that carry no secret. */
@Injectable()
export class RegistrationFactsConsumer implements FactHandlers {
  constructor(private readonly queueMessage: QueueMessageUseCase) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(registrationPending, ({ id: causeId, data }, call) => {
        const { customerNumber, expiresAt, email: to, locale } = data;
        const content = { messageType: 'registration-pending' as const, data: { customerNumber, expiresAt } };
        return this.queueMessage.execute({ causeId, messageType: 'registration-pending', locale, to, body: { kind: 'open', to, content } }, call);
      }),
      handlerOf(registrationRefusedExisting, ({ id: causeId, data: { email: to, locale } }, call) => {
        const content = { messageType: 'account-exists' as const, data: {} };
        return this.queueMessage.execute({ causeId, messageType: 'account-exists', locale, to, body: { kind: 'open', to, content } }, call);
      }),
    ];
  }
}
