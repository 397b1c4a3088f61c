export interface SlotLimits {
  /** Mails under way at a time, those that take long not counted. */
  quick: number;
  /** Mails under way at a time, all of them. */
  all: number;
  /** Of one domain. */
  perDomain: number;
}

/**
 * Who may be sent to now. A domain whose mails take long or are turned away becomes slow: it gets one slot, and mails to it that hang no
 * longer count against the others, so that a slow domain holds up nobody but itself.
 */
export class DomainSlots {
  private readonly underWay = new Map<string, number>();
  private readonly slow = new Set<string>();

  constructor(private readonly limits: SlotLimits) {}

  /** Whether one more mail may be begun at all. */
  get free(): boolean {
    let quick = 0;
    let all = 0;
    for (const [domain, count] of this.underWay) {
      all += count;
      if (!this.slow.has(domain)) quick += count;
    }
    return quick < this.limits.quick && all < this.limits.all;
  }

  /** Domains that get no further mail now. */
  full(): string[] {
    return [...this.underWay].filter(([domain, count]) => count >= (this.slow.has(domain) ? 1 : this.limits.perDomain)).map(([domain]) => domain);
  }

  take(domain: string): void {
    this.underWay.set(domain, (this.underWay.get(domain) ?? 0) + 1);
  }

  release(domain: string): void {
    const count = this.underWay.get(domain) ?? 0;
    if (count > 1) this.underWay.set(domain, count - 1);
    else this.underWay.delete(domain);
  }

  /** A mail to it takes long, or was turned away. */
  markSlow(domain: string): void {
    this.slow.add(domain);
  }

  /** A mail to it went through. */
  markQuick(domain: string): void {
    this.slow.delete(domain);
  }
}
