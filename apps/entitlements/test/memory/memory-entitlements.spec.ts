import { describe } from '@jest/globals';
import { accountCopyStoreSuite } from '../stores/account-copy-store.suite.js';
import { MemoryAccountCopyStore, MemoryTransactions } from './memory-entitlements.js';

const stores = { transactions: new MemoryTransactions(), accounts: new MemoryAccountCopyStore() };

describe('a store of copies of accounts in memory', () => accountCopyStoreSuite(() => stores));
