import { describe, expect, it } from '@jest/globals';
import type { ContractFact } from './contract-fact.js';
import { EMPTY_LOG, MOST_FACTS, remember, stateOf } from './contract-log.js';
import { lifeIn } from './contract-state.js';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const provisioned = (at: number, validFrom: number, customerNumber = '1000000'): ContractFact => ({
  kind: 'provisioned', id: `p${at}-${validFrom}-${customerNumber}`, time: day(at), customerNumber, product: 'SIP_TRUNK', validFrom: day(validFrom),
});
const terminated = (at: number, terminatedAt: number): ContractFact => ({ kind: 'terminated', id: `t${at}-${terminatedAt}`, time: day(at), terminatedAt: day(terminatedAt) });
const after = (...facts: ContractFact[]) => stateOf(facts.reduce(remember, EMPTY_LOG));

describe('a contract', () => {
  it('is unknown before its first fact', () => {
    expect(after()).toEqual({ status: 'UNKNOWN' });
  });

  it('is active once provisioned, and ended once terminated', () => {
    expect(after(provisioned(1, 1)).status).toBe('ACTIVE');
    expect(after(provisioned(1, 1), terminated(2, 5))).toMatchObject({ status: 'ENDED', life: { terminatedAt: day(5) } });
  });

  it('is ended when the termination overtakes the provisioning', () => {
    expect(after(terminated(2, 5), provisioned(1, 1)).status).toBe('ENDED');
  });

  it('whose end is foretold stays unseen until it is provisioned', () => {
    expect(after(terminated(1, 5)).status).toBe('FORETOLD');
    expect(after(terminated(1, 5), provisioned(2, 3)).status).toBe('ENDED');
    expect(after(terminated(1, 5), provisioned(2, 6))).toMatchObject({ status: 'ACTIVE', life: { number: 1 } });
  });

  it('is opened anew by a later provisioning that begins after the end, and by no other', () => {
    expect(after(provisioned(1, 1), terminated(2, 5), provisioned(3, 6))).toMatchObject({ status: 'ACTIVE', life: { number: 2, previousEnd: day(5) } });
    expect(after(provisioned(1, 1), terminated(2, 5), provisioned(3, 5)).status).toBe('ENDED');
    expect(after(provisioned(1, 6), terminated(2, 5)).status).toBe('ENDED');
  });

  it('belongs to the customer number that the later fact names', () => {
    expect(lifeIn(after(provisioned(2, 1, '2000000'), provisioned(1, 1, '1000000')))?.customerNumber).toBe('2000000');
  });

  it('takes a late correction of the end', () => {
    expect(lifeIn(after(provisioned(1, 1), terminated(3, 9), terminated(2, 5)))?.terminatedAt).toEqual(day(9));
  });

  it('knows only the facts that can still matter', () => {
    const facts = Array.from({ length: 3 * MOST_FACTS }, (_, index) => provisioned(index + 1, index + 1));
    const log = facts.reduce(remember, EMPTY_LOG);
    expect(log.facts.length).toBeLessThanOrEqual(MOST_FACTS);
    expect(stateOf(log)).toEqual(facts.length > 0 && stateOf({ facts }));
    expect(remember(log, facts[0]!)).toBe(log);
  });
});
