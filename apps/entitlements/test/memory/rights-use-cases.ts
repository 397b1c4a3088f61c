import { ManualClock, Turns } from '#libs/kernel';
import { AuthorizeHandoverUseCase } from '../../src/use-cases/authorize-handover.use-case.js';
import { CheckRightsUseCase } from '../../src/use-cases/check-rights.use-case.js';
import { CustomerLocks } from '../../src/use-cases/customer-locks.js';
import { EndLapsedRightsUseCase } from '../../src/use-cases/end-lapsed-rights.use-case.js';
import { FilterAdministeredUseCase } from '../../src/use-cases/filter-administered.use-case.js';
import { GetContractUseCase } from '../../src/use-cases/get-contract.use-case.js';
import { ListContractsUseCase } from '../../src/use-cases/list-contracts.use-case.js';
import { RecordContractsUseCase } from '../../src/use-cases/record-contracts.use-case.js';
import { RecordCustomerCentreLinkUseCase } from '../../src/use-cases/record-customer-centre-link.use-case.js';
import { RecordCustomerLinkUseCase } from '../../src/use-cases/record-customer-link.use-case.js';
import { RightsChanges } from '../../src/use-cases/rights-changes.js';
import { MemoryAccountCopyStore, MemoryTransactions } from './memory-entitlements.js';
import { MemoryContractRightsStore, MemoryHeldContractStore, MemoryLinkStore } from './memory-rights.stores.js';

/** Every use case about rights, without a database. */
export function rightsInMemory(clock = new ManualClock()) {
  const [transactions, contracts, links, accounts] = [new MemoryTransactions(), new MemoryContractRightsStore(), new MemoryLinkStore(), new MemoryAccountCopyStore()];
  const held = new MemoryHeldContractStore(contracts);
  const locks = new CustomerLocks(transactions, contracts, new Turns());
  const changes = new RightsChanges(contracts, links);
  return {
    clock, transactions, contracts, links, accounts, held,
    recordContracts: new RecordContractsUseCase(locks, links, changes, clock),
    recordCustomerLink: new RecordCustomerLinkUseCase(locks, contracts, links, changes, clock),
    recordCustomerCentreLink: new RecordCustomerCentreLinkUseCase(locks, links, changes, clock),
    endLapsedRights: new EndLapsedRightsUseCase(locks, contracts, changes, clock),
    listContracts: new ListContractsUseCase(held, clock),
    getContract: new GetContractUseCase(held, clock),
    checkRights: new CheckRightsUseCase(held, clock),
    filterAdministered: new FilterAdministeredUseCase(held, clock),
    authorizeHandover: new AuthorizeHandoverUseCase(transactions, held, accounts, clock),
  };
}
