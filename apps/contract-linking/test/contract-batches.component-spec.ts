import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { OUTBOX, type OutboxRow } from '#libs/persistence';
import { eventually } from '#libs/testing';
import { CrmFixture, freshNumbers } from './crm-fixture.js';

const crm = new CrmFixture();
beforeAll(() => crm.start({ instances: 2 }));
afterAll(() => crm.stop());

interface Provisioning {
  accessNumber: string;
  customerNumber: string;
  id: string;
  time: string;
}

/** Contracts of as many customer numbers as there are places, each to be provisioned once. */
function provisionings(count: number, customers: number): Provisioning[] {
  const numbers = Array.from({ length: customers }, () => freshNumbers().customerNumber);
  return Array.from({ length: count }, (_, n) => ({ accessNumber: freshNumbers().accessNumber, customerNumber: numbers[n % customers]!, id: newId(), time: new Date().toISOString() }));
}

const publish = (said: readonly Provisioning[]) => Promise.all(said.map(({ accessNumber, customerNumber, ...stamp }) => crm.provisioned(accessNumber, customerNumber, stamp)));
const known = (said: readonly Provisioning[]) => Promise.all([...new Set(said.map(({ customerNumber }) => customerNumber))].map((number) => crm.customer(number)));

/** What was told of these contracts, by access number, as it lies in the outbox. */
async function toldOf(said: readonly Provisioning[]): Promise<Map<string, OutboxRow[]>> {
  const rows = await crm.database.collection<OutboxRow>(OUTBOX).find({ key: { $in: said.map(({ accessNumber }) => accessNumber) } }).toArray();
  return new Map(said.map(({ accessNumber }) => [accessNumber, rows.filter(({ key }) => key === accessNumber)]));
}

const allOpened = (said: readonly Provisioning[]) =>
  eventually(async () => expect([...(await toldOf(said))].filter(([, rows]) => rows.length > 0)).toHaveLength(said.length), { within: 60_000, every: 200 });

describe('contract facts that come by the hundred', () => {
  it('are each told once, as a part of their own trace, though they come twice', async () => {
    const said = provisionings(300, 30);
    await Promise.all([known(said), publish(said)]);
    await allOpened(said);
    // As after a crash between commit and acknowledgement.
    await publish(said);
    await eventually(async () => expect(await crm.unhandledFacts()).toBe(0), { within: 60_000, every: 200 });
    const told = await toldOf(said);
    for (const { accessNumber } of said) expect([accessNumber, told.get(accessNumber)!.length]).toEqual([accessNumber, 1]);
    const causes = new Map([...told].map(([accessNumber, [row]]) => [accessNumber, row!.headers['bsp-correlation-id']]));
    // By the contract's own fact, or by its customer's where that came later.
    const own = said.filter(({ accessNumber, id }) => causes.get(accessNumber) === id);
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own.map(({ accessNumber }) => causes.get(accessNumber))).size).toBe(own.length);
  }, 120_000);

  it('are all applied, each once, but for the one that cannot be', async () => {
    const said = provisionings(150, 15);
    const [bad, ...good] = said as [Provisioning, ...Provisioning[]];
    const contracts = crm.database.collection<{ _id: string }>('contracts');
    await contracts.insertOne({ _id: bad.accessNumber, facts: { not: 'a list' }, version: 0 } as never);
    await known(said);
    await publish([...good.slice(0, 70), bad, ...good.slice(70)]);
    await allOpened(good);
    const letters = await eventually(async () => {
      const found = await crm.letters.list({ service: 'contract-linking' });
      expect(found).toHaveLength(1);
      return found;
    }, { within: 60_000, every: 1_000 });
    expect(letters[0]).toMatchObject({ count: 6, reason: expect.stringMatching(/^failed:/) });
    const body = JSON.parse(Buffer.from((await crm.letters.show(letters[0]!.sequence))!.body).toString()) as { id: string };
    expect(body.id).toBe(bad.id);
    const told = await toldOf(said);
    expect(good.filter(({ accessNumber }) => told.get(accessNumber)!.length !== 1)).toEqual([]);
    expect(told.get(bad.accessNumber)).toEqual([]);
  }, 120_000);
});
