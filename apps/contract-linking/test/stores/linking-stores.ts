import type { Transactions } from '#libs/kernel';
import type { AccountStore } from '../../src/domain/account.store.js';
import type { ConnectTriesStore } from '../../src/domain/connect-tries.store.js';
import type { CustomerLinkStore } from '../../src/domain/customer-link.store.js';
import type { LetterRequestStore } from '../../src/domain/letter-request.store.js';
import type { LetterStore } from '../../src/domain/letter.store.js';

/** One implementation of the stores of letters and links, and what makes their transactions. */
export interface LinkingStores {
  transactions: Transactions;
  letters: LetterStore;
  requests: LetterRequestStore;
  tries: ConnectTriesStore;
  links: CustomerLinkStore;
  accounts: AccountStore;
}
