import { describe, expect, it } from '@jest/globals';
import { contractOpened, fact, type DataOf } from '#libs/contracts';
import { newCall } from '#libs/kernel';
import { applyFacts, handlerOf } from './fact-handler.js';
import type { Fact } from './fact-reader.js';

const data: DataOf<typeof contractOpened> = { actor: { kind: 'CRM' }, accessNumber: '4711001', customerNumber: '123456', product: 'SIP_TRUNK', validFrom: '2026-01-01T00:00:00Z' };
const written = (changes: object = {}) => ({ ...fact(contractOpened, 3, data), id: 'e1', time: '2026-01-01T00:00:00Z', source: 'contract-linking', ...changes });

describe('Facts of a reply', () => {
  const seen: Fact[] = [];
  const apply = applyFacts([handlerOf(contractOpened, async (applied) => void seen.push(applied))]);

  it("are given to the consumer's own handlers, others are skipped", async () => {
    await apply([written({ type: 'bsp.evt.identity.other.v1' }), written()], newCall(1_000));
    expect(seen).toEqual([{ id: 'e1', type: contractOpened.type, source: 'contract-linking', subject: '4711001', sequence: 3, time: new Date('2026-01-01T00:00:00Z'), data }]);
  });

  it('are refused when they break their contract', async () => {
    await expect(apply([written({ data: {} })], newCall(1_000))).rejects.toMatchObject({ code: 'validation-failed' });
  });
});
