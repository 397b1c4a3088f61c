import { Injectable } from '@nestjs/common';
import { fact, sessionStarted, type OpenedSession, type Origin } from '#libs/contracts';
import { Clock, type Actor, type Transaction } from '#libs/kernel';
import { contactDataRequired, type Account } from '../domain/account.js';
import { RefreshTokens } from '../domain/refresh-token.js';
import { mayHaveTooManySessions, SessionTimes, type Session } from '../domain/session.js';
import { SessionStore } from '../domain/session.store.js';
import { describeOpened } from './opened-session.js';
import { SessionEnder } from './session-ender.js';

/** Opens sessions, and tells. */
@Injectable()
export class SessionOpener {
  constructor(
    private readonly sessions: SessionStore,
    private readonly times: SessionTimes,
    private readonly tokens: RefreshTokens,
    private readonly clock: Clock,
    private readonly ender: SessionEnder,
  ) {}

  prepare(account: Pick<Account, 'id' | 'role' | 'contactDataComplete'>, { device, ipPrefix }: Origin): Session {
    const { id: accountId, role } = account;
    return this.times.start({ accountId, role, contactDataRequired: contactDataRequired(account), device, ipPrefix }, this.clock.now());
  }

  /** `signInCount`: of the account, this one included. */
  async open(session: Session, signInCount: number, tx: Transaction): Promise<OpenedSession> {
    const { id: sessionId, accountId, device, ipPrefix } = session;
    const actor: Actor = { kind: 'SELF', accountId };
    if (mayHaveTooManySessions(signInCount)) await this.ender.makeRoom(accountId, tx);
    await this.sessions.open(session, tx);
    tx.emit(fact(sessionStarted, 1, { actor, accountId, sessionId }));
    tx.audit({ action: 'session.started', accountId, actor, origin: { ipPrefix, device }, details: { sessionId } });
    return describeOpened(session, this.tokens);
  }
}
