import { DomainError } from '#libs/kernel';
import type { Account, SignIn } from '../../src/domain/account.js';
import { may } from '../../src/domain/account-status.policy.js';
import { AccountStore, type AccountChanges, type Activation, type Caller, type NotedSignIn, type PasswordChange, type PasswordHolder, type SignInAccount, type UsernameChange } from '../../src/domain/account.store.js';
import { FORMER_USERNAMES_KEPT, formerUsername, isReserved, type FormerUsername } from '../../src/domain/former-username.js';
import { PASSWORDS_REMEMBERED } from '../../src/domain/password.policy.js';
import { isAlive } from '../../src/domain/session.js';
import { usernameKey } from '../../src/domain/username.policy.js';
import type { MemoryDatabase } from './memory-database.js';

export class MemoryAccountStore extends AccountStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async findMaster(email: string): Promise<Account | undefined> {
    return this.all.find((account) => account.role === 'MASTER_ADMINISTRATOR' && account.status !== 'CLOSED' && account.email === email);
  }

  async find(id: string): Promise<Account | undefined> {
    return this.database.accounts.get(id);
  }

  async findActive(id: string): Promise<Account | undefined> {
    return this.all.find((account) => account.id === id && account.status === 'ACTIVE');
  }

  async add(account: Account): Promise<void> {
    if (account.role === 'MASTER_ADMINISTRATOR' && (await this.findMaster(account.email))) throw new Error('address taken');
    this.database.accounts.set(account.id, account);
  }

  async renewInvitation(account: Account): Promise<boolean> {
    const known = this.database.accounts.get(account.id);
    if (!known || !may(known.status, 'INVITE') || known.version !== account.version - 1) return false;
    this.database.accounts.set(account.id, account);
    return true;
  }

  async isUsernameTaken(username: string): Promise<boolean> {
    return this.holderOf(username) !== undefined;
  }

  async activate(id: string, { username, passwordHash, at }: Activation): Promise<Account | undefined> {
    const known = this.database.accounts.get(id);
    if (!known || !may(known.status, 'ACTIVATE')) return undefined;
    this.assertFree(username, id, at);
    return this.put({ ...known, status: 'ACTIVE', username, passwordHashes: [passwordHash], activatedAt: at, version: known.version + 1 });
  }

  async findForSignIn(username: string): Promise<SignInAccount | undefined> {
    const account = this.holderOf(username);
    return account?.status === 'CLOSED' ? undefined : account;
  }

  async recordSignIn(id: string, passwordHash: string, signIn: SignIn): Promise<NotedSignIn | undefined> {
    const known = this.database.accounts.get(id);
    if (!known || !may(known.status, 'SIGN_IN') || known.passwordHashes[0] !== passwordHash) return undefined;
    const signInCount = (known.signInCount ?? 0) + 1;
    this.put({ ...known, signInCount, lastLoginAt: signIn.at, signIns: [...known.signIns, signIn].slice(-10) });
    return { contactDataComplete: known.contactDataComplete, signInCount };
  }

  async findSignedIn({ accountId, sessionId }: Caller, now: Date): Promise<Account | undefined> {
    const session = this.database.sessions.get(sessionId);
    return session?.accountId === accountId && isAlive(session, now) ? this.database.accounts.get(accountId) : undefined;
  }

  async change(id: string, version: number, changes: AccountChanges): Promise<boolean> {
    const known = this.database.accounts.get(id);
    if (known?.version !== version) return false;
    this.put({ ...known, ...changes, version: version + 1 });
    return true;
  }

  async changePassword({ id, username = '', passwordHashes: [judgedHash] }: PasswordHolder, { newHash, triesForgivenAt }: PasswordChange): Promise<Account | undefined> {
    const known = this.holderOf(username);
    if (known?.id !== id || !may(known.status, 'RECOVER') || known.passwordHashes[0] !== judgedHash) return undefined;
    const passwordHashes = [newHash, ...known.passwordHashes].slice(0, PASSWORDS_REMEMBERED);
    return this.put({ ...known, passwordHashes, version: known.version + 1, ...(triesForgivenAt && { triesForgivenAt }) });
  }

  async changeUsername({ id, passwordHashes: [judgedHash] }: PasswordHolder, { username, at }: UsernameChange): Promise<Account | undefined> {
    const known = this.database.accounts.get(id);
    if (!known || !may(known.status, 'SIGN_IN') || known.passwordHashes[0] !== judgedHash) return undefined;
    this.assertFree(username, id, at);
    const formerKey = usernameKey(known.username ?? '');
    if (formerKey !== usernameKey(username)) this.keepFormer(formerUsername(formerKey, id, at));
    return this.put({ ...known, username, version: known.version + 1 });
  }

  private keepFormer(former: FormerUsername): void {
    const all = this.database.formerUsernames;
    all.set(former.usernameKey, former);
    const own = [...all.values()].filter(({ accountId }) => accountId === former.accountId).sort((a, b) => b.freeAt.getTime() - a.freeAt.getTime());
    for (const { usernameKey: surplus } of own.slice(FORMER_USERNAMES_KEPT)) all.delete(surplus);
  }

  private assertFree(username: string, accountId: string, now: Date): void {
    const holder = this.holderOf(username);
    const former = this.database.formerUsernames.get(usernameKey(username));
    if ((holder && holder.id !== accountId) || isReserved(former, accountId, now)) throw new DomainError('username-taken');
  }

  private get all(): Account[] {
    return [...this.database.accounts.values()];
  }

  private holderOf(username: string): Account | undefined {
    return this.all.find((account) => account.username && usernameKey(account.username) === usernameKey(username));
  }

  put(account: Account): Account {
    this.database.accounts.set(account.id, account);
    return account;
  }
}
