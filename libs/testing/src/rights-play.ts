import type { Cast, Step } from './rights-history.js';
import { ALL_RIGHTS, type Assigned, type Heard, type ReferenceProduct, RightsReference } from './rights-reference.js';

/** What is to be compared with the reference. Accounts are named as in the cast. */
export interface RightsWorld {
  /** In the unit of all times of the history. */
  now(): number;
  pass(time: number): Promise<void>;
  /** A fact of a contract or of a link comes about. False where it was refused, which only a link to a Kundencenter may be: by whoever does not administer the contract. */
  tell(fact: Heard): Promise<boolean | void>;
  /** `done`, or the code of the refusal. `save`: the number of the last save, as the caller knows it. */
  saveTransfers(from: string, to: string, accessNumbers: string[], save: number): Promise<string>;
  saveAssignments(from: string, to: string, assigned: Assigned[], save: number): Promise<string>;
  close(accountId: string): Promise<void>;
  /** Who holds what at this moment: `holds`, as strings that `entry` makes, of every account and contract of the cast on which something is held. */
  held(cast: Cast): Promise<string[]>;
  /** The same of some rights as other systems are told it, one by one: as strings that `decision` makes. Left out where there is no such way. */
  decided?(cast: Cast, rights: readonly string[]): Promise<string[]>;
  /** What a giver is shown of what they gave: the ticked contracts, or the assignments; as strings that `gift` makes. */
  given(from: string, to: string, what: 'transfer' | 'assign'): Promise<string[]>;
}

export const entry = (accountId: string, accessNumber: string, rights: readonly string[], sources: readonly string[]): string => `${accountId} ${accessNumber}: ${rights.join('+')} by ${sources.join('+')}`;

export const gift = ({ accessNumber, rights = [], until }: Partial<Assigned>): string => `${accessNumber}: ${rights.join('+')}${until === undefined ? '' : ` until ${until}`}`;
export const decision = (accountId: string, accessNumber: string, right: string): string => `${accountId} ${accessNumber} ${right}`;

/** How much a history was about. */
export interface Tally {
  steps: number;
  saved: number;
  notHeld: number;
  stale: number;
  foreign: number;
  held: number;
}

interface Known {
  sequence: number;
  life: number;
  customerNumber: string;
  product: ReferenceProduct;
  validFrom: number;
  terminatedAt?: number;
}

/** Plays a history in a world and in the reference, and compares after every step. */
export class RightsPlay {
  readonly tally: Tally = { steps: 0, saved: 0, notHeld: 0, stale: 0, foreign: 0, held: 0 };
  readonly reference: RightsReference;
  private readonly contracts = new Map<string, Known>();
  /** Open links by who and what; ended ones are not kept. */
  private readonly links = new Map<string, string>();
  private readonly closed = new Set<string>();
  private lastLink = 0;

  constructor(
    private readonly cast: Cast,
    private readonly world: RightsWorld,
    private readonly options: { unit: number; maxTransferDepth: number },
  ) {
    this.reference = new RightsReference(options.maxTransferDepth);
  }

  /** @throws Error that names the difference */
  async step(step: Step): Promise<void> {
    this.tally.steps++;
    await this.take(step);
    await this.compare(step);
  }

  private async compare(step: Step): Promise<void> {
    const shown = () => this.expected((account, number, rights) => [entry(account, number, rights, this.reference.sources(account, number, this.world.now()))]);
    this.tally.held += await compareWith(step, shown, () => this.world.held(this.cast));
    if (step.do === 'transfer' || (step.do === 'assign' && this.isOwn(step))) await this.compareGiven(step, step.from, step.to, step.do);
    if (step.do === 'pass') for (const { id, of } of this.cast.subordinates) await this.compareGiven(step, of, id, 'assign');
    if (!this.world.decided) return;
    // Each time another one, the administration every other time: all of them cost more than the history.
    const asked = this.tally.steps % 2 ? ['ADMINISTRATION'] : [ALL_RIGHTS[1 + ((this.tally.steps / 2) % (ALL_RIGHTS.length - 1))]!];
    const decisions = (account: string, number: string, rights: string[]) => rights.filter((right) => asked.includes(right)).map((right) => decision(account, number, right));
    await compareWith(step, () => this.expected(decisions), () => this.world.decided!(this.cast, asked));
  }

  private async compareGiven(step: Step, from: string, to: string, what: 'transfer' | 'assign'): Promise<void> {
    if (this.closed.has(from) || this.closed.has(to)) return;
    // What was given is shown in the order of rights, whatever the order in which it was asked for.
    const inOrder = ({ rights, ...given }: Assigned) => ({ ...given, rights: ALL_RIGHTS.filter((right) => rights.includes(right)) });
    await compareWith(step, () => this.reference.given(from, to, this.world.now()).map((given) => gift(inOrder(given))), () => this.world.given(from, to, what));
  }

  private expected(entries: (accountId: string, accessNumber: string, rights: string[]) => string[]): string[] {
    const now = this.world.now();
    const accounts = [...this.cast.masters, ...this.cast.subordinates.map(({ id }) => id)];
    return accounts.flatMap((account) =>
      this.cast.accessNumbers.flatMap((number) => {
        const rights = this.reference.holds(account, number, now);
        return rights.length > 0 ? entries(account, number, rights) : [];
      }),
    );
  }

  private async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'provision':
        return this.provision(step);
      case 'terminate': {
        const known = this.contracts.get(step.accessNumber);
        if (!known || known.terminatedAt !== undefined) return;
        return this.tellContract(step.accessNumber, { ...known, terminatedAt: this.world.now() + step.inUnits * this.options.unit });
      }
      case 'connect':
      case 'disconnect': {
        const { accountId, customerNumber } = step;
        return this.tellLink(step.do === 'connect', `${accountId} ${customerNumber}`, accountId, (linkId, version) => ({ kind: 'link', linkId, accountId, customerNumber, version }));
      }
      case 'link':
      case 'unlink': {
        const { accountId, accessNumber } = step;
        // What ended by itself is linked anew.
        if (!this.reference.sources(accountId, accessNumber, this.world.now()).includes('CUSTOMER_CENTRE')) this.links.delete(`${accountId} ${accessNumber}`);
        return this.tellLink(step.do === 'link', `${accountId} ${accessNumber}`, accountId, (linkId, version) => ({ kind: 'centre', linkId, accountId, accessNumber, version }));
      }
      case 'transfer': {
        const { from, to, accessNumbers } = step;
        if (this.closed.has(from) || this.closed.has(to)) return;
        const isAllowed = (now: number) => accessNumbers.every((number) => this.reference.mayTransfer(from, number, now));
        return this.save(step, isAllowed, true, (save) => this.world.saveTransfers(from, to, accessNumbers, save), (now) => this.reference.saveTransfers(from, to, accessNumbers, now));
      }
      case 'assign': {
        const { from, to, assigned } = step;
        if (this.closed.has(from) || this.closed.has(to)) return;
        const isAllowed = (now: number) => assigned.every((one) => this.reference.mayAssign(from, one, now));
        return this.save(step, isAllowed, this.isOwn(step), (save) => this.world.saveAssignments(from, to, assigned, save), (now) => this.reference.saveAssignments(from, to, assigned, now));
      }
      case 'close': {
        if (this.closed.has(step.accountId)) return;
        this.closed.add(step.accountId);
        await this.world.close(step.accountId);
        return this.reference.close(step.accountId, this.world.now());
      }
      case 'pass':
        return this.world.pass(step.units * this.options.unit);
    }
  }

  private isOwn({ from, to }: { from: string; to: string }): boolean {
    return this.cast.subordinates.some(({ id, of }) => id === to && of === from);
  }

  /** Opens a contract, corrects or moves one in force, opens anew what is over; what is to end soon is left alone. */
  private provision({ accessNumber, customerNumber, product, inUnits }: Extract<Step, { do: 'provision' }>): Promise<void> {
    const [known, now] = [this.contracts.get(accessNumber), this.world.now()];
    const starts = now + inUnits * this.options.unit;
    if (!known) return this.tellContract(accessNumber, { sequence: 0, life: 1, customerNumber, product, validFrom: inUnits === 0 ? now - 1_000 * this.options.unit : starts });
    const { terminatedAt, ...before } = known;
    if (terminatedAt === undefined) return this.tellContract(accessNumber, { ...before, customerNumber, product });
    if (terminatedAt >= now) return Promise.resolve();
    return this.tellContract(accessNumber, { ...before, customerNumber, product, life: known.life + 1, validFrom: inUnits === 0 ? terminatedAt + 1 : starts });
  }

  private async tellContract(accessNumber: string, said: Known): Promise<void> {
    const known = { ...said, sequence: said.sequence + 1 };
    this.contracts.set(accessNumber, known);
    await this.hear({ kind: 'contract', accessNumber, ...known });
  }

  private async tellLink(isWanted: boolean, key: string, accountId: string, fact: (linkId: string, version: number) => Heard): Promise<void> {
    const open = this.links.get(key);
    if (isWanted === (open !== undefined) || this.closed.has(accountId)) return;
    const linkId = open ?? `link ${++this.lastLink} of ${key}`;
    if (isWanted) this.links.set(key, linkId);
    else this.links.delete(key);
    await this.hear(fact(linkId, isWanted ? 1 : 2));
  }

  private async hear(fact: Heard): Promise<void> {
    const now = this.world.now();
    const hasCome = await this.world.tell(fact);
    if (hasCome !== false) return this.reference.hear(fact, fact.kind === 'contract' ? now : this.world.now());
    if (fact.kind !== 'centre' || this.reference.holds(fact.accountId, fact.accessNumber, this.world.now()).includes('ADMINISTRATION')) throw new Error(`${JSON.stringify(fact)} was refused`);
    this.links.delete(`${fact.accountId} ${fact.accessNumber}`);
  }

  private async save(
    step: Extract<Step, { do: 'transfer' | 'assign' }>, isAllowed: (now: number) => boolean, isOwn: boolean, act: (save: number) => Promise<string>, repeat: (now: number) => void,
  ): Promise<void> {
    const saves = this.reference.savesOf(step.from, step.to);
    const before = isAllowed(this.world.now());
    const outcome = await act(step.isStale ? saves + 1 : saves);
    const after = isAllowed(this.world.now());
    const refusals = isOwn ? [...(before && after ? [] : ['validation-failed']), ...(step.isStale ? ['precondition-failed'] : [])] : ['not-found'];
    const allowed = [...(isOwn && !step.isStale && (before || after) ? ['done'] : []), ...refusals];
    if (!allowed.includes(outcome)) throw new Error(`${JSON.stringify(step)} was answered ${outcome}, expected ${allowed.join(' or ')}`);
    this.tally[outcome === 'done' ? 'saved' : outcome === 'not-found' ? 'foreign' : outcome === 'precondition-failed' ? 'stale' : 'notHeld']++;
    if (outcome === 'done') repeat(this.world.now());
  }
}

/** Returns how much is held. @throws Error that names the difference */
async function compareWith(step: Step, expect: () => string[], look: () => Promise<string[]>): Promise<number> {
  // What ends while one looks may be seen or not.
  const before = expect();
  const actual = await look();
  const after = expect();
  const missing = after.filter((one) => !actual.includes(one) && before.includes(one));
  const surplus = actual.filter((one) => !after.includes(one) && !before.includes(one));
  const late = [...before, ...after].filter((one) => before.includes(one) !== after.includes(one));
  const isNamed = (one: string) => late.some((other) => keyOf(other) === keyOf(one));
  const faults = [...missing.map((one) => `  - ${one}`), ...surplus.filter((one) => !isNamed(one)).map((one) => `  + ${one}`)];
  if (faults.length > 0) throw new Error(`After ${JSON.stringify(step)} (- expected, + found):\n${faults.join('\n')}`);
  return actual.length;
}

const keyOf = (one: string): string => one.split(':')[0]!;
