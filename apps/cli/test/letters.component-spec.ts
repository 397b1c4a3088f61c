import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { freshCustomerNumber, LinkingFixture, RECIPIENT } from '../../contract-linking/test/linking-fixture.js';
import { cliJson, runCli } from './run-cli.js';

// Every command is a process of its own, and the machine may be busy.
jest.setTimeout(120_000);

const fixture = new LinkingFixture();
beforeAll(() => fixture.start({ instances: 1 }));
afterAll(() => fixture.stop());

const REASON = ['--reason', 'Rückfrage des Teamleiters'];
const bsp = (...args: string[]) => runCli(fixture.crm.servers.nats, args);
const json = <T>(...args: string[]) => cliJson<T>(fixture.crm.servers.nats, ...args);

describe('operators', () => {
  it('re-issue a letter to the recipient of the CRM’s last request, and list the letters of a number', async () => {
    const customerNumber = freshCustomerNumber();
    const { letterId: older } = await fixture.ordered(customerNumber);
    const { letterId, ...rest } = await json<{ letterId: string }>('letters', 'reissue', customerNumber, '--channel', 'LETTER', ...REASON);
    expect(rest).toEqual({ customerNumber, expiresAt: expect.any(String) });
    expect((await fixture.sent(customerNumber)).at(-1)).toMatchObject({ letterId, recipient: RECIPIENT });
    expect(await json('letters', 'list', customerNumber, ...REASON)).toMatchObject([{ letterId, channel: 'LETTER', state: 'ORDERED' }, { letterId: older, state: 'REPLACED' }]);
    expect((await bsp('letters', 'list', freshCustomerNumber(), ...REASON)).out).toBe('There is no letter for this customer number.\n');
  });

  it('are told in a sentence why not', async () => {
    const [customerNumber, { email: _email, ...recipient }] = [freshCustomerNumber(), RECIPIENT];
    await fixture.ordered(customerNumber, { recipient });
    const [nobody, noAddress, channel, number, silent] = await Promise.all([
      bsp('letters', 'reissue', '88888888', '--channel', 'LETTER', ...REASON), bsp('letters', 'reissue', customerNumber, '--channel', 'EMAIL', ...REASON),
      bsp('letters', 'reissue', customerNumber, '--channel', 'FAX', ...REASON), bsp('letters', 'list', '12a', ...REASON), bsp('letters', 'list', customerNumber),
    ]);
    expect(nobody).toEqual({ code: 1, out: '', err: 'The CRM has requested no letter for 88888888 yet: nobody is known to send one to.\n' });
    expect(noAddress).toEqual({ code: 1, out: '', err: `The CRM has requested no letter for ${customerNumber} yet, or without an e-mail address: nobody is known to send one to.\n` });
    expect(channel).toEqual({ code: 1, out: '', err: 'There is no channel "FAX"; there are EMAIL, LETTER.\n' });
    expect(number).toEqual({ code: 1, out: '', err: '"12a" is no customer number.\n' });
    expect(silent).toMatchObject({ code: 1, err: expect.stringContaining('--reason') });
  });
});
