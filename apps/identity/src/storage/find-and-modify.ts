import type { mongo } from 'mongoose';
import type { Database } from '#libs/persistence';

export interface FindAndModify {
  query: mongo.BSON.Document;
  update: mongo.BSON.Document[];
  /** The document as it is afterwards, instead of as it was. */
  new?: boolean;
  upsert?: boolean;
  writeConcern: { w: 'majority' | 1; j: boolean };
}

/**
 * One atomic update that gives the document back, sent once. The driver's own findOneAndUpdate may send it again after a lost answer,
 * for which the server stores a copy of the document beside every write: that costs more than the write. Only for what may fail.
 */
export async function findAndModify<T>(database: Database, collection: string, command: FindAndModify): Promise<T | undefined> {
  const answer = await database.native.command({ findAndModify: collection, ...command });
  return (answer['value'] as T | null) ?? undefined;
}
