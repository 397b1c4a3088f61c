import {
  applyFacts, changeSubAdministrator, type CommandContract, confirmEmail, connectCustomerNumber, createSubAdministrator, disconnectCustomerNumber, linkCustomerCentre,
  removeSubAdministrator, supportUnlockAccount, unlinkCustomerCentre, updateContactData,
} from '#libs/contracts';
import type { Call, WrittenFact } from '#libs/kernel';
import type { BusClient } from '#libs/messaging';

/** What entitlements must show before the caller hears that it is done. */
const SHOWN: ReadonlySet<CommandContract> = new Set<CommandContract>([
  updateContactData, supportUnlockAccount, confirmEmail, createSubAdministrator, changeSubAdministrator, removeSubAdministrator, connectCustomerNumber, disconnectCustomerNumber,
  linkCustomerCentre, unlinkCustomerCentre,
]);

/**
 * Hands the facts that a command wrote to entitlements, whose next answers must show them.
 * @throws DomainError `service-unavailable`: the outbox finishes the work, and repeating the request succeeds then
 */
export async function showWrites(bus: BusClient, command: CommandContract, call: Call): Promise<void> {
  if (SHOWN.has(command) && call.facts.length > 0) await bus.ask(applyFacts, { facts: handedOver(call.facts) }, call);
}

const handedOver = (facts: readonly WrittenFact[]) =>
  facts.map(({ id, type, subject, sequence, time, source, data }) => ({ id, type, subject, sequence, time, source, data: data as Record<string, unknown> }));
