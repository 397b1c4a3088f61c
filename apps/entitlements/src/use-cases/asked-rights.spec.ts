import { describe, expect, it } from '@jest/globals';
import type { HandoverTarget } from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import { rightsInMemory } from '../../test/memory/rights-use-cases.js';
import type { Role } from '../domain/account-copy.js';

const CAUSE = { actor: { kind: 'CRM' }, what: 'contract.opened' } as const;
const ORIGIN = { ipPrefix: '192.0.2.0/24', device: 'Firefox 128' };
const call = () => newCall(5_000);

async function setUp({ role = 'MASTER_ADMINISTRATOR' as Role | null, contracts = 1 } = {}) {
  const rights = rightsInMemory();
  const caller = { accountId: newId(), sessionId: newId() };
  const accessNumbers = Array.from({ length: contracts }, (_, n) => `03000${n}`);
  for (const accessNumber of accessNumbers) {
    const contract = { customerNumber: '4711000', product: 'SIP_TRUNK' as const, validFrom: rights.clock.now(), sequence: 1 };
    await rights.recordContracts.execute([{ factId: newId(), accessNumber, contract, cause: CAUSE, call: call() }], call());
  }
  if (role) await rights.transactions.run(call(), (tx) => rights.accounts.put(tx, { accountId: caller.accountId, role: { name: role, sequence: 1 } }));
  const connect = () => rights.recordCustomerLink.execute(newId(), { linkId: newId(), via: 'LINK', accountId: caller.accountId, version: 1, ended: false, customerNumber: '4711000' }, CAUSE, call());
  const link = (accessNumber: string) =>
    rights.recordCustomerCentreLink.execute(newId(), { linkId: newId(), via: 'CUSTOMER_CENTRE', accountId: caller.accountId, version: 1, ended: false, accessNumber }, CAUSE, call());
  const handOver = (target: HandoverTarget, accessNumber = accessNumbers[0]!) => rights.authorizeHandover.execute({ ...caller, accessNumber, target, origin: ORIGIN }, call());
  return { ...rights, caller, accessNumbers, connect, link, handOver };
}

describe('the contracts of somebody', () => {
  it('are shown page by page, with rights and where they come from', async () => {
    const { listContracts, getContract, caller, accessNumbers, connect, link } = await setUp({ contracts: 3 });
    expect(await listContracts.execute({ ...caller, limit: 2 })).toEqual({ items: [], nextCursor: null });
    await expect(getContract.execute({ ...caller, accessNumber: accessNumbers[0]! })).rejects.toMatchObject({ code: 'not-found' });
    await connect();
    await link(accessNumbers[0]!);
    const first = await listContracts.execute({ ...caller, limit: 2 });
    const shown = { customerNumber: '4711000', product: 'SIP_TRUNK', status: 'ACTIVE' };
    expect(first.items).toEqual([
      { ...shown, accessNumber: '030000', rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'], sources: ['LINK', 'CUSTOMER_CENTRE'], customerCentreLinked: true },
      { ...shown, accessNumber: '030001', rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], sources: ['LINK'], customerCentreLinked: false },
    ]);
    const second = await listContracts.execute({ ...caller, limit: 2, cursor: first.nextCursor! });
    expect([second.items.map(({ accessNumber }) => accessNumber), second.nextCursor]).toEqual([['030002'], null]);
    expect((await listContracts.execute({ ...caller, limit: 3 })).nextCursor).toBeNull();
    expect(await getContract.execute({ ...caller, accessNumber: '030001' })).toEqual(first.items[1]);
  });

  it('are those they administer, of many that are asked for', async () => {
    const { filterAdministered, checkRights, caller, accessNumbers, connect } = await setUp({ contracts: 2 });
    await connect();
    expect(await filterAdministered.execute({ ...caller, accessNumbers: [...accessNumbers, '030999'] })).toEqual({ accessNumbers });
    expect(await checkRights.execute({ accountId: caller.accountId, accessNumber: accessNumbers[0]!, right: 'ADMINISTRATION' })).toEqual({ allowed: true, version: 1 });
  });
});

describe('an authorized handover', () => {
  it('is kept in the audit log, and only what was authorized', async () => {
    const { handOver, connect, link, transactions, caller, accessNumbers } = await setUp();
    await expect(handOver('INVOICE_ONLINE')).rejects.toMatchObject({ code: 'not-found' });
    await connect();
    await expect(handOver('INVOICE_ONLINE')).rejects.toMatchObject({ code: 'customer-centre-not-linked', params: { accessNumberToLink: accessNumbers[0] } });
    await expect(handOver('ADMINISTRATION_PORTAL')).rejects.toMatchObject({ code: 'target-not-available' });
    expect(transactions.audits).toEqual([]);
    await link(accessNumbers[0]!);
    expect(await handOver('INVOICE_ONLINE')).toEqual({});
    const { accountId } = caller;
    expect(transactions.audits).toEqual([{ action: 'handover.authorized', actor: { kind: 'SELF', accountId }, accountId, origin: ORIGIN, details: { accessNumber: accessNumbers[0], target: 'INVOICE_ONLINE' } }]);
  });

  it('asks a master to link the customer centre, also before the news of their activation has come', async () => {
    const { handOver, connect } = await setUp({ role: null });
    await connect();
    await expect(handOver('CUSTOMER_CENTRE')).rejects.toMatchObject({ code: 'customer-centre-not-linked' });
  });

  it('asks nobody but a master to link the customer centre', async () => {
    const { handOver, connect } = await setUp({ role: 'SUB_ADMINISTRATOR' });
    await connect();
    await expect(handOver('CUSTOMER_CENTRE')).rejects.toMatchObject({ code: 'right-missing' });
  });
});
