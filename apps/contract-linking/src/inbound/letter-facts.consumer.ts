import { Injectable } from '@nestjs/common';
import { messageFailed, messageSent, welcomeLetterDelivery, welcomeLetterRequested } from '#libs/contracts';
import { type AnyFactHandler, type FactHandler, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { RecordDispatchUseCase } from '../use-cases/record-dispatch.use-case.js';
import { RecordLetterRequestUseCase } from '../use-cases/record-letter-request.use-case.js';
import { WipeUndeliveredSecretUseCase } from '../use-cases/wipe-undelivered-secret.use-case.js';

/** What is said of letters: the CRM orders them, notification reports what became of them. */
@Injectable()
export class LetterFactsConsumer implements FactHandlers {
  constructor(
    private readonly recordRequest: RecordLetterRequestUseCase,
    private readonly recordDispatch: RecordDispatchUseCase,
    private readonly wipeSecret: WipeUndeliveredSecretUseCase,
  ) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(welcomeLetterRequested, ({ id, time, data }, call) => {
        const { customerNumber, channel, recipient, locale } = data;
        return this.recordRequest.execute({ customerNumber, channel, recipient, locale, stamp: { time, id } }, call);
      }),
      ofLetters(messageSent, ({ time, data }, call) => this.recordDispatch.execute(data.causeId, time, call)),
      ofLetters(messageFailed, ({ data }) => this.wipeSecret.execute(data.causeId)),
    ];
  }
}

type OfMessage = FactHandler<typeof messageSent>;

/** Messages of all kinds are reported; most of them are another service's. */
function ofLetters(contract: OfMessage['contract'], handle: OfMessage['handle']): OfMessage {
  return handlerOf(contract, async (fact, call) => {
    if (fact.data.messageType === welcomeLetterDelivery.messageType) await handle(fact, call);
  });
}
