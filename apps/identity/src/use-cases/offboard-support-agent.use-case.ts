import { Injectable } from '@nestjs/common';
import { accountClosed, fact } from '#libs/contracts';
import { Transactions, type Actor, type Call } from '#libs/kernel';
import { StaffMemberStore } from '../domain/staff-member.store.js';
import type { StaffWord } from '../domain/support-agent.js';
import { SessionEnder } from './session-ender.js';

/** Somebody has left the hotline: the account is closed and its sessions end at once. Whoever is onboarded later gets another account. */
@Injectable()
export class OffboardSupportAgentUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly staff: StaffMemberStore,
    private readonly sessions: SessionEnder,
  ) {}

  async execute(staffNumber: string, actor: Actor, call: Call, word: StaffWord): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      if (!(await tx.claim(word.id)) || !(await this.staff.recordWord(staffNumber, word, tx))) return;
      const closed = await this.staff.closeAccount(staffNumber, tx);
      if (!closed) return;
      const { id: accountId, version, role } = closed;
      tx.emit(fact(accountClosed, version, { actor, accountId, role, reason: 'OFFBOARDED' }));
      tx.audit({ action: 'account.closed', accountId, actor, details: { reason: 'OFFBOARDED', staffNumber } });
      await this.sessions.endAll(accountId, { reason: 'LOCKED', actor }, tx);
    });
  }
}
