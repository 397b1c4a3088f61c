import { Injectable } from '@nestjs/common';
import { delivery, type SecretOf, welcomeLetterDelivery } from '#libs/contracts';
import { type Actor, type NewDelivery, newCode, SecretSealer, type Transaction } from '#libs/kernel';
import { ConnectTriesStore } from '../domain/connect-tries.store.js';
import { after, type Letter, type LetterOrder, LetterTimes } from '../domain/letter.js';
import type { LetterRecipient } from '../domain/letter-request.js';
import { LetterStore } from '../domain/letter.store.js';
import { type OneTimePassword, OneTimePasswordHasher } from '../domain/one-time-password.js';
import { changedFact, issuedFact } from './letter-facts.js';

interface Issue {
  order: LetterOrder;
  recipient: LetterRecipient;
  password: OneTimePassword;
  actor: Actor;
  now: Date;
}

/** Makes a letter with a new one-time password, ends the older one of the number and puts the new one on its way. */
@Injectable()
export class LetterIssuer {
  constructor(
    private readonly letters: LetterStore,
    private readonly tries: ConnectTriesStore,
    private readonly hasher: OneTimePasswordHasher,
    private readonly sealer: SecretSealer,
    private readonly times: LetterTimes,
  ) {}

  /** Before the transaction opens: nothing is held while a core is busy with the hash. @throws DomainError `service-unavailable` without room */
  async prepare(customerNumber: string): Promise<OneTimePassword> {
    const code = newCode(12);
    const hash = await this.hasher.admit(() => this.hasher.hash(customerNumber, code));
    return { code, hash, cost: this.hasher.cost };
  }

  /** Within the lock of the customer number. Says which letters it took the place of. */
  async issue({ order, recipient, password, actor, now }: Issue, tx: Transaction): Promise<{ letter: Letter; replaced: string[] }> {
    const replaced = await this.replaceOpen(order.customerNumber, actor, now, tx);
    await this.tries.clearOfAll(tx, order.customerNumber);
    const made = this.times.newLetter(order, password, now);
    const letter = { ...made, causeId: tx.deliver(await this.delivered(made, recipient, password.code)) };
    await this.letters.add(tx, letter);
    tx.emit(issuedFact(letter, actor));
    tx.emit(changedFact(letter, actor));
    return { letter, replaced };
  }

  private async replaceOpen(customerNumber: string, actor: Actor, now: Date, tx: Transaction): Promise<string[]> {
    const open = await this.letters.openOf(tx, customerNumber);
    if (!open) return [];
    const ended = after(open, 'replaced', now);
    await this.letters.record(tx, ended);
    tx.emit(changedFact(ended, actor));
    return [ended.id];
  }

  private async delivered(letter: Omit<Letter, 'causeId'>, recipient: LetterRecipient, code: string): Promise<NewDelivery> {
    const { id: letterId, customerNumber, channel, locale } = letter;
    const [issuedAt, expiresAt] = [letter.issuedAt.toISOString(), letter.expiresAt.toISOString()];
    const secret: SecretOf<typeof welcomeLetterDelivery> = { letterId, customerNumber, channel, recipient, code, issuedAt, expiresAt };
    return delivery(welcomeLetterDelivery, letterId, { locale, expiresAt }, await this.sealer.seal(secret));
  }
}
