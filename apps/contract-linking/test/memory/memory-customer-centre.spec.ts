import { describe } from '@jest/globals';
import { customerCentreStoresSuite } from '../stores/customer-centre-stores.suite.js';
import { MemoryCentreTriesStore, MemoryCentreVerificationStore, MemoryCustomerCentreLinkStore, MemoryTransactions } from './memory-customer-centre.js';

const stores = { transactions: new MemoryTransactions(), links: new MemoryCustomerCentreLinkStore(), verifications: new MemoryCentreVerificationStore(), tries: new MemoryCentreTriesStore() };

describe('stores of links to the customer centre in memory', () => customerCentreStoresSuite(() => stores));
