import { Controller } from '@nestjs/common';
import { type PasswordPolicies as Policies, passwordPolicies, PasswordPolicies } from '#libs/contracts';
import { z } from 'zod';
import { languageOf, type Texts } from '../problems/language.js';
import type { Exchange } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';
import { VERSION } from './version.js';

const Status = z.object({ status: z.literal('ok'), version: z.string() });

const RECOMMENDATIONS: Texts<{ STANDARD: string; DIGITS: string }> = {
  de: { STANDARD: 'Mischen Sie möglichst Groß- und Kleinbuchstaben, und verwenden Sie dieses Passwort nur hier.', DIGITS: 'Vermeiden Sie Geburtstage, Telefonnummern und einfache Folgen.' },
  en: { STANDARD: 'Mix upper and lower case if you can, and use this password nowhere else.', DIGITS: 'Avoid birthdays, phone numbers and simple sequences.' },
};
const POLICIES: Texts<Policies> = { de: passwordPolicies(RECOMMENDATIONS.de), en: passwordPolicies(RECOMMENDATIONS.en) };

/** What anybody may know. */
@Controller('api/v1')
export class PublicController {
  @Route('GET /password-policy', { summary: 'What a password must be', auth: 'anyone', reply: PasswordPolicies, example: { reply: POLICIES.de } })
  passwordPolicy({ request }: Exchange): Policies {
    return POLICIES[languageOf(request.headers['accept-language'])];
  }

  @Route('GET /status', { summary: 'Whether the interface answers, and in which version', auth: 'anyone', reply: Status, example: { reply: { status: 'ok', version: VERSION } } })
  status(): z.output<typeof Status> {
    return { status: 'ok', version: VERSION };
  }
}
