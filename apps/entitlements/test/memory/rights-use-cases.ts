import { ManualClock, Turns } from '#libs/kernel';
import { AuthorizeHandoverUseCase } from '../../src/use-cases/authorize-handover.use-case.js';
import { CheckRightsUseCase } from '../../src/use-cases/check-rights.use-case.js';
import { CloseAccountUseCase } from '../../src/use-cases/close-account.use-case.js';
import { CopyAccountUseCase } from '../../src/use-cases/copy-account.use-case.js';
import { CurrentTerms } from '../../src/use-cases/current-terms.js';
import { CustomerLocks } from '../../src/use-cases/customer-locks.js';
import { EndLapsedRightsUseCase } from '../../src/use-cases/end-lapsed-rights.use-case.js';
import { ExplainRightsUseCase } from '../../src/use-cases/explain-rights.use-case.js';
import { FilterAdministeredUseCase } from '../../src/use-cases/filter-administered.use-case.js';
import { GetAssignmentsUseCase } from '../../src/use-cases/get-assignments.use-case.js';
import { GetContractUseCase } from '../../src/use-cases/get-contract.use-case.js';
import { GetTransferUseCase } from '../../src/use-cases/get-transfer.use-case.js';
import { ListContractsUseCase } from '../../src/use-cases/list-contracts.use-case.js';
import { ListOrphanedContractsUseCase } from '../../src/use-cases/list-orphaned-contracts.use-case.js';
import { ListRightsHistoryUseCase } from '../../src/use-cases/list-rights-history.use-case.js';
import { ListTransferOptionsUseCase } from '../../src/use-cases/list-transfer-options.use-case.js';
import { ListTransfersUseCase } from '../../src/use-cases/list-transfers.use-case.js';
import { OwnShares } from '../../src/use-cases/own-shares.js';
import { RecordContractsUseCase } from '../../src/use-cases/record-contracts.use-case.js';
import { RecordCustomerCentreLinkUseCase } from '../../src/use-cases/record-customer-centre-link.use-case.js';
import { RecordCustomerLinkUseCase } from '../../src/use-cases/record-customer-link.use-case.js';
import { RightsChanges } from '../../src/use-cases/rights-changes.js';
import { RightsExplainer } from '../../src/use-cases/rights-explainer.js';
import { SaveAssignmentsUseCase } from '../../src/use-cases/save-assignments.use-case.js';
import { SaveTransferUseCase } from '../../src/use-cases/save-transfer.use-case.js';
import { SearchTransferCandidateUseCase } from '../../src/use-cases/search-transfer-candidate.use-case.js';
import { ShareSaver } from '../../src/use-cases/share-saver.js';
import { VerifyRightsUseCase } from '../../src/use-cases/verify-rights.use-case.js';
import { MemoryAccountCopyStore, MemoryTransactions } from './memory-entitlements.js';
import { MemoryContractRightsStore, MemoryHeldContractStore, MemoryLinkStore } from './memory-rights.stores.js';
import { MemoryRightsHistoryStore, MemorySearchMissesStore, MemoryGivenContractStore, MemoryShareStore } from './memory-sharing.stores.js';

/** Every use case about rights, without a database. */
export function rightsInMemory(clock = new ManualClock(), { maxTransferDepth = 1 } = {}) {
  const [transactions, contracts, links, accounts] = [new MemoryTransactions(), new MemoryContractRightsStore(), new MemoryLinkStore(), new MemoryAccountCopyStore()];
  const [shares, history, held, given] = [new MemoryShareStore(), new MemoryRightsHistoryStore(), new MemoryHeldContractStore(contracts), new MemoryGivenContractStore(contracts, links)];
  const terms = new CurrentTerms(clock, maxTransferDepth);
  const locks = new CustomerLocks(transactions, contracts, new Turns(), terms);
  const changes = new RightsChanges(contracts, links, history);
  const own = new OwnShares(shares, accounts);
  const saver = new ShareSaver(locks, shares, given, changes);
  const getAssignments = new GetAssignmentsUseCase(own, shares, given, clock);
  const explainer = new RightsExplainer(contracts, accounts, terms);
  return {
    clock, transactions, contracts, links, accounts, held, given, shares, history, explainer, getAssignments,
    recordContracts: new RecordContractsUseCase(locks, links, changes),
    recordCustomerLink: new RecordCustomerLinkUseCase(locks, contracts, links, accounts, changes),
    recordCustomerCentreLink: new RecordCustomerCentreLinkUseCase(locks, links, changes),
    endLapsedRights: new EndLapsedRightsUseCase(locks, contracts, changes, clock),
    copyAccount: new CopyAccountUseCase(transactions, accounts),
    closeAccount: new CloseAccountUseCase(locks, given, accounts, links, changes),
    searchTransferCandidate: new SearchTransferCandidateUseCase(transactions, new MemorySearchMissesStore(), given, own, clock),
    listTransferOptions: new ListTransferOptionsUseCase(own, given, clock),
    listTransfers: new ListTransfersUseCase(given, shares, accounts, clock),
    getTransfer: new GetTransferUseCase(own, given, clock),
    saveTransfer: new SaveTransferUseCase(own, saver),
    saveAssignments: new SaveAssignmentsUseCase(own, saver, getAssignments),
    listContracts: new ListContractsUseCase(held, clock),
    getContract: new GetContractUseCase(held, clock),
    checkRights: new CheckRightsUseCase(held, clock),
    filterAdministered: new FilterAdministeredUseCase(held, clock),
    authorizeHandover: new AuthorizeHandoverUseCase(transactions, held, accounts, clock),
    explainRights: new ExplainRightsUseCase(own, explainer),
    listRightsHistory: new ListRightsHistoryUseCase(history, accounts),
    verifyRights: new VerifyRightsUseCase(contracts, history, terms),
    listOrphanedContracts: new ListOrphanedContractsUseCase(contracts, clock),
  };
}
