import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { newId, type Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Direction, Share } from '../domain/share.js';
import { ShareStore } from '../domain/share.store.js';
import { type ShareDocument, shareId, SHARES } from './share.schema.js';

/** How long somebody who was found, and with whom nothing was shared, is remembered (ms). */
const UNSAVED_MS = 24 * 3_600_000;

/** Every value in a filter here is an id or a number that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoShareStore extends ShareStore {
  private readonly shares: mongo.Collection<ShareDocument>;

  constructor(database: Database) {
    super();
    this.shares = database.collection(SHARES);
  }

  async open(giverId: string, receiverId: string, now: Date): Promise<Share> {
    const expireAt = new Date(now.getTime() + UNSAVED_MS);
    const _id = shareId(giverId, receiverId);
    await this.shares.updateOne({ _id }, { $setOnInsert: { giverId, receiverId, candidateId: newId(), receivedId: newId(), saves: 0, expireAt } }, { upsert: true });
    // Found once more, it is good for another day.
    const share = await this.shares.findOneAndUpdate({ _id, saves: 0 }, { $set: { expireAt } }, { returnDocument: 'after' });
    return share ?? (await this.shares.findOne({ _id }))!;
  }

  async find(giverId: string, receiverId: string): Promise<Share | undefined> {
    return (await this.shares.findOne({ _id: shareId(giverId, receiverId) })) ?? undefined;
  }

  async findByCandidate(candidateId: string, direction: Direction): Promise<Share | undefined> {
    return (await this.shares.findOne(direction === 'GIVEN' ? { candidateId } : { receivedId: candidateId })) ?? undefined;
  }

  async listOf(accountId: string, direction: Direction, partnerIds: readonly string[]): Promise<Map<string, Share>> {
    const ids = partnerIds.map((partnerId) => (direction === 'GIVEN' ? shareId(accountId, partnerId) : shareId(partnerId, accountId)));
    const found = await this.shares.find({ _id: { $in: ids } }).toArray();
    return new Map(found.map((share) => [direction === 'GIVEN' ? share.receiverId : share.giverId, share]));
  }

  async countSave(tx: Transaction, giverId: string, receiverId: string, saves: number): Promise<boolean> {
    const [_id, session] = [shareId(giverId, receiverId), sessionOf(tx)];
    if (((await this.shares.findOne({ _id }, { session }))?.saves ?? 0) !== saves) return false;
    const fresh = { giverId, receiverId, candidateId: newId(), receivedId: newId() };
    await this.shares.updateOne({ _id }, { $inc: { saves: 1 }, $unset: { expireAt: '' }, $setOnInsert: fresh }, { session, upsert: true });
    return true;
  }
}
