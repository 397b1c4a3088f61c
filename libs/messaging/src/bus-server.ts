import { NatsContext, ServerNats, type MicroserviceOptions } from '@nestjs/microservices';
import type { Msg, MsgHdrs, Subscription } from '@nats-io/transport-node';
import { isObservable, lastValueFrom } from 'rxjs';
import { DomainError } from '#libs/kernel';
import { counter } from '#libs/observability';
import type { NatsLink } from './nats-link.js';
import { errorText, within } from './pause.js';
import { readRequest, writeReply } from './wire.js';

const malformed = counter('bsp_bus_malformed_total', 'Messages on command subjects that are no request', ['subject']);

/** Longest wait for running handlers when the service stops (ms). */
const DRAIN_TIMEOUT = 8_000;

/**
 * Nest's NATS transport on our own connection. Other than Nest's it lets no message end the process or change what is called, answers
 * without rxjs, and stops by draining: what was delivered is answered, what comes later goes to the other instances of the queue group.
 */
export class BusServer extends ServerNats {
  private readonly open: Subscription[] = [];
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly link: NatsLink) {
    super({});
  }

  override async listen(callback: (error?: unknown) => void): Promise<void> {
    for (const subject of this.messageHandlers.keys()) {
      const take = (error: Error | null, message: Msg) => (error ? this.logger.error(errorText(error)) : this.take(subject, message));
      this.open.push(this.link.nc.subscribe(subject, { queue: this.link.service, callback: take }));
    }
    // The server has the subscriptions before the service calls itself ready.
    await within(2_000, this.link.nc.flush()).catch(() => false);
    callback();
  }

  override async close(): Promise<void> {
    const drained = Promise.all(this.open.map((subscription) => subscription.drain())).then(async () => {
      while (this.running.size > 0) await Promise.all(this.running);
      await this.link.nc.flush();
    });
    const complete = await within(DRAIN_TIMEOUT, drained).catch(() => false);
    if (!complete) this.logger.warn(`bus not drained, ${this.running.size} requests still run`);
    this.open.length = 0;
  }

  override unwrap<T>(): T {
    return this.link.nc as T;
  }

  private take(subject: string, message: Msg): void {
    const work = this.answer(subject, message).catch((error: unknown) => this.logger.error(`answer on ${subject} lost: ${errorText(error)}`));
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
  }

  private async answer(subject: string, message: Msg): Promise<void> {
    const request = readRequest(message.data);
    if (!request || !message.reply) {
      malformed.inc({ subject });
      this.logger.warn(`message on ${subject} is no request`);
      message.respond(writeReply(undefined, { err: new DomainError('malformed-request') }));
      return;
    }
    let reply: { response: unknown } | { err: unknown };
    try {
      const handler = this.messageHandlers.get(subject)!;
      const result: unknown = await handler(request.data, new NatsContext([subject, message.headers as MsgHdrs]));
      reply = { response: isObservable(result) ? await lastValueFrom(result, { defaultValue: null }) : (result ?? null) };
    } catch (err) {
      reply = { err };
    }
    this.respond(message, request.id, reply);
  }

  private respond(message: Msg, id: unknown, reply: { response: unknown } | { err: unknown }): void {
    try {
      message.respond(writeReply(id, reply));
    } catch (error) {
      // Too large for the bus, or an id too deep to be written again.
      this.logger.error(`answer on ${message.subject} cannot be sent: ${errorText(error)}`);
      message.respond(writeReply(typeof id === 'object' ? undefined : id, { err: new DomainError('internal-error') }));
    }
  }
}

/** For `app.connectMicroservice`: the commands of a service in its queue group. The link stays open when the app closes. */
export function natsMicroservice(link: NatsLink): MicroserviceOptions {
  return { strategy: new BusServer(link) };
}
