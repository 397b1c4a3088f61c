import { contractProvisioned, customerUpserted, type FactContract, Product } from '#libs/contracts';
import { newId } from '#libs/kernel';
import type { z } from 'zod';
import { eventText } from '../fact-publisher.js';
import type { MeasuredSystem } from './measured-system.js';

/** What the CRM says, written before any time is measured. */
export interface CrmEvent {
  id: string;
  type: string;
  text: string;
}

export const customerKnown = (customerNumber: string): CrmEvent => eventOf(customerUpserted, { customerNumber, network: 'FIXED_LINE', companyName: `Firma ${customerNumber}` });

/** The nth contract of a customer number. */
export function provisioned(customerNumber: string, n: number): CrmEvent {
  const accessNumber = `09${customerNumber}${n}`;
  return eventOf(contractProvisioned, { accessNumber, customerNumber, product: Product.options[n % Product.options.length]!, validFrom: '2026-01-01T00:00:00Z' });
}

/** Waits for the stream's word on every last one of so many: a plain publish is enough, but the server drops what it has no room for. */
const AT_ONCE = 500;

export async function publishAll({ facts }: Pick<MeasuredSystem, 'facts'>, events: CrmEvent[]): Promise<void> {
  for (const [index, { id, type, text }] of events.entries()) {
    if ((index + 1) % AT_ONCE === 0 || index === events.length - 1) await facts.publishText(type, text, id);
    else facts.link.nc.publish(type, text);
  }
}

function eventOf<F extends FactContract>(fact: F, data: z.input<F['data']>): CrmEvent {
  const id = newId();
  return { id, type: fact.type, text: eventText(fact, data, { id, time: new Date() }) };
}
