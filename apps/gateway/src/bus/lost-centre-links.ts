import { endCustomerCentreLinks, listLostCustomerCentreLinks, MOST_LOST_LINKS } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import type { Caller } from '../route/exchange.js';
import type { Bus } from './bus.js';

/**
 * Links to the Kundencenter that entitlements has ended with the rights they rested on end in contract-linking too, before the caller's next question.
 * They are asked for: entitlements may have heard of their end by the stream, or by a request that was cut off.
 * @throws DomainError `service-unavailable` where they are more than the time allows: repeating gets further, since ended ones are passed over quickly
 */
export async function endLostCentreLinks(bus: Bus, caller: Caller, call: Call): Promise<void> {
  for (let after: string | undefined; ; ) {
    const { links } = await bus.ask(listLostCustomerCentreLinks, { ...caller, ...(after && { after }) }, call);
    if (links.length > 0) await bus.ask(endCustomerCentreLinks, { links, ...caller }, call);
    if (links.length < MOST_LOST_LINKS) return;
    after = links.at(-1)!.linkId;
  }
}
