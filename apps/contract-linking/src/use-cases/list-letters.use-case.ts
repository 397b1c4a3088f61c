import { Injectable } from '@nestjs/common';
import type { listLetters, ReplyOf, RequestOf } from '#libs/contracts';
import { type Call, Clock, Transactions } from '#libs/kernel';
import { type Letter, stateAt } from '../domain/letter.js';
import { LetterStore } from '../domain/letter.store.js';
import { keyOfCursor, pageOf } from './keyset-cursor.js';
import { type LetterRequester, recordAct } from './letter-requester.js';

/** The hotline and operators look at the letters of a customer number, newest first and on the record: never their code, never their address. */
@Injectable()
export class ListLettersUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly letters: LetterStore,
    private readonly clock: Clock,
  ) {}

  async execute({ customerNumber, reason, limit, cursor }: RequestOf<typeof listLetters>, requester: LetterRequester, call: Call): Promise<ReplyOf<typeof listLetters>> {
    const before = keyOfCursor(cursor, /^[0-9a-f-]{36}$/);
    return this.transactions.run(call, async (tx) => {
      const found = await this.letters.listOf(tx, customerNumber, { limit: limit + 1, ...(before && { before }) });
      recordAct(requester, { name: 'letters-listed', customerNumber, reason }, {}, tx);
      const { shown, nextCursor } = pageOf(found, limit, ({ id }) => id);
      const now = this.clock.now();
      return { items: shown.map((letter) => describe(letter, now)), nextCursor };
    });
  }
}

function describe(letter: Letter, now: Date): ReplyOf<typeof listLetters>['items'][number] {
  const { id: letterId, channel, issuedAt, dispatchedAt, expiresAt } = letter;
  const state = stateAt(letter, now);
  return { letterId, channel, state, issuedAt: issuedAt.toISOString(), dispatchedAt: dispatchedAt?.toISOString() ?? null, expiresAt: expiresAt.toISOString() };
}
