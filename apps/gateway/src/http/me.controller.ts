import { Controller } from '@nestjs/common';
import { changeLocale, ChangeLocaleBody, getMe, Me, updateContactData, UpdateContactDataBody } from '#libs/contracts';
import { Bus } from '../bus/bus.js';
import type { SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';
import { SessionChecks } from '../sessions/session-checks.js';

const CONTACT_DATA = {
  salutation: 'MS', company: 'Muster GmbH', street: 'Hauptstraße', houseNumber: '12a', postalCode: '53113', city: 'Bonn', country: 'DE',
  phone: '+492281234567', mobile: '+491701234567', fax: null, email: 'erika.muster@muster-gmbh.example',
} as const;

/** Shown wherever an account is answered. */
export const ME_EXAMPLE: Me = {
  id: '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d', username: 'erika.muster', role: 'MASTER_ADMINISTRATOR', salutation: 'MS', firstName: 'Erika', lastName: 'Muster',
  company: 'Muster GmbH', email: 'erika.muster@muster-gmbh.example', pendingEmail: null, contactData: CONTACT_DATA, requiredActions: [], locale: 'de',
  lastLoginAt: '2026-01-15T09:30:00.000Z',
};

/** One's own account. All of it works before the contact data are complete. */
@Controller('api/v1')
export class MeController {
  constructor(
    private readonly bus: Bus,
    private readonly sessions: SessionChecks,
  ) {}

  @Route('GET /me', { summary: 'My account', auth: 'signed-in', beforeContactData: true, reply: Me, example: { reply: ME_EXAMPLE } })
  getMe({ caller, call }: SignedIn) {
    return this.bus.ask(getMe, caller, call);
  }

  @Route('PUT /me/contact-data', {
    summary: 'Complete or change my contact data',
    description: 'First and last name cannot be changed. Mobile and fax are optional. A new e-mail address takes effect when its owner confirms it; the current one withdraws it.',
    auth: 'signed-in',
    beforeContactData: true,
    body: UpdateContactDataBody,
    reply: Me,
    errors: ['too-many-attempts'],
    example: { body: { ...CONTACT_DATA, phone: '0228 1234567', mobile: '0170 1234567', fax: undefined }, reply: ME_EXAMPLE },
  })
  async updateContactData({ body, caller, origin, call }: SignedIn<typeof UpdateContactDataBody>) {
    const me = await this.bus.ask(updateContactData, { ...body, ...caller, origin: origin() }, call);
    this.sessions.forget(caller.sessionId);
    return me;
  }

  @Route('PUT /me/locale', {
    summary: 'Choose my language',
    auth: 'signed-in',
    beforeContactData: true,
    body: ChangeLocaleBody,
    reply: Me,
    example: { body: { locale: 'en' }, reply: { ...ME_EXAMPLE, locale: 'en' } },
  })
  changeLocale({ body, caller, origin, call }: SignedIn<typeof ChangeLocaleBody>) {
    return this.bus.ask(changeLocale, { ...body, ...caller, origin: origin() }, call);
  }
}
