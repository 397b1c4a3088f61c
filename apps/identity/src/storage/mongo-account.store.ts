import { Injectable } from '@nestjs/common';
import { mongo, type Model } from 'mongoose';
import { DomainError, type Transaction } from '#libs/kernel';
import { Database, sessionOf, trusted } from '#libs/persistence';
import type { Account, SignIn } from '../domain/account.js';
import { statesFor } from '../domain/account-status.policy.js';
import { AccountStore, type AccountChanges, type Activation, type Caller, type NotedSignIn, type PasswordChange, type PasswordHolder, type SignInAccount, type UsernameChange } from '../domain/account.store.js';
import { FORMER_USERNAMES_KEPT, formerUsername, isReserved } from '../domain/former-username.js';
import { PASSWORDS_REMEMBERED } from '../domain/password.policy.js';
import { usernameKey } from '../domain/username.policy.js';
import { ACCOUNTS, accountSchema, toAccount, toDocument, type AccountDocument } from './account.schema.js';
import { FORMER_USERNAMES, toFormerUsername, type FormerUsernameDocument } from './former-username.schema.js';
import { SESSIONS, type SessionDocument } from './session.schema.js';

const DUPLICATE_KEY = 11000;
const SIGN_IN_FIELDS = { role: 1, status: 1, passwordHashes: { $slice: 1 }, contactDataComplete: 1, signIns: 1, triesForgivenAt: 1, otpProcedure: 1 };
const NOTED_FIELDS = { _id: 0, contactDataComplete: 1, signInCount: 1 };
const SIGN_INS_KEPT = 10;

@Injectable()
export class MongoAccountStore extends AccountStore {
  private readonly accounts: Model<AccountDocument>;
  /** The driver's own collection, for what is asked with every sign-in and every page. */
  private readonly hot: mongo.Collection<AccountDocument>;
  private readonly sessions: mongo.Collection<SessionDocument>;
  private readonly formerUsernames: mongo.Collection<FormerUsernameDocument>;

  constructor(database: Database) {
    super();
    this.accounts = database.model('Account', accountSchema, ACCOUNTS);
    this.hot = database.collection(ACCOUNTS);
    this.sessions = database.collection(SESSIONS);
    this.formerUsernames = database.collection(FORMER_USERNAMES);
  }

  async findMaster(email: string, tx?: Transaction): Promise<Account | undefined> {
    return found(await this.accounts.findOne({ masterEmail: email }).session(tx ? sessionOf(tx) : null).lean<AccountDocument>().exec());
  }

  async find(id: string): Promise<Account | undefined> {
    return found(await this.accounts.findById(id).lean<AccountDocument>().exec());
  }

  async findActive(id: string): Promise<Account | undefined> {
    // By nothing but its id, and whole: the one form that the server answers without planning.
    const document = await this.hot.findOne({ _id: id });
    return document?.status === 'ACTIVE' ? found(document) : undefined;
  }

  async add(account: Account, tx: Transaction): Promise<void> {
    await this.accounts.insertMany([toDocument(account)], { session: sessionOf(tx) });
  }

  async renewInvitation(account: Account, tx: Transaction): Promise<boolean> {
    const invited = { _id: account.id, status: trusted({ $in: statesFor('INVITE') }), version: account.version - 1 };
    const { _id, ...document } = toDocument(account);
    return (await this.accounts.updateOne(invited, { $set: document }, { session: sessionOf(tx) })).modifiedCount === 1;
  }

  async isUsernameTaken(username: string): Promise<boolean> {
    return (await this.accounts.exists({ usernameKey: usernameKey(username) })) !== null;
  }

  async activate(id: string, { username, passwordHash, at }: Activation, tx: Transaction): Promise<Account | undefined> {
    await this.assertNotReserved(username, id, at, tx);
    const invited = { _id: id, status: trusted({ $in: statesFor('ACTIVATE') }) };
    const active = { status: 'ACTIVE' as const, username, usernameKey: usernameKey(username), passwordHashes: [passwordHash], activatedAt: at };
    const update = { $set: active, $inc: { version: 1 } };
    return found(await unlessTaken(this.accounts.findOneAndUpdate(invited, update, { session: sessionOf(tx), returnDocument: 'after' }).lean<AccountDocument>().exec()));
  }

  async findForSignIn(username: string): Promise<SignInAccount | undefined> {
    const document = await this.hot.findOne({ usernameKey: usernameKey(username) }, { projection: SIGN_IN_FIELDS });
    return document?.status === 'CLOSED' ? undefined : found(document);
  }

  async recordSignIn(id: string, passwordHash: string, signIn: SignIn, tx: Transaction): Promise<NotedSignIn | undefined> {
    const unchanged = { _id: id, status: { $in: statesFor('SIGN_IN') }, 'passwordHashes.0': passwordHash };
    const update = { $set: { lastLoginAt: signIn.at }, $inc: { signInCount: 1 }, $push: { signIns: { $each: [signIn], $slice: -SIGN_INS_KEPT } } };
    const noted = await this.hot.findOneAndUpdate(unchanged, update, { session: sessionOf(tx), returnDocument: 'after', projection: NOTED_FIELDS });
    return (noted as NotedSignIn | null) ?? undefined;
  }

  async findSignedIn({ accountId, sessionId }: Caller, now: Date, tx?: Transaction): Promise<Account | undefined> {
    const alive = { _id: sessionId, accountId, endedAt: { $exists: false }, idleExpiresAt: { $gt: now } };
    const account = { from: ACCOUNTS, localField: 'accountId', foreignField: '_id', as: 'account' };
    const pipeline = [{ $match: alive }, { $lookup: account }, { $project: { account: 1 } }];
    const [row] = await this.sessions.aggregate<{ account: AccountDocument[] }>(pipeline, tx ? { session: sessionOf(tx) } : {}).toArray();
    return found(row?.account[0]);
  }

  async change(id: string, version: number, changes: AccountChanges, tx: Transaction): Promise<boolean> {
    const update = { $set: changes, $inc: { version: 1 } };
    return (await this.accounts.updateOne({ _id: id, version }, update, { session: sessionOf(tx) })).modifiedCount === 1;
  }

  async changePassword({ id, username = '', passwordHashes: [judgedHash] }: PasswordHolder, { newHash, triesForgivenAt }: PasswordChange, tx: Transaction): Promise<Account | undefined> {
    const unchanged = { _id: id, status: { $in: statesFor('RECOVER') }, usernameKey: usernameKey(username), 'passwordHashes.0': judgedHash! };
    const remembered = { $each: [newHash], $position: 0, $slice: PASSWORDS_REMEMBERED };
    const update = { $push: { passwordHashes: remembered }, $inc: { version: 1 }, ...(triesForgivenAt && { $set: { triesForgivenAt } }) };
    return found(await this.hot.findOneAndUpdate(unchanged, update, { session: sessionOf(tx), returnDocument: 'after' }));
  }

  async changeUsername({ id, passwordHashes: [judgedHash] }: PasswordHolder, { username, at }: UsernameChange, tx: Transaction): Promise<Account | undefined> {
    await this.assertNotReserved(username, id, at, tx);
    const unchanged = { _id: id, status: { $in: statesFor('SIGN_IN') }, 'passwordHashes.0': judgedHash! };
    const chosen = { username, usernameKey: usernameKey(username) };
    const session = sessionOf(tx);
    const before = await unlessTaken(this.hot.findOneAndUpdate(unchanged, { $set: chosen, $inc: { version: 1 } }, { session, returnDocument: 'before' }));
    if (!before) return undefined;
    if (before.usernameKey && before.usernameKey !== chosen.usernameKey) await this.keepFormer(before.usernameKey, id, at, session);
    return toAccount({ ...before, ...chosen, version: before.version + 1 });
  }

  /**
   * In the transaction that takes the name. Who gives it up meanwhile, or takes it and gives it up again, has written the unique index after
   * this transaction began: taking it then conflicts, and the work runs again and reads anew.
   */
  private async assertNotReserved(username: string, accountId: string, now: Date, tx: Transaction): Promise<void> {
    const document = await this.formerUsernames.findOne({ _id: usernameKey(username) }, { session: sessionOf(tx) });
    if (document && isReserved(toFormerUsername(document), accountId, now)) throw new DomainError('username-taken');
  }

  private async keepFormer(key: string, id: string, now: Date, session: mongo.ClientSession): Promise<void> {
    const { usernameKey: _id, ...former } = formerUsername(key, id, now);
    await this.formerUsernames.replaceOne({ _id }, former, { session, upsert: true });
    const surplus = await this.formerUsernames.find({ accountId: id }, { session, sort: { freeAt: -1 }, skip: FORMER_USERNAMES_KEPT, projection: { _id: 1 } }).toArray();
    if (surplus.length > 0) await this.formerUsernames.deleteMany({ _id: { $in: surplus.map((older) => older._id) } }, { session });
  }
}

/** The index on `usernameKey` has the last word on who has a username. */
async function unlessTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY) throw new DomainError('username-taken');
    throw error;
  }
}

function found(document: AccountDocument | null | undefined): Account | undefined {
  return document ? toAccount(document) : undefined;
}
