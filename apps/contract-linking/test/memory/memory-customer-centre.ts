import { newId, Transaction, Transactions, type AuditRow, type Call, type NewDelivery, type NewFact } from '#libs/kernel';
import { admitTry, type CentreTry, nextTryAt } from '../../src/domain/centre-login-limit.js';
import { CentreTriesStore } from '../../src/domain/centre-tries.store.js';
import type { CentreVerification } from '../../src/domain/centre-verification.js';
import { CentreVerificationStore } from '../../src/domain/centre-verification.store.js';
import type { CustomerCentreLink } from '../../src/domain/customer-centre-link.js';
import { CustomerCentreLinkStore } from '../../src/domain/customer-centre-link.store.js';

/** What transactions said, in order. */
class Said {
  facts: NewFact[] = [];
  recalled: NewFact[] = [];
  audits: AuditRow[] = [];
  claimed = new Set<string>();
}

class MemoryTransaction extends Transaction {
  constructor(private readonly said: Said) {
    super();
  }

  emit(fact: NewFact): void {
    this.said.facts.push(fact);
  }

  async recall(type: string, subject: string): Promise<void> {
    const newest = this.said.facts.findLast((fact) => fact.type === type && fact.subject === subject);
    if (newest) this.said.recalled.push(newest);
  }

  deliver(_delivery: NewDelivery): string {
    return newId();
  }

  audit(row: AuditRow): void {
    this.said.audits.push(row);
  }

  async claim(messageId: string): Promise<boolean> {
    if (this.said.claimed.has(messageId)) return false;
    this.said.claimed.add(messageId);
    return true;
  }
}

/** One after the other; what fails must have changed nothing yet. */
export class MemoryTransactions extends Transactions {
  readonly said = new Said();
  private last: Promise<unknown> = Promise.resolve();

  run<T>(_call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const turn = this.last.then(() => work(new MemoryTransaction(this.said)));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  runOnce<T extends object>(call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run(call, work);
  }
}

export class MemoryCustomerCentreLinkStore extends CustomerCentreLinkStore {
  private readonly links = new Map<string, CustomerCentreLink>();

  async openAmong(_tx: Transaction, accountId: string, accessNumbers: readonly string[]): Promise<CustomerCentreLink[]> {
    return this.openOf(accountId).filter(({ accessNumber }) => accessNumbers.includes(accessNumber));
  }

  async add(_tx: Transaction, links: readonly CustomerCentreLink[]): Promise<void> {
    for (const link of links) this.links.set(link.id, link);
  }

  async endOf(_tx: Transaction, accountId: string, accessNumber: string, now: Date): Promise<CustomerCentreLink | undefined> {
    return this.ended(this.openOf(accountId).find((link) => link.accessNumber === accessNumber), now);
  }

  async endSomeOf(_tx: Transaction, accountId: string, { most, linkIds }: { most: number; linkIds?: readonly string[] }, now: Date): Promise<CustomerCentreLink[]> {
    return this.openOf(accountId).filter(({ id }) => linkIds?.includes(id) ?? true).slice(0, most).map((link) => this.ended(link, now)!);
  }

  async lastEnded(_tx: Transaction, accountId: string, accessNumber: string): Promise<CustomerCentreLink | undefined> {
    const ended = [...this.links.values()].filter((link) => link.accountId === accountId && link.accessNumber === accessNumber && link.endedAt);
    return ended.sort((a, b) => b.endedAt!.getTime() - a.endedAt!.getTime())[0];
  }

  async listOf(accountId: string, { limit, after }: { limit: number; after?: string }): Promise<CustomerCentreLink[]> {
    return this.openOf(accountId).filter(({ accessNumber }) => after === undefined || accessNumber > after).slice(0, limit);
  }

  private openOf(accountId: string): CustomerCentreLink[] {
    const open = [...this.links.values()].filter((link) => link.accountId === accountId && !link.endedAt);
    return open.sort((a, b) => (a.accessNumber < b.accessNumber ? -1 : 1));
  }

  private ended(link: CustomerCentreLink | undefined, endedAt: Date): CustomerCentreLink | undefined {
    if (!link) return undefined;
    this.links.set(link.id, { ...link, endedAt });
    return { ...link, endedAt };
  }
}

export class MemoryCentreVerificationStore extends CentreVerificationStore {
  private readonly verifications = new Map<string, CentreVerification>();

  async add(_tx: Transaction, verification: CentreVerification): Promise<void> {
    this.verifications.set(verification.id, verification);
  }

  async find(_tx: Transaction, id: string, accountId: string, now: Date): Promise<CentreVerification | undefined> {
    const found = this.verifications.get(id);
    return found && found.accountId === accountId && found.expiresAt > now ? found : undefined;
  }

  async use(_tx: Transaction, id: string, linked: readonly string[]): Promise<boolean> {
    const found = this.verifications.get(id);
    if (!found || found.linked) return false;
    this.verifications.set(id, { ...found, linked: [...linked] });
    return true;
  }
}

export class MemoryCentreTriesStore extends CentreTriesStore {
  private readonly accounts = new Map<string, CentreTry[]>();

  async take(accountId: string, next: CentreTry): Promise<Date | undefined> {
    const tries = this.accounts.get(accountId) ?? [];
    const admitted = admitTry(tries, next);
    if (!admitted) return nextTryAt(tries);
    this.accounts.set(accountId, admitted);
    return undefined;
  }

  async giveBack(accountId: string, tryId: string): Promise<void> {
    this.accounts.set(accountId, (this.accounts.get(accountId) ?? []).filter(({ id }) => id !== tryId));
  }
}
