import type { NewDelivery, NewFact } from '#libs/kernel';
import { z } from 'zod';
import type { ServiceName } from './services.js';

export type StreamName = 'BSP_CRM' | 'BSP_STAFF' | 'BSP_EVENTS' | 'BSP_DELIVERIES';

/** A fact on a stream. `type` is its subject on the bus; `keyOf` names the aggregate it speaks of (CloudEvents `subject`, and the key that keeps order). */
export interface FactContract<Data extends z.ZodObject = z.ZodObject> {
  type: string;
  stream: StreamName;
  producer: ServiceName | 'crm' | 'staff';
  data: Data;
  keyOf(data: z.output<Data>): string;
}

export type DataOf<F extends FactContract> = z.output<F['data']>;

const STREAM_OF = { crm: 'BSP_CRM', staff: 'BSP_STAFF', evt: 'BSP_EVENTS', dlv: 'BSP_DELIVERIES' } as const;

/** The stream and the producer follow from the subject: `bsp.evt.<service>.…`, `bsp.crm.…`, `bsp.staff.…`. */
export function factContract<Data extends z.ZodObject>(type: string, data: Data, keyOf: (data: z.output<Data>) => string): FactContract<Data> {
  const [, root, service] = type.split('.') as [string, keyof typeof STREAM_OF, ServiceName];
  const producer = root === 'crm' || root === 'staff' ? root : service;
  return { type, stream: STREAM_OF[root], producer, data, keyOf };
}

/** A typed fact, ready for a transaction to emit; `sequence` is the version of the aggregate after the change. */
export function fact<F extends FactContract>(contract: F, sequence: number, data: z.input<F['data']>): NewFact {
  return { type: contract.type, subject: contract.keyOf(data as DataOf<F>), sequence, data };
}

/** A message for a person, with what may not be published in clear (`secret`). Its facts-side `data` names no secret. */
export interface DeliveryContract<Secret extends z.ZodObject = z.ZodObject> {
  type: string;
  messageType: string;
  stream: 'BSP_DELIVERIES';
  data: typeof DeliveryData;
  secret: Secret;
}

export const DeliveryData = z.object({
  accountId: z.uuid().optional(),
  locale: z.enum(['de', 'en']),
  expiresAt: z.iso.datetime().optional(),
  /** JWE (compact) for notification's key; its plain text is the contract's `secret` as JSON. Has room for the fifty accounts that one mail may list. */
  secret: z.string().max(131_072),
});

export type SecretOf<D extends DeliveryContract> = z.output<D['secret']>;

export function deliveryContract<Secret extends z.ZodObject>(messageType: string, secret: Secret): DeliveryContract<Secret> {
  return { type: `bsp.dlv.notification.${messageType}`, messageType, stream: 'BSP_DELIVERIES', data: DeliveryData, secret };
}

/** A typed delivery, ready for a transaction; `jwe` is the encrypted secret, `key` the account or registration it is for. */
export function delivery<D extends DeliveryContract>(contract: D, key: string, data: Omit<z.input<typeof DeliveryData>, 'secret'>, jwe: string): NewDelivery {
  return { type: contract.type, subject: key, data, secret: jwe };
}
