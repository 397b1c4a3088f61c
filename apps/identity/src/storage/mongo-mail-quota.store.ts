import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { keyedHash, type Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import { admit, QUOTA_MEMORY_MS, type MailQuota } from '../domain/mail-quota.js';
import { MailQuotaStore } from '../domain/mail-quota.store.js';

export const MAIL_QUOTAS_COLLECTION = 'mail-quotas';

interface MailQuotaDocument {
  /** Keyed hash of kind and address, with the network that asks where it counts: addresses of people we do not know are not kept. */
  _id: string;
  times: Date[];
  expireAt: Date;
}

@Injectable()
export class MongoMailQuotaStore extends MailQuotaStore {
  private readonly quotas: mongo.Collection<MailQuotaDocument>;

  constructor(
    database: Database,
    private readonly key: Buffer,
  ) {
    super();
    this.quotas = database.collection(MAIL_QUOTAS_COLLECTION);
  }

  async take(kind: string, email: string, quota: MailQuota, now: Date, tx: Transaction): Promise<boolean> {
    const session = sessionOf(tx);
    const _id = keyedHash(this.key, `${kind}\n${email}`);
    const times = admit((await this.quotas.findOne({ _id }, { session }))?.times ?? [], quota, now);
    if (!times) return false;
    const expireAt = new Date(now.getTime() + QUOTA_MEMORY_MS);
    await this.quotas.updateOne({ _id }, { $set: { times, expireAt } }, { session, upsert: true });
    return true;
  }
}
