import { Logger } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/internal';
import { MessagePattern, RpcException, type NatsContext } from '@nestjs/microservices';
import type { MsgHdrs } from '@nats-io/transport-node';
import { fieldErrorsOf, type CommandContract, type ReplyOf, type RequestOf } from '#libs/contracts';
import { DomainError, type Call } from '#libs/kernel';
import { histogram } from '#libs/observability';
import { callOf } from './call-headers.js';
import { errorText } from './pause.js';
import { isOutage } from './retry.policy.js';

type Handler<C extends CommandContract> = (request: RequestOf<C>, call: Call) => Promise<ReplyOf<C>>;

const handled = histogram('bsp_bus_handled_seconds', 'Time to answer a request on the bus', ['subject', 'outcome']);
const log = new Logger('bus');

/**
 * Makes a controller's method `(request, call)` the answer to a command: checks the request against the contract, refuses what comes
 * too late, sends the facts written meanwhile along, and lets only DomainErrors out; anything unexpected is logged and answered as `internal-error`.
 */
export function Handles<C extends CommandContract>(command: C) {
  return <M extends Handler<C>>(target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<M>): void => {
    const method = descriptor.value as Handler<C>;
    const succeeded = handled.labels(command.subject, 'ok');
    const answer = async function (this: object, data: unknown, context: NatsContext): Promise<unknown> {
      const started = performance.now();
      const call = callOf(context.getHeaders() as MsgHdrs | undefined, command.timeoutMs);
      try {
        if (call.deadline <= Date.now()) throw new DomainError('service-unavailable', { cause: 'deadline' });
        const reply = await method.call(this, checked(command, data), call);
        succeeded.observe((performance.now() - started) / 1_000);
        return call.facts.length === 0 ? reply : { ...(reply as object), $facts: call.facts };
      } catch (error) {
        const known = toDomainError(command, error, call);
        handled.labels(command.subject, known.code).observe((performance.now() - started) / 1_000);
        throw new RpcException(known.toJSON());
      }
    };
    Object.defineProperty(answer, 'name', { value: String(key) });
    descriptor.value = answer as unknown as M;
    MessagePattern(command.subject)(target, key, descriptor as PropertyDescriptor);
    // No parameter is declared to Nest, so it hands over (data, context) as they are and runs no pipe.
    Reflect.defineMetadata(ROUTE_ARGS_METADATA, {}, target.constructor, key);
  };
}

function checked<C extends CommandContract>(command: C, data: unknown): RequestOf<C> {
  const request = command.request.safeParse(data);
  if (request.success) return request.data as RequestOf<C>;
  throw new DomainError('validation-failed', { errors: fieldErrorsOf(request.error, data, command.request) });
}

function toDomainError(command: CommandContract, error: unknown, call: Call): DomainError {
  if (error instanceof DomainError && error.code !== 'internal-error') return error;
  if (isOutage(error)) return new DomainError('service-unavailable', { cause: error });
  log.error({ msg: 'request failed', subject: command.subject, correlationId: call.correlationId, reason: errorText(error), err: error }, 'bus');
  return new DomainError('internal-error');
}
