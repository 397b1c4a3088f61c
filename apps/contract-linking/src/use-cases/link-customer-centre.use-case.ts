import { Injectable } from '@nestjs/common';
import { customerCentreLinked, type linkCustomerCentre, type ReplyOf, type RequestOf } from '#libs/contracts';
import { type Call, Clock, DomainError, newId, type Transaction, Transactions } from '#libs/kernel';
import { selfAs } from '../domain/actors.js';
import type { CentreVerification } from '../domain/centre-verification.js';
import { CentreVerificationStore } from '../domain/centre-verification.store.js';
import { type CustomerCentreLink, MOST_LINKS_AT_ONCE } from '../domain/customer-centre-link.js';
import { CustomerCentreLinkStore } from '../domain/customer-centre-link.store.js';
import { SeenContractStore } from '../domain/seen-contract.store.js';
import { factOfLink } from './customer-centre-facts.js';

type Request = RequestOf<typeof linkCustomerCentre>;

/** Links those of the verified access numbers that the caller administers (capability 10). Linked ones stay as they are, and are told of again. */
@Injectable()
export class LinkCustomerCentreUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly verifications: CentreVerificationStore,
    private readonly links: CustomerCentreLinkStore,
    private readonly contracts: SeenContractStore,
    private readonly clock: Clock,
  ) {}

  async execute(request: Request, call: Call): Promise<ReplyOf<typeof linkCustomerCentre>> {
    const saveId = newId();
    const linked = await this.transactions.run(call, async (tx) => {
      const verification = await this.verifications.find(tx, request.verificationId, request.accountId, this.clock.now());
      if (!verification) throw new DomainError('not-found');
      return verification.linked ? this.repeat(request, verification.linked, tx) : this.link(request, verification, saveId, tx);
    });
    // The rest is for the next time: what is linked by then need not be linked again.
    if (!linked) throw new DomainError('service-unavailable', { params: { retryAfter: 1 } });
    return { accessNumbers: linked };
  }

  /** Undefined when there were too many for one time. */
  private async link(request: Request, { id, accessNumbers }: CentreVerification, saveId: string, tx: Transaction): Promise<string[] | undefined> {
    const { accountId, origin } = request;
    const administered = new Set(request.administered);
    const wanted = accessNumbers.filter((number) => administered.has(number));
    const before = await this.links.openAmong(tx, accountId, wanted);
    const known = new Set(before.map(({ accessNumber }) => accessNumber));
    const missing = await this.newLinks(accountId, wanted.filter((number) => !known.has(number)), tx);
    if (before.length + missing.length === 0) throw new DomainError('no-matching-contract');
    const made = missing.slice(0, MOST_LINKS_AT_ONCE);
    await this.links.add(tx, made);
    const actor = selfAs(accountId);
    for (const link of made) tx.emit(factOfLink(link, actor, saveId));
    if (made.length > 0) tx.audit({ action: 'customer-centre.linked', actor, accountId, origin, details: { accessNumbers: made.map(({ accessNumber }) => accessNumber) } });
    if (made.length < missing.length) return undefined;
    await recall(before, MOST_LINKS_AT_ONCE - made.length, tx);
    const linked = [...before, ...made].map(({ accessNumber }) => accessNumber).sort();
    if (!(await this.verifications.use(tx, id, linked))) throw new DomainError('request-in-progress');
    return linked;
  }

  private async newLinks(accountId: string, accessNumbers: string[], tx: Transaction): Promise<CustomerCentreLink[]> {
    const products = await this.contracts.productsOf(tx, accessNumbers);
    const linkedAt = this.clock.now();
    return accessNumbers.flatMap((accessNumber) => {
      const product = products.get(accessNumber);
      return product ? [{ id: newId(), accountId, accessNumber, product, linkedAt }] : [];
    });
  }

  private async repeat({ accountId }: Request, linked: string[], tx: Transaction): Promise<string[]> {
    await recall(await this.links.openAmong(tx, accountId, linked), MOST_LINKS_AT_ONCE, tx);
    return linked;
  }
}

/** The newest first: older ones have been told of long ago. */
async function recall(links: CustomerCentreLink[], most: number, tx: Transaction): Promise<void> {
  const newest = [...links].sort((a, b) => b.linkedAt.getTime() - a.linkedAt.getTime()).slice(0, most);
  for (const { id } of newest) await tx.recall(customerCentreLinked.type, id);
}
