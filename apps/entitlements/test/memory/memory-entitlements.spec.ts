import { describe } from '@jest/globals';
import { accountCopyStoreSuite } from '../stores/account-copy-store.suite.js';
import { rightsHistoryStoreSuite } from '../stores/rights-history-store.suite.js';
import { rightsStoresSuite } from '../stores/rights-stores.suite.js';
import { givenContractStoreSuite, searchMissesStoreSuite, shareStoreSuite } from '../stores/sharing-stores.suite.js';
import { MemoryAccountCopyStore, MemoryTransactions } from './memory-entitlements.js';
import { MemoryContractRightsStore, MemoryHeldContractStore, MemoryLinkStore } from './memory-rights.stores.js';
import { MemoryGivenContractStore, MemoryRightsHistoryStore, MemorySearchMissesStore, MemoryShareStore } from './memory-sharing.stores.js';

const transactions = new MemoryTransactions();
const [contracts, links] = [new MemoryContractRightsStore(), new MemoryLinkStore()];
const rights = { transactions, contracts, links, held: new MemoryHeldContractStore(contracts) };
const copies = { transactions, accounts: new MemoryAccountCopyStore() };
const sharing = { transactions, contracts, links, given: new MemoryGivenContractStore(contracts, links), shares: new MemoryShareStore(), misses: new MemorySearchMissesStore() };
const histories = { transactions, history: new MemoryRightsHistoryStore() };

describe('a store of copies of accounts in memory', () => accountCopyStoreSuite(() => copies));

describe('stores of rights in memory', () => rightsStoresSuite(() => rights));

describe('a store of shares in memory', () => shareStoreSuite(() => sharing));

describe('a store of misses in memory', () => searchMissesStoreSuite(() => sharing));

describe('a store of given contracts in memory', () => givenContractStoreSuite(() => sharing));

describe('a store of histories in memory', () => rightsHistoryStoreSuite(() => histories));
