import { newId } from '#libs/kernel';
import { connect } from '../scenarios/connection.js';
import { signIn } from '../scenarios/customer-journey.js';
import { settled, spread } from './load.js';
import { activeCustomers, type MeasuredSystem } from './measured-system.js';
import { type Rights, ServiceData } from './service-data.js';
import type { Table } from './table.js';

const HOLDERS = 1_000;

/** Disconnecting a customer number whose one contract a thousand others hold by transfer: all of them lose it in the same write. */
export async function measureRootRevocation(system: MeasuredSystem, { revocations = 9 } = {}): Promise<Table> {
  const data = await ServiceData.open(system);
  const took: number[] = [];
  try {
    for (const customer of await activeCustomers(system, revocations)) {
      const { accessToken: token } = await signIn(system, customer);
      await connect(system, customer, token);
      await shareWithThousands(data, customer.customerNumber);
      // A thousand facts of the last one are still being told.
      await settled(system.pids);
      const began = performance.now();
      await system.portal.expect(204, 'DELETE', `/customer-links/${customer.customerNumber}?confirm=last-administrator`, { token });
      took.push(performance.now() - began);
    }
  } finally {
    await data.close();
  }
  return { title: `A contract with ${HOLDERS} holders revoked at its root over HTTP, N = ${took.length}`, rows: [], verdict: { figure: 'ms', ...spread(took), target: 60 } };
}

/** Straight into the store, as entitlements writes it. */
async function shareWithThousands(data: ServiceData, customerNumber: string): Promise<void> {
  const contracts = data.collection<Rights>('entitlements', 'contracts');
  const { grants, holders } = (await contracts.findOne({ customerNumber }))!;
  const rights = ['ADMINISTRATION'];
  const given = Array.from({ length: HOLDERS - 1 }, () => ({ id: newId(), via: 'TRANSFER', by: grants[0]!.to, to: newId(), rights, since: new Date() }));
  const held = given.map(({ to }) => ({ accountId: to, rights, sources: ['TRANSFER'] }));
  await contracts.updateOne({ customerNumber }, { $set: { grants: [...grants, ...given], holders: [...holders, ...held] } });
}
