import { jetstreamManager } from '@nats-io/jetstream';
import { STREAMS } from '#libs/contracts';
import type { NatsLink } from './nats-link.js';

/** What lies in a stream, and how far its readers are. */
export interface StreamState {
  stream: string;
  messages: number;
  bytes: number;
  durables: DurableState[];
}

export interface DurableState {
  durable: string;
  /** Not yet delivered to anybody. */
  waiting: number;
  /** Delivered, not yet acknowledged. */
  inFlight: number;
  /** Of those, delivered more than once. */
  redelivered: number;
}

/** The state of every stream of the system; for the NATS user `operator`. @throws Error when one is missing */
export async function streamStates(link: NatsLink): Promise<StreamState[]> {
  const manager = await jetstreamManager(link.nc, { checkAPI: false });
  const states: StreamState[] = [];
  for (const { name } of STREAMS) {
    const { state } = await manager.streams.info(name);
    const durables: DurableState[] = [];
    for await (const info of manager.consumers.list(name)) {
      durables.push({ durable: info.name, waiting: info.num_pending, inFlight: info.num_ack_pending, redelivered: info.num_redelivered });
    }
    states.push({ stream: name, messages: state.messages, bytes: state.bytes, durables });
  }
  return states;
}
