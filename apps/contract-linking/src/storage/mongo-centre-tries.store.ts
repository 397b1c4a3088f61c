import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Database } from '#libs/persistence';
import { type CentreTry, forgottenBefore, IN_VAIN_MEMORY_MS, MOST_IN_VAIN, nextTryAt } from '../domain/centre-login-limit.js';
import { CentreTriesStore } from '../domain/centre-tries.store.js';

export const CENTRE_TRIES = 'customer-centre-tries';

interface TriesDocument {
  /** The account. */
  _id: string;
  tries: CentreTry[];
  expireAt: Date;
}

/** Every value in a filter here is an id of our own: the driver itself sanitizes nothing. */
@Injectable()
export class MongoCentreTriesStore extends CentreTriesStore {
  private readonly accounts: mongo.Collection<TriesDocument>;

  constructor(database: Database) {
    super();
    this.accounts = database.collection(CENTRE_TRIES);
  }

  async take(accountId: string, next: CentreTry): Promise<Date | undefined> {
    const after = await this.accounts.findOneAndUpdate({ _id: accountId }, admitted(next), { upsert: true, returnDocument: 'after' });
    const tries = after?.tries ?? [];
    return tries.some(({ id }) => id === next.id) ? undefined : nextTryAt(tries);
  }

  async giveBack(accountId: string, tryId: string): Promise<void> {
    await this.accounts.updateOne({ _id: accountId }, { $pull: { tries: { id: tryId } } });
  }
}

/** `admitTry` of the domain, as MongoDB reads it: parallel ones get in one after the other, whatever instance they come through. */
function admitted(next: CentreTry): mongo.BSON.Document[] {
  const counted = { $filter: { input: { $ifNull: ['$tries', []] }, as: 'one', cond: { $gt: ['$$one.at', forgottenBefore(next.at)] } } };
  const hasRoom = { $lt: [{ $size: '$tries' }, MOST_IN_VAIN] };
  const expireAt = new Date(next.at.getTime() + IN_VAIN_MEMORY_MS);
  return [{ $set: { tries: counted } }, { $set: { tries: { $cond: [hasRoom, { $concatArrays: ['$tries', [next]] }, '$tries'] }, expireAt } }];
}
