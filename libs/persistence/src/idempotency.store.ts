import type { ClientSession } from 'mongoose';
import { DomainError, type IdempotencyKey, type WrittenFact } from '#libs/kernel';
import type { Database } from './database.js';
import { isWriteConflict } from './transaction-errors.policy.js';

export const IDEMPOTENCY = 'idempotency';

export const IDEMPOTENCY_RETENTION_MS = 24 * 3_600_000;

/** The first answer, and the facts it carried: a repetition must be able to finish what the first one did not get done at the gateway. */
export interface Answer {
  reply: object;
  facts: WrittenFact[];
}

interface IdempotencyRow {
  _id: string;
  fingerprint: string;
  /** JSON of an Answer: what went over the wire, byte for byte. */
  answer: string;
  expireAt: Date;
}

const idOf = (key: IdempotencyKey): string => `${key.scope} ${key.key}`;

/**
 * Takes the key within the transaction; the earlier answer when there is one.
 * The row is invisible until the commit and vanishes with an abort, so a crash leaves no key behind.
 * @throws DomainError `idempotency-key-reused` for another body, `request-in-progress` while a twin holds the key.
 */
export async function takeKey(database: Database, session: ClientSession, key: IdempotencyKey, now: Date): Promise<Answer | undefined> {
  const rows = database.collection<IdempotencyRow>(IDEMPOTENCY);
  const expireAt = new Date(now.getTime() + IDEMPOTENCY_RETENTION_MS);
  const fresh = { $setOnInsert: { fingerprint: key.fingerprint, answer: '', expireAt } };
  try {
    const earlier = await rows.findOneAndUpdate({ _id: idOf(key) }, fresh, { upsert: true, returnDocument: 'before', session });
    return earlier ? readAnswer(earlier, key) : undefined;
  } catch (error) {
    if (!isWriteConflict(error)) throw error;
    // The rival may have committed between our snapshot and our write.
    const earlier = await rows.findOne({ _id: idOf(key) });
    if (!earlier) throw new DomainError('request-in-progress', { cause: error });
    return readAnswer(earlier, key);
  }
}

/** The answer that was kept for the key; undefined while there is none. @throws DomainError `idempotency-key-reused` */
export async function findAnswer(database: Database, key: IdempotencyKey): Promise<Answer | undefined> {
  const row = await database.collection<IdempotencyRow>(IDEMPOTENCY).findOne({ _id: idOf(key) });
  return row ? readAnswer(row, key) : undefined;
}

export async function keepAnswer(database: Database, session: ClientSession, key: IdempotencyKey, answer: Answer): Promise<void> {
  await database.collection<IdempotencyRow>(IDEMPOTENCY).updateOne({ _id: idOf(key) }, { $set: { answer: JSON.stringify(answer) } }, { session });
}

function readAnswer(row: IdempotencyRow, key: IdempotencyKey): Answer {
  if (row.fingerprint !== key.fingerprint) throw new DomainError('idempotency-key-reused');
  return JSON.parse(row.answer) as Answer;
}
