import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Contract, newContract, ownerOf, tell, withFact } from './contract.js';
import type { ContractFact } from './contract-fact.js';
import { stateOf } from './contract-log.js';
import { lifeIn } from './contract-state.js';
import { type Customer, type CustomerProfile, isFixedLine, withProfile } from './customer.js';

type Fact = { on: 'contract'; fact: ContractFact } | { on: 'customer'; customerNumber: string; profile: CustomerProfile };

const CUSTOMERS = ['1000000', '2000000', '3000000'];
const moment = fc.integer({ min: 0, max: 12 }).map((hour) => new Date(Date.UTC(2026, 0, 1, hour)));
const customerNumber = fc.constantFrom(...CUSTOMERS);
const stamp = { time: moment, id: fc.uuid() };
const product = fc.constantFrom('SIP_TRUNK' as const, 'CLOUD_PBX' as const);

const provisioned = fc.record({ kind: fc.constant('provisioned' as const), ...stamp, customerNumber, product, validFrom: moment });
const terminated = fc.record({ kind: fc.constant('terminated' as const), ...stamp, terminatedAt: moment });
const profile = fc.record({ network: fc.constantFrom('FIXED_LINE' as const, 'FIXED_LINE' as const, 'MOBILE' as const), companyName: fc.constant('A'), stamp: fc.record(stamp) });
const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ on: fc.constant('contract' as const), fact: fc.oneof(provisioned, terminated) }),
  fc.record({ on: fc.constant('customer' as const), customerNumber, profile }),
);
/** The same facts twice: once as they are, once shuffled, with some of them doubled. */
const twoOrders = fc
  .uniqueArray(anyFact, { maxLength: 12, selector: (item) => (item.on === 'contract' ? item.fact.id : item.profile.stamp.id) })
  .chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts.slice(0, 4)], { minLength: facts.length + Math.min(4, facts.length) })));

/** What the use cases do, without a database. */
function play(facts: readonly Fact[]): { contract: Contract; customers: Map<string, Customer>; sequences: number[] } {
  const customers = new Map<string, Customer>(CUSTOMERS.map((number) => [number, { customerNumber: number }]));
  const sequences: number[] = [];
  let contract = newContract('492281000000');
  for (const item of facts) {
    if (item.on === 'contract') contract = withFact(contract, item.fact);
    else customers.set(item.customerNumber, withProfile(customers.get(item.customerNumber)!, item.profile));
    const at = item.on === 'contract' ? item.fact.time : item.profile.stamp.time;
    const result = tell(contract, customers.get(ownerOf(contract) ?? ''), at);
    contract = result.contract;
    sequences.push(...result.told.map(({ version }) => version));
  }
  return { contract, customers, sequences };
}

describe('the order in which facts arrive', () => {
  it('and their repetition change neither the state of a contract nor whose it is', () => {
    fc.assert(
      fc.property(twoOrders, ([facts, shuffled]) => {
        const [one, other] = [play(facts), play(shuffled)];
        expect(stateOf(other.contract.log)).toEqual(stateOf(one.contract.log));
        expect([...other.customers]).toEqual([...one.customers]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves the other services with the picture that the facts add up to, told in unbroken sequence', () => {
    fc.assert(
      fc.property(twoOrders, ([, shuffled]) => {
        const { contract, customers, sequences } = play(shuffled);
        const life = lifeIn(stateOf(contract.log));
        const seen = life && isFixedLine(customers.get(life.customerNumber)!);
        expect(sequences).toEqual(sequences.map((_, index) => index + 1));
        if (seen) expect(contract.told).toEqual(life);
        else if (contract.told) expect(contract.told.terminatedAt).toBeInstanceOf(Date);
      }),
      { numRuns: 2_000 },
    );
  });
});
