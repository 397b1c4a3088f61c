import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { fieldErrorsOf, type Origin } from '#libs/contracts';
import { type Call, DomainError, type FieldError } from '#libs/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { originOf } from '../http/origin.js';
import { reasonOf } from '../http/reason-header.js';

/** Stands for "no body", "no query", "no parameters". */
export type Nothing = z.ZodUndefined;

/** Who asks: account and session of a verified token. */
export interface Caller {
  accountId: string;
  sessionId: string;
}

/** A checked request, as the handler of a route gets it. */
export interface Exchange<Body extends z.ZodType = Nothing, Query extends z.ZodType = Nothing, Params extends z.ZodType = Nothing> {
  body: z.output<Body>;
  query: z.output<Query>;
  params: z.output<Params>;
  /** Of the header `X-Reason`, where the route demands it; otherwise empty. */
  reason: string;
  call: Call;
  /** Network prefix and device, as far as they are kept. */
  origin(): Origin;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** The same of somebody who is signed in. */
export interface SignedIn<Body extends z.ZodType = Nothing, Query extends z.ZodType = Nothing, Params extends z.ZodType = Nothing> extends Exchange<Body, Query, Params> {
  caller: Caller;
}

interface Schemas {
  needsReason?: boolean;
  body?: z.ZodType;
  query?: z.ZodType;
  params?: z.ZodType;
}

/** Checks body, query and path, and hands them over with the rest. @throws DomainError `validation-failed`, `not-found` */
export const ExchangeParam = createParamDecorator((schemas: Schemas, context: ExecutionContext): SignedIn<z.ZodType, z.ZodType, z.ZodType> => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  const params = schemas.params ? schemas.params.safeParse(request.params) : undefined;
  if (params && !params.success) throw new DomainError('not-found');
  const errors: FieldError[] = [];
  const query = checked(schemas.query, request.query, errors);
  const body = checked(schemas.body, request.body ?? {}, errors);
  const reason = schemas.needsReason ? reasonOf(request, errors) : '';
  if (errors.length > 0) throw new DomainError('validation-failed', { errors });
  return { body, query, params: params?.data, reason, caller: request.caller!, call: request.call!, origin: () => originOf(request), request, reply: http.getResponse<FastifyReply>() };
});

function checked(schema: z.ZodType | undefined, value: unknown, errors: FieldError[]): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (!result.success) errors.push(...fieldErrorsOf(result.error, value, schema));
  return result.data;
}
