import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { DeferredRequest } from '../domain/deferred-request.js';
import { DeferredRequestStore } from '../domain/deferred-request.store.js';

export const DEFERRED_REQUESTS = 'deferred-requests';

interface DeferredRequestDocument extends Omit<DeferredRequest, 'id'> {
  _id: string;
  leaseUntil: Date;
}

@Injectable()
export class MongoDeferredRequestStore extends DeferredRequestStore {
  private readonly requests: mongo.Collection<DeferredRequestDocument>;

  constructor(database: Database) {
    super();
    this.requests = database.collection(DEFERRED_REQUESTS);
  }

  async add({ id, ...request }: DeferredRequest, leaseMs: number): Promise<void> {
    await this.requests.insertOne({ _id: id, ...request, leaseUntil: new Date(request.receivedAt.getTime() + leaseMs) });
  }

  async takeDue(now: Date, leaseMs: number, limit: number): Promise<DeferredRequest[]> {
    const lease = { $set: { leaseUntil: new Date(now.getTime() + leaseMs) } };
    const taken: DeferredRequest[] = [];
    while (taken.length < limit) {
      const document = await this.requests.findOneAndUpdate({ leaseUntil: { $lte: now } }, lease, { sort: { leaseUntil: 1 } });
      if (!document) break;
      const { _id: id, leaseUntil: _lease, ...request } = document;
      taken.push({ id, ...request });
    }
    return taken;
  }

  async remove(id: string, tx: Transaction): Promise<boolean> {
    return (await this.requests.deleteOne({ _id: id }, { session: sessionOf(tx) })).deletedCount === 1;
  }
}
