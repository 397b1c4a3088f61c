/** What was heard, in the order in which it was. Times are plain numbers: of whatever unit, as long as it is the same everywhere. */
export type Heard =
  | { kind: 'contract'; accessNumber: string; sequence: number; life: number; customerNumber: string; product: ReferenceProduct; validFrom: number; terminatedAt?: number }
  | { kind: 'link'; linkId: string; accountId: string; customerNumber: string; version: number }
  | { kind: 'centre'; linkId: string; accountId: string; accessNumber: string; version: number };

export type ReferenceProduct = 'SIP_TRUNK' | 'CLOUD_PBX';

/** What a sub-administrator is assigned on one contract. */
export interface Assigned {
  accessNumber: string;
  rights: string[];
  until?: number;
}

/** Something one account gave another on one contract; `rights`: those of an assignment, a transfer has none of its own. */
interface Share extends Assigned {
  via: 'TRANSFER' | 'ASSIGNMENT';
  from: string;
  to: string;
  life: number;
}

/** Right → the fewest transfers on a way on which somebody has it. */
type Depths = Map<string, number>;
type Of<K extends Heard['kind']> = Extract<Heard, { kind: K }>;

export const ALL_RIGHTS = ['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'];
const TRANSFERABLE = ALL_RIGHTS.filter((right) => right !== 'COMMERCIAL_CONTACT');

/**
 * Who holds what, thought through naively: from all that was ever heard and saved, every time anew. Written from the specification and apart from
 * the domain, of which it knows nothing; slow, and short enough to be believed. Contracts are looked at one by one: nothing reaches across.
 */
export class RightsReference {
  /** What has ended for good, by why it did: tells whether a history is about something. */
  readonly ended = { centreLinks: 0, transfers: 0, assignedRights: 0, expired: 0 };
  private readonly heard: Heard[] = [];
  private readonly closed = new Set<string>();
  private shares: Share[] = [];
  private readonly saves = new Map<string, number>();
  /** Links to the customer centre that have ended for good, whatever is said of them. */
  private readonly dead = new Set<string>();
  private readonly lives = new Map<string, number>();
  /** What was thought through already: forgotten with every change. */
  private readonly thought = new Map<string, unknown>();

  constructor(private readonly maxTransferDepth = 1) {}

  hear(fact: Heard, now: number): void {
    this.look(now);
    this.heard.push(fact);
    this.thought.clear();
    this.look(now);
  }

  /** Everything to an account and from it ends. */
  close(accountId: string, now: number): void {
    this.look(now);
    this.closed.add(accountId);
    this.thought.clear();
    this.look(now);
  }

  /** Whether a master administrator may transfer this: what is held by fewer transfers than there may be, and shown. */
  mayTransfer(from: string, accessNumber: string, now: number): boolean {
    this.look(now);
    return this.isShown(accessNumber, now) && (this.depths(accessNumber, now).get(from)?.get('ADMINISTRATION') ?? Infinity) < this.maxTransferDepth;
  }

  /** Whether a master administrator may assign this to a sub-administrator of theirs: what they hold now, to an end that is to come. */
  mayAssign(from: string, { accessNumber, rights, until }: Assigned, now: number): boolean {
    const held = this.holds(from, accessNumber, now);
    return rights.every((right) => held.includes(right)) && (until === undefined || until > now);
  }

  /** The whole set that `to` shall have of `from`. Only what may be saved (`mayTransfer`, each). */
  saveTransfers(from: string, to: string, accessNumbers: readonly string[], now: number): void {
    this.save('TRANSFER', from, to, accessNumbers.map((accessNumber) => ({ accessNumber, rights: [] })), now);
  }

  /** The same of assignments (`mayAssign`, each). */
  saveAssignments(from: string, to: string, assigned: readonly Assigned[], now: number): void {
    this.save('ASSIGNMENT', from, to, assigned, now);
  }

  /** How often this set was saved. */
  savesOf(from: string, to: string): number {
    return this.saves.get(`${from} ${to}`) ?? 0;
  }

  /** What `to` has of `from` now, by contract. */
  given(from: string, to: string, now: number): Assigned[] {
    this.look(now);
    const given = this.shares.filter((share) => share.from === from && share.to === to);
    return given.map(({ accessNumber, rights, until }) => ({ accessNumber, rights, ...(until !== undefined && { until }) })).sort((a, b) => (a.accessNumber < b.accessNumber ? -1 : 1));
  }

  /** Rights of an account on a contract, as words. */
  holds(accountId: string, accessNumber: string, now: number): string[] {
    this.look(now);
    if (!this.isShown(accessNumber, now)) return [];
    const held = this.depths(accessNumber, now).get(accountId) ?? new Map();
    return ALL_RIGHTS.filter((right) => held.has(right));
  }

  /** The ways on which it holds them. */
  sources(accountId: string, accessNumber: string, now: number): string[] {
    if (this.holds(accountId, accessNumber, now).length === 0) return [];
    const shared = (via: Share['via']) => this.shares.some((share) => share.via === via && share.to === accountId && share.accessNumber === accessNumber);
    return [
      ...(this.linked(accessNumber).includes(accountId) ? ['LINK'] : []),
      ...(this.isCentreLinked(accountId, accessNumber) ? ['CUSTOMER_CENTRE'] : []),
      ...(shared('TRANSFER') ? ['TRANSFER'] : []),
      ...(shared('ASSIGNMENT') ? ['ASSIGNMENT'] : []),
    ];
  }

  private save(via: Share['via'], from: string, to: string, set: readonly Assigned[], now: number): void {
    this.look(now);
    this.shares = this.shares.filter((share) => share.via !== via || share.from !== from || share.to !== to);
    this.shares.push(...set.map((one) => ({ ...one, rights: [...one.rights], via, from, to, life: this.contract(one.accessNumber)!.life })));
    this.saves.set(`${from} ${to}`, this.savesOf(from, to) + 1);
    this.thought.clear();
    this.look(now);
  }

  /** Whatever has no basis at this moment is ended from now on. What ends may be what something else rests on. */
  private look(now: number): void {
    this.once(`look ${now}`, () => {
      while (this.endBaseless(now)) this.thought.clear();
      return true;
    });
  }

  private endBaseless(now: number): boolean {
    let hasEnded = false;
    for (const { linkId, accountId, accessNumber, version } of this.centreLinks()) {
      if (this.dead.has(linkId)) continue;
      const life = this.contract(accessNumber)?.life;
      const isFromBefore = this.lives.has(linkId) && this.lives.get(linkId) !== life;
      const isBaseless = isFromBefore || !this.depths(accessNumber, now).get(accountId)?.has('ADMINISTRATION');
      if (version > 1 || isBaseless) {
        this.dead.add(linkId);
        hasEnded = true;
      }
      if (version === 1 && isBaseless) this.ended.centreLinks++;
      if (life !== undefined) this.lives.set(linkId, life);
    }
    const remaining = this.shares.map((share) => this.whatRemains(share, now));
    hasEnded ||= remaining.some((share, n) => share !== this.shares[n]);
    this.shares = remaining.filter((share) => share !== undefined);
    return hasEnded;
  }

  private whatRemains(share: Share, now: number): Share | undefined {
    const { via, from, to, accessNumber, until } = share;
    const giver = this.depths(accessNumber, now).get(from) ?? new Map<string, number>();
    const isOver = this.contract(accessNumber)?.life !== share.life || this.closed.has(to);
    if (via === 'TRANSFER') {
      if (!isOver && (giver.get('ADMINISTRATION') ?? Infinity) < this.maxTransferDepth) return share;
      this.ended.transfers++;
      return undefined;
    }
    if (until !== undefined && until <= now) {
      this.ended.expired++;
      return undefined;
    }
    const rights = isOver ? [] : share.rights.filter((right) => giver.has(right));
    this.ended.assignedRights += share.rights.length - rights.length;
    if (rights.length === share.rights.length) return share;
    return rights.length > 0 ? { ...share, rights } : undefined;
  }

  /** What everybody has on a contract, from the roots down until nothing is added any more. */
  private depths(accessNumber: string, now: number): Map<string, Depths> {
    return this.once(`depths ${accessNumber} ${now}`, () => this.newDepths(accessNumber, now));
  }

  private newDepths(accessNumber: string, now: number): Map<string, Depths> {
    const contract = this.contract(accessNumber);
    const found = new Map<string, Depths>();
    if (!contract || (contract.terminatedAt !== undefined && contract.terminatedAt <= now)) return found;
    let hasGrown = true;
    const give = (to: string, right: string, depth: number) => {
      if (this.closed.has(to) || (right === 'TELEPHONY_CENTRE' && contract.product !== 'SIP_TRUNK')) return;
      const held = found.get(to) ?? new Map<string, number>();
      if ((held.get(right) ?? Infinity) <= depth) return;
      found.set(to, held.set(right, depth));
      hasGrown = true;
    };
    const shares = this.shares.filter((share) => share.accessNumber === accessNumber && share.life === contract.life);
    const centreLinks = this.centreLinks().filter((link) => link.accessNumber === accessNumber && link.version === 1 && !this.dead.has(link.linkId));
    for (const to of this.linked(accessNumber)) for (const right of ['ADMINISTRATION', 'COMMERCIAL_CONTACT']) give(to, right, 0);
    while (hasGrown) {
      hasGrown = false;
      for (const { accountId } of centreLinks) {
        const depth = found.get(accountId)?.get('ADMINISTRATION');
        if (depth !== undefined) for (const right of ['INVOICE_ONLINE', 'TELEPHONY_CENTRE']) give(accountId, right, depth);
      }
      for (const { from, to } of shares.filter(({ via }) => via === 'TRANSFER')) {
        for (const [right, depth] of found.get(from) ?? []) if (TRANSFERABLE.includes(right) && depth < this.maxTransferDepth) give(to, right, depth + 1);
      }
    }
    for (const { from, to, rights, until = Infinity } of shares.filter(({ via }) => via === 'ASSIGNMENT')) {
      for (const right of rights) if (until > now && found.get(from)?.has(right)) give(to, right, this.maxTransferDepth);
    }
    return found;
  }

  private isShown(accessNumber: string, now: number): boolean {
    const contract = this.contract(accessNumber);
    return contract !== undefined && contract.validFrom <= now;
  }

  /** Accounts that are connected with the customer number of a contract. */
  private linked(accessNumber: string): string[] {
    const number = this.contract(accessNumber)?.customerNumber;
    return this.links().filter(({ customerNumber, version }) => version === 1 && customerNumber === number).map(({ accountId }) => accountId);
  }

  private isCentreLinked(accountId: string, accessNumber: string): boolean {
    return this.centreLinks().some((link) => link.accountId === accountId && link.accessNumber === accessNumber && !this.dead.has(link.linkId));
  }

  private contract(accessNumber: string): Of<'contract'> | undefined {
    return this.once(`contract ${accessNumber}`, () => {
      const facts = this.heard.filter((fact): fact is Of<'contract'> => fact.kind === 'contract' && fact.accessNumber === accessNumber);
      return facts.sort((a, b) => b.sequence - a.sequence)[0];
    });
  }

  private links(): Of<'link'>[] {
    return this.once('links', () => newestOf(this.heard.filter((fact): fact is Of<'link'> => fact.kind === 'link')));
  }

  private centreLinks(): Of<'centre'>[] {
    return this.once('centre links', () => newestOf(this.heard.filter((fact): fact is Of<'centre'> => fact.kind === 'centre')));
  }

  private once<T>(question: string, think: () => T): T {
    if (!this.thought.has(question)) this.thought.set(question, think());
    return this.thought.get(question) as T;
  }
}

function newestOf<F extends { linkId: string; version: number }>(facts: F[]): F[] {
  return facts.filter((fact) => !facts.some((other) => other.linkId === fact.linkId && other.version > fact.version));
}
