import { type Call, DeliveredSecrets, DomainError, ManualClock, newCall, newId, normalizeCode, SecretSealer, Turns } from '#libs/kernel';
import type { LetterRecipient } from '../../src/domain/letter-request.js';
import { LetterTimes } from '../../src/domain/letter.js';
import { type HashCost, OneTimePasswordHasher } from '../../src/domain/one-time-password.js';
import { OperationsAlarm } from '../../src/domain/operations-alarm.js';
import { ConnectCustomerNumberUseCase } from '../../src/use-cases/connect-customer-number.use-case.js';
import { CustomerLinks } from '../../src/use-cases/customer-links.js';
import { CustomerLock } from '../../src/use-cases/customer-lock.js';
import { DisconnectCustomerNumberUseCase } from '../../src/use-cases/disconnect-customer-number.use-case.js';
import { ExpireLettersUseCase } from '../../src/use-cases/expire-letters.use-case.js';
import { LetterBlocker } from '../../src/use-cases/letter-blocker.js';
import { LetterIssuer } from '../../src/use-cases/letter-issuer.js';
import { ListCustomerLinksUseCase } from '../../src/use-cases/list-customer-links.use-case.js';
import { ListLettersUseCase } from '../../src/use-cases/list-letters.use-case.js';
import { OneTimePasswords } from '../../src/use-cases/one-time-passwords.js';
import { RecordClosedAccountUseCase } from '../../src/use-cases/record-closed-account.use-case.js';
import { RecordDispatchUseCase } from '../../src/use-cases/record-dispatch.use-case.js';
import { RecordLetterRequestUseCase } from '../../src/use-cases/record-letter-request.use-case.js';
import { ReissueLetterUseCase } from '../../src/use-cases/reissue-letter.use-case.js';
import { MemoryConnectTriesStore, MemoryLetterRequestStore, MemoryLetterStore } from './memory-letter.stores.js';
import { MemoryAccountStore, MemoryCustomerLinkStore, MemoryCustomerStore, MemorySeenContractStore } from './memory-link.stores.js';
import { MemoryDatabase, MemoryTransactions } from './memory-linking.database.js';

export const DAY = 24 * 3_600_000;
export const ORIGIN = { ipPrefix: '192.0.2.0/24', device: 'Firefox on Linux' };
export const RECIPIENT: LetterRecipient = {
  salutation: 'MS', firstName: 'Anna', lastName: 'Muster', company: 'Muster GmbH', street: 'Münsterplatz', houseNumber: '1a', postalCode: '53111', city: 'Bonn', email: 'anna@muster-gmbh.example',
};
export const call = (): Call => newCall(3_000);

/** Every store of letters and links without a database. */
export function memoryStores() {
  const database = new MemoryDatabase();
  return {
    database,
    transactions: new MemoryTransactions(database),
    letters: new MemoryLetterStore(database),
    requests: new MemoryLetterRequestStore(database),
    tries: new MemoryConnectTriesStore(database),
    links: new MemoryCustomerLinkStore(database),
    accounts: new MemoryAccountStore(database),
    customers: new MemoryCustomerStore(database),
    contracts: new MemorySeenContractStore(database),
  };
}

/** Knows a code by its text, and counts what would be costly. */
export class PlainHasher extends OneTimePasswordHasher {
  cost: HashCost = { memoryKib: 64, passes: 1 };
  full = false;
  readonly hashed: string[] = [];

  async admit<T>(work: () => Promise<T>): Promise<T> {
    if (this.full) throw new DomainError('service-unavailable', { params: { retryAfter: 1 } });
    return work();
  }

  async hash(customerNumber: string, typed: string, { memoryKib, passes } = this.cost): Promise<string> {
    this.hashed.push(typed);
    return `${customerNumber} ${normalizeCode(typed)} ${memoryKib}x${passes}`;
  }
}

class OpenSealer extends SecretSealer {
  async seal(secret: object): Promise<string> {
    return JSON.stringify(secret);
  }
}

class WipedSecrets extends DeliveredSecrets {
  readonly causes: string[] = [];

  async wipe(causeId: string): Promise<void> {
    this.causes.push(causeId);
  }
}

class HeardAlarm extends OperationsAlarm {
  readonly blocked: object[] = [];
  readonly left: object[] = [];

  letterBlocked(what: object): void {
    this.blocked.push(what);
  }

  lastAdministratorLeft(what: object): void {
    this.left.push(what);
  }
}

/** The use cases of letters and customer links without a database. */
export function memoryLinking() {
  const stores = memoryStores();
  const { transactions, letters, requests, tries, links, accounts, customers, contracts } = stores;
  const [clock, hasher, alarm, secrets, turns] = [new ManualClock(), new PlainHasher(), new HeardAlarm(), new WipedSecrets(), new Turns()];
  const lock = new CustomerLock(transactions, customers, turns);
  const issuer = new LetterIssuer(letters, tries, hasher, new OpenSealer(), new LetterTimes(10 * DAY));
  const blocker = new LetterBlocker(lock, letters, alarm, clock);
  const passwords = new OneTimePasswords(letters, tries, hasher, blocker, clock);
  const customerLinks = new CustomerLinks(links, contracts, accounts, clock);
  return {
    stores,
    clock,
    hasher,
    alarm,
    blocker,
    secrets,
    recordRequest: new RecordLetterRequestUseCase(lock, requests, issuer, clock),
    recordDispatch: new RecordDispatchUseCase(transactions, letters, secrets, clock),
    expire: new ExpireLettersUseCase(transactions, letters, clock),
    list: new ListLettersUseCase(transactions, letters, clock),
    reissue: new ReissueLetterUseCase(lock, requests, letters, issuer, clock),
    connect: new ConnectCustomerNumberUseCase(transactions, lock, passwords, customerLinks, turns),
    /** The same in another process. */
    connectElsewhere: new ConnectCustomerNumberUseCase(transactions, new CustomerLock(transactions, customers, new Turns()), passwords, customerLinks, new Turns()),
    disconnect: new DisconnectCustomerNumberUseCase(lock, links, customerLinks, alarm),
    listLinks: new ListCustomerLinksUseCase(links, contracts, clock),
    recordClosedAccount: new RecordClosedAccountUseCase(accounts, links, lock, customerLinks, alarm),
  };
}

export type MemoryLinking = ReturnType<typeof memoryLinking>;

/** What went out with the newest letter. */
export function newestMail({ stores }: MemoryLinking): { code: string; causeId: string; recipient: LetterRecipient; letterId: string } {
  const { secret, causeId } = stores.transactions.deliveries.at(-1)!;
  return { ...(JSON.parse(secret) as { code: string; recipient: LetterRecipient; letterId: string }), causeId };
}

/** The CRM orders a letter; returns its one-time password. */
export async function ordered(linking: MemoryLinking, customerNumber: string, { time = linking.clock.now(), id = newId(), recipient = RECIPIENT, channel = 'LETTER' as const } = {}): Promise<string> {
  await linking.recordRequest.execute({ customerNumber, channel, recipient, locale: 'de', stamp: { time, id } }, call());
  return newestMail(linking).code;
}
