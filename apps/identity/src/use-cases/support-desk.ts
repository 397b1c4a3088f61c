import { Injectable } from '@nestjs/common';
import { Clock, DomainError, Transactions, type Actor, type Call, type ErrorCode, type RequestOrigin, type Transaction } from '#libs/kernel';
import { AccountStore, type Caller } from '../domain/account.store.js';
import type { SupportReach } from '../domain/support.store.js';
import type { StateAct } from './account-states.js';

/** Who acts on other people's accounts: a support agent who is signed in, or an operator at the command line. */
export type Requester = { kind: 'SUPPORT'; caller: Caller; origin: RequestOrigin } | { kind: 'OPERATOR' };

/** An act in the words of the audit log, such as `looked-up`, and why it is done. */
export interface NamedAct {
  name: string;
  reason: string;
}

/** Refusals that say something about other people's accounts: that somebody asked is kept too. */
const KEPT_REFUSALS: readonly ErrorCode[] = ['not-found', 'too-many-attempts'];

/** Acts of the hotline and of operators: only of those who may, never without a reason, always on the record in the same transaction. */
@Injectable()
export class SupportDesk {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountStore,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `token-invalid`, `forbidden`; what `work` throws */
  async serve<T extends object>(requester: Requester, act: NamedAct, call: Call, work: (act: SupportAct, tx: Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.transactions.runOnce(call, async (tx) => work(await this.admit(requester, act, tx), tx));
    } catch (error) {
      if (error instanceof DomainError && KEPT_REFUSALS.includes(error.code)) {
        await this.transactions.run(call, async (tx) => (await this.admit(requester, act, tx)).recordRefusal(error.code, tx));
      }
      throw error;
    }
  }

  private async admit(requester: Requester, act: NamedAct, tx: Transaction): Promise<SupportAct> {
    const now = this.clock.now();
    if (requester.kind === 'OPERATOR') return new SupportAct(act, { kind: 'OPERATOR' }, 'EVERYBODY', now);
    const agent = await this.accounts.findSignedIn(requester.caller, now, tx);
    if (agent?.status !== 'ACTIVE') throw new DomainError('token-invalid');
    if (agent.role !== 'SUPPORT_AGENT') throw new DomainError('forbidden');
    return new SupportAct(act, { kind: 'SUPPORT', accountId: agent.id }, 'CUSTOMERS', now, requester.origin);
  }
}

/** An act that was let in: on whose word, how far it reaches, and how it is put on record. */
export class SupportAct {
  constructor(
    private readonly act: NamedAct,
    readonly actor: Actor,
    readonly reach: SupportReach,
    readonly now: Date,
    private readonly origin?: RequestOrigin,
  ) {}

  /** Acts on the state of an account are put on record with it. */
  get onState(): StateAct {
    return { actor: this.actor, now: this.now, origin: this.origin, words: this.act.reason };
  }

  /** Shows in the feed of the account acted on; in the agent's own where there is none. */
  record(accountId: string | undefined, tx: Transaction, details: Record<string, unknown> = {}): void {
    this.write(this.act.name, accountId, details, tx);
  }

  recordRefusal(code: ErrorCode, tx: Transaction): void {
    this.write('refused', undefined, { act: this.act.name, code }, tx);
  }

  private write(name: string, accountId: string | undefined, details: Record<string, unknown>, tx: Transaction): void {
    const whose = accountId ?? this.actor.accountId;
    const action = `${this.actor.kind.toLowerCase()}.${name}`;
    tx.audit({ action, actor: this.actor, ...(whose && { accountId: whose }), ...(this.origin && { origin: this.origin }), details: { reason: this.act.reason, ...details } });
  }
}
