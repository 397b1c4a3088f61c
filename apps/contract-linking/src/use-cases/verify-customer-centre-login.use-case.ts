import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, verifyCustomerCentreLogin } from '#libs/contracts';
import { type Call, Clock, DomainError, newId, Transactions } from '#libs/kernel';
import { selfAs } from '../domain/actors.js';
import { CentreTriesStore } from '../domain/centre-tries.store.js';
import { newVerification } from '../domain/centre-verification.js';
import { CentreVerificationStore } from '../domain/centre-verification.store.js';
import { type CentreLogin, LoginService, RefusedOtherwise } from '../domain/login-service.js';
import { tooManyAttempts } from '../domain/too-many-attempts.js';

type Request = RequestOf<typeof verifyCustomerCentreLogin>;

/** Asks the login service whose credentials these are (capability 10). They go there and nowhere else. */
@Injectable()
export class VerifyCustomerCentreLoginUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly loginService: LoginService,
    private readonly tries: CentreTriesStore,
    private readonly verifications: CentreVerificationStore,
    private readonly clock: Clock,
  ) {}

  async execute(request: Request, call: Call): Promise<ReplyOf<typeof verifyCustomerCentreLogin>> {
    const login = await this.ask(request, call);
    if (!login) throw new DomainError('login-service-rejected');
    const verification = newVerification(newId(), request.accountId, shownBy(request, login), this.clock.now());
    await this.transactions.run(call, async (tx) => {
      await this.verifications.add(tx, verification);
      tx.audit({ ...by(request), action: 'customer-centre.login-accepted', details: { method: request.credentials.method } });
    });
    return { verificationId: verification.id, accessNumbers: verification.accessNumbers };
  }

  /** Counted before it is asked; what was not in vain, or was never looked at as far as one can tell, is given back: nobody pays for an outage. */
  private async ask(request: Request, call: Call): Promise<CentreLogin | undefined> {
    const { accountId, credentials } = request;
    const next = { id: newId(), at: this.clock.now() };
    const until = await this.tries.take(accountId, next);
    if (until) throw tooManyAttempts(until, next.at);
    let isInVain = false;
    try {
      const login = await this.loginService.verify(credentials, call);
      isInVain = login === undefined;
      return login;
    } catch (error) {
      isInVain = error instanceof DomainError && error.cause instanceof RefusedOtherwise;
      throw error;
    } finally {
      // Who guesses must show.
      if (isInVain) await this.recordRejection(request, call);
      else await this.tries.giveBack(accountId, next.id);
    }
  }

  private recordRejection(request: Request, call: Call): Promise<void> {
    return this.transactions.run(call, async (tx) => tx.audit({ ...by(request), action: 'customer-centre.login-rejected', details: { method: request.credentials.method } }));
  }
}

/** Of an access number no more than that one is taken, whatever the service says. */
function shownBy({ credentials }: Request, login: CentreLogin): CentreLogin {
  if (credentials.method !== 'ACCESS_NUMBER') return login;
  return { ...login, accessNumbers: login.accessNumbers.filter((number) => number === credentials.accessNumber) };
}

const by = ({ accountId, origin }: Request) => ({ actor: selfAs(accountId), accountId, origin });
