import type { Transaction } from '#libs/kernel';
import { countingAt, PER_ACCOUNT, PER_NUMBER, type TriesLimit, waitUntil } from '../../src/domain/connect-tries.js';
import { ConnectTriesStore } from '../../src/domain/connect-tries.store.js';
import { after, isOpen, type Letter } from '../../src/domain/letter.js';
import type { LetterRequest } from '../../src/domain/letter-request.js';
import { LetterRequestStore } from '../../src/domain/letter-request.store.js';
import { OPEN_STATES } from '../../src/domain/letter-state.js';
import { LetterStore } from '../../src/domain/letter.store.js';
import type { HashCost } from '../../src/domain/one-time-password.js';
import type { MemoryDatabase } from './memory-linking.database.js';

const newestFirst = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? 1 : -1);

export class MemoryLetterStore extends LetterStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async openOf(_tx: Transaction, customerNumber: string): Promise<Letter | undefined> {
    return this.of(customerNumber).find(({ state }) => OPEN_STATES.includes(state));
  }

  async add(_tx: Transaction, letter: Letter): Promise<void> {
    this.database.letters.set(letter.id, letter);
  }

  async record(_tx: Transaction, letter: Letter): Promise<void> {
    this.database.letters.set(letter.id, letter);
  }

  async redeem(_tx: Transaction, letterId: string, now: Date): Promise<Letter | undefined> {
    const letter = this.database.letters.get(letterId);
    if (!letter || !isOpen(letter, now)) return undefined;
    const redeemed = after(letter, 'redeemed', now);
    this.database.letters.set(letterId, redeemed);
    return redeemed;
  }

  async find(_tx: Transaction, letterId: string): Promise<Letter | undefined> {
    return this.database.letters.get(letterId);
  }

  async findByHash(customerNumber: string, hash: string): Promise<Letter | undefined> {
    return this.of(customerNumber).find((letter) => letter.hash === hash);
  }

  async findByCause(_tx: Transaction, causeId: string): Promise<Letter | undefined> {
    return this.all().find((letter) => letter.causeId === causeId);
  }

  async costOfNewest(customerNumber: string): Promise<HashCost | undefined> {
    return this.of(customerNumber)[0]?.cost;
  }

  async listOf(_tx: Transaction, customerNumber: string, { limit, before }: { limit: number; before?: string }): Promise<Letter[]> {
    return this.of(customerNumber).filter(({ id }) => !before || id < before).slice(0, limit);
  }

  async reissuedSince(_tx: Transaction, customerNumber: string, since: Date): Promise<Date[]> {
    return this.of(customerNumber).filter(({ isReissue, issuedAt }) => isReissue && issuedAt >= since).map(({ issuedAt }) => issuedAt).reverse();
  }

  async overdue(_tx: Transaction, now: Date, limit: number): Promise<Letter[]> {
    return this.all().filter(({ state, expiresAt }) => OPEN_STATES.includes(state) && expiresAt <= now).slice(0, limit);
  }

  private all(): Letter[] {
    return [...this.database.letters.values()];
  }

  private of(customerNumber: string): Letter[] {
    return this.all().filter((letter) => letter.customerNumber === customerNumber).sort(newestFirst);
  }
}

export class MemoryLetterRequestStore extends LetterRequestStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async newest(_tx: Transaction, customerNumber: string): Promise<LetterRequest | undefined> {
    return this.database.requests.get(customerNumber);
  }

  async record(_tx: Transaction, request: LetterRequest): Promise<void> {
    this.database.requests.set(request.customerNumber, request);
  }
}

export class MemoryConnectTriesStore extends ConnectTriesStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async take(accountId: string, customerNumber: string, now: Date): Promise<Date | undefined> {
    return this.count(this.database.tries, `${accountId} ${customerNumber}`, PER_NUMBER, now);
  }

  async takeOfAccount(accountId: string, now: Date): Promise<Date | undefined> {
    return this.count(this.database.triesOfAccount, accountId, PER_ACCOUNT, now);
  }

  async giveBack(accountId: string, customerNumber: string, at: Date): Promise<void> {
    const key = `${accountId} ${customerNumber}`;
    this.database.tries.set(key, (this.database.tries.get(key) ?? []).filter((time) => time.getTime() !== at.getTime()));
    this.database.triesOfAll.set(customerNumber, Math.max(0, (this.database.triesOfAll.get(customerNumber) ?? 0) - 1));
  }

  private count(tries: Map<string, Date[]>, key: string, limit: TriesLimit, now: Date): Date | undefined {
    const times = tries.get(key) ?? [];
    const until = waitUntil(times, now, limit);
    if (!until) tries.set(key, [...countingAt(times, now, limit), now]);
    return until;
  }

  async takeOfAll(customerNumber: string): Promise<number> {
    const count = (this.database.triesOfAll.get(customerNumber) ?? 0) + 1;
    this.database.triesOfAll.set(customerNumber, count);
    return count;
  }

  async clear(_tx: Transaction, accountId: string, customerNumber: string): Promise<void> {
    this.database.tries.delete(`${accountId} ${customerNumber}`);
  }

  async clearOfAll(_tx: Transaction, customerNumber: string): Promise<void> {
    this.database.triesOfAll.delete(customerNumber);
  }
}
