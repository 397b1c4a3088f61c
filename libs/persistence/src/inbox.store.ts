import type { ClientSession } from 'mongoose';
import type { Database } from './database.js';

export const INBOX = 'inbox';

/** Longer than anything can be replayed: streams keep facts for 30 days. */
export const INBOX_RETENTION_MS = 35 * 24 * 3_600_000;

interface InboxRow {
  _id: string;
  expireAt: Date;
}

const expiryFrom = (now: Date): Date => new Date(now.getTime() + INBOX_RETENTION_MS);

/** Remembers a message id within the transaction; false when it is already there. An insert would end the transaction on a duplicate, an upsert does not. */
export async function claimMessage(database: Database, session: ClientSession, messageId: string, now: Date): Promise<boolean> {
  const result = await database.collection<InboxRow>(INBOX).updateOne({ _id: String(messageId) }, { $setOnInsert: { expireAt: expiryFrom(now) } }, { upsert: true, session });
  return result.upsertedCount === 1;
}

/** Remembers many in two round trips, or one in one, and returns those that were not there. A rival who remembers one of them meanwhile makes the transaction start again. */
export async function claimMessages(database: Database, session: ClientSession, messageIds: readonly string[], now: Date): Promise<Set<string>> {
  const [only, ...more] = messageIds;
  if (only !== undefined && more.length === 0) return new Set((await claimMessage(database, session, only, now)) ? [only] : []);
  const inbox = database.collection<InboxRow>(INBOX);
  const fresh = new Set(messageIds.map(String));
  for (const { _id } of await inbox.find({ _id: { $in: [...fresh] } }, { session, projection: { _id: 1 } }).toArray()) fresh.delete(_id);
  const expireAt = expiryFrom(now);
  if (fresh.size > 0) await inbox.insertMany([...fresh].map((_id) => ({ _id, expireAt })), { session, ordered: false });
  return fresh;
}
