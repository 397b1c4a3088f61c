import { realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import 'reflect-metadata';
import { ROUTE_CONTROLLERS } from './http/route-controllers.js';
import { openApiDocument } from './openapi/document.js';

/** docs/openapi.json as it should be. */
export const openApiText = (): string => `${JSON.stringify(openApiDocument(ROUTE_CONTROLLERS), null, 2)}\n`;

// Run from the top of the working copy: node dist/apps/gateway/src/write-openapi.js
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) writeFileSync('docs/openapi.json', openApiText());
