import { randomInt } from 'node:crypto';
import { contractProvisioned, contractOpened, customerUpserted, Product, welcomeLetterRequested } from '#libs/contracts';
import type { FactPublisher } from '../fact-publisher.js';

export interface Onboarding {
  customers: number;
  /** Of each customer. */
  contracts: number;
  /** Milliseconds to wait for the system to have taken all in. */
  patience?: number;
}

/** Facts on their way at the same time. */
const IN_FLIGHT = 64;

/** The CRM onboards many customers at once, each with contracts and a letter; ends when the system has told of every contract. */
export async function onboard(facts: FactPublisher, { customers, contracts, patience = 120_000 }: Onboarding, print: (line: string) => void = console.log): Promise<void> {
  const run = String(randomInt(10_000, 100_000));
  const opened = facts.link.nc.subscribe(contractOpened.type);
  const began = performance.now();
  const work = Array.from({ length: customers }, (_, n) => `${run}${String(n).padStart(6, '0')}`);
  const publishing = Promise.all(Array.from({ length: IN_FLIGHT }, async () => { for (let number = work.shift(); number; number = work.shift()) await publishCustomer(facts, number, contracts); }));
  const all = seen(opened, run, customers * contracts, began + patience);
  await publishing;
  const total = customers * (contracts + 2);
  print(`${total} facts published in ${since(began)} s: customers ${run}000000–${run}${String(customers - 1).padStart(6, '0')}, ${contracts} contracts and one letter each`);
  await all;
  print(`${customers * contracts} contracts opened ${since(began)} s after the first fact`);
}

async function publishCustomer(facts: FactPublisher, customerNumber: string, contracts: number): Promise<void> {
  await facts.publish(customerUpserted, { customerNumber, network: 'FIXED_LINE', companyName: `Firma ${customerNumber}` });
  for (let n = 0; n < contracts; n++) {
    const product = Product.options[n % Product.options.length]!;
    await facts.publish(contractProvisioned, { accessNumber: `${customerNumber}${String(n).padStart(5, '0')}`, customerNumber, product, validFrom: '2026-01-01T00:00:00Z' });
  }
  const recipient = { salutation: 'MS' as const, firstName: 'Anna', lastName: 'Muster', company: `Firma ${customerNumber}`, street: 'Talweg', houseNumber: '3', postalCode: '53111', city: 'Bonn', email: `anna.${customerNumber}@example.test` };
  await facts.publish(welcomeLetterRequested, { customerNumber, channel: 'EMAIL', recipient, locale: 'de' });
}

/** @throws Error when the system has not told of `count` contracts of this run by then */
async function seen(opened: ReturnType<FactPublisher['link']['nc']['subscribe']>, run: string, count: number, until: number): Promise<void> {
  let found = 0;
  const end = setTimeout(() => opened.unsubscribe(), until - performance.now());
  for await (const message of opened) {
    const { data } = message.json<{ data: { customerNumber: string } }>();
    if (data.customerNumber.startsWith(run)) found++;
    if (found === count) break;
  }
  clearTimeout(end);
  if (found < count) throw new Error(`the system told of ${found} of ${count} contracts in time`);
}

const since = (began: number): string => ((performance.now() - began) / 1000).toFixed(1);
