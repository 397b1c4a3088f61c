import { contractProvisioned, contractTerminated, customerUpserted, welcomeLetterRequested, type FactContract, type Product } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { seeded } from '#libs/testing';
import type { z } from 'zod';
import { eventText } from '../fact-publisher.js';

/** Something the CRM says; customers and contracts are named by their place in the story, not by numbers. */
export interface StoryFact {
  what: 'customer' | 'provisioned' | 'terminated' | 'letter';
  customer: 0 | 1;
  contract: 0 | 1 | 2 | 3;
  product: Product;
  /** Minutes after the beginning. */
  at: number;
}

const PRODUCTS: readonly Product[] = ['COMPANY_FLEX', 'CLOUD_PBX', 'SIP_TRUNK', 'IP_VOICE_DATA'];
const WHATS: readonly StoryFact['what'][] = ['provisioned', 'provisioned', 'provisioned', 'terminated', 'customer', 'letter'];

/** `length` facts on two customer numbers and four contracts in the order in which they happened; both numbers become known somewhere in it. */
export function contractStory(seed: number, length = 24): StoryFact[] {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const facts = Array.from({ length }, (_, n): StoryFact => ({ what: pick(WHATS), customer: pick([0, 1] as const), contract: pick([0, 1, 2, 3] as const), product: pick(PRODUCTS), at: n }));
  for (const customer of [0, 1] as const) facts[Math.floor(random() * length)] = { ...facts[0]!, what: 'customer', customer, at: length + customer };
  return facts.sort((a, b) => a.at - b.at);
}

/** The order of a delivery gone wrong: moved by at most `within` places, one in ten delivered twice. */
export function shuffled<T>(items: readonly T[], seed: number, within = 50): T[] {
  const random = seeded(seed);
  const placed = items.flatMap((item, n) => [{ item, place: n + random() * within }, ...(random() < 0.1 ? [{ item, place: n + random() * within }] : [])]);
  return placed.sort((a, b) => a.place - b.place).map(({ item }) => item);
}

/** The numbers under which one telling of a story goes: eight digits that nothing else begins with. */
export const customerNumberIn = (telling: string, customer: number): string => `${telling}${customer}`;
export const accessNumberIn = (telling: string, contract: number): string => `${telling}9${contract}`;

const BEGINNING = Date.parse('2026-01-01T00:00:00Z');

/** A fact of the story as an event, to be published once or several times. */
export function eventOf(telling: string, { what, customer, contract, product, at }: StoryFact): { id: string; type: string; text: string } {
  const stamp = { id: newId(), time: new Date(BEGINNING + at * 60_000) };
  const [customerNumber, accessNumber] = [customerNumberIn(telling, customer), accessNumberIn(telling, contract)];
  const as = <F extends FactContract>(fact: F, data: z.input<F['data']>) => ({ id: stamp.id, type: fact.type, text: eventText(fact, data, stamp) });
  switch (what) {
    case 'customer':
      return as(customerUpserted, { customerNumber, network: 'FIXED_LINE', companyName: `Firma ${at}` });
    case 'provisioned':
      return as(contractProvisioned, { accessNumber, customerNumber, product, validFrom: stamp.time.toISOString() });
    case 'terminated':
      return as(contractTerminated, { accessNumber, terminatedAt: stamp.time.toISOString() });
    case 'letter': {
      const recipient = { salutation: 'MR' as const, firstName: 'Max', lastName: `Muster ${at}`, company: 'Muster GmbH', street: 'Talweg', houseNumber: '3', postalCode: '53111', city: 'Bonn', email: `max.${telling}.${at}@example.test` };
      return as(welcomeLetterRequested, { customerNumber, channel: 'EMAIL', recipient, locale: 'de' });
    }
  }
}
