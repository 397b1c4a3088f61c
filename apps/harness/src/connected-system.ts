import { MailboxReader, startTestSystem, type TestSystem, type TestSystemOptions } from '#libs/testing';
import { FactPublisher } from './fact-publisher.js';
import { PortalClient } from './portal.client.js';
import type { System } from './scenarios/customer-journey.js';

/** A whole system of one's own, and the means to use it from outside. */
export interface ConnectedSystem extends System {
  test: TestSystem;
  /** One client per gateway. */
  portals: PortalClient[];
  stop(): Promise<void>;
}

export async function startConnectedSystem(options: TestSystemOptions = {}): Promise<ConnectedSystem> {
  const test = await startTestSystem(options);
  const facts = await FactPublisher.connect(test.endpoints);
  const portals = test.endpoints.gateways.map((base) => new PortalClient(base));
  const stop = async () => {
    await facts.close();
    await test.stop();
  };
  return { test, facts, portals, portal: portals[0]!, mailbox: new MailboxReader(test.endpoints.mailbox!), stop };
}
