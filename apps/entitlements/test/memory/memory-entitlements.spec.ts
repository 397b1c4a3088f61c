import { describe } from '@jest/globals';
import { accountCopyStoreSuite } from '../stores/account-copy-store.suite.js';
import { rightsStoresSuite } from '../stores/rights-stores.suite.js';
import { MemoryAccountCopyStore, MemoryTransactions } from './memory-entitlements.js';
import { MemoryContractRightsStore, MemoryHeldContractStore, MemoryLinkStore } from './memory-rights.stores.js';

const transactions = new MemoryTransactions();
const contracts = new MemoryContractRightsStore();
const rights = { transactions, contracts, links: new MemoryLinkStore(), held: new MemoryHeldContractStore(contracts) };
const copies = { transactions, accounts: new MemoryAccountCopyStore() };

describe('a store of copies of accounts in memory', () => accountCopyStoreSuite(() => copies));

describe('stores of rights in memory', () => rightsStoresSuite(() => rights));
