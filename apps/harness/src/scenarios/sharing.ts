import { mobileAuthorizationGranted } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { randomInt } from 'node:crypto';
import type { FactPublisher } from '../fact-publisher.js';
import type { Answer, PortalClient } from '../portal.client.js';
import type { Customer, System } from './customer-journey.js';

/** Another master administrator as a search shows them, and what is shared with them. */
export interface FoundCandidate {
  candidateId: string;
  firstName: string;
  lastName: string;
  company: string;
  options: { accessNumber: string; customerNumber: string; product: string; granted: boolean }[];
}

/** How a person is looked for. */
export interface Sought {
  email: string;
  customerNumberType: 'FIXED_LINE' | 'MOBILE';
  customerNumber: string;
}

/** What a sub-administrator gets on one contract. */
export interface Assignment {
  accessNumber: string;
  rights: string[];
  expiresAt?: string;
}

type Portal = Pick<System, 'portal'>;

export const byFixedLine = ({ email, customerNumber }: Pick<Customer, 'email' | 'customerNumber'>): Sought => ({ email, customerNumberType: 'FIXED_LINE', customerNumber });

/** The header of an answer that names the state of what it shows. @throws Error without one */
export function etagOf({ headers }: Pick<Answer<unknown>, 'headers'>): string {
  const etag = headers.get('etag');
  if (!etag) throw new Error('the answer has no ETag');
  return etag;
}

/** The CRM says that the master with this e-mail address has a mobile number: with it they can be found whatever they are connected with. */
export async function authorizeMobile({ facts }: { facts: FactPublisher }, email: string): Promise<Sought> {
  const customerNumber = String(randomInt(10 ** 9, 10 ** 10));
  await facts.publish(mobileAuthorizationGranted, { customerNumber, email });
  return { email, customerNumberType: 'MOBILE', customerNumber };
}

/** Looks for somebody. Any status is an answer. */
export const search = (portal: PortalClient, token: string, sought: object): Promise<Answer<FoundCandidate>> => portal.send<FoundCandidate>('POST', '/transfer-candidates', { token, body: sought });

/** Looks for somebody who is there, or will be in a moment, and gives what was found with its ETag. @throws Error when nobody is found in 20 s */
export function found({ portal }: Portal, token: string, sought: Sought): Promise<FoundCandidate & { etag: string }> {
  return eventually(async () => {
    const answer = await search(portal, token, sought);
    if (answer.status !== 200) throw new Error(`POST /transfer-candidates answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return { ...answer.body, etag: etagOf(answer) };
    // Ten misses an hour are free: asked seldom.
  }, { within: 20_000, every: 4_000 });
}

/** Saves the whole ticked set. Any status is an answer. */
export const saveTicks = (portal: PortalClient, token: string, candidateId: string, accessNumbers: readonly string[], etag?: string): Promise<Answer<FoundCandidate>> =>
  portal.send<FoundCandidate>('PUT', `/transfers/${candidateId}`, { token, body: { accessNumbers }, headers: etag === undefined ? {} : { 'if-match': etag } });

/** Transfers exactly these contracts to somebody who is looked for. Returns what the save answered. @throws Error unless it was saved */
export async function transferTo(system: Portal, token: string, sought: Sought, accessNumbers: readonly string[]): Promise<FoundCandidate & { etag: string }> {
  const { candidateId, etag } = await found(system, token, sought);
  const answer = await saveTicks(system.portal, token, candidateId, accessNumbers, etag);
  if (answer.status !== 200) throw new Error(`PUT /transfers answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return { ...answer.body, etag: etagOf(answer) };
}

/** The rights of a sub-administrator, as their master sees them. Any status is an answer. */
export const rightsOf = (portal: PortalClient, token: string, id: string): Promise<Answer<{ assignments: Assignment[] }>> => portal.send<{ assignments: Assignment[] }>('GET', `/sub-administrators/${id}/rights`, { token });

/** Saves the whole set of a sub-administrator. Any status is an answer. */
export const saveRights = (portal: PortalClient, token: string, id: string, assignments: readonly Assignment[], etag?: string): Promise<Answer<{ assignments: Assignment[] }>> =>
  portal.send<{ assignments: Assignment[] }>('PUT', `/sub-administrators/${id}/rights`, { token, body: { assignments }, headers: etag === undefined ? {} : { 'if-match': etag } });

/** Assigns exactly this to a sub-administrator. @throws Error unless it was saved */
export async function assign({ portal }: Portal, token: string, id: string, assignments: readonly Assignment[]): Promise<void> {
  const answer = await saveRights(portal, token, id, assignments, etagOf(await rightsOf(portal, token, id)));
  if (answer.status !== 200) throw new Error(`PUT /sub-administrators/{id}/rights answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}
