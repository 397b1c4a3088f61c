import { AckPolicy, DeliverPolicy, DiscardPolicy, JetStreamApiError, jetstreamManager, RetentionPolicy, StorageType, type ConsumerConfig, type JetStreamManager, type StreamConfig } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { DURABLES, STREAMS, type Durable, type StreamLimits } from '#libs/contracts';
import type { NatsLink } from './nats-link.js';

export interface ProvisionOptions {
  /** Copies of each stream in a cluster: 1 or 3. */
  replicas: number;
  /** Shrinks the streams' maximal sizes on small disks: 1 is the full size. */
  scale?: number;
}

const DAY = 86_400_000;
/** Facts in have at most 900 KiB; the rest is for headers. */
const MAX_FACT_IN = 904 * 1_024;
/** A message that is neither acknowledged nor worked on for this long (ms) goes to another instance. */
const ACK_WAIT = 4_000;
/** The server's own news: streams and durables deleted, messages given up. */
const ADVISORIES: StreamLimits = {
  name: 'BSP_ADVISORIES' as StreamLimits['name'],
  subjects: ['STREAM.DELETED', 'CONSUMER.DELETED', 'CONSUMER.MAX_DELIVERIES', 'CONSUMER.MSG_TERMINATED'].map((kind) => `$JS.EVENT.ADVISORY.${kind}.>`),
  maxAgeDays: 30,
  maxBytes: 16 * 1_024 * 1_024,
};

/** Makes every stream and durable of the system as the topology says, or changes what is there. May be repeated at any time. */
export async function provision(link: NatsLink, options: ProvisionOptions): Promise<void> {
  const manager = await jetstreamManager(link.nc, { checkAPI: false, timeout: 10_000 });
  for (const stream of [...STREAMS, ADVISORIES]) await provisionStream(manager, stream, options);
  for (const durable of DURABLES) await provisionDurable(manager, durable, options);
}

async function provisionStream(manager: JetStreamManager, limits: StreamLimits, { replicas, scale = 1 }: ProvisionOptions): Promise<void> {
  const changeable: Partial<StreamConfig> = {
    subjects: [...limits.subjects],
    max_age: nanos(limits.maxAgeDays * DAY),
    max_bytes: Math.round(limits.maxBytes * scale),
    max_msg_size: isFactsIn(limits) ? MAX_FACT_IN : -1,
    num_replicas: replicas,
    duplicate_window: nanos(120_000),
    allow_direct: limits.name === 'BSP_DEAD_LETTERS',
    // A full work queue refuses, the outbox keeps what it holds; other streams forget their oldest.
    discard: limits.workQueue ? DiscardPolicy.New : DiscardPolicy.Old,
  };
  const fixed = { name: limits.name, storage: StorageType.File, retention: limits.workQueue ? RetentionPolicy.Workqueue : RetentionPolicy.Limits };
  if (await exists(manager.streams.info(limits.name))) await manager.streams.update(limits.name, changeable);
  else await manager.streams.add({ ...fixed, ...changeable });
}

async function provisionDurable(manager: JetStreamManager, { service, stream, filters }: Durable, { replicas }: ProvisionOptions): Promise<void> {
  const changeable: Partial<ConsumerConfig> = {
    filter_subjects: [...filters],
    ack_wait: nanos(ACK_WAIT),
    // The consumers count and bury by themselves: the server must never give a message up.
    max_deliver: -1,
    max_ack_pending: 2_000,
    num_replicas: replicas,
  };
  if (await exists(manager.consumers.info(stream, service))) await manager.consumers.update(stream, service, changeable);
  else await manager.consumers.add(stream, { durable_name: service, ack_policy: AckPolicy.Explicit, deliver_policy: DeliverPolicy.All, ...changeable });
}

async function exists(info: Promise<unknown>): Promise<boolean> {
  try {
    await info;
    return true;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.status === 404) return false;
    throw error;
  }
}

function isFactsIn({ name }: StreamLimits): boolean {
  return name === 'BSP_CRM' || name === 'BSP_STAFF';
}
