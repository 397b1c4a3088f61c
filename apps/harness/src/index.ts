import 'reflect-metadata';

/**
 * What a test harness of one's own needs to drive BSP access from outside: tell it facts as the CRM does, hear what it tells, use it as people do.
 * A guide with an example is docs/harness.md. Times are in milliseconds unless a name says otherwise, instants are ISO 8601 in UTC, ids are UUIDs.
 * Nothing here is retried but where a patience is named; what goes wrong is thrown, always as an Error with a sentence in it.
 */

/** Where the running system is, and all that is needed to use it. */
export { type Endpoints, loadEndpoints } from './config.js';
export { connectRunningSystem, type RunningSystem } from './running-system.js';
/** A whole system of one's own on free ports, for one test file; empty at the start, gone at the end. */
export { type ConnectedSystem, startConnectedSystem } from './connected-system.js';

/** Facts in: publishing, checked against the contract. */
export { ContractBroken, eventText, FactPublisher, faultsOf } from './fact-publisher.js';
/** The contracts of the facts that the CRM, and staff's systems, publish; `typeof contract.data` is the shape. All others: docs/asyncapi.yaml. */
export {
  contractProvisioned, contractTerminated, customerUpserted, mobileAuthorizationGranted, mobileAuthorizationRevoked, salesPartnerOnboarded, supportAgentOffboarded,
  supportAgentOnboarded, welcomeLetterRequested,
} from '#libs/contracts';
/** Facts out: hearing what the system tells. */
export { awaitFact, FactListener, type HeardFact } from './fact-listener.js';

/** The HTTP interface as a front end uses it. */
export { type Answer, NoAnswer, PortalClient, type Sent, UnexpectedAnswer } from './portal.client.js';
/** What people get by e-mail, and the codes in it. */
export { codeIn, eventually, MailboxReader, type Patience, type ReceivedMail, typeOf } from '#libs/testing';
/** The simulator of the telco's login service and of the portals behind it. */
export { LoginSimulatorClient } from './login-simulator.client.js';

/** Steps of a customer's life, each doing what its name says through the interfaces above, to put together as one likes. */
export { activate, activeCustomer, becomeKnown, completeContactData, type Customer, newCustomer, register, signIn, type System, type Tokens } from './scenarios/customer-journey.js';
export { addContract, connect, newOneTimePassword, orderWelcomeLetter } from './scenarios/connection.js';
export { acceptInvitation, invite, signedInMaster, signedInSubordinate, type Subordinate } from './scenarios/sub-administrator.js';
export { assign, type Assignment, authorizeMobile, byFixedLine, etagOf, found, type FoundCandidate, rightsOf, saveRights, saveTicks, search, type Sought, transferTo } from './scenarios/sharing.js';
/** Whole scenarios, as the command line has them; each takes a `print` for its lines. */
export { demo } from './scenarios/demo.scenario.js';
export { firstCustomer } from './scenarios/first-customer.scenario.js';
export { onboard, type Onboarding } from './scenarios/onboarding.scenario.js';
export { type RightsHistories, rightsHistories } from './scenarios/rights-histories.scenario.js';
export { shuffle, type Shuffle } from './scenarios/shuffle.scenario.js';
