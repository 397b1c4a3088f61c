import {
  applyFacts, changeSubAdministrator, type CommandContract, confirmEmail, connectCustomerNumber, createSubAdministrator, disconnectCustomerNumber, linkCustomerCentre,
  removeSubAdministrator, type ServiceName, supportUnlockAccount, unlinkCustomerCentre, updateContactData,
} from '#libs/contracts';
import type { Call, WrittenFact } from '#libs/kernel';
import type { BusClient } from '#libs/messaging';

/** Whose answers must show what a command has changed before its caller hears of it. */
const SHOWN_BY = new Map<CommandContract, readonly ServiceName[]>([
  [updateContactData, ['entitlements']],
  [supportUnlockAccount, ['entitlements']],
  [confirmEmail, ['entitlements']],
  [createSubAdministrator, ['entitlements']],
  [changeSubAdministrator, ['entitlements']],
  [removeSubAdministrator, ['entitlements']],
  [connectCustomerNumber, ['entitlements']],
  [disconnectCustomerNumber, ['entitlements']],
  [linkCustomerCentre, ['entitlements']],
  [unlinkCustomerCentre, ['entitlements']],
]);

/**
 * Hands the facts that a command wrote to the services that must already show them.
 * @throws DomainError `service-unavailable`: the outbox finishes the work, and repeating the request succeeds then
 */
export async function showWrites(bus: BusClient, command: CommandContract, call: Call): Promise<void> {
  const services = SHOWN_BY.get(command);
  if (!services || call.facts.length === 0) return;
  const written = call.facts.length;
  await Promise.all(services.map((service) => bus.ask(applyFacts[service], { facts: handedOver(call.facts) }, call)));
  // What those services wrote in turn is contract-linking's to show: links to the Kundencenter that ended with the rights they rest on.
  const following = call.facts.slice(written);
  if (following.length > 0) await bus.ask(applyFacts['contract-linking'], { facts: handedOver(following) }, call);
}

const handedOver = (facts: readonly WrittenFact[]) =>
  facts.map(({ id, type, subject, sequence, time, source, data }) => ({ id, type, subject, sequence, time, source, data: data as Record<string, unknown> }));
