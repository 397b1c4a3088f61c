import { Injectable } from '@nestjs/common';
import { customerLinked, customerUnlinked, fact } from '#libs/contracts';
import { type Actor, Clock, DomainError, newId, type RequestOrigin, type Transaction } from '#libs/kernel';
import { AccountStore } from '../domain/account.store.js';
import { selfAs } from '../domain/actors.js';
import { isOver } from '../domain/contract-state.js';
import { type CustomerLink, MOST_TOLD } from '../domain/customer-link.js';
import { CustomerLinkStore } from '../domain/customer-link.store.js';
import { isActive, type SeenContract } from '../domain/seen-contract.js';
import { SeenContractStore } from '../domain/seen-contract.store.js';

interface Connection {
  accountId: string;
  customerNumber: string;
  letterId: string;
  origin: RequestOrigin;
}

/** By whom a link is ended, and from where, if a request did it. */
interface LinkEnd {
  actor: Actor;
  origin?: RequestOrigin;
}

/** What hangs on a link at this moment. */
export interface Standing {
  accessNumbers: string[];
  /** Without it an active contract has no connected account. */
  isLast: boolean;
}

/** Opens and ends links, and tells; always within the lock of their customer number. */
@Injectable()
export class CustomerLinks {
  constructor(
    private readonly links: CustomerLinkStore,
    private readonly contracts: SeenContractStore,
    private readonly accounts: AccountStore,
    private readonly clock: Clock,
  ) {}

  /** The link that connects the account with the number now. */
  async openOf(accountId: string, customerNumber: string): Promise<CustomerLink | undefined> {
    const newest = await this.links.newestOf(accountId, customerNumber);
    return newest?.endedAt ? undefined : newest;
  }

  findOpen(accountId: string, customerNumber: string, tx: Transaction): Promise<CustomerLink | undefined> {
    return this.links.findOpen(tx, accountId, customerNumber);
  }

  /** @throws DomainError `token-invalid` for a closed account, `already-linked` */
  async open({ accountId, customerNumber, letterId, origin }: Connection, tx: Transaction): Promise<void> {
    const now = this.clock.now();
    if ((await this.accounts.lock(tx, accountId)).isClosed) throw new DomainError('token-invalid');
    if (await this.links.findOpen(tx, accountId, customerNumber)) throw new DomainError('already-linked');
    const others = await this.links.othersOf(tx, customerNumber, accountId, MOST_TOLD);
    const link: CustomerLink = { id: newId(), accountId, customerNumber, letterId, linkedAt: now };
    await this.links.open(tx, link);
    const actor = selfAs(accountId);
    const accessNumbers = accessNumbersOf(await this.contracts.of(tx, customerNumber), now);
    tx.emit(fact(customerLinked, 1, { actor, accountId, linkId: link.id, version: 1, customerNumber, accessNumbers, others }));
    tx.audit({ action: 'customer.linked', accountId, actor, origin, details: { linkId: link.id, customerNumber, letterId } });
  }

  async standingOf({ accountId, customerNumber }: CustomerLink, tx: Transaction): Promise<Standing> {
    const now = this.clock.now();
    const contracts = await this.contracts.of(tx, customerNumber);
    const others = await this.links.othersOf(tx, customerNumber, accountId, 1);
    return { accessNumbers: accessNumbersOf(contracts, now), isLast: others.length === 0 && contracts.some((contract) => isActive(contract, now)) };
  }

  async end({ id: linkId, accountId, customerNumber }: CustomerLink, { accessNumbers, isLast }: Standing, { actor, origin }: LinkEnd, tx: Transaction): Promise<void> {
    await this.links.end(tx, linkId, this.clock.now(), actor);
    tx.emit(fact(customerUnlinked, 2, { actor, accountId, linkId, version: 2, customerNumber, accessNumbers }));
    tx.audit({ action: 'customer.unlinked', accountId, actor, ...(origin && { origin }), details: { linkId, customerNumber, wasLast: isLast } });
  }
}

/** Those to come are among them. */
const accessNumbersOf = (contracts: readonly SeenContract[], now: Date): string[] => contracts.filter(({ life }) => !isOver(life, now)).map(({ accessNumber }) => accessNumber);
