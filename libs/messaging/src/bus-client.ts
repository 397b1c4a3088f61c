import { NoRespondersError, RequestError, TimeoutError, type Msg } from '@nats-io/transport-node';
import type { CommandContract, ReplyOf, RequestInput } from '#libs/contracts';
import { DomainError, type Call, type WrittenFact } from '#libs/kernel';
import { counter, type Logger } from '#libs/observability';
import { headersOf } from './call-headers.js';
import type { NatsLink } from './nats-link.js';
import { errorText } from './pause.js';
import { readJson, writeRequest } from './wire.js';

const unanswered = counter('bsp_bus_unanswered_total', 'Requests on the bus that got no answer', ['subject', 'reason']);

interface Answer {
  response?: Record<string, unknown> & { $facts?: WrittenFact[] };
  err?: unknown;
}

/** Asks services on the bus, in the format of Nest's NATS transport. */
export class BusClient {
  private last = 0;

  constructor(
    private readonly link: NatsLink,
    private readonly logger: Logger,
  ) {}

  /**
   * Asks and waits for the answer, until the command's timeout or the call's deadline. Facts written by it are added to `call.facts`.
   * @throws DomainError the service's own; `service-unavailable` when nobody answers (nobody listens, or no connection: at once)
   */
  async ask<C extends CommandContract>(command: C, request: RequestInput<C>, call: Call): Promise<ReplyOf<C>> {
    const now = Date.now();
    const timeout = Math.min(command.timeoutMs, call.deadline - now);
    if (timeout < 1) throw this.noAnswer(command.subject, 'deadline');
    if (this.link.status() !== 'connected') throw this.noAnswer(command.subject, 'disconnected');
    const payload = writeRequest(command.subject, request, ++this.last);
    let message: Msg;
    try {
      message = await this.link.nc.request(command.subject, payload, { timeout, headers: headersOf(call, now + timeout) });
    } catch (error) {
      throw this.noAnswer(command.subject, reasonOf(error), error);
    }
    return this.read(command, message, call);
  }

  private read<C extends CommandContract>(command: C, message: Msg, call: Call): ReplyOf<C> {
    const answer = readJson(message.data) as Answer | null | undefined;
    if (answer?.err !== undefined && answer.err !== null) throw DomainError.from(answer.err);
    const facts = answer?.response?.$facts;
    if (Array.isArray(facts)) call.facts.push(...facts);
    const reply = command.reply.safeParse(answer?.response);
    if (reply.success) return reply.data as ReplyOf<C>;
    this.logger.error({ subject: command.subject, paths: reply.error.issues.map((issue) => issue.path.join('.')) }, 'answer breaks its contract');
    throw new DomainError('internal-error', { cause: new Error(`answer of ${command.subject} breaks its contract`) });
  }

  private noAnswer(subject: string, reason: string, cause?: unknown): DomainError {
    unanswered.inc({ subject, reason });
    this.logger.warn({ subject, reason, ...(cause !== undefined && { detail: errorText(cause) }) }, 'no answer on the bus');
    return new DomainError('service-unavailable', { cause });
  }
}

function reasonOf(error: unknown): string {
  const inner = error instanceof RequestError && error.cause ? error.cause : error;
  if (inner instanceof NoRespondersError) return 'no-responders';
  return inner instanceof TimeoutError ? 'timeout' : 'connection';
}
