import { MailboxReader } from '#libs/testing';
import { type Endpoints, loadEndpoints } from './config.js';
import { FactPublisher } from './fact-publisher.js';
import { LoginSimulatorClient } from './login-simulator.client.js';
import { PortalClient } from './portal.client.js';
import type { System } from './scenarios/customer-journey.js';

/** A system that somebody else has started, and the means to use it from outside. */
export interface RunningSystem extends System {
  endpoints: Endpoints;
  loginSimulator: LoginSimulatorClient;
  /** Ends the connection to NATS; the system runs on. */
  close(): Promise<void>;
}

/** The system that runs in `BSP_DATA_DIR` unless others are given. @throws Error in words when none runs there, or when its e-mails go to SMTP_URL */
export async function connectRunningSystem(endpoints: Endpoints = loadEndpoints()): Promise<RunningSystem> {
  if (!endpoints.mailbox) throw new Error('This reads e-mails from the development mailbox, but the system sends to SMTP_URL. Start it without SMTP_URL.');
  const facts = await FactPublisher.connect(endpoints);
  return {
    endpoints,
    facts,
    portal: new PortalClient(endpoints.http),
    mailbox: new MailboxReader(endpoints.mailbox),
    loginSimulator: new LoginSimulatorClient(endpoints.loginService),
    close: () => facts.close(),
  };
}
