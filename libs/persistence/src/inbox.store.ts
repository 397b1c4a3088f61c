import type { ClientSession } from 'mongoose';
import type { Database } from './database.js';

export const INBOX = 'inbox';

/** Longer than anything can be replayed: streams keep facts for 30 days. */
export const INBOX_RETENTION_MS = 35 * 24 * 3_600_000;

interface InboxRow {
  _id: string;
  expireAt: Date;
}

/** Remembers a message id within the transaction; false when it is already there. An insert would end the transaction on a duplicate, an upsert does not. */
export async function claimMessage(database: Database, session: ClientSession, messageId: string, now: Date): Promise<boolean> {
  const expireAt = new Date(now.getTime() + INBOX_RETENTION_MS);
  const result = await database.collection<InboxRow>(INBOX).updateOne({ _id: String(messageId) }, { $setOnInsert: { expireAt } }, { upsert: true, session });
  return result.upsertedCount === 1;
}
