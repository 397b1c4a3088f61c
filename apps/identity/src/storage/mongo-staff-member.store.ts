import { Injectable } from '@nestjs/common';
import type { Model, mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf, trusted } from '#libs/persistence';
import type { Account } from '../domain/account.js';
import { statesFor } from '../domain/account-status.policy.js';
import { StaffMemberStore } from '../domain/staff-member.store.js';
import { isNewerWord, type StaffWord } from '../domain/support-agent.js';
import { ACCOUNTS, accountSchema, toAccount, type AccountDocument } from './account.schema.js';

export const STAFF_MEMBERS = 'staff-members';

interface StaffMemberDocument {
  _id: string;
  newest: StaffWord;
}

@Injectable()
export class MongoStaffMemberStore extends StaffMemberStore {
  private readonly accounts: Model<AccountDocument>;
  private readonly members: mongo.Collection<StaffMemberDocument>;

  constructor(database: Database) {
    super();
    this.accounts = database.model('Account', accountSchema, ACCOUNTS);
    this.members = database.collection(STAFF_MEMBERS);
  }

  /** Whoever records another word at the same time makes one of both transactions start again. */
  async recordWord(staffNumber: string, word: StaffWord, tx: Transaction): Promise<boolean> {
    const session = sessionOf(tx);
    const known = await this.members.findOne({ _id: staffNumber }, { session });
    if (!isNewerWord(word, known?.newest)) return false;
    await this.members.updateOne({ _id: staffNumber }, { $set: { newest: word } }, { session, upsert: true });
    return true;
  }

  async findAccount(staffNumber: string, tx: Transaction): Promise<Account | undefined> {
    return found(await this.accounts.findOne(notClosed(staffNumber)).session(sessionOf(tx)).lean<AccountDocument>().exec());
  }
}

const notClosed = (staffNumber: string) => ({ staffNumber, status: trusted({ $in: statesFor('CLOSE') }) });

function found(document: AccountDocument | null): Account | undefined {
  return document ? toAccount(document) : undefined;
}
