import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contractOpened, customerLinked, fact } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { RightsFixture } from './rights-fixture.js';

const fixture = new RightsFixture();
beforeAll(() => fixture.start({ instances: 2 }));
afterAll(() => fixture.stop());

const openedOf = (customerNumber: string) =>
  fixture.written(fact(contractOpened, 1, { actor: { kind: 'CRM' }, accessNumber: fixture.freshNumber(), customerNumber, product: 'SIP_TRUNK', validFrom: '2026-01-01T00:00:00.000Z', life: 1 }));

describe('contract facts that come by the hundred', () => {
  it('give whoever is connected with their numbers each right once, whether the link or the contract was there first, and however often they come', async () => {
    const links = Array.from({ length: 12 }, () => ({ accountId: newId(), linkId: newId(), customerNumber: fixture.freshNumber() }));
    const opened = links.flatMap(({ customerNumber }) => Array.from({ length: 20 }, () => openedOf(customerNumber)));
    const linked = links.map((link) => fixture.written(fact(customerLinked, 1, { actor: { kind: 'SELF', accountId: link.accountId }, version: 1, accessNumbers: [], ...link })));
    // One contract in the middle cannot be handled as long as the test lasts.
    const bad = openedOf(links[0]!.customerNumber);
    await fixture.insertBroken(bad.subject);
    await Promise.all([...opened.slice(0, 120), bad, ...linked, ...opened.slice(120), ...opened].map((news) => fixture.publishWritten(news)));
    for (const { subject } of opened) expect((await fixture.toldOf(subject, 1)).map(({ sequence, data }) => [sequence, data.accountId])).toEqual([['1', links[opened.findIndex((one) => one.subject === subject) / 20 | 0]!.accountId]]);
    await eventually(async () => expect(await fixture.found('contracts', opened.at(-1)!.subject)).toMatchObject({ version: 1, sequence: 1, grants: [{ to: links.at(-1)!.accountId }] }));
    for (const { subject } of opened) expect(await fixture.found('contracts', subject)).toMatchObject({ version: 1, sequence: 1 });
  }, 120_000);
});
