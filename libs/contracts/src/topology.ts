import type { CommandContract } from './command.js';
import type { FactContract, StreamName } from './fact.js';
import { CRM_FACTS_OF_IDENTITY } from './crm/facts-of-others.js';
import * as contracts from './messages.js';
import type { ServiceName } from './services.js';

const { outboxLag, listAudit, verifyAudit, ...messages } = contracts;
const all = Object.values(messages) as unknown[];

/** Every command of the system. */
export const COMMANDS: readonly CommandContract[] = [
  ...all.filter((message): message is CommandContract => isObject(message) && 'useCase' in message),
  ...Object.values(outboxLag),
  ...Object.values(listAudit),
  ...Object.values(verifyAudit),
];

/** Every fact of the system, in and out. */
export const FACTS: readonly FactContract[] = all.filter((message): message is FactContract => isObject(message) && 'producer' in message);

/** Every message for a person that carries a secret. */
export const DELIVERIES: readonly contracts.AnyDelivery[] = all.filter((message): message is contracts.AnyDelivery => isObject(message) && 'messageType' in message);

/** One durable consumer per service and stream, named after the service. */
export interface Durable {
  service: ServiceName;
  stream: StreamName;
  filters: readonly string[];
}

export const DURABLES: readonly Durable[] = [
  // The whole of it: contract-linking interprets the CRM, so what nobody knows ends in its dead letters.
  { service: 'contract-linking', stream: 'BSP_CRM', filters: ['bsp.crm.>'] },
  { service: 'contract-linking', stream: 'BSP_EVENTS', filters: typesOf(contracts.accountClosed, contracts.rightsRevoked, contracts.messageSent, contracts.messageFailed) },
  {
    service: 'identity',
    stream: 'BSP_EVENTS',
    filters: typesOf(
      contracts.contractOpened, contracts.contractMoved, contracts.contractEnded, contracts.messageSent, contracts.messageFailed,
      contracts.customerLinked, contracts.customerUnlinked, contracts.customerCentreLinked, contracts.customerCentreUnlinked, contracts.sharesChanged,
    ),
  },
  { service: 'identity', stream: 'BSP_CRM', filters: typesOf(...CRM_FACTS_OF_IDENTITY) },
  // The whole of it: nobody else reads what comes from the staff's systems.
  { service: 'identity', stream: 'BSP_STAFF', filters: ['bsp.staff.>'] },
  {
    service: 'entitlements',
    stream: 'BSP_EVENTS',
    filters: typesOf(
      contracts.accountActivated, contracts.subAdministratorCreated, contracts.accountLocked, contracts.accountUnlocked, contracts.accountClosed,
      contracts.contactDataChanged, contracts.contractOpened, contracts.contractMoved, contracts.contractEnded,
      contracts.customerLinked, contracts.customerUnlinked, contracts.customerCentreLinked, contracts.customerCentreUnlinked,
    ),
  },
  {
    service: 'notification',
    stream: 'BSP_EVENTS',
    filters: typesOf(
      contracts.registrationPending, contracts.registrationRefusedExisting, contracts.accountActivated, contracts.subAdministratorCreated, contracts.contactDataChanged,
      contracts.usernameChanged, contracts.passwordChanged, contracts.accountLocked, contracts.accountUnlocked, contracts.accountClosed, contracts.sessionEnded,
      contracts.customerLinked, contracts.customerUnlinked, contracts.customerCentreLinked, contracts.customerCentreUnlinked, contracts.sharesChanged,
    ),
  },
  { service: 'notification', stream: 'BSP_DELIVERIES', filters: ['bsp.dlv.notification.>'] },
];

/** Who may ask what: the gateway asks for its callers, operators for themselves. Services never ask each other. */
export const ASKS: Readonly<Record<'gateway' | 'operator' | 'harness', readonly CommandContract[]>> = {
  gateway: COMMANDS.filter((command) => command.askedBy === 'gateway'),
  operator: COMMANDS.filter((command) => command.askedBy === 'operator'),
  harness: [contracts.checkRights],
};

/** Subjects a service publishes, as NATS writes them. */
export function publishes(service: ServiceName): string[] {
  const facts = FACTS.some((fact) => fact.producer === service) ? [`bsp.evt.${service}.>`] : [];
  const deliveries = service === 'identity' || service === 'contract-linking' ? ['bsp.dlv.notification.>'] : [];
  const deadLetters = DURABLES.some((durable) => durable.service === service) ? [deadLetterSubject(service)] : [];
  return [...facts, ...deliveries, ...deadLetters];
}

/** Facts that every instance of a service hears as they are published, without a durable: hints that nothing depends on. */
export const LISTENS: Readonly<Partial<Record<ServiceName, readonly FactContract[]>>> = { gateway: [contracts.sessionEnded] };

/** Where a service's dead letters go; `*` for those of all. */
export const deadLetterSubject = (service: ServiceName | '*'): string => `bsp.dlq.${service}`;

/** What one NATS stream holds and for how long; sizes are bytes, ages days. */
export interface StreamLimits {
  name: StreamName | 'BSP_DEAD_LETTERS';
  subjects: readonly string[];
  maxAgeDays: number;
  maxBytes: number;
  workQueue?: boolean;
}

const MIB = 1024 * 1024;

export const STREAMS: readonly StreamLimits[] = [
  { name: 'BSP_CRM', subjects: ['bsp.crm.>'], maxAgeDays: 30, maxBytes: 2_048 * MIB },
  { name: 'BSP_STAFF', subjects: ['bsp.staff.>'], maxAgeDays: 30, maxBytes: 128 * MIB },
  { name: 'BSP_EVENTS', subjects: ['bsp.evt.>'], maxAgeDays: 30, maxBytes: 4_096 * MIB },
  { name: 'BSP_DELIVERIES', subjects: ['bsp.dlv.>'], maxAgeDays: 10, maxBytes: 512 * MIB, workQueue: true },
  { name: 'BSP_DEAD_LETTERS', subjects: ['bsp.dlq.>'], maxAgeDays: 90, maxBytes: 1_024 * MIB },
];

function typesOf(...facts: { type: string }[]): string[] {
  return facts.map((fact) => fact.type);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
