import { describe, expect, it } from '@jest/globals';
import { sharing } from '../../test/memory/sharing-scenario.js';

describe('to verify rights', () => {
  it('goes through all contracts whose rights ever changed, two hundred at a time', async () => {
    const { contract, connect, aMaster, rights } = sharing();
    for (let n = 0; n < 250; n++) await contract(String(5_000_000 + n));
    await contract('6000000', { customerNumber: '5000000' });
    await connect(await aMaster());
    const first = await rights.verifyRights.execute({});
    expect(first).toEqual({ contracts: 200, rows: 200, faults: [], nextCursor: '5000199' });
    expect(await rights.verifyRights.execute({ cursor: '5000199' })).toEqual({ contracts: 50, rows: 50, faults: [], nextCursor: null });
  });

  it('names the faults of one contract, and a hundred at the most', async () => {
    const { contract, connect, aMaster, rights } = sharing();
    for (let n = 0; n < 150; n++) await contract(String(5_000_000 + n));
    await connect(await aMaster());
    for (const row of rights.history.rows) row.cause = 'something else';
    expect(await rights.verifyRights.execute({ accessNumber: '5000007' })).toEqual({ contracts: 1, rows: 1, faults: [{ accessNumber: '5000007', fault: 'BROKEN_CHAIN', detail: 'at version 1' }], nextCursor: null });
    expect((await rights.verifyRights.execute({})).faults.length).toBe(100);
  });

  it('looks again at what is written at the same moment', async () => {
    const { contract, connect, disconnect, aMaster, rights } = sharing();
    await contract('5000000');
    const anna = await aMaster();
    await connect(anna);
    const { listAll } = rights.history;
    let writes = 2;
    rights.history.listAll = async (accessNumber) => {
      const rows = await listAll.call(rights.history, accessNumber);
      if (writes-- > 0) await (writes === 1 ? disconnect(anna) : connect(anna));
      return rows;
    };
    expect(await rights.verifyRights.execute({})).toMatchObject({ rows: 3, faults: [] });
  });
});
