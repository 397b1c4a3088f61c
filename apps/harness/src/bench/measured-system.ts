import { FactPublisher } from '../fact-publisher.js';
import { MailboxReader, startTestSystem, type TestSystemOptions } from '#libs/testing';
import { PortalClient } from '../portal.client.js';
import { activate, becomeKnown, completeContactData, type Customer, newCustomer, register, signIn, type System } from '../scenarios/customer-journey.js';
import { LoadClient } from './load.js';

/** A whole system of the bench's own, with the means to ask it and to load it. */
export interface MeasuredSystem extends System {
  load: LoadClient;
  /** The processes that take part in answering a request, by name. */
  pids: Record<string, number>;
  mongoUri: string;
  stop(): Promise<void>;
}

/** Starts a fresh system in a folder of its own, which is removed with it. */
export async function startMeasuredSystem(options: TestSystemOptions = {}): Promise<MeasuredSystem> {
  const system = await startTestSystem(options);
  const { http, mailbox, mongo } = system.endpoints;
  const facts = await FactPublisher.connect(system.endpoints);
  const load = new LoadClient(http, 256);
  return {
    portal: new PortalClient(http),
    mailbox: new MailboxReader(mailbox!),
    facts,
    load,
    pids: Object.fromEntries([...system.processes].map(([name, { pid }]) => [name, pid])),
    mongoUri: mongo,
    stop: async () => {
      load.close();
      await facts.close();
      await system.stop();
    },
  };
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
