import { Injectable } from '@nestjs/common';
import type { Assignment, ReplyOf, RequestOf, saveAssignments } from '#libs/contracts';
import { type Call, type FieldError, newId } from '#libs/kernel';
import type { ContractRights } from '../domain/contract-rights.js';
import type { Grant } from '../domain/grant.js';
import { RIGHTS } from '../domain/right.js';
import { SharingPolicy } from '../domain/sharing.policy.js';
import { GetAssignmentsUseCase } from './get-assignments.use-case.js';
import { OwnShares } from './own-shares.js';
import { type Saving, ShareSaver } from './share-saver.js';

/** Capability 11: all that a master administrator assigns to one of their sub-administrators. */
@Injectable()
export class SaveAssignmentsUseCase {
  constructor(
    private readonly own: OwnShares,
    private readonly saver: ShareSaver,
    private readonly assignments: GetAssignmentsUseCase,
  ) {}

  /** @throws DomainError `not-found`, `precondition-failed`, `validation-failed` (`not-held`, `range`), `limit-reached` */
  async execute({ subAdministratorId, assignments, ifMatch, origin, ...caller }: RequestOf<typeof saveAssignments>, call: Call): Promise<ReplyOf<typeof saveAssignments>> {
    const { accountId } = caller;
    await this.own.assertSubordinate(accountId, subAdministratorId);
    const asked = new Map(assignments.map((assignment) => [assignment.accessNumber, assignment]));
    const saving: Saving = {
      giverId: accountId, receiverId: subAdministratorId, accessNumbers: [...asked.keys()], expected: ifMatch, origin, what: 'assignment.saved',
      faults: async (known, { now }, tx) => {
        await this.own.assertOpen(tx, subAdministratorId);
        return faultsOf(assignments, accountId, known, now);
      },
      grant: (accessNumber, granted, since) => {
        const { rights, expiresAt } = asked.get(accessNumber)!;
        const wanted = { rights: RIGHTS.filter((right) => rights.includes(right)), ...(expiresAt && { until: new Date(expiresAt) }) };
        if (granted && isSame(granted, wanted)) return granted;
        return { id: granted?.id ?? newId(), via: 'ASSIGNMENT', by: accountId, to: subAdministratorId, since: granted?.since ?? since, ...wanted };
      },
    };
    await this.saver.save(saving, call);
    return this.assignments.execute({ ...caller, subAdministratorId });
  }
}

const isSame = (granted: Pick<Grant, 'rights' | 'until'>, wanted: Pick<Grant, 'rights' | 'until'>): boolean =>
  granted.rights.join() === wanted.rights.join() && granted.until?.getTime() === wanted.until?.getTime();

function faultsOf(assignments: readonly Assignment[], accountId: string, known: ReadonlyMap<string, ContractRights>, now: Date): FieldError[] {
  const policy = new SharingPolicy(now);
  const seen = new Set<string>();
  return assignments.flatMap(({ accessNumber, rights, expiresAt }, index): FieldError[] => {
    const field = `assignments.${index}`;
    if (seen.has(accessNumber)) return [{ field: `${field}.accessNumber`, rule: 'range' }];
    seen.add(accessNumber);
    const expired: FieldError[] = expiresAt !== undefined && new Date(expiresAt) <= now ? [{ field: `${field}.expiresAt`, rule: 'range', params: { min: now.toISOString() } }] : [];
    const held = policy.held(known.get(accessNumber), accountId);
    if (held.length === 0) return [...expired, { field: `${field}.accessNumber`, rule: 'not-held' }];
    return [...expired, ...rights.flatMap((right, at) => (held.includes(right) ? [] : [{ field: `${field}.rights.${at}`, rule: 'not-held' }]))];
  });
}
