import { DomainError } from '#libs/kernel';
import type { Account } from '../../src/domain/account.js';
import { may } from '../../src/domain/account-status.policy.js';
import type { EmailChange } from '../../src/domain/email-change.js';
import { EmailChangeStore } from '../../src/domain/email-change.store.js';
import type { MobileAuthorization } from '../../src/domain/mobile-authorization.js';
import { MobileAuthorizationStore } from '../../src/domain/mobile-authorization.store.js';
import type { KnownPartner } from '../../src/domain/sales-partner.js';
import { SalesPartnerStore } from '../../src/domain/sales-partner.store.js';
import { nobodysChallenge, type SignInChallenge } from '../../src/domain/sign-in-challenge.js';
import { SignInChallengeStore } from '../../src/domain/sign-in-challenge.store.js';
import type { MemoryDatabase } from './memory-database.js';

const isOpen = ({ usedAt, expiresAt }: { usedAt?: Date; expiresAt: Date }, now: Date) => !usedAt && now < expiresAt;

export class MemoryEmailChangeStore extends EmailChangeStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async begin(change: EmailChange, version: number): Promise<boolean> {
    const account = this.database.accounts.get(change.accountId);
    if (account?.version !== version) return false;
    this.database.accounts.set(account.id, { ...account, pendingEmail: change.email, version: version + 1 });
    this.database.emailChanges.set(account.id, change);
    return true;
  }

  async countTry(accountId: string): Promise<EmailChange | undefined> {
    const change = this.database.emailChanges.get(accountId);
    if (!change) return undefined;
    const counted = { ...change, tries: change.tries + 1 };
    this.database.emailChanges.set(accountId, counted);
    return counted;
  }

  async complete({ accountId, email, hash }: EmailChange, now: Date): Promise<Account | undefined> {
    const change = this.database.emailChanges.get(accountId);
    if (change?.hash !== hash || !isOpen(change, now)) return undefined;
    this.database.emailChanges.set(accountId, { ...change, usedAt: now });
    const account = this.database.accounts.get(accountId);
    if (account?.pendingEmail !== email || !may(account.status, 'SIGN_IN')) return undefined;
    if (account.role === 'MASTER_ADMINISTRATOR' && this.isTaken(email)) throw new DomainError('email-taken');
    const { pendingEmail: _pending, ...settled } = account;
    const changed = { ...settled, email, version: account.version + 1 };
    this.database.accounts.set(accountId, changed);
    return changed;
  }

  async withdraw(accountId: string): Promise<boolean> {
    this.database.emailChanges.delete(accountId);
    const account = this.database.accounts.get(accountId);
    if (!account?.pendingEmail) return false;
    const { pendingEmail: _pending, ...settled } = account;
    this.database.accounts.set(accountId, settled);
    return true;
  }

  private isTaken(email: string): boolean {
    return [...this.database.accounts.values()].some((account) => account.role === 'MASTER_ADMINISTRATOR' && account.status !== 'CLOSED' && account.email === email);
  }
}

export class MemorySignInChallengeStore extends SignInChallengeStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async begin(challenge: SignInChallenge, passwordHash: string): Promise<Account | undefined> {
    const account = this.database.accounts.get(challenge.accountId);
    if (!account || !may(account.status, 'SIGN_IN') || account.passwordHashes[0] !== passwordHash) return undefined;
    const counted = { ...account, version: account.version + 1 };
    this.database.accounts.set(account.id, counted);
    this.database.challenges.set(challenge.id, challenge);
    return counted;
  }

  async countTry(id: string): Promise<SignInChallenge> {
    const challenge = this.database.challenges.get(id) ?? nobodysChallenge(id, 0);
    const counted = { ...challenge, tries: challenge.tries + 1 };
    this.database.challenges.set(id, counted);
    return counted;
  }

  async spend(id: string, now: Date): Promise<boolean> {
    const challenge = this.database.challenges.get(id);
    if (!challenge || !isOpen(challenge, now)) return false;
    this.database.challenges.set(id, { ...challenge, usedAt: now });
    return true;
  }
}

export class MemorySalesPartnerStore extends SalesPartnerStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async find(partnerNumber: string): Promise<KnownPartner | undefined> {
    return this.database.partners.get(partnerNumber);
  }

  async findAccount(accountId: string): Promise<Account | undefined> {
    return this.database.accounts.get(accountId);
  }

  async add(partner: KnownPartner, account: Account): Promise<void> {
    const known = this.database.partners.get(partner.partnerNumber);
    if (known && this.database.accounts.get(known.accountId)?.status !== 'CLOSED') throw new Error('partner known');
    await this.record(partner);
    this.database.accounts.set(account.id, account);
  }

  async record(partner: KnownPartner): Promise<void> {
    this.database.partners.set(partner.partnerNumber, partner);
  }
}

export class MemoryMobileAuthorizationStore extends MobileAuthorizationStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  /** Transactions in memory go one after the other anyway. */
  async lockAddress(): Promise<void> {}

  async find(customerNumber: string, email: string): Promise<MobileAuthorization | undefined> {
    return this.database.mobileAuthorizations.get(`${customerNumber} ${email}`);
  }

  async findGranted(email: string): Promise<MobileAuthorization[]> {
    return [...this.database.mobileAuthorizations.values()].filter((authorization) => authorization.granted && authorization.email === email);
  }

  async isAuthorized(accountId: string, customerNumber: string): Promise<boolean> {
    const all = [...this.database.mobileAuthorizations.values()];
    return all.some((authorization) => authorization.granted && authorization.accountId === accountId && authorization.customerNumber === customerNumber);
  }

  async record(authorization: MobileAuthorization): Promise<void> {
    this.database.mobileAuthorizations.set(`${authorization.customerNumber} ${authorization.email}`, authorization);
  }

  async countFact(accountId: string): Promise<number | undefined> {
    const account = this.database.accounts.get(accountId);
    if (!account) return undefined;
    this.database.accounts.set(accountId, { ...account, version: account.version + 1 });
    return account.version + 1;
  }
}
