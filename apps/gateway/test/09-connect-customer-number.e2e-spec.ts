import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contractTerminated } from '#libs/contracts';
import { eventually, typeOf } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { addContract, connect, newOneTimePassword, orderWelcomeLetter } from '../../harness/src/scenarios/connection.js';
import { newCustomer } from '../../harness/src/scenarios/customer-journey.js';
import { signedInMaster } from '../../harness/src/scenarios/sub-administrator.js';

let system: ConnectedSystem;
beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, 'contract-linking': 2, entitlements: 2 } });
}, 120_000);
afterAll(() => system?.stop());

interface Contract {
  accessNumber: string;
  rights: string[];
}

const HOTLINE = '0800 330 1300';
const connectWith = (token: string, customerNumber: string, oneTimePassword: string, via = 0) => system.portals[via]!.send('POST', '/customer-links', { token, body: { customerNumber, oneTimePassword } });
const disconnect = (token: string, customerNumber: string, confirm?: string, via = 0) => system.portals[via]!.send('DELETE', `/customer-links/${customerNumber}${confirm === undefined ? '' : `?confirm=${confirm}`}`, { token });
const contracts = async (token: string, via = 1) => (await system.portals[via]!.expect<{ items: Contract[] }>(200, 'GET', '/contracts', { token })).items;
const noticesTo = async (email: string) => (await system.mailbox.mails(email)).filter((mail) => typeOf(mail) === 'security-notice');

describe('Festnetz-Kundennummer verbinden', () => {
  it('gives administration and commercial contact on every contract of the number, at once and through every gateway', async () => {
    const { customer, token } = await signedInMaster(system);
    const { customerNumber, accessNumber, product } = customer;
    const held = { accessNumber, customerNumber, product, status: 'ACTIVE', rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], sources: ['LINK'], customerCentreLinked: false };
    expect(await contracts(token)).toEqual([]);
    const answer = await connectWith(token, customerNumber, (await newOneTimePassword(system, customer)).toLowerCase().replaceAll('-', ' '));
    expect(answer).toMatchObject({ status: 201, body: { customerNumber, contracts: [held] } });
    expect(await contracts(token)).toEqual([held]);
    expect(await system.portals[1]!.expect(200, 'GET', `/contracts/${accessNumber}`, { token })).toEqual(held);
    const links = await system.portals[1]!.expect<{ items: object[] }>(200, 'GET', '/customer-links', { token });
    expect(links.items).toEqual([{ customerNumber, linkedAt: expect.any(String), contracts: 1 }]);
    await eventually(async () => expect(await noticesTo(customer.email)).not.toEqual([]));
  });

  it('reaches contracts to come from the day they are valid, and lets go of those that end', async () => {
    const { customer, token } = await signedInMaster(system);
    const { customerNumber } = customer;
    await connect(system, customer, token);
    await addContract(system, { accessNumber: `1${customerNumber}`, customerNumber, product: 'SIP_TRUNK' });
    await addContract(system, { accessNumber: `2${customerNumber}`, customerNumber, product: 'SIP_TRUNK', validFrom: '2126-01-01T00:00:00Z' });
    await system.facts.publish(contractTerminated, { accessNumber: customer.accessNumber, terminatedAt: '2026-06-01T00:00:00Z' });
    await eventually(async () => expect((await contracts(token)).map(({ accessNumber }) => accessNumber)).toEqual([`1${customerNumber}`]));
  });

  it('tells of a used or replaced one-time password only to whoever holds it, with the hotline', async () => {
    const [first, second] = [await signedInMaster(system), await signedInMaster(system)];
    const { customerNumber } = first.customer;
    const older = await newOneTimePassword(system, first.customer);
    const newer = await newOneTimePassword(system, first.customer);
    expect(await connectWith(second.token, customerNumber, older)).toMatchObject({ status: 410, body: { code: 'code-expired', hotline: HOTLINE } });
    expect((await connectWith(first.token, customerNumber, newer)).status).toBe(201);
    expect(await connectWith(second.token, customerNumber, newer)).toMatchObject({ status: 410, body: { code: 'code-used', hotline: HOTLINE } });
    expect(await connectWith(second.token, customerNumber, 'AAAA-BBBB-CCCC')).toMatchObject({ status: 422, body: { code: 'code-invalid' } });
    // Right, but of another number.
    const theirs = await newOneTimePassword(system, second.customer);
    expect(await connectWith(second.token, customerNumber, theirs)).toMatchObject({ status: 422, body: { code: 'code-invalid' } });
  });

  it('does not spend the code of somebody who is connected already', async () => {
    const [first, second] = [await signedInMaster(system), await signedInMaster(system)];
    await connect(system, first.customer, first.token);
    const code = await newOneTimePassword(system, first.customer);
    expect(await connectWith(first.token, first.customer.customerNumber, code)).toMatchObject({ status: 409, body: { code: 'already-linked' } });
    expect((await connectWith(second.token, first.customer.customerNumber, code, 1)).status).toBe(201);
    // Whoever was connected before hears of it.
    await eventually(async () => expect(await noticesTo(first.customer.email)).toHaveLength(2));
  });

  it('makes an account wait after five wrong tries, and nobody else', async () => {
    const [guesser, owner] = [await signedInMaster(system), await signedInMaster(system)];
    const { customerNumber } = owner.customer;
    const code = await newOneTimePassword(system, owner.customer);
    for (let n = 0; n < 5; n++) expect(await connectWith(guesser.token, customerNumber, 'AAAA-BBBB-CCCC', n % 2)).toMatchObject({ status: 422 });
    const refused = await connectWith(guesser.token, customerNumber, code);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(80_000);
    expect((await connectWith(owner.token, customerNumber, code)).status).toBe(201);
  });

  it('disconnects at once, everywhere, after a confirmation that says what it means', async () => {
    const [first, second] = [await signedInMaster(system), await signedInMaster(system)];
    const { customerNumber } = first.customer;
    await connect(system, first.customer, first.token);
    expect((await connectWith(second.token, customerNumber, await newOneTimePassword(system, first.customer))).status).toBe(201);
    expect(await disconnect(second.token, customerNumber)).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    expect((await disconnect(second.token, customerNumber, customerNumber)).status).toBe(204);
    expect(await contracts(second.token)).toEqual([]);
    expect(await disconnect(first.token, customerNumber, customerNumber)).toMatchObject({ status: 409, body: { code: 'last-administrator' } });
    expect(await contracts(first.token)).toHaveLength(1);
    expect((await disconnect(first.token, customerNumber, 'last-administrator')).status).toBe(204);
    expect(await contracts(first.token)).toEqual([]);
    expect((await disconnect(first.token, customerNumber, 'last-administrator', 1)).status).toBe(204);
    const stranger = await signedInMaster(system);
    expect((await disconnect(stranger.token, customerNumber, customerNumber)).status).toBe(404);
  });

  it('sends a letter as PDF into the print spool, with its line in the manifest', async () => {
    const customer = newCustomer();
    await orderWelcomeLetter(system, customer, 'LETTER');
    const { letters } = system.test.endpoints;
    const line = await eventually(async () => {
      const lines = (await readFile(join(letters, 'manifest.jsonl'), 'utf8')).trim().split('\n').map((text) => JSON.parse(text) as Record<string, string>);
      const found = lines.find((entry) => entry['customerNumber'] === customer.customerNumber);
      expect(found).toBeDefined();
      return found!;
    });
    expect(line).toEqual({ letterId: expect.any(String), customerNumber: customer.customerNumber, file: `${line['letterId']}.pdf`, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), pages: 1, issuedAt: expect.any(String), expiresAt: expect.any(String) });
    expect((await readFile(join(letters, line['file']!))).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
