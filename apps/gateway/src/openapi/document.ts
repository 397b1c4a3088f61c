import type { z } from 'zod';
import { REASON_HEADER } from '../http/reason-header.js';
import { VERSION } from '../http/version.js';
import { type RouteDefinition, routesOf } from '../route/route.decorator.js';
import { errorResponses, isIdempotent } from './error-responses.js';
import { Problem } from './problem.schema.js';
import { type JsonSchema, jsonSchemaOf, SchemaBook } from './schemas.js';

const DESCRIPTION = `Self-service access management for the business customers of the Business Service Portal.

Errors are problem documents (RFC 9457) in German or English, by \`Accept-Language\`; \`code\` says what happened, \`errors\` names every wrong field.
Unknown fields are refused. Times are RFC 3339 in UTC. After a 2xx the next request sees the effect, through whichever instance it comes.`;

const LANGUAGE = { name: 'Accept-Language', in: 'header', description: 'Language of texts: de (default) or en.', schema: { type: 'string', examples: ['de', 'en'] } };
const IDEMPOTENCY_KEY = { name: 'Idempotency-Key', in: 'header', description: 'The same key and body get the first answer again, for 24 hours.', schema: { type: 'string', minLength: 16, maxLength: 128, pattern: '^[!-~]+$' } };

const IF_MATCH = { name: 'If-Match', in: 'header', required: true, description: 'The ETag of the last answer about this set; `*` for whatever it is.', schema: { type: 'string', examples: ['"0"'] } };
const ETAG = { ETag: { description: 'Number of the last save of this set.', schema: { type: 'string' } } };

const REASON = { name: REASON_HEADER, in: 'header', required: true, description: 'Why; shown to the holder of the account. Latin-1, UTF-8 or percent-encoded UTF-8.', schema: { type: 'string', minLength: 10, maxLength: 500 } };

/** The HTTP interface as OpenAPI 3.1, made of what the routes say of themselves. */
export function openApiDocument(controllers: readonly { prototype: object }[]) {
  const book = new SchemaBook();
  book.schemas['Problem'] = jsonSchemaOf(Problem, 'output');
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routesOf(controllers)) {
    const path = `/api/v1${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, book) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'BSP access', version: VERSION, description: DESCRIPTION, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    tags: [...new Set(routesOf(controllers).map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: book.schemas,
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'RFC 9068; its public keys are at /.well-known/jwks.json.' },
      },
    },
  };
}

function operation(route: RouteDefinition, book: SchemaBook): object {
  const { name, summary, description, body, example } = route;
  return {
    operationId: name,
    summary,
    ...(description && { description }),
    tags: [tagOf(route)],
    security: route.auth === 'signed-in' ? [{ accessToken: [] }] : [],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query'), ...(route.needsReason ? [REASON] : []), ...(needsTag(route) ? [IF_MATCH] : []), LANGUAGE, ...(isIdempotent(route) ? [IDEMPOTENCY_KEY] : [])],
    ...(body && { requestBody: { required: true, content: json(book.refer(body, 'input', `${capital(name)}Body`), example?.body) } }),
    responses: { ...successOf(route, book), ...errorResponses(route) },
  };
}

function successOf({ name, status = 200, reply, example, sendsTag }: RouteDefinition, book: SchemaBook): object {
  if (!reply) return { [status]: { description: 'Done.' } };
  return { [status]: { description: status === 202 ? 'Accepted.' : 'Done.', ...(sendsTag && { headers: ETAG }), content: json(book.refer(reply, 'output', `${capital(name)}Reply`), example?.reply) } };
}

const json = (schema: JsonSchema, example: unknown) => ({ 'application/json': { schema, ...(example !== undefined && { example }) } });

/** One parameter per property of the schema. */
function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(schema, 'input') as { properties?: Record<string, JsonSchema>; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: property }));
}

const needsTag = ({ method, sendsTag }: RouteDefinition) => method === 'PUT' && sendsTag === true;
const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const tagOf = ({ path }: RouteDefinition) => path.split('/')[1]!;
