import type { z } from 'zod';
import type { ServiceName } from './services.js';

/** A question or command on the bus: `bsp.cmd.<service>.<use-case>`, answered within `timeoutMs`. */
export interface CommandContract<Request extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType> {
  subject: string;
  service: ServiceName;
  useCase: string;
  request: Request;
  reply: Reply;
  timeoutMs: number;
  /** Who may ask: the gateway for its callers, or operators for themselves. */
  askedBy: 'gateway' | 'operator';
}

export type RequestOf<C extends CommandContract> = z.output<C['request']>;
export type RequestInput<C extends CommandContract> = z.input<C['request']>;
export type ReplyOf<C extends CommandContract> = z.output<C['reply']>;

/** Milliseconds a caller waits on the bus unless a contract says otherwise. */
export const BUS_TIMEOUT_MS = 3_000;

export function command<Request extends z.ZodType, Reply extends z.ZodType>(
  service: ServiceName,
  useCase: string,
  shape: { request: Request; reply: Reply; timeoutMs?: number; askedBy?: CommandContract['askedBy'] },
): CommandContract<Request, Reply> {
  return { subject: `bsp.cmd.${service}.${useCase}`, service, useCase, timeoutMs: BUS_TIMEOUT_MS, askedBy: 'gateway', ...shape };
}
