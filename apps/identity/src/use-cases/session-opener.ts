import { Injectable } from '@nestjs/common';
import { fact, sessionStarted, type OpenedSession, type Origin } from '#libs/contracts';
import { Clock, type Actor, type Transaction } from '#libs/kernel';
import { contactDataRequired, type Account } from '../domain/account.js';
import { RefreshTokens } from '../domain/refresh-token.js';
import { SessionTimes, type Session } from '../domain/session.js';
import { SessionStore } from '../domain/session.store.js';
import { describeOpened } from './opened-session.js';

/** Opens sessions, and tells. */
@Injectable()
export class SessionOpener {
  constructor(
    private readonly sessions: SessionStore,
    private readonly times: SessionTimes,
    private readonly tokens: RefreshTokens,
    private readonly clock: Clock,
  ) {}

  prepare(account: Pick<Account, 'id' | 'role' | 'contactDataComplete'>, { device, ipPrefix }: Origin): Session {
    const { id: accountId, role } = account;
    return this.times.start({ accountId, role, contactDataRequired: contactDataRequired(account), device, ipPrefix }, this.clock.now());
  }

  async open(session: Session, tx: Transaction): Promise<OpenedSession> {
    const { id: sessionId, accountId, device, ipPrefix } = session;
    const actor: Actor = { kind: 'SELF', accountId };
    await this.sessions.open(session, tx);
    tx.emit(fact(sessionStarted, 1, { actor, accountId, sessionId }));
    tx.audit({ action: 'session.started', accountId, actor, details: { sessionId, device, ipPrefix } });
    return describeOpened(session, this.tokens);
  }
}
