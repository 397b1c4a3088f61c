import { Injectable } from '@nestjs/common';
import type { Origin } from '#libs/contracts';
import { type Call, DomainError, type FieldError, type Transaction } from '#libs/kernel';
import { isInForce } from '../domain/contract.js';
import { type ContractRights, hasTooManyHolders } from '../domain/contract-rights.js';
import type { Grant } from '../domain/grant.js';
import { type RightsChange, withGrants, withoutGrants } from '../domain/rights-change.js';
import type { RightsTerms } from '../domain/rights-terms.js';
import { ShareStore } from '../domain/share.store.js';
import { GivenContractStore } from '../domain/given-contract.store.js';
import { CustomerLocks } from './customer-locks.js';
import { RightsChanges } from './rights-changes.js';

/** What one giver wants one receiver to have from now on. */
export interface Saving {
  giverId: string;
  receiverId: string;
  /** Contracts on which something is asked for; what is granted on others is taken. */
  accessNumbers: readonly string[];
  /** Save numbers of which the last one must be; null for any. */
  expected: readonly number[] | null;
  origin: Origin;
  what: 'transfer.saved' | 'assignment.saved';
  /** What may not be given, by field; looked for behind the locks. `known`: contracts on which the giver holds something, or gave the receiver something. */
  faults(known: ReadonlyMap<string, ContractRights>, terms: RightsTerms, tx: Transaction): Promise<FieldError[]>;
  /** What is to be granted on a contract where `granted` is so far; the same object where nothing changes. */
  grant(accessNumber: string, granted: Grant | undefined, now: Date): Grant;
}

/** More contracts than this may take longer than anybody waits: saving them goes on for so long (ms), and whoever asks again finds it done. */
const MANY = 500;
const GOES_ON_MS = 4_000;
/** Faults that are told at a time. */
const MOST_FAULTS = 50;
/** Access numbers that an audit row names. */
const MOST_NAMED = 50;

/** Saves all that one account gives another, as a whole or not at all: the difference to what is granted now, decided behind the locks. */
@Injectable()
export class ShareSaver {
  constructor(
    private readonly locks: CustomerLocks,
    private readonly shares: ShareStore,
    private readonly given: GivenContractStore,
    private readonly changes: RightsChanges,
  ) {}

  /** Returns the number of the save. @throws DomainError `precondition-failed`, `validation-failed`, `limit-reached` */
  async save(saving: Saving, call: Call): Promise<number> {
    for (let isFirst = true; ; isFirst = false) {
      const { giverId, receiverId, accessNumbers, expected } = saving;
      const saves = (await this.shares.find(giverId, receiverId))?.saves ?? 0;
      if (expected && !expected.includes(saves)) throw new DomainError('precondition-failed');
      // Nobody makes others wait by naming what is theirs.
      const [given, held] = await Promise.all([this.given.listGiven(giverId, receiverId), this.given.heldAmong(giverId, accessNumbers)]);
      const concerned = [...new Set([...held, ...given])];
      // Never over a save that came between: whoever has left may have wanted that one.
      const goesOn = isFirst && concerned.length > MANY ? { ...call, deadline: call.deadline + GOES_ON_MS } : call;
      const saved = await this.locks.runOn(concerned, [], goesOn, (tx, known, terms) => this.saveOn(known, saves, saving, terms, tx));
      if (saved !== undefined) return saved;
    }
  }

  /** `saves`: of these two, before it was looked which contracts are concerned. Undefined where another came between: it may have reached others. */
  private async saveOn(known: ReadonlyMap<string, ContractRights>, saves: number, saving: Saving, terms: RightsTerms, tx: Transaction): Promise<number | undefined> {
    const { giverId, receiverId } = saving;
    if (!(await this.shares.countSave(tx, giverId, receiverId, saves))) return undefined;
    const granted = grantedBy(giverId, receiverId, known);
    const errors = await saving.faults(known, terms, tx);
    if (errors.length > 0) throw new DomainError('validation-failed', { errors: errors.slice(0, MOST_FAULTS) });
    const changes = changesOf(saving, known, granted, terms);
    if (changes.some(({ rights, told }) => hasTooManyHolders(rights) && told.some(({ kind }) => kind === 'granted'))) throw new DomainError('limit-reached');
    await this.changes.record(tx, changes, { actor: { kind: 'MASTER', accountId: giverId }, what: saving.what }, terms.now);
    tx.audit({ action: saving.what, actor: { kind: 'SELF', accountId: giverId }, accountId: giverId, origin: saving.origin, details: detailsOf(saving, granted) });
    return saves + 1;
  }
}

function grantedBy(giverId: string, receiverId: string, known: ReadonlyMap<string, ContractRights>): Map<string, Grant> {
  const all = [...known].map(([accessNumber, { grants }]) => [accessNumber, grants.find(({ by, to }) => by === giverId && to === receiverId)] as const);
  return new Map(all.filter((one): one is [string, Grant] => one[1] !== undefined));
}

function changesOf({ accessNumbers, grant }: Saving, known: ReadonlyMap<string, ContractRights>, granted: ReadonlyMap<string, Grant>, terms: RightsTerms): RightsChange[] {
  const asked = new Set(accessNumbers);
  const given = [...asked].flatMap((accessNumber) => {
    const [before, after] = [granted.get(accessNumber), grant(accessNumber, granted.get(accessNumber), terms.now)];
    return after === before ? [] : [withGrants(known.get(accessNumber)!, [after], terms)];
  });
  // What is not shown, because the contract is not in force, is not taken by being left out.
  const taken = [...granted].filter(([accessNumber]) => !asked.has(accessNumber) && isShown(known.get(accessNumber)!, terms));
  return [...given, ...taken.map(([accessNumber, { id }]) => withoutGrants(known.get(accessNumber)!, (one) => one.id === id, terms))];
}

const isShown = ({ contract }: ContractRights, { now }: RightsTerms): boolean => contract !== undefined && isInForce(contract, now);

function detailsOf({ receiverId, accessNumbers }: Saving, granted: ReadonlyMap<string, Grant>): Record<string, unknown> {
  const asked = new Set(accessNumbers);
  const taken = [...granted.keys()].filter((accessNumber) => !asked.has(accessNumber));
  return { receiverId, count: asked.size, accessNumbers: [...asked].slice(0, MOST_NAMED), takenCount: taken.length, taken: taken.slice(0, MOST_NAMED) };
}
