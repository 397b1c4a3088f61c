import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long callers with an open connection are given to come once more and learn that it closes (ms). */
const FAREWELL = 500;

/**
 * Stops accepting connections, and closes those that are open behind their next answer. Node itself would cut idle ones at once, also one
 * on which a request is already on its way.
 */
export async function drainHttp(server: HttpServer): Promise<void> {
  server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => void (response.shouldKeepAlive = false));
  Server.prototype.close.call(server);
  await sleep(FAREWELL);
}
