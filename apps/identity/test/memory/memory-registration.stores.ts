import { ActivationCodeStore } from '../../src/domain/activation-code.store.js';
import { isOpen, type ActivationCode } from '../../src/domain/activation-code.js';
import { ContractStore } from '../../src/domain/contract.store.js';
import type { DeferredRequest } from '../../src/domain/deferred-request.js';
import { DeferredRequestStore } from '../../src/domain/deferred-request.store.js';
import { isSuitable, type KnownContract } from '../../src/domain/known-contract.js';
import { admit, type MailQuota } from '../../src/domain/mail-quota.js';
import { MailQuotaStore } from '../../src/domain/mail-quota.store.js';
import type { Registration } from '../../src/domain/registration.js';
import { RegistrationStore } from '../../src/domain/registration.store.js';
import type { MemoryDatabase } from './memory-database.js';

const later = (now: Date, ms: number) => new Date(now.getTime() + ms);

export class MemoryActivationCodeStore extends ActivationCodeStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async findByHash(hash: string): Promise<ActivationCode | undefined> {
    return this.database.codes.get(hash);
  }

  async find(codeId: string): Promise<ActivationCode | undefined> {
    return [...this.database.codes.values()].find((code) => code.codeId === codeId);
  }

  async replaceWith(code: ActivationCode, now: Date): Promise<void> {
    await this.endAll(code.accountId, now);
    this.database.codes.set(code.hash, code);
    const account = this.database.accounts.get(code.accountId);
    if (account) this.database.accounts.set(account.id, { ...account, invitedUntil: code.expiresAt });
  }

  async endAll(accountId: string, now: Date): Promise<void> {
    for (const code of this.database.codes.values()) {
      if (code.accountId === accountId && !code.usedAt && !code.replacedAt) this.database.codes.set(code.hash, { ...code, replacedAt: now });
    }
  }

  async spend(codeId: string, now: Date): Promise<boolean> {
    const code = await this.find(codeId);
    if (!code || !isOpen(code, now)) return false;
    this.database.codes.set(code.hash, { ...code, usedAt: now });
    return true;
  }
}

export class MemoryContractStore extends ContractStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  /** Transactions in memory go one after the other anyway. */
  async lockCustomers(): Promise<void> {}

  async hasSuitable(customerNumber: string, now: Date): Promise<boolean> {
    return [...this.database.contracts.values()].some((contract) => contract.customerNumber === customerNumber && isSuitable(contract, now));
  }

  async record(contracts: readonly KnownContract[]): Promise<KnownContract[]> {
    const newer = contracts.filter(({ accessNumber, sequence }) => sequence > (this.database.contracts.get(accessNumber)?.sequence ?? -1));
    for (const contract of newer) this.database.contracts.set(contract.accessNumber, contract);
    return newer;
  }
}

export class MemoryRegistrationStore extends RegistrationStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async add(registration: Registration): Promise<void> {
    for (const old of this.waiting()) {
      if (old.form.email === registration.form.email) this.database.registrations.set(old.id, { ...old, state: 'SUPERSEDED' });
    }
    this.database.registrations.set(registration.id, registration);
  }

  async find(id: string): Promise<Registration | undefined> {
    return this.database.registrations.get(id);
  }

  async update({ id, state, version, dueAt, pendingTold }: Registration): Promise<boolean> {
    const known = this.waiting().find((registration) => registration.id === id);
    if (!known) return false;
    const { leaseUntil: _lease, ...registration } = known;
    this.database.registrations.set(id, { ...registration, state, version, dueAt, pendingTold });
    return true;
  }

  async hurry(customerNumbers: readonly string[], now: Date): Promise<number> {
    const found = this.waiting().filter(({ form }) => customerNumbers.includes(form.customerNumber));
    for (const { leaseUntil: _lease, ...registration } of found) this.database.registrations.set(registration.id, { ...registration, dueAt: now });
    return found.length;
  }

  async takeDue(now: Date, leaseMs: number, limit: number): Promise<string[]> {
    const due = this.waiting().filter(({ dueAt, leaseUntil }) => dueAt <= now && !(leaseUntil && leaseUntil > now)).slice(0, limit);
    for (const registration of due) this.database.registrations.set(registration.id, { ...registration, leaseUntil: later(now, leaseMs) });
    return due.map(({ id }) => id);
  }

  private waiting() {
    return [...this.database.registrations.values()].filter(({ state }) => state === 'WAITING');
  }
}

export class MemoryDeferredRequestStore extends DeferredRequestStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async add(request: DeferredRequest, leaseMs: number): Promise<void> {
    this.database.requests.set(request.id, { ...request, leaseUntil: later(request.receivedAt, leaseMs) });
  }

  async takeDue(now: Date, leaseMs: number, limit: number): Promise<DeferredRequest[]> {
    const due = [...this.database.requests.values()].filter(({ leaseUntil }) => leaseUntil <= now).slice(0, limit);
    for (const request of due) this.database.requests.set(request.id, { ...request, leaseUntil: later(now, leaseMs) });
    return due.map(({ leaseUntil: _lease, ...request }) => request);
  }

  async remove(id: string): Promise<boolean> {
    return this.database.requests.delete(id);
  }
}

export class MemoryMailQuotaStore extends MailQuotaStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async take(kind: string, email: string, quota: MailQuota, now: Date): Promise<boolean> {
    const times = admit(this.database.quotas.get(`${kind} ${email}`) ?? [], quota, now);
    if (times) this.database.quotas.set(`${kind} ${email}`, times);
    return times !== undefined;
  }
}
