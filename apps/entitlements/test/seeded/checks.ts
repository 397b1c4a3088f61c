import { aContract, assignment, centre, later, link, NOW, termsAt, transfer } from '../some-grants.js';
import type { Contract } from '../../src/domain/contract.js';
import type { ContractRights } from '../../src/domain/contract-rights.js';
import type { Grant } from '../../src/domain/grant.js';
import type { CustomerLink } from '../../src/domain/link.js';
import type { HistoryRow } from '../../src/domain/rights-history.js';
import type { RightsChange, RightsNews } from '../../src/domain/rights-change.js';
import type { Right } from '../../src/domain/right.js';
import type { Domain } from './domain-copy.js';

const CAUSE = { what: 'x', actor: { kind: 'SYSTEM' } } as const;

/** One contract in its life: what happens to it, and everything told of that. */
class Life {
  rights: ContractRights = { accessNumber: '030111', version: 0, grants: [], holders: [], contract: aContract() };
  told: RightsNews[] = [];
  rows: HistoryRow[] = [];

  constructor(private readonly domain: Domain, private readonly depth = 1) {}

  give = (...grants: Grant[]) => this.settle(this.domain.withGrants(this.rights, grants, termsAt(NOW, this.depth)));
  connect = (of: string) => this.give(link(of));
  disconnect = (of: string) => this.settle(this.domain.withLink(this.rights, { ...this.asLink(of), ended: true, version: 2 }, termsAt(NOW, this.depth)));
  linkCentre = (of: string, ended = false) => this.settle(this.domain.withLink(this.rights, { linkId: `centre of ${of}`, via: 'CUSTOMER_CENTRE', accountId: of, version: ended ? 2 : 1, ended, accessNumber: '030111' }, termsAt(NOW, this.depth)));
  take = (id: string) => this.settle(this.domain.withoutGrants(this.rights, (grant) => grant.id === id, termsAt(NOW, this.depth)));
  hear = (said: Partial<Contract>, ...connected: string[]) => this.settle(this.domain.withContract(this.rights, aContract({ sequence: 2, ...said }), connected.map((of) => this.asLink(of)), termsAt(NOW, this.depth)));
  wait = (ms: number) => this.settle(this.domain.atTime(this.rights, termsAt(later(ms), this.depth)));

  /** `anna AC, ben A`. */
  held(): string {
    return this.rights.holders.map(({ accountId, rights }) => `${accountId} ${rights.map((right) => right[0]).join('')}`).join(', ');
  }

  faults(): string {
    return this.domain.faultsOf(this.rights, this.rows, termsAt(NOW, this.depth)).map(({ fault }) => fault).join();
  }

  private asLink = (of: string): CustomerLink => ({ linkId: `link of ${of}`, via: 'LINK', accountId: of, version: 1, ended: false, customerNumber: this.rights.contract!.customerNumber });

  private settle({ rights, told }: RightsChange): this {
    const rows = this.domain.historyOf('030111', told, CAUSE, NOW, this.rights.historyHash);
    this.rights = { ...rights, ...(rows.length > 0 && { historyHash: rows.at(-1)!.hash }) };
    this.told.push(...told);
    this.rows.push(...rows);
    return this;
  }
}

/** By name: what is, and what must be. */
type Check = (begin: (depth?: number) => Life, domain: Domain) => [is: unknown, mustBe: unknown];

const FEW: Right[] = ['ADMINISTRATION', 'INVOICE_ONLINE'];
const CHECKS: Record<string, Check> = {
  'a received contract goes to nobody else': (begin) => [begin().give(link('a'), transfer('a', 'b'), transfer('b', 'c')).held(), 'a AC, b A'],
  'a received contract goes on once, where that is allowed': (begin) => [begin(2).give(link('a'), transfer('a', 'b'), transfer('b', 'c'), transfer('c', 'd')).held(), 'a AC, b A, c A'],
  'an assignment gives what its giver holds': (begin) => [begin().give(link('a'), centre('a'), assignment('a', 's', FEW)).linkCentre('a', true).held(), 'a AC, s A'],
  'a transfer gives all that is held but the commercial contact': (begin) => [begin().give(link('a'), transfer('a', 'b')).linkCentre('a').held(), 'a ACIT, b AIT'],
  'what was taken does not come back': (begin) => [begin().give(link('a'), transfer('a', 'b'), assignment('b', 's')).disconnect('a').connect('a').held(), 'a AC'],
  'what an assignment lost does not come back': (begin) => [begin().give(link('a'), centre('a'), assignment('a', 's', FEW)).linkCentre('a', true).linkCentre('a').held(), 'a ACIT, s A'],
  'a second way stays': (begin) => [begin().give(link('a'), link('c'), transfer('a', 'b'), transfer('c', 'b')).disconnect('a').held(), 'b A, c AC'],
  'a customer centre needs the administration': (begin) => [begin().connect('a').linkCentre('b').held(), 'a AC'],
  'a customer centre is no nearer than the administration': (begin) => [begin().give(link('a'), transfer('a', 'b'), centre('b'), transfer('b', 'c')).held(), 'a AC, b AIT'],
  'an assignment ends at its moment': (begin) => [[9, 10].map((ms) => begin().give(link('a'), assignment('a', 's', FEW, later(10))).wait(ms).held()), ['a AC, s A', 'a AC']],
  'a contract ends at its moment': (begin) => [[9, 10].map((ms) => begin().connect('a').hear({ terminatedAt: later(10) }, 'a').wait(ms).held()), ['a AC', '']],
  'a contract moves to whoever is connected with its number': (begin) => [begin().give(link('a'), transfer('a', 'b')).hear({ customerNumber: '5000000' }, 'c').held(), 'c AC'],
  'a next life is of links alone': (begin) => [begin().give(link('a'), transfer('a', 'b')).hear({ life: 2 }, 'a').held(), 'a AC'],
  'a circle holds nothing': (begin) => [begin(2).give(link('a'), transfer('a', 'b'), transfer('b', 'a')).disconnect('a').held(), ''],
  'each grant is told with its own chain': (begin) => [
    begin().give(link('a'), transfer('a', 'b'), assignment('b', 's')).told.map(({ chain }) => chain.join(', ')), ['link of a', 'link of a, a to b', 'link of a, a to b, b for s'],
  ],
  'a chain is no longer than what it stands for': (begin, domain) => {
    const far = [link('a'), ...[transfer('a', 'b'), transfer('b', 'c')].map((grant) => ({ ...grant, rights: FEW.slice(0, 1) }))];
    const given = domain.withGrants({ ...begin().rights, grants: far }, far.slice(0, 2), termsAt());
    return [given.told.map(({ kind, chain }) => [kind, chain.join()]), [['revoked', 'b to c']]];
  },
  'versions follow one another': (begin) => [begin().give(link('a'), transfer('a', 'b'), assignment('b', 's')).take('a to b').told.map(({ version }) => version), [1, 2, 3, 4, 5]],
  'another end is told': (begin) => [begin().give(link('a'), assignment('a', 's', FEW, later(10))).give(assignment('a', 's', FEW, later(20))).told.map(({ kind }) => kind), ['granted', 'granted', 'changed']],
  'a history says nothing else than what was': (begin) => {
    const life = begin().give(link('a'), transfer('a', 'b'));
    const clean = life.faults();
    life.rows = life.rows.map((row) => ({ ...row, left: [...row.left].reverse() }));
    return [[clean, life.faults().includes('BROKEN_CHAIN')], ['', true]];
  },
  'what is stored is what the grants give': (begin) => [begin().give(link('a'), centre('a'), transfer('a', 'b'), assignment('b', 's', FEW)).linkCentre('a', true).take('a to b').faults(), ''],
  'nothing is given before the contract begins': (begin, { SharingPolicy }) => {
    const { rights } = begin().connect('a');
    return [[-1, 0].map((ms) => [new SharingPolicy(later(ms)).mayTransfer(rights, 'a'), new SharingPolicy(later(ms)).held(rights, 'a').length]), [[false, 0], [true, 2]]];
  },
};

/** Names of the checks that this domain fails. */
export function failuresOf(domain: Domain): string[] {
  return Object.entries(CHECKS).filter(([, check]) => {
    try {
      const [is, mustBe] = check((depth) => new Life(domain, depth), domain);
      return JSON.stringify(is) !== JSON.stringify(mustBe);
    } catch {
      return true;
    }
  }).map(([name]) => name);
}
