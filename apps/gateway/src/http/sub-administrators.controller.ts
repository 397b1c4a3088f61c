import { Controller } from '@nestjs/common';
import {
  changeSubAdministrator, ChangeSubAdministratorBody, createSubAdministrator, CreateSubAdministratorBody, getSubAdministrator, listSubAdministrators, PageRequest,
  reissueSubAdministratorCode, ReissueSubAdministratorCodeBody, removeSubAdministrator, SubAdministrator, Uuid,
} from '#libs/contracts';
import { z } from 'zod';
import { Bus } from '../bus/bus.js';
import type { Nothing, SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';

const MASTERS = ['MASTER_ADMINISTRATOR'] as const;
const SubAdministratorPath = z.object({ id: Uuid });

const INVITED: SubAdministrator = {
  id: '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d', username: null, firstName: 'Udo', lastName: 'Unterberg', email: 'udo.unterberg@muster-gmbh.example', status: 'INVITED',
  invitedUntil: '2026-01-25T09:30:00.000Z', lastLoginAt: null,
};
const LOCKED: SubAdministrator = { ...INVITED, username: 'udo.unterberg', status: 'LOCKED', invitedUntil: null, lastLoginAt: '2026-01-16T08:00:00.000Z' };

/** Capability 11: the people below a master administrator. Those of others, and closed ones, do not exist. */
@Controller('api/v1')
export class SubAdministratorsController {
  constructor(private readonly bus: Bus) {}

  @Route('GET /sub-administrators', {
    summary: 'My sub-administrators',
    description: 'Newest first, without those that were removed.',
    auth: 'signed-in',
    roles: MASTERS,
    query: PageRequest,
    reply: listSubAdministrators.reply,
    example: { reply: { items: [INVITED], nextCursor: null } },
  })
  listSubAdministrators({ query, caller, call }: SignedIn<Nothing, typeof PageRequest>) {
    return this.bus.ask(listSubAdministrators, { ...query, ...caller }, call);
  }

  @Route('POST /sub-administrators', {
    summary: 'Create a sub-administrator',
    description: 'They get an activation code by e-mail, in their language, and activate like everyone. Several people may share an e-mail address. At most 1,000 that were not removed.',
    auth: 'signed-in',
    roles: MASTERS,
    body: CreateSubAdministratorBody,
    reply: SubAdministrator,
    status: 201,
    errors: ['limit-reached', 'too-many-attempts'],
    example: { body: { salutation: 'MR', firstName: 'Udo', lastName: 'Unterberg', email: 'udo.unterberg@muster-gmbh.example', locale: 'de' }, reply: INVITED },
  })
  createSubAdministrator({ body, caller, origin, call }: SignedIn<typeof CreateSubAdministratorBody>) {
    return this.bus.ask(createSubAdministrator, { ...body, ...caller, origin: origin() }, call);
  }

  @Route('GET /sub-administrators/{id}', { summary: 'One of my sub-administrators', auth: 'signed-in', roles: MASTERS, params: SubAdministratorPath, reply: SubAdministrator, example: { reply: LOCKED } })
  getSubAdministrator({ params, caller, call }: SignedIn<Nothing, Nothing, typeof SubAdministratorPath>) {
    return this.bus.ask(getSubAdministrator, { ...caller, subAdministratorId: params.id }, call);
  }

  @Route('PATCH /sub-administrators/{id}', {
    summary: 'Lock or unlock a sub-administrator, or mend the address of an invitation',
    description:
      'LOCKED signs them out everywhere at once. ACTIVE lifts only the lock of their master administrator: while the hotline or an operator keeps them locked, the answer says LOCKED. ' +
      'An invited one can be neither locked nor unlocked. The e-mail address can be changed by their master administrator only while they are invited: the code sent to the older address ends at once, a new one goes to the newer.',
    auth: 'signed-in',
    roles: MASTERS,
    params: SubAdministratorPath,
    body: ChangeSubAdministratorBody,
    reply: SubAdministrator,
    errors: ['too-many-attempts'],
    example: { body: { status: 'LOCKED' }, reply: LOCKED },
  })
  changeSubAdministrator({ params, body, caller, origin, call }: SignedIn<typeof ChangeSubAdministratorBody, Nothing, typeof SubAdministratorPath>) {
    return this.bus.ask(changeSubAdministrator, { ...body, ...caller, subAdministratorId: params.id, origin: origin() }, call);
  }

  @Route('DELETE /sub-administrators/{id}', {
    summary: 'Remove a sub-administrator',
    description: 'For good: the account is closed, its sessions and codes end. Repeating it answers 204 again.',
    auth: 'signed-in',
    roles: MASTERS,
    params: SubAdministratorPath,
    status: 204,
  })
  async removeSubAdministrator({ params, caller, origin, call }: SignedIn<Nothing, Nothing, typeof SubAdministratorPath>): Promise<void> {
    await this.bus.ask(removeSubAdministrator, { ...caller, subAdministratorId: params.id, origin: origin() }, call);
  }

  @Route('POST /sub-administrators/{id}/activation-codes', {
    summary: 'Send a sub-administrator a new activation code',
    description: 'To the address on file; older codes end. Answers 404 for those who are not invited any more.',
    auth: 'signed-in',
    roles: MASTERS,
    params: SubAdministratorPath,
    body: ReissueSubAdministratorCodeBody,
    reply: reissueSubAdministratorCode.reply,
    status: 202,
    errors: ['too-many-attempts'],
    example: { body: {}, reply: {} },
  })
  reissueSubAdministratorCode({ params, caller, origin, call }: SignedIn<typeof ReissueSubAdministratorCodeBody, Nothing, typeof SubAdministratorPath>) {
    return this.bus.ask(reissueSubAdministratorCode, { ...caller, subAdministratorId: params.id, origin: origin() }, call);
  }
}
