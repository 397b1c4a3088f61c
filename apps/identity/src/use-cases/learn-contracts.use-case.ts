import { Injectable } from '@nestjs/common';
import { Clock, Transactions, type Call } from '#libs/kernel';
import { ContractStore } from '../domain/contract.store.js';
import { isSuitable, type KnownContract } from '../domain/known-contract.js';
import { RegistrationStore } from '../domain/registration.store.js';

/** One thing that contract-linking said of a contract; the message is remembered with the effect. */
export interface SaidOfContract {
  messageId: string;
  contract: KnownContract;
}

/** Keeps our copy of the contracts, each fact of another one; registrations that waited for one of these are due at once. */
@Injectable()
export class LearnContractsUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly contracts: ContractStore,
    private readonly registrations: RegistrationStore,
    private readonly clock: Clock,
  ) {}

  /** Returns how many registrations are due. */
  async execute(said: readonly SaidOfContract[], call: Call): Promise<number> {
    return this.transactions.run(call, async (tx) => {
      const fresh = await tx.claimAll(said.map(({ messageId }) => messageId));
      const contracts = said.filter(({ messageId }) => fresh.delete(messageId)).map(({ contract }) => contract);
      await this.contracts.lockCustomers(numbersOf(contracts), tx);
      const news = await this.contracts.record(contracts, tx);
      const now = this.clock.now();
      const suitable = news.filter((contract) => isSuitable(contract, now));
      return suitable.length > 0 ? this.registrations.hurry(numbersOf(suitable), now, tx) : 0;
    });
  }
}

const numbersOf = (contracts: readonly KnownContract[]): string[] => [...new Set(contracts.map(({ customerNumber }) => customerNumber))];
