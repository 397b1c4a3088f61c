import type { Assignment } from '#libs/contracts';
import { ManualClock, newCall, newId } from '#libs/kernel';
import type { Contract } from '../../src/domain/contract.js';
import type { Right } from '../../src/domain/right.js';
import { NEWS } from '../../src/inbound/account-news.js';
import { rightsInMemory } from './rights-use-cases.js';

export const ORIGIN = { ipPrefix: '192.0.2.0/24', device: 'Firefox 128' };
const CAUSE = { actor: { kind: 'CRM' }, what: 'test.told' } as const;
const call = () => newCall(5_000);

export interface Told {
  type: string;
  subject: string;
  sequence: number;
  data: { accountId: string; accessNumber: string; rights: Right[]; fromAccountId?: string; granted: { count: number; accessNumbers: string[] }; revoked: { count: number; accessNumbers: string[] }; until?: string; cause: string };
}

/** People who share contracts, in memory: in few words. */
export function sharing({ maxTransferDepth = 1 } = {}) {
  const rights = rightsInMemory(new ManualClock(), { maxTransferDepth });
  const caller = (accountId: string) => ({ accountId, sessionId: newId() });
  let sequence = 0;
  const links = new Map<string, string>();
  const person = (accountId: string, name: string) =>
    ({ actor: { kind: 'SELF' }, accountId, firstName: name, lastName: 'Muster', company: `${name} GmbH`, email: `${name}@example.test`, locale: 'de' }) as const;

  const copy = (news: ReturnType<typeof NEWS.activated>) => rights.copyAccount.execute(newId(), news, call());
  const own = {
    rights, caller,
    async aMaster(name = 'Anna'): Promise<string> {
      const accountId = newId();
      await copy(NEWS.activated({ ...person(accountId, name), role: 'MASTER_ADMINISTRATOR' }, 1));
      return accountId;
    },
    async below(superiorId: string, name = 'Uwe'): Promise<string> {
      const accountId = newId();
      await copy(NEWS.created({ ...person(accountId, name), role: 'SUB_ADMINISTRATOR', superiorId, expiresAt: '2030-01-01T00:00:00.000Z' }, 1));
      return accountId;
    },
    close: (accountId: string, factId = newId()) =>
      rights.closeAccount.execute(factId, NEWS.closed({ actor: { kind: 'OPERATOR' }, accountId, role: 'MASTER_ADMINISTRATOR', reason: 'OPERATOR' }, 9), { actor: { kind: 'OPERATOR' }, what: 'account.closed' }, call()),
    /** Opened, or changed. */
    async contract(accessNumber: string, more: Partial<Contract> = {}): Promise<void> {
      const contract: Contract = { customerNumber: '4711000', product: 'SIP_TRUNK', validFrom: rights.clock.now(), life: 1, ...more, sequence: ++sequence };
      await rights.recordContracts.execute([{ factId: newId(), accessNumber, contract, cause: CAUSE, call: call() }], call());
    },
    connect(accountId: string, customerNumber = '4711000', ended = false): Promise<void> {
      const linkId = links.get(`${accountId} ${customerNumber}`) ?? newId();
      links.set(`${accountId} ${customerNumber}`, linkId);
      if (ended) links.delete(`${accountId} ${customerNumber}`);
      return rights.recordCustomerLink.execute(newId(), { linkId, via: 'LINK', accountId, version: ended ? 2 : 1, ended, customerNumber }, CAUSE, call());
    },
    disconnect: (accountId: string, customerNumber = '4711000') => own.connect(accountId, customerNumber, true),
    linkCentre: (accountId: string, accessNumber: string, linkId = newId(), ended = false) =>
      rights.recordCustomerCentreLink.execute(newId(), { linkId, via: 'CUSTOMER_CENTRE', accountId, version: ended ? 2 : 1, ended, accessNumber }, CAUSE, call()),
    search: (accountId: string, masterId: string, { customerNumber = '4711000', isMobileAuthorized = false, type = 'FIXED_LINE' as 'FIXED_LINE' | 'MOBILE' } = {}) =>
      rights.searchTransferCandidate.execute({ ...caller(accountId), masterId, customerNumberType: type, customerNumber, isMobileAuthorized }, call()),
    /** Found already. */
    candidateOf: async (giver: string, receiver: string) => (await rights.shares.open(giver, receiver)).candidateId,
    async transfer(giver: string, receiver: string, accessNumbers: string[], ifMatch: number[] | null = null) {
      const candidateId = await own.candidateOf(giver, receiver);
      return rights.saveTransfer.execute({ ...caller(giver), candidateId, accessNumbers, ifMatch, origin: ORIGIN }, call());
    },
    assign: (master: string, subAdministratorId: string, assignments: Assignment[], ifMatch: number[] | null = null) =>
      rights.saveAssignments.execute({ ...caller(master), subAdministratorId, assignments, ifMatch, origin: ORIGIN }, call()),
    assigned: (master: string, subAdministratorId: string) => rights.getAssignments.execute({ ...caller(master), subAdministratorId }),
    holds: async (accountId: string, accessNumber: string) => (await rights.held.find(accountId, accessNumber, rights.clock.now()))?.rights ?? [],
    /** Facts of one type that came since the last time. */
    told(event: 'rights.granted' | 'rights.revoked' | 'shares.changed'): Told[] {
      return rights.transactions.facts.filter(({ type }) => type.includes(`.${event}.`)) as Told[];
    },
    forget: () => void rights.transactions.facts.splice(0),
    verified: async () => (await rights.verifyRights.execute({})).faults,
  };
  return own;
}
