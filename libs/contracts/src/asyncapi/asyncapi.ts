import type { CommandContract } from '../command.js';
import { SERVICES, type ServiceName } from '../services.js';
import { ASKS, deadLetterSubject, DELIVERIES, DURABLES, FACTS } from '../topology.js';
import { replyMessage, requestMessage } from './command-messages.js';
import { deliveryMessage, factMessage } from './event-messages.js';

const DESCRIPTION = `Everything that goes over NATS between BSP access and its neighbours: facts in (from the CRM and the staff's systems), facts out,
deliveries, the commands that may be sent from outside, and the dead letters. Generated from libs/contracts by \`npm run docs\`.

Facts are CloudEvents 1.0 in structured JSON; their \`type\` is the subject. Of two facts from outside on the same thing the later \`time\` wins, ties by
\`id\`; of facts out a consumer ignores those whose \`sequence\` is not newer than what it has. Consumers are idempotent by \`id\`.`;

const DEAD_LETTER_HEADERS = { reason: 'Why it could not be handled.', count: 'How often it was tried.', subject: 'Where it was published.', stream: 'The stream it came from.', sequence: 'Its number there.', service: 'Who could not handle it.' };

interface Part {
  address: string;
  description: string;
  action: 'send' | 'receive';
  message: object;
  reply?: object;
}

/** The interface on NATS as an AsyncAPI 3 document. */
export function asyncApi(): object {
  const external = [...new Set<CommandContract>([...ASKS.harness, ...ASKS.operator])];
  const parts: Part[] = [
    ...FACTS.map((fact): Part => {
      const fromOutside = fact.producer === 'crm' || fact.producer === 'staff';
      return { address: fact.type, description: fromOutside ? 'Fact in.' : 'Fact out.', action: fromOutside ? 'receive' : 'send', message: factMessage(fact) };
    }),
    ...DELIVERIES.map((delivery): Part => ({ address: delivery.type, description: 'Delivery, for notification alone.', action: 'send', message: deliveryMessage(delivery) })),
    ...external.map((command): Part => ({ address: command.subject, description: 'Command, answered on the reply subject.', action: 'receive', message: requestMessage(command), reply: replyMessage(command) })),
    ...SERVICES.filter(hasDeadLetters).map((service): Part => ({ address: deadLetterSubject(service), description: `What ${service} could not handle.`, action: 'send', message: deadLetterMessage(service) })),
  ];
  return {
    asyncapi: '3.0.0',
    info: { title: 'BSP access on NATS', version: '1.0.0', description: DESCRIPTION, license: { name: 'Apache-2.0' } },
    defaultContentType: 'application/json',
    servers: { nats: { host: 'localhost:23001', protocol: 'nats', description: 'The embedded server of `npm start`; one user per service.' } },
    channels: Object.assign({}, ...parts.map(channelsOf)),
    operations: Object.fromEntries(parts.map(operationOf)),
    components: { messages: Object.assign({}, ...parts.map(messagesOf)) },
  };
}

function channelsOf({ address, description, reply }: Part): object {
  const id = idOf(address);
  const own = { [id]: { address, description, messages: { [id]: { $ref: `#/components/messages/${id}` } } } };
  // Where the answer goes is in the request.
  return reply ? { ...own, [`${id}-reply`]: { address: null, messages: { [`${id}-reply`]: { $ref: `#/components/messages/${id}-reply` } } } } : own;
}

function operationOf({ address, action, reply }: Part): [string, object] {
  const id = idOf(address);
  const answer = reply && { reply: { address: { location: '$message.header#/reply' }, channel: { $ref: `#/channels/${id}-reply` } } };
  return [`${action}-${id}`, { action, channel: { $ref: `#/channels/${id}` }, ...answer }];
}

function messagesOf({ address, message, reply }: Part): object {
  const id = idOf(address);
  return { [id]: message, ...(reply && { [`${id}-reply`]: reply }) };
}

function deadLetterMessage(service: ServiceName): object {
  const properties = Object.fromEntries(Object.entries(DEAD_LETTER_HEADERS).map(([name, description]) => [`bsp-dlq-${name}`, { type: 'string', description }]));
  return { name: deadLetterSubject(service), summary: 'The original message, byte for byte.', contentType: 'application/octet-stream', headers: { type: 'object', properties, required: Object.keys(properties) } };
}

const hasDeadLetters = (service: ServiceName): boolean => DURABLES.some((durable) => durable.service === service);

/** Dots would be steps of a reference. */
const idOf = (address: string): string => address.replaceAll('.', '-');
