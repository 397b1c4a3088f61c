import { type ConnectedSystem, startConnectedSystem } from '../connected-system.js';
import type { TestSystemOptions } from '#libs/testing';
import { activate, becomeKnown, completeContactData, type Customer, newCustomer, register, signIn, type System } from '../scenarios/customer-journey.js';
import { LoadClient } from './load.js';

/** A whole system of the bench's own, with the means to ask it and to load it. */
export interface MeasuredSystem extends ConnectedSystem {
  load: LoadClient;
  /** Its processes, by name. */
  pids: Record<string, number>;
  mongoUri: string;
}

export async function startMeasuredSystem(options: TestSystemOptions = {}): Promise<MeasuredSystem> {
  const system = await startConnectedSystem(options);
  const load = new LoadClient(system.test.endpoints.http, 256);
  const pids = Object.fromEntries([...system.test.processes].map(([name, { pid }]) => [name, pid]));
  const stop = () => {
    load.close();
    return system.stop();
  };
  return { ...system, load, pids, mongoUri: system.test.endpoints.mongo, stop };
}

/** Customers who have done everything once, ready to sign in. */
export async function activeCustomers(system: System, count: number): Promise<Customer[]> {
  const customers = Array.from({ length: count }, () => newCustomer());
  await Promise.all(customers.map((customer) => becomeKnown(system, customer)));
  await Promise.all(customers.map((customer) => register(system, customer)));
  for (const customer of customers) {
    await activate(system, customer);
    const { accessToken } = await signIn(system, customer);
    await completeContactData(system, customer, accessToken);
  }
  return customers;
}
