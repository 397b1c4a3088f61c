import type { Transaction } from '#libs/kernel';
import { isInForce, isOver } from '../../src/domain/contract.js';
import { type ContractRights, noRights } from '../../src/domain/contract-rights.js';
import { ContractRightsStore, type OrphanedContract } from '../../src/domain/contract-rights.store.js';
import { hasExpired } from '../../src/domain/grant.js';
import { type HeldContract, type HeldContractsFilter, HeldContractStore } from '../../src/domain/held-contract.store.js';
import type { CustomerLink, Link, LostLink } from '../../src/domain/link.js';
import { LinkStore } from '../../src/domain/link.store.js';
import type { Right } from '../../src/domain/right.js';

export class MemoryContractRightsStore extends ContractRightsStore {
  readonly contracts = new Map<string, ContractRights>();

  async lockCustomers(): Promise<void> {}

  async customersOf(accessNumbers: readonly string[]): Promise<Map<string, string>> {
    const known = accessNumbers.flatMap((number) => this.contracts.get(number) ?? []);
    return new Map(known.flatMap(({ accessNumber, contract }) => (contract ? [[accessNumber, contract.customerNumber]] : [])));
  }

  async load(_tx: Transaction, accessNumbers: readonly string[]): Promise<Map<string, ContractRights>> {
    return new Map(accessNumbers.map((number) => [number, this.contracts.get(number) ?? noRights(number)]));
  }

  async find(accessNumber: string): Promise<ContractRights> {
    return this.contracts.get(accessNumber) ?? noRights(accessNumber);
  }

  async loadOfCustomer(_tx: Transaction, customerNumber: string): Promise<ContractRights[]> {
    return [...this.contracts.values()].filter(({ contract }) => contract?.customerNumber === customerNumber);
  }

  async save(_tx: Transaction, changed: readonly ContractRights[]): Promise<void> {
    for (const rights of changed) this.contracts.set(rights.accessNumber, structuredClone(rights));
  }

  async listLapsed(now: Date, limit: number): Promise<string[]> {
    const all = [...this.contracts.values()];
    const over = all.filter(({ contract, grants }) => grants.length > 0 && contract && isOver(contract, now));
    over.sort((a, b) => a.contract!.terminatedAt!.getTime() - b.contract!.terminatedAt!.getTime());
    const firstEnd = ({ grants }: ContractRights) => Math.min(...grants.map(({ until }) => until?.getTime() ?? Infinity));
    const expired = all.filter(({ grants }) => grants.some((grant) => hasExpired(grant, now))).sort((a, b) => firstEnd(a) - firstEnd(b));
    return [...new Set([...over, ...expired].map(({ accessNumber }) => accessNumber))].slice(0, limit);
  }

  async listChanged(limit: number, after = ''): Promise<string[]> {
    return this.behind(after).filter(({ version }) => version > 0).slice(0, limit).map(({ accessNumber }) => accessNumber);
  }

  async listOrphaned(now: Date, limit: number, after = ''): Promise<OrphanedContract[]> {
    const orphaned = this.behind(after).filter(({ version, grants, contract }) => version > 0 && contract && isInForce(contract, now) && !grants.some(({ via }) => via === 'LINK'));
    return orphaned.slice(0, limit).map(({ accessNumber, contract }) => ({ accessNumber, customerNumber: contract!.customerNumber, product: contract!.product }));
  }

  private behind(after: string): ContractRights[] {
    return [...this.contracts.values()].filter(({ accessNumber }) => accessNumber > after).sort((a, b) => (a.accessNumber < b.accessNumber ? -1 : 1));
  }
}

export class MemoryLinkStore extends LinkStore {
  readonly links = new Map<string, Link>();
  private readonly lost = new Map<string, LostLink>();

  async find(_tx: Transaction, linkId: string): Promise<Link | undefined> {
    return this.links.get(linkId);
  }

  async put(_tx: Transaction, link: Link): Promise<void> {
    this.links.set(link.linkId, link);
    this.lost.delete(link.linkId);
  }

  async listOpen(_tx: Transaction, customerNumbers: readonly string[]): Promise<CustomerLink[]> {
    return [...this.links.values()].filter((link): link is CustomerLink => link.via === 'LINK' && customerNumbers.includes(link.customerNumber) && !link.ended);
  }

  async numbersOf(accountId: string): Promise<string[]> {
    return [...new Set([...this.links.values()].flatMap((link) => (link.via === 'LINK' && link.accountId === accountId && !link.ended ? [link.customerNumber] : [])))];
  }

  async listLost(accountId: string, limit: number, after = ''): Promise<LostLink[]> {
    const known = [...this.lost.values()].filter(({ linkId }) => this.links.get(linkId)!.accountId === accountId && linkId > after);
    return known.sort((a, b) => (a.linkId < b.linkId ? -1 : 1)).slice(0, limit);
  }

  async endOf(_tx: Transaction, accountId: string): Promise<void> {
    for (const link of this.links.values()) if (link.accountId === accountId) this.links.set(link.linkId, { ...link, ended: true });
  }

  async lose(_tx: Transaction, linkIds: readonly string[], by: Omit<LostLink, 'linkId'>): Promise<void> {
    for (const linkId of linkIds) {
      const link = this.links.get(linkId)!;
      if (link.ended) continue;
      this.links.set(linkId, { ...link, ended: true });
      this.lost.set(linkId, { linkId, ...by });
    }
  }
}

export class MemoryHeldContractStore extends HeldContractStore {
  constructor(private readonly known: MemoryContractRightsStore) {
    super();
  }

  async list(accountId: string, { customerNumber, product, prefix = '' }: HeldContractsFilter, { limit, after = '' }: { limit: number; after?: string | undefined }, now: Date): Promise<HeldContract[]> {
    const fits = (held: HeldContract) =>
      held.accessNumber > after && (customerNumber ?? held.customerNumber) === held.customerNumber && (product ?? held.product) === held.product &&
      (held.accessNumber.startsWith(prefix) || held.customerNumber.startsWith(prefix));
    return this.heldBy(accountId, now).filter(fits).slice(0, limit);
  }

  async find(accountId: string, accessNumber: string, now: Date): Promise<HeldContract | undefined> {
    return this.heldBy(accountId, now).find((held) => held.accessNumber === accessNumber);
  }

  async check(accountId: string, accessNumber: string, right: Right, now: Date): Promise<{ allowed: boolean; version: number }> {
    const allowed = (await this.find(accountId, accessNumber, now))?.rights.includes(right) ?? false;
    return { allowed, version: this.known.contracts.get(accessNumber)?.version ?? 0 };
  }

  async filter(accountId: string, accessNumbers: readonly string[], right: Right, now: Date): Promise<string[]> {
    return this.heldBy(accountId, now).filter((held) => held.rights.includes(right) && accessNumbers.includes(held.accessNumber)).map(({ accessNumber }) => accessNumber);
  }

  private heldBy(accountId: string, now: Date): HeldContract[] {
    const all = [...this.known.contracts.values()].sort((a, b) => (a.accessNumber < b.accessNumber ? -1 : 1));
    return all.flatMap((rights) => {
      const { accessNumber, contract } = rights;
      const holder = rights.holders.find((one) => one.accountId === accountId && !hasExpired(one, now));
      if (!contract || !holder || !isInForce(contract, now)) return [];
      return [{ accessNumber, customerNumber: contract.customerNumber, product: contract.product, rights: holder.rights, sources: holder.sources }];
    });
  }
}
