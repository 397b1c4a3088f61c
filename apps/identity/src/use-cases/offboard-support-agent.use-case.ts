import { Injectable } from '@nestjs/common';
import { Clock, Transactions, type Actor, type Call } from '#libs/kernel';
import { StaffMemberStore } from '../domain/staff-member.store.js';
import type { StaffWord } from '../domain/support-agent.js';
import { AccountStates } from './account-states.js';

/** Somebody has left the hotline: the account is closed. Whoever is onboarded later gets another account. */
@Injectable()
export class OffboardSupportAgentUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly staff: StaffMemberStore,
    private readonly states: AccountStates,
    private readonly clock: Clock,
  ) {}

  async execute(staffNumber: string, actor: Actor, call: Call, word: StaffWord): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      if (!(await tx.claim(word.id)) || !(await this.staff.recordWord(staffNumber, word, tx))) return;
      const account = await this.staff.findAccount(staffNumber, tx);
      if (account) await this.states.close(account, 'OFFBOARDED', { actor, now: this.clock.now() }, tx);
    });
  }
}
