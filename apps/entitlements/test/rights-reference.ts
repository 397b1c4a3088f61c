/** What was heard, in the order in which it was. Times are whole hours. */
export type Heard =
  | { kind: 'contract'; accessNumber: string; sequence: number; life: number; customerNumber: string; product: 'SIP_TRUNK' | 'CLOUD_PBX'; validFrom: number; terminatedAt?: number }
  | { kind: 'link'; linkId: string; accountId: string; customerNumber: string; version: number }
  | { kind: 'centre'; linkId: string; accountId: string; accessNumber: string; version: number };

type Of<K extends Heard['kind']> = Extract<Heard, { kind: K }>;

/**
 * Who holds what, thought through naively: from all that was ever heard, every time anew. Written apart from the domain, of which it knows
 * nothing; slow, and short enough to be believed.
 */
export class RightsReference {
  private readonly heard: Heard[] = [];
  /** Links to the customer centre that have ended for good, whatever is said of them. */
  private readonly dead = new Set<string>();
  private readonly lives = new Map<string, number>();

  hear(fact: Heard, hour: number): void {
    this.look(hour);
    this.heard.push(fact);
    this.look(hour);
  }

  /** Rights of an account on a contract, as words. */
  holds(accountId: string, accessNumber: string, hour: number): string[] {
    this.look(hour);
    const contract = this.contract(accessNumber);
    if (!contract || contract.validFrom > hour) return [];
    const administers = this.administers(accountId, accessNumber, hour);
    const isLinked = this.centreLinks().some((link) => link.accountId === accountId && link.accessNumber === accessNumber && !this.dead.has(link.linkId));
    return [
      ...(administers ? ['ADMINISTRATION', 'COMMERCIAL_CONTACT'] : []),
      ...(isLinked ? ['INVOICE_ONLINE'] : []),
      ...(isLinked && contract.product === 'SIP_TRUNK' ? ['TELEPHONY_CENTRE'] : []),
    ];
  }

  /** Whatever has no basis at this moment is dead from now on. */
  private look(hour: number): void {
    for (const { linkId, accountId, accessNumber, version } of this.centreLinks()) {
      const life = this.contract(accessNumber)?.life;
      const isFromBefore = this.lives.has(linkId) && this.lives.get(linkId) !== life;
      if (version > 1 || isFromBefore || !this.administers(accountId, accessNumber, hour)) this.dead.add(linkId);
      if (life !== undefined) this.lives.set(linkId, life);
    }
  }

  private administers(accountId: string, accessNumber: string, hour: number): boolean {
    const contract = this.contract(accessNumber);
    if (!contract || (contract.terminatedAt !== undefined && contract.terminatedAt <= hour)) return false;
    return this.links().some((link) => link.version === 1 && link.accountId === accountId && link.customerNumber === contract.customerNumber);
  }

  private contract(accessNumber: string): Of<'contract'> | undefined {
    const facts = this.heard.filter((fact): fact is Of<'contract'> => fact.kind === 'contract' && fact.accessNumber === accessNumber);
    return facts.sort((a, b) => b.sequence - a.sequence)[0];
  }

  private links(): Of<'link'>[] {
    return newestOf(this.heard.filter((fact): fact is Of<'link'> => fact.kind === 'link'));
  }

  private centreLinks(): Of<'centre'>[] {
    return newestOf(this.heard.filter((fact): fact is Of<'centre'> => fact.kind === 'centre'));
  }
}

function newestOf<F extends { linkId: string; version: number }>(facts: F[]): F[] {
  return facts.filter((fact) => !facts.some((other) => other.linkId === fact.linkId && other.version > fact.version));
}
