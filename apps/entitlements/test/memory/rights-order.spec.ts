import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rightsGranted, rightsRevoked } from '#libs/contracts';
import { ManualClock, newCall, newId } from '#libs/kernel';
import { type Heard, RightsReference } from '#libs/testing';
import { isOver } from '../../src/domain/contract.js';
import { RIGHTS } from '../../src/domain/right.js';
import { rightsInMemory } from './rights-use-cases.js';

const HISTORIES = 600;
const BEGIN = Date.UTC(2026, 0, 1);
const date = (hour: number) => new Date(BEGIN + hour * 3_600_000);
const [NUMBERS, CONTRACTS, ACCOUNTS] = [['1000000', '2000000'], ['030111', '030222'], ['ann', 'ben']] as const;
const CAUSE = { actor: { kind: 'CRM' }, what: 'x' } as const;

/** What contract-linking may say of one contract, each with the next sequence: corrected, moved, ended, and with a new life now and then. */
const contractFacts = (accessNumber: string) => {
  const said = fc.record({
    customerNumber: fc.constantFrom(NUMBERS[0], NUMBERS[0], NUMBERS[1]), product: fc.constantFrom('SIP_TRUNK' as const, 'CLOUD_PBX' as const), isAnew: fc.integer({ max: 4, min: 0 }),
    validFrom: fc.constantFrom(-9, -9, -9, 6), end: fc.constantFrom(undefined, undefined, undefined, -2, 2, 4, 6, 9, 12),
  });
  return fc.array(said, { maxLength: 5 }).map((list) => {
    let life = 1;
    return list.map(({ isAnew, end, ...fact }, index): Heard => {
      if (isAnew === 0 && index > 0) life += 1;
      return { kind: 'contract', accessNumber, sequence: index + 1, life, ...fact, ...(end !== undefined && { terminatedAt: end }) };
    });
  });
};
const links = fc.array(fc.record({ accountId: fc.constantFrom(...ACCOUNTS), customerNumber: fc.constantFrom(...NUMBERS), isEnded: fc.boolean() }), { maxLength: 5 }).map((list) =>
  list.flatMap(({ isEnded, ...link }, index): Heard[] => [1, ...(isEnded ? [2] : [])].map((version) => ({ kind: 'link', linkId: `link ${index}`, version, ...link }))),
);
const centreLinks = fc.array(fc.record({ accountId: fc.constantFrom(...ACCOUNTS), accessNumber: fc.constantFrom(...CONTRACTS), isEnded: fc.boolean() }), { maxLength: 5 }).map((list) =>
  list.flatMap(({ isEnded, ...link }, index): Heard[] => [1, ...(isEnded ? [2] : [])].map((version) => ({ kind: 'centre', linkId: `centre ${index}`, version, ...link }))),
);
/** When facts of a kind come at the earliest, and for how long they may: links after contracts and before those that hang on them, more or less. */
const PLACES = { contract: [0, 9], link: [0, 5], centre: [3, 6] } as const;
/** Any order, likely ones more often, some facts twice, time going on between them; now and then somebody looks for what has lapsed. */
const arrivals = fc.tuple(contractFacts(CONTRACTS[0]), contractFacts(CONTRACTS[1]), links, centreLinks).chain((parts) => {
  const arrival = (fact: Heard) => fc.record({ fact: fc.constant(fact), within: fc.double({ min: 0, max: 1, noNaN: true }), passes: fc.constantFrom(0, 0, 0, 1, 3), isSwept: fc.constantFrom(false, false, false, true), isTwice: fc.boolean() });
  return fc.tuple(...parts.flat().map(arrival)).map((list) => {
    const place = ({ fact, within }: (typeof list)[number]) => PLACES[fact.kind][0] + within * PLACES[fact.kind][1] + (fact.kind === 'contract' ? fact.sequence : fact.version);
    const sorted = [...list].sort((a, b) => place(a) - place(b));
    return sorted.flatMap((one, index) => (one.isTwice ? [one, sorted[Math.floor(index * one.within)]!] : [one]));
  });
});

function setUp() {
  const clock = new ManualClock(date(0));
  const rights = rightsInMemory(clock);
  const tell = (fact: Heard) => {
    // Each time under another id: what is known already must be told by its version.
    const [call, id] = [newCall(60_000), newId()];
    if (fact.kind === 'contract') {
      const { kind: _, accessNumber, validFrom, terminatedAt, ...said } = fact;
      const contract = { ...said, validFrom: date(validFrom), ...(terminatedAt !== undefined && { terminatedAt: date(terminatedAt) }) };
      return rights.recordContracts.execute([{ factId: id, accessNumber, contract, cause: CAUSE, call }], call);
    }
    const { kind, ...link } = { ...fact, ended: fact.version > 1 };
    if (kind === 'link') return rights.recordCustomerLink.execute(id, { ...(link as Extract<Heard, { kind: 'link' }> & { ended: boolean }), via: 'LINK' }, CAUSE, call);
    return rights.recordCustomerCentreLink.execute(id, { ...(link as Extract<Heard, { kind: 'centre' }> & { ended: boolean }), via: 'CUSTOMER_CENTRE' }, CAUSE, call);
  };
  return { ...rights, clock, tell };
}

type Told = { accessNumber: string; accountId: string; rights: string[]; chain: string[] };

describe('rights from links', () => {
  it(`are what a naive reference says, after every fact of ${HISTORIES} histories, in whatever order they come`, async () => {
    const held = { some: 0, centre: 0 };
    await fc.assert(
      fc.asyncProperty(arrivals, async (steps) => {
        const { clock, tell, endLapsedRights, held: store } = setUp();
        const reference = new RightsReference();
        let hour = 0;
        for (const { fact, passes, isSwept } of steps) {
          hour += passes;
          clock.advance(passes * 3_600_000);
          if (isSwept) await endLapsedRights.execute();
          await tell(fact);
          reference.hear(fact, hour);
          for (const accountId of ACCOUNTS) {
            for (const accessNumber of CONTRACTS) {
              const rights = (await store.find(accountId, accessNumber, date(hour)))?.rights ?? [];
              const expected = reference.holds(accountId, accessNumber, hour);
              // Hundreds of thousands of times, so only a difference is worth telling well.
              if (String(rights) !== String(expected)) expect(rights).toEqual(expected);
              held.some += Math.min(1, rights.length);
              held.centre += rights.includes('INVOICE_ONLINE') ? 1 : 0;
            }
          }
        }
      }),
      { numRuns: HISTORIES },
    );
    // The histories are about something.
    expect([held.some > HISTORIES, held.centre > HISTORIES / 2]).toEqual([true, true]);
  }, 60_000);

  it('are told so that whoever only listens knows each grant, in unbroken sequence', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async (steps) => {
        const { clock, tell, endLapsedRights, contracts, transactions } = setUp();
        for (const { fact, passes } of steps) {
          clock.advance(passes * 3_600_000);
          await tell(fact);
        }
        await endLapsedRights.execute();
        for (const accessNumber of CONTRACTS) {
          const facts = transactions.facts.filter(({ subject }) => subject === accessNumber);
          const known = new Map<string, Set<string>>();
          for (const { type, data } of facts) {
            const { accountId, chain, rights } = data as Told;
            const [of, isRefusal] = [`${chain[0]} ${accountId}`, type === rightsRevoked.type && chain[0]!.startsWith('centre')];
            const held = known.get(of) ?? new Set();
            for (const right of rights) expect(type === rightsGranted.type ? !held.has(right) && held.add(right) : held.delete(right) || isRefusal).toBeTruthy();
            if (held.size > 0) known.set(of, held);
            else known.delete(of);
          }
          const { grants = [], version = 0, contract } = contracts.contracts.get(accessNumber) ?? {};
          if (contract && isOver(contract, clock.now())) expect(grants).toEqual([]);
          expect(facts.map(({ sequence }) => sequence)).toEqual(Array.from({ length: version }, (_, index) => index + 1));
          const given = grants.map(({ id, to, rights }) => `${id} ${to} ${String(rights)}`);
          expect([...known].map(([of, rights]) => `${of} ${RIGHTS.filter((right) => rights.has(right)).join()}`).sort()).toEqual(given.sort());
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('that come from customer links are the same in the end, in whatever order their facts came', async () => {
    const both = fc.tuple(contractFacts(CONTRACTS[0]), links).chain((parts) => fc.tuple(fc.constant(parts.flat()), fc.shuffledSubarray([...parts.flat(), ...parts.flat()], { minLength: parts.flat().length * 2 })));
    const inTheEnd = async (facts: readonly Heard[]) => {
      const { tell, contracts } = setUp();
      for (const fact of facts) await tell(fact);
      return (contracts.contracts.get(CONTRACTS[0])?.grants ?? []).map(({ id }) => id).sort();
    };
    await fc.assert(fc.asyncProperty(both, async ([facts, shuffled]) => expect(await inTheEnd(shuffled)).toEqual(await inTheEnd(facts))), { numRuns: 200 });
  }, 60_000);
});
