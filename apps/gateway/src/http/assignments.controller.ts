import { Controller } from '@nestjs/common';
import { Assignment, getAssignments, saveAssignments, SaveAssignmentsBody, Uuid } from '#libs/contracts';
import { z } from 'zod';
import { Bus } from '../bus/bus.js';
import type { Nothing, SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';
import { etagOf, ifMatchOf } from './if-match.js';

const MASTERS = ['MASTER_ADMINISTRATOR'] as const;
const SubAdministratorPath = z.object({ id: Uuid });
const Assignments = z.object({ assignments: z.array(Assignment) });

const ASSIGNED: z.input<typeof Assignments> = { assignments: [{ accessNumber: '022812345678', rights: ['ADMINISTRATION'], expiresAt: '2027-01-01T00:00:00.000Z' }] };

/** Capability 11: rights that a master administrator gives to the people below. */
@Controller('api/v1')
export class AssignmentsController {
  constructor(private readonly bus: Bus) {}

  @Route('GET /sub-administrators/{id}/rights', {
    summary: 'What a sub-administrator is assigned',
    auth: 'signed-in',
    roles: MASTERS,
    params: SubAdministratorPath,
    reply: Assignments,
    sendsTag: true,
    example: { reply: ASSIGNED },
  })
  async getAssignments({ params, caller, call, reply }: SignedIn<Nothing, Nothing, typeof SubAdministratorPath>) {
    const { assignments, save } = await this.bus.ask(getAssignments, { ...caller, subAdministratorId: params.id }, call);
    void reply.header('ETag', etagOf(save));
    return { assignments };
  }

  @Route('PUT /sub-administrators/{id}/rights', {
    summary: 'Save what a sub-administrator is assigned',
    description:
      'The whole set: what is not in it is taken, all or nothing. Only rights that I hold on the contract; what I lose later is taken from them too, for good. With `expiresAt` until that moment. ' +
      '`If-Match` is the ETag of the last answer about this set. Saving thousands may go on after 503: where the repetition is answered 412, read the set again.',
    auth: 'signed-in',
    roles: MASTERS,
    params: SubAdministratorPath,
    body: SaveAssignmentsBody,
    takesSets: true,
    reply: Assignments,
    sendsTag: true,
    errors: ['precondition-failed', 'precondition-required', 'limit-reached'],
    example: { body: ASSIGNED, reply: ASSIGNED },
  })
  async saveAssignments({ body, params, caller, origin, call, request, reply }: SignedIn<typeof SaveAssignmentsBody, Nothing, typeof SubAdministratorPath>) {
    const { assignments, save } = await this.bus.ask(saveAssignments, { ...body, ...caller, subAdministratorId: params.id, ifMatch: ifMatchOf(request), origin: origin() }, call);
    void reply.header('ETag', etagOf(save));
    return { assignments };
  }
}
