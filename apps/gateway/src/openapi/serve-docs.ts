import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FastifyInstance } from 'fastify';
import { ROUTE_CONTROLLERS } from '../http/route-controllers.js';
import { DOCS_PATH } from '../http/security-headers.js';
import { openApiDocument } from './document.js';

const DOCUMENT_PATH = '/api/openapi.json';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>BSP access: HTTP interface</title>
    <link rel="stylesheet" href="${DOCS_PATH}/swagger-ui.css">
    <link rel="icon" href="data:,">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="${DOCS_PATH}/swagger-ui-bundle.js"></script>
    <script src="${DOCS_PATH}/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({ url: '${DOCUMENT_PATH}', dom_id: '#swagger-ui', deepLinking: true, tryItOutEnabled: true, displayRequestDuration: true, validatorUrl: null });\n`;

const TYPES = { css: 'text/css; charset=utf-8', html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', json: 'application/json; charset=utf-8' };

/**
 * The contract at /api/openapi.json, and Swagger UI to read and try it at /api/docs. Without Nest's SwaggerModule: it wants scripts
 * and styles within the page, which our Content-Security-Policy refuses, and ends the process when its static plugin is missing.
 */
export function serveDocs(fastify: FastifyInstance): void {
  const { resolve } = createRequire(import.meta.url);
  const serve = (path: string, type: keyof typeof TYPES, read: () => string | Buffer) => {
    let content: string | Buffer | undefined;
    fastify.get(path, (_, reply) => reply.header('content-type', TYPES[type]).send((content ??= read())));
  };
  // Whoever opens the bare address in a browser finds something to read.
  fastify.get('/', (_, reply) => reply.redirect(DOCS_PATH));
  serve(DOCUMENT_PATH, 'json', () => JSON.stringify(openApiDocument(ROUTE_CONTROLLERS)));
  serve(DOCS_PATH, 'html', () => PAGE);
  serve(`${DOCS_PATH}/start.js`, 'js', () => START);
  serve(`${DOCS_PATH}/swagger-ui-bundle.js`, 'js', () => readFileSync(resolve('swagger-ui-dist/swagger-ui-bundle.js')));
  serve(`${DOCS_PATH}/swagger-ui.css`, 'css', () => readFileSync(resolve('swagger-ui-dist/swagger-ui.css')));
}
