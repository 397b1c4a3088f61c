import type { Transaction } from '#libs/kernel';
import type { Account, Contact, Locale, SignIn } from './account.js';

/** Who asks: the account and the session of a verified token. */
export interface Caller {
  accountId: string;
  sessionId: string;
}

export type SignInAccount = Pick<Account, 'id' | 'role' | 'status' | 'passwordHashes' | 'contactDataComplete' | 'signIns' | 'triesForgivenAt' | 'otpProcedure'>;

/** The account as of the write that noted a sign-in. */
export type NotedSignIn = Pick<Account, 'contactDataComplete'> & { signInCount: number };

export interface Activation {
  username: string;
  passwordHash: string;
  at: Date;
}

export interface UsernameChange {
  username: string;
  at: Date;
}

/** What a new password was judged against. */
export type PasswordHolder = Pick<Account, 'id' | 'username' | 'passwordHashes' | 'otpProcedure'>;

export interface PasswordChange {
  newHash: string;
  /** From when wrong tries count no more. */
  triesForgivenAt?: Date;
}

export abstract class AccountStore {
  /** The master administrator (not closed) whom the address belongs to; there is at most one. */
  abstract findMaster(email: string, tx?: Transaction): Promise<Account | undefined>;
  abstract find(id: string): Promise<Account | undefined>;
  abstract findActive(id: string): Promise<Account | undefined>;
  abstract add(account: Account, tx: Transaction): Promise<void>;
  /** Writes the newer form of an invited account, if it still is of the version before. */
  abstract renewInvitation(account: Account, tx: Transaction): Promise<boolean>;
  /** Whether an account has it now. */
  abstract isUsernameTaken(username: string): Promise<boolean>;
  /** Makes an invited account active; undefined when it is not invited any more. @throws DomainError `username-taken`, also while it is kept for whoever had it before */
  abstract activate(id: string, activation: Activation, tx: Transaction): Promise<Account | undefined>;
  /** Any account with this username that is not closed. */
  abstract findForSignIn(username: string): Promise<SignInAccount | undefined>;
  /** Notes a sign-in; undefined unless the account is active and its password is still the one that was compared. */
  abstract recordSignIn(id: string, passwordHash: string, signIn: SignIn, tx: Transaction): Promise<NotedSignIn | undefined>;
  /** The caller's account if their session lives. */
  abstract findSignedIn(caller: Caller, now: Date, tx?: Transaction): Promise<Account | undefined>;
  /** Writes what the holder changed, if nobody changed the account since `version`. */
  abstract change(id: string, version: number, changes: AccountChanges, tx: Transaction): Promise<boolean>;
  /** Puts a new password before the remembered ones; undefined unless the account is active or locked and has the username and password that were judged. */
  abstract changePassword(judged: PasswordHolder, change: PasswordChange, tx: Transaction): Promise<Account | undefined>;
  /**
   * Gives the account another username and keeps the former one for it; undefined unless the account is active and has the password that was
   * judged. @throws DomainError `username-taken`, also while it is kept for somebody else
   */
  abstract changeUsername(judged: PasswordHolder, change: UsernameChange, tx: Transaction): Promise<Account | undefined>;
}

export interface AccountChanges {
  contact?: Contact;
  contactDataComplete?: true;
  locale?: Locale;
}
