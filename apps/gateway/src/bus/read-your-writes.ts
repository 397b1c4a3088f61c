import {
  applyFacts, changeSubAdministrator, type CommandContract, confirmEmail, connectCustomerNumber, createSubAdministrator, disconnectCustomerNumber, linkCustomerCentre,
  removeSubAdministrator, type ServiceName, supportUnlockAccount, unlinkCustomerCentre, updateContactData,
} from '#libs/contracts';
import type { Call } from '#libs/kernel';
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
  const facts = call.facts.map(({ id, type, subject, sequence, time, source, data }) => ({ id, type, subject, sequence, time, source, data: data as Record<string, unknown> }));
  await Promise.all(services.map((service) => bus.ask(applyFacts[service], { facts }, call)));
}
