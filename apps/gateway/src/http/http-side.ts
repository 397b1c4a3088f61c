import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { HttpSide } from '#libs/service';
import type { GatewayConfig } from '../config.js';
import { serveDocs } from '../openapi/serve-docs.js';
import { AllowedMethods } from '../route/allowed-methods.js';
import { routedPath, routesOf } from '../route/route.decorator.js';
import { addAccessLog } from './access-log.js';
import { GatewayAdapter, SET_BODY_LIMIT, trustProxyOf } from './gateway-adapter.js';
import { ROUTE_CONTROLLERS } from './route-controllers.js';
import { addSecurityHeaders } from './security-headers.js';

/** The public port: what happens around every request, in this order. */
export function httpSide(config: GatewayConfig): HttpSide {
  const adapter = new GatewayAdapter(trustProxyOf(config.TRUST_PROXY));
  return {
    adapter,
    port: config.BSP_HTTP_PORT,
    host: config.BSP_HTTP_HOST,
    configure(app: NestFastifyApplication) {
      const { fastify } = adapter;
      addSecurityHeaders(fastify, config.NODE_ENV === 'production');
      addAccessLog(fastify, config.LOG_LEVEL);
      const allowed = app.get(AllowedMethods);
      fastify.addHook('onRoute', ({ method, url }) => [method].flat().forEach((name) => allowed.add(name, url)));
      const takesSets = new Set(routesOf(ROUTE_CONTROLLERS).filter((route) => route.takesSets).map(({ method, path }) => `${method} /api/v1${routedPath(path)}`));
      fastify.addHook('onRoute', (route) => {
        if (takesSets.has(`${String(route.method)} ${route.url}`)) route.bodyLimit = SET_BODY_LIMIT;
      });
      serveDocs(fastify);
    },
  };
}
