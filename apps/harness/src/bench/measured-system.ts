import { type ConnectedSystem, startConnectedSystem } from '../connected-system.js';
import type { TestSystemOptions } from '#libs/testing';
import { activeCustomer, completeContactData, type Customer, signIn, type System } from '../scenarios/customer-journey.js';
import { LoadClient } from './load.js';

/** A whole system of the bench's own, with the means to ask it and to load it. */
export interface MeasuredSystem extends ConnectedSystem {
  load: LoadClient;
  /** Its processes that run now, by name. */
  pids: Record<string, number>;
  mongoUri: string;
}

export async function startMeasuredSystem(options: TestSystemOptions = {}): Promise<MeasuredSystem> {
  const system = await startConnectedSystem(options);
  const load = new LoadClient(system.test.endpoints.http, 256);
  const stop = () => {
    load.close();
    return system.stop();
  };
  return {
    ...system,
    load,
    mongoUri: system.test.endpoints.mongo,
    get pids() {
      return Object.fromEntries([...system.test.processes].map(([name, { pid }]) => [name, pid]));
    },
    stop,
  };
}

/** Customers who have done everything once, ready to sign in. */
export async function activeCustomers(system: System, count: number): Promise<Customer[]> {
  const customers: Customer[] = [];
  for (let n = 0; n < count; n++) {
    const customer = await activeCustomer(system);
    const { accessToken } = await signIn(system, customer);
    await completeContactData(system, customer, accessToken);
    customers.push(customer);
  }
  return customers;
}
