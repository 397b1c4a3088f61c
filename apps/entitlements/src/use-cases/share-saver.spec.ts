import { describe, expect, it, jest } from '@jest/globals';
import { newCall } from '#libs/kernel';
import { ORIGIN, sharing } from '../../test/memory/sharing-scenario.js';

/** Saves what Anna transfers to Ben. Returns how long (ms) after the caller has left each of its transactions may go on. */
async function savedBeside({ contracts, another = false }: { contracts: number; another?: boolean }): Promise<number[]> {
  const { rights, aMaster, contract, connect, candidateOf, caller } = sharing();
  const [anna, ben] = [await aMaster('Anna'), await aMaster('Ben')];
  const accessNumbers = Array.from({ length: contracts }, (_, n) => String(30_000_000 + n));
  for (const accessNumber of accessNumbers) await contract(accessNumber);
  await connect(anna);
  const candidateId = await candidateOf(anna, ben);
  const call = newCall(5_000);
  const run = rights.transactions.run.bind(rights.transactions);
  const left: number[] = [];
  jest.spyOn(rights.transactions, 'run').mockImplementation(({ deadline }, work) => run(call, async (tx) => {
    if (another && left.length === 0) await rights.shares.countSave(tx, anna, ben, 0);
    left.push(deadline - call.deadline);
    return work(tx);
  }));
  await rights.saveTransfer.execute({ ...caller(anna), candidateId, accessNumbers, ifMatch: null, origin: ORIGIN }, call);
  return left;
}

describe('a save', () => {
  it('of many contracts goes on for a while when its caller has left, of few it does not', async () => {
    expect([await savedBeside({ contracts: 501 }), await savedBeside({ contracts: 500 })]).toEqual([[4_000], [0]]);
  });

  it('of many over which another one came is tried again for the caller only', async () => {
    expect(await savedBeside({ contracts: 501, another: true })).toEqual([4_000, 0]);
  });
});
