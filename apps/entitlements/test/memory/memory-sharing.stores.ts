import { newId, type Transaction } from '#libs/kernel';
import { isInForce } from '../../src/domain/contract.js';
import { type Grant, hasExpired } from '../../src/domain/grant.js';
import type { HistoryRow } from '../../src/domain/rights-history.js';
import { GivenContractStore, type TransferableContract, type TransferPartner } from '../../src/domain/given-contract.store.js';
import { RightsHistoryStore } from '../../src/domain/rights-history.store.js';
import { SearchMissesStore } from '../../src/domain/search-misses.store.js';
import { candidateIn, type Direction, type Share } from '../../src/domain/share.js';
import { ShareStore } from '../../src/domain/share.store.js';
import { MemoryTransaction } from './memory-entitlements.js';
import type { MemoryContractRightsStore, MemoryLinkStore } from './memory-rights.stores.js';

type Page = { limit: number; after?: string | undefined };

export class MemoryShareStore extends ShareStore {
  private readonly shares = new Map<string, Share>();

  async open(giverId: string, receiverId: string): Promise<Share> {
    const known = this.shares.get(`${giverId} ${receiverId}`) ?? { candidateId: newId(), receivedId: newId(), giverId, receiverId, saves: 0 };
    this.shares.set(`${giverId} ${receiverId}`, known);
    return { ...known };
  }

  async find(giverId: string, receiverId: string): Promise<Share | undefined> {
    return this.shares.get(`${giverId} ${receiverId}`);
  }

  async findByCandidate(candidateId: string, direction: Direction): Promise<Share | undefined> {
    return [...this.shares.values()].find((share) => candidateIn(share, direction) === candidateId);
  }

  async listOf(accountId: string, direction: Direction, partnerIds: readonly string[]): Promise<Map<string, Share>> {
    const [own, other] = direction === 'GIVEN' ? (['giverId', 'receiverId'] as const) : (['receiverId', 'giverId'] as const);
    return new Map([...this.shares.values()].filter((share) => share[own] === accountId && partnerIds.includes(share[other])).map((share) => [share[other], share]));
  }

  async countSave(tx: Transaction, giverId: string, receiverId: string, saves: number): Promise<boolean> {
    if ((this.shares.get(`${giverId} ${receiverId}`)?.saves ?? 0) !== saves) return false;
    const share = await this.open(giverId, receiverId);
    this.shares.set(`${giverId} ${receiverId}`, { ...share, saves: saves + 1 });
    if (tx instanceof MemoryTransaction) tx.undo.push(() => void this.shares.set(`${giverId} ${receiverId}`, share));
    return true;
  }
}

export class MemoryGivenContractStore extends GivenContractStore {
  constructor(
    private readonly known: MemoryContractRightsStore,
    private readonly links: MemoryLinkStore,
  ) {
    super();
  }

  async listGiven(giverId: string, receiverId: string): Promise<string[]> {
    return [...this.grantsOf(giverId, receiverId).keys()];
  }

  async listRunningGrants(giverId: string, receiverId: string, now: Date): Promise<Map<string, Grant>> {
    const isRunning = (accessNumber: string, grant: Grant) => isInForce(this.known.contracts.get(accessNumber)!.contract!, now) && !hasExpired(grant, now);
    return new Map([...this.grantsOf(giverId, receiverId)].filter(([accessNumber, grant]) => isRunning(accessNumber, grant)));
  }

  async listTransferable(accountId: string, receiverId: string, { limit, after = '' }: Page, now: Date): Promise<TransferableContract[]> {
    const theirs = this.all().filter(({ accessNumber, contract, holders }) => accessNumber > after && contract && isInForce(contract, now) && holders.some((holder) => holder.accountId === accountId && holder.transferable));
    const isGranted = (grants: readonly Grant[]) => grants.some(({ by, to }) => by === accountId && to === receiverId);
    return theirs.slice(0, limit).map(({ accessNumber, contract, grants }) => ({ accessNumber, customerNumber: contract!.customerNumber, product: contract!.product, granted: isGranted(grants) }));
  }

  async listPartners(accountId: string, direction: Direction, { limit, after = '', partnerId }: Page & { partnerId?: string }, now: Date): Promise<TransferPartner[]> {
    const [own, other] = direction === 'GIVEN' ? (['by', 'to'] as const) : (['to', 'by'] as const);
    const partners = new Map<string, TransferPartner>();
    for (const { accessNumber, contract, grants } of this.all()) {
      for (const grant of contract && isInForce(contract, now) ? grants : []) {
        const id = grant[other] ?? '';
        if (grant.via !== 'TRANSFER' || grant[own] !== accountId || id <= after || (partnerId ?? id) !== id) continue;
        const { accessNumbers, since } = partners.get(id) ?? { accessNumbers: [], since: grant.since };
        partners.set(id, { partnerId: id, accessNumbers: [...accessNumbers, accessNumber], since: since < grant.since ? since : grant.since });
      }
    }
    return [...partners.values()].sort((a, b) => (a.partnerId < b.partnerId ? -1 : 1)).slice(0, limit);
  }

  async isReachable(accountId: string, customerNumber: string, now: Date): Promise<boolean> {
    const isLinked = [...this.links.links.values()].some((link) => link.via === 'LINK' && link.accountId === accountId && link.customerNumber === customerNumber && !link.ended);
    const isGiven = (grants: readonly Grant[]) => grants.some(({ to, via, rights }) => to === accountId && via === 'TRANSFER' && rights.includes('ADMINISTRATION'));
    return isLinked || this.all().some(({ contract, grants }) => contract?.customerNumber === customerNumber && isInForce(contract, now) && isGiven(grants));
  }

  async heldAmong(accountId: string, accessNumbers: readonly string[]): Promise<string[]> {
    return this.all().filter(({ accessNumber, holders }) => accessNumbers.includes(accessNumber) && holders.some((holder) => holder.accountId === accountId)).map(({ accessNumber }) => accessNumber);
  }

  async listInvolving(accountId: string, limit: number): Promise<string[]> {
    return this.all().filter(({ grants }) => grants.some(({ to, by }) => to === accountId || by === accountId)).map(({ accessNumber }) => accessNumber).slice(0, limit);
  }

  private grantsOf(giverId: string, receiverId: string): Map<string, Grant> {
    return new Map(this.all().flatMap(({ accessNumber, grants }) => grants.filter(({ by, to }) => by === giverId && to === receiverId).map((grant) => [accessNumber, grant])));
  }

  private all() {
    return [...this.known.contracts.values()].sort((a, b) => (a.accessNumber < b.accessNumber ? -1 : 1));
  }
}

export class MemoryRightsHistoryStore extends RightsHistoryStore {
  readonly rows: HistoryRow[] = [];

  async append(_tx: Transaction, changes: readonly HistoryRow[][]): Promise<void> {
    this.rows.push(...structuredClone(changes.flat()));
  }

  async listOf(accountId: string, accessNumber: string, { limit, before = Infinity }: { limit: number; before?: number }): Promise<HistoryRow[]> {
    const theirs = this.rows.filter((row) => row.accessNumber === accessNumber && row.version < before && (row.to === accountId || row.by === accountId));
    return theirs.sort((a, b) => b.version - a.version).slice(0, limit);
  }

  async listAll(accessNumber: string): Promise<HistoryRow[]> {
    return this.rows.filter((row) => row.accessNumber === accessNumber).sort((a, b) => a.version - b.version);
  }
}

const MOST_MISSES = 10;

export class MemorySearchMissesStore extends SearchMissesStore {
  private readonly misses = new Map<string, { id: string; at: Date }[]>();

  async take(accountId: string, searchId: string, now: Date): Promise<Date | undefined> {
    const recent = (this.misses.get(accountId) ?? []).filter(({ at }) => now.getTime() - at.getTime() < 3_600_000);
    if (recent.length >= MOST_MISSES) return new Date(recent[0]!.at.getTime() + 3_600_000);
    this.misses.set(accountId, [...recent, { id: searchId, at: now }]);
    return undefined;
  }

  async giveBack(accountId: string, searchId: string): Promise<void> {
    this.misses.set(accountId, (this.misses.get(accountId) ?? []).filter(({ id }) => id !== searchId));
  }
}
