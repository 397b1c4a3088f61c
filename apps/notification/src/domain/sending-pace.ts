import { DomainSlots } from './domain-slots.js';
import type { SendResult } from './send-result.js';
import { ServerGate } from './server-gate.js';

/** A mail under way for longer (ms) makes its domain a slow one. */
const SLOW_MS = 5_000;
const LIMITS = { quick: 20, all: 200, perDomain: 4 };

/** How much one process sends at a time on one channel, and to whom: learnt from what becomes of the messages. */
export class SendingPace {
  private readonly slots = new DomainSlots(LIMITS);
  private readonly gate = new ServerGate();
  private readonly underWay = new Map<string, { domain: string; since: Date }>();

  /** Causes of the mails under way. */
  get causeIds(): string[] {
    return [...this.underWay.keys()];
  }

  isUnderWay(causeId: string): boolean {
    return this.underWay.has(causeId);
  }

  /** Domains that get no further mail now. */
  get fullDomains(): string[] {
    return this.slots.full();
  }

  mayBegin(now: Date): boolean {
    return this.slots.free && this.gate.admits(now, this.underWay.size);
  }

  begin(causeId: string, domain: string, now: Date): void {
    this.underWay.set(causeId, { domain, since: now });
    this.slots.take(domain);
  }

  /** Without a verdict nothing is learnt: the server was not asked. */
  end(causeId: string, verdict: SendResult['verdict'] | undefined, now: Date): void {
    const { domain } = this.underWay.get(causeId)!;
    this.underWay.delete(causeId);
    this.slots.release(domain);
    if (verdict === 'unreachable') return this.gate.missed(now);
    if (verdict) this.gate.reached();
    if (verdict === 'deferred') this.slots.markSlow(domain);
    if (verdict === 'accepted' || verdict === 'refused') this.slots.markQuick(domain);
  }

  /** Sees who takes long. */
  look(now: Date): void {
    for (const { domain, since } of this.underWay.values()) if (now.getTime() - since.getTime() > SLOW_MS) this.slots.markSlow(domain);
  }
}
