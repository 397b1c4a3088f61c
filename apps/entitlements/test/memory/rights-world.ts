import type { Explanation } from '#libs/contracts';
import { DomainError, ManualClock, newCall, newId } from '#libs/kernel';
import { type Assigned, type Cast, entry, gift, type Heard, type RightsWorld } from '#libs/testing';
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
      const { candidateId } = await this.candidate(from, to);
      await this.rights.saveTransfer.execute({ ...callerOf(from), candidateId, accessNumbers, ifMatch: [save], origin: ORIGIN }, newCall(60_000));
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

  async given(from: string, to: string, what: 'transfer' | 'assign'): Promise<string[]> {
    if (what === 'assign') {
      const { assignments } = await this.rights.getAssignments.execute({ ...callerOf(from), subAdministratorId: to });
      return assignments.map(({ expiresAt, ...given }) => gift({ ...given, ...(expiresAt !== undefined && { until: Date.parse(expiresAt) }) }));
    }
    const { candidateId } = await this.candidate(from, to);
    const { items } = await this.rights.listTransferOptions.execute({ ...callerOf(from), candidateId, limit: 200 });
    return items.filter(({ granted }) => granted).map(({ accessNumber }) => gift({ accessNumber }));
  }

  /** What is stored agrees with its history, and every right of everybody is explained by chains of those who hold it. */
  async verify(cast: Cast): Promise<void> {
    for (const accessNumber of cast.accessNumbers) {
      const { faults } = await this.rights.verifyRights.execute({ accessNumber });
      if (faults.length > 0) throw new Error(`rights on ${accessNumber} do not agree with their history: ${JSON.stringify(faults)}`);
      const names = new Map(await Promise.all([...cast.masters, ...cast.subordinates.map(({ id }) => id)].map(async (id) => [`${id} Test`, await this.rightsOf(id, accessNumber)] as [string, string[]])));
      for (const accountId of [...names.keys()].map((name) => name.split(' ')[0]!)) {
        const { rights } = await this.rights.explainer.explain(accountId, accessNumber);
        const explained = rights.map(({ right }) => right).join();
        if (explained !== (await this.rightsOf(accountId, accessNumber)).join()) throw new Error(`${accountId} on ${accessNumber}: explained ${explained}`);
        for (const { right, because } of rights) for (const chain of because) assertChain(chain, right, (name) => names.get(name)!);
      }
    }
  }

  private async rightsOf(accountId: string, accessNumber: string): Promise<string[]> {
    const { items } = await this.rights.listContracts.execute({ ...callerOf(accountId), limit: 200 });
    return items.find((held) => held.accessNumber === accessNumber)?.rights ?? [];
  }

  private async candidate(from: string, to: string): Promise<{ candidateId: string }> {
    const { candidate } = await this.rights.searchTransferCandidate.execute({ ...callerOf(from), masterId: to, ...MOBILE }, newCall(60_000));
    return candidate;
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

type Step = Explanation['rights'][number]['because'][number][number];

/** From a link down, each step given by whoever the one above it is for, and each of them holds the right. @throws Error */
function assertChain(chain: readonly Step[], right: string, rightsOf: (name: string) => string[]): void {
  chain.forEach(({ via, by, to, rights }, n) => {
    const isSound = n === 0 ? by === null && (via === 'LINK' || via === 'CUSTOMER_CENTRE') : by?.name === chain[n - 1]!.to.name && (via === 'TRANSFER' || (via === 'ASSIGNMENT' && n === chain.length - 1));
    if (!isSound || !rights.includes(right as Right) || !rightsOf(to.name).includes(right)) throw new Error(`no way to ${right}: ${JSON.stringify(chain)}`);
  });
}
