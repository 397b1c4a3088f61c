import { createHash } from 'node:crypto';
import type { mongo } from 'mongoose';

/** Everything follows from this: the same numbers and ids each time. */
const SEED = 'rights 2026';
const HOLDERS = 5;
const BATCH = 5_000;
/** Contracts that one master administrator is connected with. */
const PER_CUSTOMER = 10;

/** A contract with five grants: a link, a transfer, and three assignments. Written as entitlements writes it. */
export class GeneratedRights {
  private count = 0;

  constructor(private readonly contracts: mongo.Collection<{ _id: string }>) {}

  /** Adds contracts until there are so many. */
  async grow(count: number): Promise<void> {
    for (; this.count < count; this.count = Math.min(count, this.count + BATCH)) {
      const documents = Array.from({ length: Math.min(BATCH, count - this.count) }, (_, n) => documentOf(this.count + n));
      await this.contracts.insertMany(documents, { ordered: false, writeConcern: { w: 1, j: false } });
    }
  }

  /** The nth question, half of them about somebody who holds nothing there. */
  question(n: number): { accountId: string; accessNumber: string; right: 'ADMINISTRATION'; isAllowed: boolean } {
    // Spread over all contracts, and in no order that an index likes.
    const contract = (n * 7_919) % this.count;
    const isAllowed = n % 2 === 0;
    return { accountId: isAllowed ? holderOf(contract, n % HOLDERS) : idOf(`stranger ${n}`), accessNumber: accessNumberOf(contract), right: 'ADMINISTRATION', isAllowed };
  }
}

const accessNumberOf = (n: number): string => String(8_000_000_000 + n);
/** Of the contracts of one customer all have the same holders. */
const holderOf = (n: number, holder: number): string => idOf(`${Math.floor(n / PER_CUSTOMER)} ${holder}`);

/** A version 7 UUID out of a hash. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(`${SEED} ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function documentOf(n: number) {
  const since = new Date('2026-01-01T00:00:00Z');
  const [owner, receiver] = [holderOf(n, 0), holderOf(n, 1)];
  const rights = ['ADMINISTRATION'];
  const grants = Array.from({ length: HOLDERS }, (_, holder) => {
    const [via, by] = holder === 0 ? ['LINK'] : holder === 1 ? ['TRANSFER', owner] : ['ASSIGNMENT', holder === 2 ? owner : receiver];
    return { id: idOf(`${n} grant ${holder}`), via: via!, to: holderOf(n, holder), ...(by && { by }), rights, since };
  });
  const holders = grants.map(({ to, via }) => ({ accountId: to, rights, sources: [via], ...(via === 'LINK' && { transferable: true }) }));
  const contract = { customerNumber: String(90_000_000 + Math.floor(n / PER_CUSTOMER)), product: 'SIP_TRUNK', validFrom: since, life: 1, sequence: 1 };
  return { _id: accessNumberOf(n), ...contract, version: HOLDERS, grants, holders: holders.sort((a, b) => (a.accountId < b.accountId ? -1 : 1)) };
}
