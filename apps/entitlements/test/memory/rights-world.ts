import { DomainError, ManualClock, newCall, newId } from '#libs/kernel';
import { type Assigned, type Cast, entry, type Heard, type RightsWorld } from '#libs/testing';
import type { Right } from '../../src/domain/right.js';
import { rightsInMemory } from './rights-use-cases.js';

const CAUSE = { actor: { kind: 'CRM' }, what: 'x' } as const;
const ORIGIN = { ipPrefix: '192.0.2.0/24', device: 'test' };
const MOBILE = { customerNumberType: 'MOBILE', customerNumber: '01701234567', isMobileAuthorized: true } as const;
const ROLES = { master: 'MASTER_ADMINISTRATOR', subordinate: 'SUB_ADMINISTRATOR' } as const;

/** Every use case about rights, without a database, as histories are played in it. */
export class MemoryRightsWorld implements RightsWorld {
  private readonly clock = new ManualClock(new Date(Date.UTC(2026, 0, 1)));
  private readonly rights: ReturnType<typeof rightsInMemory>;
  private passes = 0;

  constructor(maxTransferDepth: number) {
    this.rights = rightsInMemory(this.clock, { maxTransferDepth });
  }

  /** Identity tells of everybody. */
  async begin({ masters, subordinates }: Cast): Promise<void> {
    for (const accountId of masters) await this.tellOf(accountId, 'master');
    for (const { id, of } of subordinates) await this.tellOf(id, 'subordinate', of);
  }

  now(): number {
    return this.clock.now().getTime();
  }

  async pass(time: number): Promise<void> {
    this.clock.advance(time);
    // Whether somebody has looked for what has lapsed makes no difference.
    if (this.passes++ % 2) await this.rights.endLapsedRights.execute();
  }

  async tell(fact: Heard): Promise<void> {
    // Each time under another id: what is known already must be told by its version.
    const [call, id] = [newCall(60_000), newId()];
    if (fact.kind === 'contract') {
      const { kind: _, accessNumber, validFrom, terminatedAt, ...said } = fact;
      const contract = { ...said, validFrom: new Date(validFrom), ...(terminatedAt !== undefined && { terminatedAt: new Date(terminatedAt) }) };
      return this.rights.recordContracts.execute([{ factId: id, accessNumber, contract, cause: CAUSE, call }], call);
    }
    const ended = fact.version > 1;
    if (fact.kind === 'link') {
      const { kind: _, ...link } = fact;
      return this.rights.recordCustomerLink.execute(id, { ...link, ended, via: 'LINK' }, CAUSE, call);
    }
    const { kind: _, ...link } = fact;
    return this.rights.recordCustomerCentreLink.execute(id, { ...link, ended, via: 'CUSTOMER_CENTRE' }, CAUSE, call);
  }

  saveTransfers(from: string, to: string, accessNumbers: string[], save: number): Promise<string> {
    return this.outcome(async () => {
      const search = { ...callerOf(from), masterId: to, ...MOBILE, origin: ORIGIN };
      const found = await this.rights.searchTransferCandidate.execute(search);
      await this.rights.saveTransfer.execute({ ...callerOf(from), candidateId: found.candidate.candidateId, accessNumbers, ifMatch: [save], origin: ORIGIN }, newCall(60_000));
    });
  }

  saveAssignments(from: string, to: string, assigned: Assigned[], save: number): Promise<string> {
    return this.outcome(async () => {
      const assignments = assigned.map(({ accessNumber, rights, until }) => ({ accessNumber, rights: rights as Right[], ...(until !== undefined && { expiresAt: new Date(until).toISOString() }) }));
      await this.rights.saveAssignments.execute({ ...callerOf(from), subAdministratorId: to, assignments, ifMatch: [save], origin: ORIGIN }, newCall(60_000));
    });
  }

  async close(accountId: string): Promise<void> {
    await this.rights.closeAccount.execute(newId(), { accountId, state: { status: 'CLOSED', sequence: 2 } }, CAUSE, newCall(60_000));
  }

  async held({ masters, subordinates }: Cast): Promise<string[]> {
    const found: string[] = [];
    for (const accountId of [...masters, ...subordinates.map(({ id }) => id)]) {
      const { items } = await this.rights.listContracts.execute({ ...callerOf(accountId), limit: 200 });
      found.push(...items.map(({ accessNumber, rights, sources }) => entry(accountId, accessNumber, rights, sources)));
    }
    return found;
  }

  private async tellOf(accountId: string, role: keyof typeof ROLES, superiorId?: string): Promise<void> {
    const sequence = 1;
    const person = { person: { firstName: accountId, lastName: 'Test', sequence }, company: { name: 'Muster GmbH', sequence }, state: { status: 'ACTIVE' as const, sequence } };
    await this.rights.copyAccount.execute(newId(), { accountId, role: { name: ROLES[role], sequence }, ...person, ...(superiorId && { superior: { accountId: superiorId, sequence } }) }, newCall(60_000));
  }

  private async outcome(act: () => Promise<void>): Promise<string> {
    try {
      await act();
      return 'done';
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }
}

const callerOf = (accountId: string) => ({ accountId, sessionId: 'session' });
