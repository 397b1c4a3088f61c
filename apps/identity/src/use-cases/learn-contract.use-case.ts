import { Injectable } from '@nestjs/common';
import { Clock, Transactions, type Call } from '#libs/kernel';
import { ContractStore } from '../domain/contract.store.js';
import { isSuitable, type KnownContract } from '../domain/known-contract.js';
import { RegistrationStore } from '../domain/registration.store.js';

/** Keeps our copy of the contracts; registrations that waited for this one are due at once. */
@Injectable()
export class LearnContractUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly contracts: ContractStore,
    private readonly registrations: RegistrationStore,
    private readonly clock: Clock,
  ) {}

  /** `messageId` is remembered with the effect. Returns how many registrations are due. */
  async execute(contract: KnownContract, messageId: string, call: Call): Promise<number> {
    return this.transactions.run(call, async (tx) => {
      if (!(await tx.claim(messageId))) return 0;
      await this.contracts.lockCustomer(contract.customerNumber, tx);
      const isNews = await this.contracts.record(contract, tx);
      const now = this.clock.now();
      return isNews && isSuitable(contract, now) ? this.registrations.hurry(contract.customerNumber, now, tx) : 0;
    });
  }
}
