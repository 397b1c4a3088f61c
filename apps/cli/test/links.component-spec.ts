import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { listLinks } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { freshCustomerNumber, LinkingFixture } from '../../contract-linking/test/linking-fixture.js';
import { cliJson, runCli } from './run-cli.js';

// Every command is a process of its own, and the machine may be busy.
jest.setTimeout(120_000);

const fixture = new LinkingFixture();
beforeAll(() => fixture.start({ instances: 1 }));
afterAll(() => fixture.stop());

const bsp = (...args: string[]) => runCli(fixture.crm.servers.nats, ['links', 'list', ...args]);
const json = (...args: string[]) => cliJson<{ accountId: string; endedAt: string | null }[]>(fixture.crm.servers.nats, 'links', 'list', ...args);

describe('operators', () => {
  it('see who is and was connected with a customer number, since when, and who ended it', async () => {
    const customerNumber = freshCustomerNumber();
    await fixture.contract(customerNumber);
    const [gone, closed, left] = [await fixture.connected(customerNumber), await fixture.connected(customerNumber), await fixture.connected(customerNumber)];
    await fixture.disconnect(gone, customerNumber, customerNumber);
    await fixture.accountClosed(closed);
    const link = (accountId: string, end: object) => ({ linkId: expect.any(String), accountId, customerNumber, contracts: 1, linkedAt: expect.any(String), ...end });
    const open = { endedAt: null, endedBy: null };
    const ended = (by: object) => ({ endedAt: expect.any(String), endedBy: by });
    const all = [link(left, open), link(closed, ended({ kind: 'OPERATOR' })), link(gone, ended({ kind: 'SELF', accountId: gone }))];
    await eventually(async () => expect((await fixture.ask(listLinks, { customerNumber })).items).toEqual(all));
    expect(await json('--number', customerNumber)).toEqual(all);
    expect(await json('--id', gone)).toEqual([all[2]]);
    const { out } = await bsp('--number', customerNumber);
    expect(out).toMatch(/^customerNumber +accountId +contracts +linkedAt +endedAt +endedBy$/m);
    expect(out).toMatch(new RegExp(`^${customerNumber} +${left} +1 +\\S+Z +- +-$`, 'm'));
  });

  it('read them page by page', async () => {
    const accountId = newId();
    const numbers = [freshCustomerNumber(), freshCustomerNumber(), freshCustomerNumber()];
    for (const number of numbers) await fixture.connected(number, accountId);
    const first = await fixture.ask(listLinks, { accountId, limit: 2 });
    const second = await fixture.ask(listLinks, { accountId, limit: 2, cursor: first.nextCursor! });
    expect([first, second].map(({ items }) => items.map(({ customerNumber }) => customerNumber))).toEqual([[numbers[2], numbers[1]], [numbers[0]]]);
    expect([second.nextCursor, await fixture.refusal(listLinks, { accountId, cursor: 'x' })]).toEqual([null, expect.objectContaining({ code: 'validation-failed' })]);
  });

  it('are told in a sentence why not', async () => {
    const [neither, both, account, number, nobody] = await Promise.all([bsp(), bsp('--id', newId(), '--number', '4711000'), bsp('--id', 'me'), bsp('--number', '12a'), bsp('--number', freshCustomerNumber())]);
    const oneOfTwo = { code: 1, out: '', err: 'Name an account (--id) or a customer number (--number), one of the two.\n' };
    expect([neither, both]).toEqual([oneOfTwo, oneOfTwo]);
    expect(account).toEqual({ code: 1, out: '', err: '"me" is no id of an account.\n' });
    expect(number).toEqual({ code: 1, out: '', err: '"12a" is no customer number.\n' });
    expect(nobody).toEqual({ code: 0, out: 'No account has ever been connected with this customer number.\n', err: '' });
    expect(await fixture.refusal(listLinks, {})).toMatchObject({ code: 'validation-failed', errors: [{ field: 'accountId', rule: 'required' }] });
  });
});
