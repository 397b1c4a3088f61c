import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import { CrmFixture, freshNumbers } from './crm-fixture.js';

const crm = new CrmFixture();
beforeAll(() => crm.start({ instances: 2 }));
afterAll(() => crm.stop());

const told = (accessNumber: string, ...news: string[]) => eventually(() => expect(crm.newsOf(accessNumber)).toEqual(news));
const at = (hour: number) => new Date(Date.UTC(2026, 0, 10, hour)).toISOString();

describe('contracts from the CRM', () => {
  it('are opened, moved, ended and opened anew, each fact out with the next sequence', async () => {
    const { accessNumber, customerNumber } = freshNumbers();
    const other = freshNumbers().customerNumber;
    await crm.customer(customerNumber);
    await crm.customer(other);
    await crm.provisioned(accessNumber, customerNumber, { time: at(1) });
    await told(accessNumber, 'opened');
    await crm.provisioned(accessNumber, other, { time: at(2) });
    await told(accessNumber, 'opened', 'moved');
    await crm.terminated(accessNumber, at(3), { time: at(3) });
    await told(accessNumber, 'opened', 'moved', 'ended');
    await crm.provisioned(accessNumber, other, { time: at(4), validFrom: at(4) });
    await told(accessNumber, 'opened', 'moved', 'ended', 'opened');
    const facts = crm.told.filter(({ data }) => data.accessNumber === accessNumber);
    expect(facts.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(facts[2]!.data).toEqual({ actor: { kind: 'CRM' }, accessNumber, customerNumber: other, product: 'SIP_TRUNK', validFrom: '2026-01-01T00:00:00.000Z', life: 1, terminatedAt: at(3) });
    expect(facts[3]!.data).toMatchObject({ life: 2 });
  });

  it('wait for their customer, and are never seen under a mobile one', async () => {
    const [waiting, mobile] = [freshNumbers(), freshNumbers()];
    await crm.provisioned(waiting.accessNumber, waiting.customerNumber);
    await crm.provisioned(mobile.accessNumber, mobile.customerNumber);
    await crm.customer(mobile.customerNumber, 'MOBILE');
    await crm.customer(waiting.customerNumber);
    await told(waiting.accessNumber, 'opened');
    expect(crm.newsOf(mobile.accessNumber)).toEqual([]);
  });

  it('are taken back when their customer turns out to be none of the fixed line, and come back with it', async () => {
    const { accessNumber, customerNumber } = freshNumbers();
    await crm.customer(customerNumber, 'FIXED_LINE', { time: at(1) });
    await crm.provisioned(accessNumber, customerNumber, { time: at(1) });
    await told(accessNumber, 'opened');
    await crm.customer(customerNumber, 'MOBILE', { time: at(2) });
    await told(accessNumber, 'opened', 'ended');
    await crm.customer(customerNumber, 'FIXED_LINE', { time: at(3) });
    await told(accessNumber, 'opened', 'ended', 'opened');
    expect(crm.told.filter(({ data }) => data.accessNumber === accessNumber)[1]!.data.terminatedAt).toBe(at(2));
  });

  it('are all opened when they arrive together with their customer', async () => {
    const { customerNumber } = freshNumbers();
    const accessNumbers = Array.from({ length: 40 }, () => freshNumbers().accessNumber);
    await Promise.all([...accessNumbers.map((number) => crm.provisioned(number, customerNumber)), crm.customer(customerNumber)]);
    // Two instances collide here on one customer: who loses pauses before the next try.
    await eventually(() => expect(accessNumbers.filter((number) => crm.newsOf(number).length === 1)).toHaveLength(40), { within: 40_000 });
  }, 60_000);

  it('take a fact once, however often it comes', async () => {
    const { accessNumber, customerNumber } = freshNumbers();
    const twice = [{ id: `p-${accessNumber}`, time: at(1) }, { id: `p-${accessNumber}`, time: at(1) }];
    await crm.customer(customerNumber);
    for (const stamp of twice) await crm.provisioned(accessNumber, customerNumber, stamp);
    await crm.terminated(accessNumber, at(5), { time: at(2) });
    await told(accessNumber, 'opened', 'ended');
    const document = await crm.database.collection<{ _id: string; facts: unknown[] }>('contracts').findOne({ _id: accessNumber });
    expect(document?.facts).toHaveLength(2);
  });

  it('come to the same state in every order', async () => {
    const orders = [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3, 0, 2], [3, 1, 4, 4, 0, 2, 1]];
    const ends = await Promise.all(orders.map(stateAfter));
    expect(ends[0]).toMatchObject({ number: 2, terminatedAt: null });
    for (const end of ends) expect(end).toEqual(ends[0]);
  });
});

/** What became of one contract after the same five facts in the given order. */
async function stateAfter(order: number[]): Promise<object> {
  const { accessNumber, customerNumber } = freshNumbers();
  const other = freshNumbers().customerNumber;
  const ids = [1, 2, 3, 4, 5].map((n) => `${accessNumber}-${n}`);
  const facts = [
    () => crm.customer(customerNumber, 'FIXED_LINE', { id: ids[0]!, time: at(0) }),
    () => crm.customer(other, 'FIXED_LINE', { id: ids[1]!, time: at(0) }),
    () => crm.provisioned(accessNumber, customerNumber, { id: ids[2]!, time: at(1) }),
    () => crm.terminated(accessNumber, at(2), { id: ids[3]!, time: at(2) }),
    () => crm.provisioned(accessNumber, other, { id: ids[4]!, time: at(3), validFrom: at(4) }),
  ];
  for (const index of order) await facts[index]!();
  return eventually(async () => {
    const document = await crm.database.collection<{ _id: string; facts: unknown[]; told?: Record<string, unknown> }>('contracts').findOne({ _id: accessNumber });
    expect(document?.facts).toHaveLength(3);
    expect(document?.told).toMatchObject({ customerNumber: other });
    return { ...document!.told, terminatedAt: document!.told!['terminatedAt'] ?? null, customerNumber: 'other' };
  });
}
