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
    for (;;) {
      const before = await this.given.listGrants(saving.giverId, saving.receiverId);
      // Nobody makes others wait by naming what is theirs.
      const held = await this.given.heldAmong(saving.giverId, saving.accessNumbers);
      const saved = await this.locks.runOn([...new Set([...held, ...before.keys()])], [], call, (tx, known, terms) => this.saveOn(known, saving, terms, tx));
      if (saved !== undefined) return saved;
    }
  }

  /** Undefined where another save of the two came between, and reached contracts that are not locked. */
  private async saveOn(known: ReadonlyMap<string, ContractRights>, saving: Saving, terms: RightsTerms, tx: Transaction): Promise<number | undefined> {
    const { giverId, receiverId, expected } = saving;
    const save = await this.shares.countSave(tx, giverId, receiverId, expected);
    if (save === undefined) throw new DomainError('precondition-failed');
    const granted = await this.given.listGrants(giverId, receiverId, tx);
    if ([...granted.keys()].some((accessNumber) => !known.has(accessNumber))) return undefined;
    const errors = await saving.faults(known, terms, tx);
    if (errors.length > 0) throw new DomainError('validation-failed', { errors: errors.slice(0, MOST_FAULTS) });
    const changes = changesOf(saving, known, granted, terms);
    if (changes.some(({ rights, told }) => hasTooManyHolders(rights) && told.some(({ kind }) => kind === 'granted'))) throw new DomainError('limit-reached');
    await this.changes.record(tx, changes, { actor: { kind: 'MASTER', accountId: giverId }, what: saving.what }, terms.now);
    tx.audit({ action: saving.what, actor: { kind: 'SELF', accountId: giverId }, accountId: giverId, origin: saving.origin, details: detailsOf(saving, granted) });
    return save;
  }
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
