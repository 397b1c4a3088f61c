import { Controller } from '@nestjs/common';
import { confirmEmail, ConfirmEmailBody, withdrawPendingEmail } from '#libs/contracts';
import { Bus } from '../bus/bus.js';
import type { SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';
import { ME_EXAMPLE } from './me.controller.js';

/** A new e-mail address (capability 6), which takes effect when its owner confirms it. */
@Controller('api/v1')
export class EmailChangeController {
  constructor(private readonly bus: Bus) {}

  @Route('POST /me/email-confirmations', {
    summary: 'Confirm my new e-mail address',
    description: 'With the eight digits that went to the new address; spaces and dashes do not matter. Good for five tries and one use; saving the contact data with that address again sends new ones.',
    auth: 'signed-in',
    beforeContactData: true,
    body: ConfirmEmailBody,
    reply: confirmEmail.reply,
    errors: ['code-invalid', 'code-expired', 'code-used', 'email-taken'],
    example: { body: { confirmationCode: '40718293' }, reply: { ...ME_EXAMPLE, email: 'e.muster@muster-gmbh.example' } },
  })
  confirmEmail({ body, caller, origin, call }: SignedIn<typeof ConfirmEmailBody>) {
    return this.bus.ask(confirmEmail, { ...body, ...caller, origin: origin() }, call);
  }

  @Route('DELETE /me/pending-email', {
    summary: 'Keep my e-mail address',
    description: 'The new address is dropped and its code worth nothing. Answers 204 also when no address waits.',
    auth: 'signed-in',
    status: 204,
  })
  async withdrawPendingEmail({ caller, origin, call }: SignedIn): Promise<void> {
    await this.bus.ask(withdrawPendingEmail, { ...caller, origin: origin() }, call);
  }
}
