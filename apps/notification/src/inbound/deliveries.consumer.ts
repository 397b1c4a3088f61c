import { Injectable } from '@nestjs/common';
import {
  activationCodeDelivery, type DeliveryData, emailConfirmationDelivery, otpCodeDelivery, passwordResetDelivery, subAdministratorInvitationDelivery, usernameReminderDelivery,
  welcomeLetterDelivery,
} from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { type AnyFactHandler, type Fact, handlerOf, NeverHandleable } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import type { z } from 'zod';
import { SealedMails, type SealedType, UnreadableSeal } from '../domain/sealed-mails.js';
import { QueueMessageUseCase } from '../use-cases/queue-message.use-case.js';
import { RefuseDeliveryUseCase } from '../use-cases/refuse-delivery.use-case.js';

type Delivery = Fact<z.output<typeof DeliveryData>>;

/** Messages with a secret. Each is opened here once, to see that it can be and where it goes; it is stored sealed. */
@Injectable()
export class DeliveriesConsumer implements FactHandlers {
  constructor(
    private readonly sealed: SealedMails,
    private readonly queueMessage: QueueMessageUseCase,
    private readonly refuseDelivery: RefuseDeliveryUseCase,
  ) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(activationCodeDelivery, (delivery, call) => this.receive('activation-code', delivery, call)),
      handlerOf(subAdministratorInvitationDelivery, (delivery, call) => this.receive('sub-administrator-invitation', delivery, call)),
      handlerOf(otpCodeDelivery, (delivery, call) => this.receive('otp-code', delivery, call)),
      handlerOf(emailConfirmationDelivery, (delivery, call) => this.receive('email-confirmation', delivery, call)),
      handlerOf(passwordResetDelivery, (delivery, call) => this.receive('password-reset', delivery, call)),
      handlerOf(usernameReminderDelivery, (delivery, call) => this.receive('username-reminder', delivery, call)),
      handlerOf(welcomeLetterDelivery, (delivery, call) => this.receive('welcome-letter', delivery, call)),
    ];
  }

  private async receive(messageType: SealedType, { id: causeId, data }: Delivery, call: Call): Promise<void> {
    const { accountId, locale, secret: jwe } = data;
    const message = { causeId, messageType, locale, ...(accountId && { accountId }), ...(data.expiresAt && { expiresAt: new Date(data.expiresAt) }) };
    try {
      const { to } = await this.sealed.open(messageType, jwe, message.expiresAt);
      await this.queueMessage.execute({ ...message, ...(to !== undefined && { to }), body: { kind: 'sealed', jwe } }, call);
    } catch (error) {
      if (!(error instanceof UnreadableSeal)) throw error;
      await this.refuseDelivery.execute(message, call);
      throw new NeverHandleable(error.message);
    }
  }
}
