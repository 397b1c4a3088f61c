import type { ClientSession, mongo } from 'mongoose';
import { AUDIT_NUMBERS, type AuditNumber, seriesOf, type StoredAuditRow } from './audit.schema.js';
import type { Database } from './database.js';

export type UnnumberedRow = Omit<StoredAuditRow, 'series' | 'number' | 'hash' | 'unsealed'>;
export type NumberedRow = Omit<StoredAuditRow, 'hash' | 'unsealed'>;

/**
 * Gives rows the next numbers of their series, within the transaction: an abort gives the numbers back, so there are no gaps. Two
 * transactions on one series conflict, and the later one starts again. One round trip for one series, two for any number of them.
 */
export async function numbered(database: Database, session: ClientSession, rows: UnnumberedRow[]): Promise<NumberedRow[]> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(seriesOf(row), (counts.get(seriesOf(row)) ?? 0) + 1);
  const numbers = database.collection<AuditNumber>(AUDIT_NUMBERS);
  const next = counts.size === 1 ? await takeOne(numbers, session, counts) : await takeMany(numbers, session, counts);
  return rows.map((row) => {
    const series = seriesOf(row);
    const number = next.get(series)!;
    next.set(series, number + 1);
    return { ...row, series, number };
  });
}

/** The first of the numbers taken, per series. */
type Taken = Map<string, number>;

async function takeOne(numbers: mongo.Collection<AuditNumber>, session: ClientSession, counts: Map<string, number>): Promise<Taken> {
  const [[series, count]] = [...counts] as [[string, number]];
  const taken = await numbers.findOneAndUpdate({ _id: series }, { $inc: { last: count } }, { upsert: true, returnDocument: 'after', session });
  return new Map([[series, taken!.last - count + 1]]);
}

/** In sorted order, so that two such transactions meet at the first series they share instead of crosswise. */
async function takeMany(numbers: mongo.Collection<AuditNumber>, session: ClientSession, counts: Map<string, number>): Promise<Taken> {
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  await numbers.bulkWrite(sorted.map(([series, count]) => ({ updateOne: { filter: { _id: series }, update: { $inc: { last: count } }, upsert: true } })), { session });
  const taken = await numbers.find({ _id: { $in: sorted.map(([series]) => series) } }, { session }).toArray();
  return new Map(taken.map(({ _id, last }) => [_id, last - counts.get(_id)! + 1]));
}
