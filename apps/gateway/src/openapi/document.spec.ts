import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { ROUTE_CONTROLLERS } from '../http/route-controllers.js';
import { routesOf } from '../route/route.decorator.js';
import { openApiDocument } from './document.js';
import { errorCodesOf } from './error-responses.js';
import { openApiText } from '../write-openapi.js';

const routes = routesOf(ROUTE_CONTROLLERS).map((route) => ({ ...route, title: `${route.method} ${route.path}` }));

describe('the published contract', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(openApiDocument(ROUTE_CONTROLLERS));
    expect(result).toMatchObject({ valid: true });
  });

  it('is what docs/openapi.json says', () => {
    expect(readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8')).toBe(openApiText());
  });

  it.each(routes)('shows examples of $title that fit', ({ body, reply, status, example }) => {
    if (body) body.parse(example?.body);
    if (reply) reply.parse(example?.reply);
    else expect(status).toBe(204);
  });

  it('names every error code of a route, with an example', () => {
    const operation = openApiDocument(ROUTE_CONTROLLERS).paths['/api/v1/activations']!['post'] as { responses: Record<string, { content: Record<string, { examples: object }> }> };
    expect(Object.keys(operation.responses['410']!.content['application/problem+json']!.examples)).toEqual(['code-expired', 'code-used']);
    expect(errorCodesOf(routes.find(({ name }) => name === 'getMe')!)).toEqual(['token-invalid', 'internal-error', 'service-unavailable']);
  });
});
