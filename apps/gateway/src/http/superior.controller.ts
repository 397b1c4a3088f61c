import { Controller } from '@nestjs/common';
import { getSuperior, Superior } from '#libs/contracts';
import { Bus } from '../bus/bus.js';
import type { SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';

/** Capability 7. */
@Controller('api/v1')
export class SuperiorController {
  constructor(private readonly bus: Bus) {}

  @Route('GET /me/superior', {
    summary: 'The contact data of my master administrator',
    description: 'For sub-administrators; for everybody else there is no superior, and so nothing to be found.',
    auth: 'signed-in',
    reply: Superior,
    errors: ['not-found'],
    example: {
      reply: {
        salutation: 'MS', firstName: 'Erika', lastName: 'Muster', company: 'Muster GmbH', street: 'Hauptstraße', houseNumber: '12a', postalCode: '53113', city: 'Bonn', country: 'DE',
        phone: '+492281234567', mobile: '+491701234567', fax: null, email: 'erika.muster@muster-gmbh.example',
      },
    },
  })
  getSuperior({ caller, call }: SignedIn) {
    return this.bus.ask(getSuperior, caller, call);
  }
}
