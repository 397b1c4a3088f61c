import { Controller } from '@nestjs/common';
import { changePassword, ChangePasswordBody, changeUsername, ChangeUsernameBody, Me } from '#libs/contracts';
import { Bus } from '../bus/bus.js';
import type { SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';
import { ME_EXAMPLE } from './me.controller.js';

/** One's own username and password (capabilities 4 and 5), each confirmed with the current password. */
@Controller('api/v1')
export class MyCredentialsController {
  constructor(private readonly bus: Bus) {}

  @Route('PUT /me/username', {
    summary: 'Change my username',
    description: 'The new one works at once, the old one no more; for 90 days nobody else can take it. It must go together with the password, which may neither contain it nor be a part of it.',
    auth: 'signed-in',
    body: ChangeUsernameBody,
    reply: Me,
    errors: ['current-password-wrong', 'username-taken', 'password-policy', 'too-many-attempts'],
    example: { body: { newUsername: 'e.muster', currentPassword: 'Sommer-2026!' }, reply: { ...ME_EXAMPLE, username: 'e.muster' } },
  })
  changeUsername({ body, caller, origin, call }: SignedIn<typeof ChangeUsernameBody>) {
    return this.bus.ask(changeUsername, { ...body, ...caller, origin: origin() }, call);
  }

  @Route('PUT /me/password', {
    summary: 'Change my password',
    description: 'Every broken rule of the new password is named. All other sessions end; this one goes on. A wrong current password counts as a failed sign-in does.',
    auth: 'signed-in',
    beforeContactData: true,
    body: ChangePasswordBody,
    status: 204,
    errors: ['current-password-wrong', 'password-policy', 'too-many-attempts'],
    example: { body: { currentPassword: 'Sommer-2026!', newPassword: 'Herbst-2026!', newPasswordRepeat: 'Herbst-2026!' } },
  })
  async changePassword({ body, caller, origin, call }: SignedIn<typeof ChangePasswordBody>): Promise<void> {
    await this.bus.ask(changePassword, { ...body, ...caller, origin: origin() }, call);
  }
}
