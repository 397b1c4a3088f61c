import type { FastifyInstance } from 'fastify';

/** The interface answers data, which nobody frames, runs, embeds or keeps. */
export const ALWAYS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** The documentation is a page with scripts and styles of its own. */
const DOCS = {
  ...ALWAYS,
  'cache-control': 'no-cache',
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};

const HSTS = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };

export const DOCS_PATH = '/api/docs';

/** Sets them on every answer, those of errors included. */
export function addSecurityHeaders(fastify: FastifyInstance, isProduction: boolean): void {
  const secure = isProduction ? HSTS : {};
  const [always, docs] = [{ ...ALWAYS, ...secure }, { ...DOCS, ...secure }];
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(request.url.startsWith(DOCS_PATH) ? docs : always);
    done();
  });
}
