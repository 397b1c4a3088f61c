import type { DataOf, FactContract } from '#libs/contracts';
import { newId } from '#libs/kernel';
import type { NatsLink } from '#libs/messaging';

/** What the CRM publishes, under a message id of its own: the stream refuses no duplicate of an event. */
export async function crmFact<F extends FactContract>(link: NatsLink, contract: F, data: DataOf<F>, { id = newId(), time = new Date() }: { id?: string; time?: Date } = {}): Promise<void> {
  const event = { specversion: '1.0', id, source: 'crm', type: contract.type, time: time.toISOString(), data };
  await link.js.publish(contract.type, JSON.stringify(event), { msgID: newId() });
}
