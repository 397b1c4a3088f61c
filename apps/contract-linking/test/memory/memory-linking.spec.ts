import { describe } from '@jest/globals';
import { customerLinkStoreSuite } from '../stores/customer-link-store.suite.js';
import { letterStoreSuite } from '../stores/letter-store.suite.js';
import { memoryStores } from './memory-linking.js';

const stores = memoryStores();
const now = new Date('2026-05-01T10:00:00Z');

describe('stores of letters in memory', () => letterStoreSuite(() => stores, now));
describe('stores of customer links in memory', () => customerLinkStoreSuite(() => stores, now));
