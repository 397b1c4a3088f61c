import type { mongo } from 'mongoose';
import type { Database } from '#libs/persistence';

export interface FindBatch {
  filter: mongo.BSON.Document;
  projection: Readonly<Record<string, 1>>;
  sort: Readonly<Record<string, 1 | -1>>;
  limit: number;
  /** The index, by its keys: nothing has to be planned. */
  hint: Readonly<Record<string, 1 | -1>>;
}

/**
 * A page in one answer that is read as a whole. The driver's own cursor reads document by document, which for fifty of them costs more
 * than everything else about the query; and it asks again after a lost answer, which this does not.
 */
export async function findBatch<T>(database: Database, collection: string, query: FindBatch): Promise<T[]> {
  const answer = await database.native.command({ find: collection, ...query, batchSize: query.limit, singleBatch: true });
  return (answer['cursor'] as { firstBatch: T[] }).firstBatch;
}
