import { HttpCode, RequestMapping, RequestMethod } from '@nestjs/common';
import type { Role } from '#libs/contracts';
import type { ErrorCode } from '#libs/kernel';
import type { z } from 'zod';
import type { IpLimit } from '../domain/ip-limits.js';
import { type Exchange, ExchangeParam, type Nothing, type SignedIn } from './exchange.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What one route of the interface is: enough to check a request, to document it and to say who may send it. */
export interface RouteOptions<Auth extends 'anyone' | 'signed-in', Body extends z.ZodType, Query extends z.ZodType, Params extends z.ZodType, Reply extends z.ZodType> {
  summary: string;
  description?: string;
  auth: Auth;
  /** Roles that may use it; every role unless given. */
  roles?: readonly Role[];
  /** Works before the contact data are complete. */
  beforeContactData?: boolean;
  /** Demands the header `X-Reason`: says why, where there is no body to say it in. */
  needsReason?: boolean;
  /** A POST whose answer is kept nowhere, so that `Idempotency-Key` is ignored. */
  repeatsSafely?: boolean;
  body?: Body;
  /** A body that carries a whole set may be longer. */
  takesSets?: boolean;
  /** Answers with an ETag; a PUT demands it back as `If-Match`. */
  sendsTag?: boolean;
  query?: Query;
  /** A path parameter that does not fit is `not-found`. */
  params?: Params;
  reply?: Reply;
  /** 200 unless given; 204 has no body. */
  status?: 200 | 201 | 202 | 204;
  /** Codes beyond those that follow from the other options. */
  errors?: readonly ErrorCode[];
  /** Limit per IP address, for routes that anyone may use. */
  limit?: IpLimit;
  /** Shown in the documentation, and held against the schemas by a test. */
  example?: { body?: z.input<Body>; reply?: z.input<Reply> };
}

type AnyOptions = RouteOptions<'anyone' | 'signed-in', z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

export interface RouteDefinition extends AnyOptions {
  method: Method;
  /** Below /api/v1, as OpenAPI writes it: `/me/sessions/{id}`. */
  path: string;
  /** Name of the controller's method: the use case. */
  name: string;
}

const ROUTE = Symbol('route');

/**
 * Makes a controller's method a route: `@Route('PUT /me/locale', { … })`. Who is calling, limits, body, query and path are checked
 * before it runs; it gets one `Exchange` and returns the reply.
 */
export function Route<
  Auth extends 'anyone' | 'signed-in',
  Body extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Params extends z.ZodType = Nothing,
  Reply extends z.ZodType = z.ZodType<undefined | void>,
>(route: `${Method} /${string}`, options: RouteOptions<Auth, Body, Query, Params, Reply>) {
  type Given = Auth extends 'signed-in' ? SignedIn<Body, Query, Params> : Exchange<Body, Query, Params>;
  type Handler = (exchange: Given) => Promise<z.input<Reply>> | z.input<Reply>;
  return <H extends Handler>(target: object, key: string, descriptor: TypedPropertyDescriptor<H>): void => {
    const [method, path] = route.split(' ') as [Method, string];
    const definition = { ...options, method, path, name: key } as unknown as RouteDefinition;
    Reflect.defineMetadata(ROUTE, definition, descriptor.value!);
    RequestMapping({ method: RequestMethod[method], path: routedPath(path) })(target, key, descriptor as PropertyDescriptor);
    HttpCode(options.status ?? 200)(target, key, descriptor as PropertyDescriptor);
    ExchangeParam(definition)(target, key, 0);
  };
}

/** A path as the router writes it: `/me/sessions/:id`. */
export const routedPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** The definition of a controller's method, if it is a route. */
export function routeOf(handler: object): RouteDefinition | undefined {
  return Reflect.getMetadata(ROUTE, handler) as RouteDefinition | undefined;
}

/** Every route of these controllers, in the order in which they are written. */
export function routesOf(controllers: readonly { prototype: object }[]): RouteDefinition[] {
  return controllers.flatMap(({ prototype }) => Object.values(Object.getOwnPropertyDescriptors(prototype)).flatMap(({ value }) => routeOf(value as object) ?? []));
}
