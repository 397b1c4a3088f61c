import { describe, expect, it } from '@jest/globals';
import { newId, type Transaction, Turns } from '#libs/kernel';
import { call, memoryStores } from '../../test/memory/memory-linking.js';
import { type Contract, newContract, withFact } from '../domain/contract.js';
import { ContractStore } from '../domain/contract.store.js';
import { RecordCustomersUseCase } from './record-customers.use-case.js';

const BEGINNING = new Date('2026-01-01T00:00:00Z');

/** So many contracts wait for each customer. */
class WaitingContracts extends ContractStore {
  constructor(private readonly each: number) {
    super();
  }

  async load(): Promise<Map<string, Contract>> {
    return new Map();
  }

  async ofCustomers(_tx: Transaction, customerNumbers: readonly string[]): Promise<Contract[]> {
    return customerNumbers.flatMap((customerNumber) =>
      Array.from({ length: this.each }, (_, n) =>
        withFact(newContract(`${customerNumber}${n}`), { kind: 'provisioned', id: newId(), time: BEGINNING, customerNumber, product: 'SIP_TRUNK', validFrom: BEGINNING })),
    );
  }

  async record(): Promise<void> {}
}

function setUp(each: number) {
  const { transactions, customers } = memoryStores();
  const useCase = new RecordCustomersUseCase(transactions, new WaitingContracts(each), customers, new Turns());
  const said = ['4711000', '4711001'].map((customerNumber) => ({ customerNumber, profile: { network: 'FIXED_LINE' as const, companyName: 'Muster GmbH', stamp: { time: BEGINNING, id: newId() } }, call: call() }));
  return { transactions, said, record: (which: typeof said) => useCase.execute(which, call()) };
}

describe('customers that become known', () => {
  it('open the contracts that waited for them, several customers at once', async () => {
    const { transactions, said, record } = setUp(1_000);
    await record(said);
    expect(transactions.facts).toHaveLength(2_000);
  });

  it('are refused together where that is too much for one transaction, and taken one by one', async () => {
    const { transactions, said, record } = setUp(1_001);
    await expect(record(said)).rejects.toThrow('2002 contracts wait for 2 customers');
    expect(transactions.facts).toEqual([]);
    for (const one of said) await record([one]);
    expect(transactions.facts).toHaveLength(2_002);
  });
});
