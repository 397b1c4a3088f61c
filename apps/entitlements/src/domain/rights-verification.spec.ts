import { describe, expect, it } from '@jest/globals';
import { aContract, assignment, centre, later, link, NOW, termsAt, transfer } from '../../test/some-grants.js';
import { type ContractRights, noRights } from './contract-rights.js';
import type { Grant } from './grant.js';
import { atTime, type RightsChange, withGrants, withoutGrants } from './rights-change.js';
import { hashOf, historyOf, type HistoryRow } from './rights-history.js';
import { faultsOf } from './rights-verification.js';

const CAUSE = { what: 'x', actor: { kind: 'SYSTEM' } } as const;
type Stored = { rights: ContractRights; rows: HistoryRow[] };

function store({ rights, rows }: Stored, change: (rights: ContractRights) => RightsChange): Stored {
  const changed = change(rights);
  const added = historyOf('030111', changed.told, CAUSE, NOW, rights.historyHash);
  return { rights: { ...changed.rights, ...(added.length > 0 && { historyHash: added.at(-1)!.hash }) }, rows: [...rows, ...added] };
}

const giving = (grants: Grant[]) => (rights: ContractRights) => withGrants(rights, grants, termsAt());
const taking = (id: string) => (rights: ContractRights) => withoutGrants(rights, (grant) => grant.id === id, termsAt());
const START: Stored = { rights: { ...noRights('030111'), contract: aContract() }, rows: [] };
const STEPS = [giving([link('a'), link('c')]), giving([centre('a'), transfer('a', 'b')]), giving([assignment('b', 's', ['ADMINISTRATION', 'INVOICE_ONLINE'], later(10))]), taking('centre of a'), taking('link of c')];
const clean = STEPS.reduce(store, START);
const faults = ({ rights, rows }: Stored, now = NOW) => faultsOf(rights, rows, termsAt(now)).map(({ fault }) => fault);
/** With a row changed, and its hash made to fit. */
const rewritten = (index: number, change: Partial<HistoryRow>) =>
  clean.rows.map((row, at) => { const other = { ...row, ...change }; return at === index ? { ...other, hash: hashOf(other) } : row; });

describe('verification of rights', () => {
  it('finds nothing wrong after any step of a history', () => {
    for (let n = 0; n <= STEPS.length; n++) expect(faults(STEPS.slice(0, n).reduce(store, START))).toEqual([]);
  });

  it('finds nothing wrong with what has lapsed and is not ended yet, and with what was ended', () => {
    expect(faults(clean, later(99))).toEqual([]);
    const over = { ...clean, rights: { ...clean.rights, contract: aContract({ terminatedAt: later(5) }) } };
    expect(faults(over, later(99))).toEqual([]);
    expect(faults(store(over, (rights) => atTime(rights, termsAt(later(5)))), later(99))).toEqual([]);
  });

  it('finds nothing wrong where an older release kept no history, and nothing is held any more', () => {
    const older = { ...START, rights: { ...START.rights, version: 4 } };
    expect(faults(older)).toEqual([]);
    expect(faults(store(older, giving([link('a')])))).toEqual([]);
  });

  it('finds a broken chain: a row with other words, or one that another one was put behind', () => {
    expect(faults({ ...clean, rows: clean.rows.map((row, at) => (at === 1 ? { ...row, cause: 'y' } : row)) })).toEqual(['BROKEN_CHAIN']);
    expect(faults({ ...clean, rows: rewritten(1, { cause: 'y' }) })).toEqual(['BROKEN_CHAIN']);
    expect(faults({ ...clean, rows: rewritten(clean.rows.length - 1, { cause: 'y' }) })).toEqual(['BROKEN_CHAIN']);
    expect(faults({ ...clean, rights: { ...clean.rights, historyHash: 'x' } })).toEqual(['BROKEN_CHAIN']);
  });

  it('finds a missing row: at the beginning, in the middle, at the end, or all of them', () => {
    expect(faults({ ...clean, rows: clean.rows.slice(1) })).toContain('BROKEN_CHAIN');
    expect(faults({ ...clean, rows: clean.rows.filter((_, at) => at !== 2) })).toEqual(expect.arrayContaining(['MISSING_ROW', 'BROKEN_CHAIN']));
    expect(faults({ ...clean, rows: clean.rows.slice(0, -1) })).toEqual(expect.arrayContaining(['MISSING_ROW', 'BROKEN_CHAIN']));
    expect(faults({ ...clean, rights: { ...clean.rights, version: clean.rights.version + 1 } })).toEqual(['MISSING_ROW']);
    expect(faults({ ...clean, rows: [] })).toEqual(expect.arrayContaining(['MISSING_ROW', 'BROKEN_CHAIN', 'OTHER_GRANTS']));
  });

  it('finds grants other than those that were told', () => {
    const without = (id: string) => withoutGrants(clean.rights, (grant) => grant.id === id, termsAt()).rights;
    expect(faults({ ...clean, rights: { ...without('b for s'), version: clean.rights.version } })).toEqual(['OTHER_GRANTS']);
    const added = withGrants(clean.rights, [link('thief')], termsAt()).rights;
    expect(faults({ ...clean, rights: { ...added, version: clean.rights.version } })).toEqual(['OTHER_GRANTS']);
    const longer = withGrants(clean.rights, [assignment('b', 's', ['ADMINISTRATION'], later(99))], termsAt()).rights;
    expect(faults({ ...clean, rights: { ...longer, version: clean.rights.version } })).toEqual(['OTHER_GRANTS']);
  });

  it('finds rights that grants do not give by the rules, however well they were told', () => {
    const foul = { ...transfer('b', 'd'), rights: ['ADMINISTRATION' as const] };
    const told = store(clean, (rights) => {
      const news = { kind: 'granted' as const, grant: foul, rights: foul.rights, left: foul.rights, chain: [], version: rights.version + 1 };
      return { rights: { ...rights, grants: [...rights.grants, foul], version: rights.version + 1 }, told: [news], ended: [] };
    });
    expect(faults(told)).toEqual(['OTHER_RIGHTS']);
  });

  it('finds holders other than those by the grants', () => {
    const [first, ...others] = clean.rights.holders;
    for (const holders of [others, [{ ...first!, rights: ['COMMERCIAL_CONTACT' as const] }, ...others], [...others, first!]]) expect(faults({ ...clean, rights: { ...clean.rights, holders } })).toEqual(['OTHER_HOLDERS']);
    const { until: _, ...unlimited } = others.find(({ accountId }) => accountId === 's')!;
    expect(faults({ ...clean, rights: { ...clean.rights, holders: clean.rights.holders.map((holder) => (holder.accountId === 's' ? unlimited : holder)) } })).toEqual(['OTHER_HOLDERS']);
  });

  it('says in its detail what was told and what is stored', () => {
    const added = withGrants(clean.rights, [link('thief')], termsAt()).rights;
    const [fault] = faultsOf({ ...added, version: clean.rights.version }, clean.rows, termsAt());
    expect(fault!.detail).toBe('grant link of thief: told nothing, stored LINK to thief: ADMINISTRATION, COMMERCIAL_CONTACT');
  });
});
