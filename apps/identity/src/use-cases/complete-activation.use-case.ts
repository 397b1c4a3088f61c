import { Injectable } from '@nestjs/common';
import { accountActivated, fact, type completeActivation, type Origin, type ReplyOf, type RequestOf } from '#libs/contracts';
import { DomainError, Transactions, type Actor, type Call } from '#libs/kernel';
import { passwordVariantOf, type Account } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';
import type { ActivationClaim } from '../domain/activation-token.js';
import { PasswordHasher } from '../domain/password-hasher.js';
import { brokenPasswordRules } from '../domain/password.policy.js';
import { brokenUsernameRules, normalizeUsername } from '../domain/username.policy.js';
import { ActivationClaims } from './activation-claims.js';
import { MobileAuthorizations } from './mobile-authorizations.js';

type Request = RequestOf<typeof completeActivation>;

/** Capability 2, second step: username and password, and the account is active. */
@Injectable()
export class CompleteActivationUseCase {
  constructor(
    private readonly claims: ActivationClaims,
    private readonly accounts: AccountStore,
    private readonly passwords: PasswordHasher,
    private readonly transactions: Transactions,
    private readonly mobile: MobileAuthorizations,
  ) {}

  async execute(request: Request, call: Call): Promise<ReplyOf<typeof completeActivation>> {
    const claim = await this.claims.read(request.activationToken);
    const account = await this.accounts.find(claim.accountId);
    if (!account) throw new DomainError('token-expired');
    const username = normalizeUsername(request.username);
    assertPolicies(username, request.password, account);
    if (await this.accounts.isUsernameTaken(username)) {
      // Perhaps by this very account, in a try whose answer was late: then its token is worth nothing any more.
      await this.claims.read(request.activationToken);
      throw new DomainError('username-taken');
    }
    // Hashed before the transaction opens: nothing is held while a core is busy with it.
    const passwordHash = await this.passwords.admit(() => this.passwords.hash(request.password));
    await this.activate(claim, { username, passwordHash }, request.origin, call);
    return { username };
  }

  private async activate(claim: ActivationClaim, credentials: { username: string; passwordHash: string }, origin: Origin, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      const at = await this.claims.spend(claim, tx);
      const account = await this.accounts.activate(claim.accountId, { ...credentials, at }, tx);
      if (!account) throw new DomainError('token-expired');
      const actor: Actor = { kind: 'SELF', accountId: account.id };
      tx.emit(activatedFact(account, actor));
      tx.audit({ action: 'account.activated', accountId: account.id, actor, origin, details: { codeId: claim.codeId } });
      await this.mobile.bindWaiting(account, tx);
    });
  }
}

/** All broken rules at once; a wrong username makes it `validation-failed`, otherwise it is `password-policy`. */
function assertPolicies(username: string, password: string, account: Account): void {
  const usernameErrors = brokenUsernameRules(username);
  const passwordErrors = brokenPasswordRules(password, username, passwordVariantOf(account));
  const errors = [...usernameErrors, ...passwordErrors];
  if (errors.length > 0) throw new DomainError(usernameErrors.length > 0 ? 'validation-failed' : 'password-policy', { errors });
}

function activatedFact(account: Account, actor: Actor) {
  const { id, role, username, firstName, lastName, email, locale, superiorId, contact } = account;
  const data = { actor, accountId: id, role, firstName, lastName, company: contact.company, email, locale };
  return fact(accountActivated, account.version, { ...data, ...(username && { username }), ...(superiorId && { superiorId }) });
}
