import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, NoAnswer, type PortalClient, type Sent } from '../src/portal.client.js';

/** What became of requests under a fault. */
export interface Tally {
  answered: number;
  refused: Record<string, number>;
}

/** Repeats `request` in `workers` parallel loops until `stop()`; counts what was answered as wished and what was not. */
export function keepAsking(request: (worker: number) => Promise<true | string>, { workers = 4, pauseMs = 5 } = {}): { tally: Tally; stop(): Promise<Tally> } {
  const tally: Tally = { answered: 0, refused: {} };
  let going = true;
  const loops = Array.from({ length: workers }, async (_, worker) => {
    while (going) {
      const outcome = await request(worker).catch(reasonOf);
      if (outcome === true) tally.answered++;
      else tally.refused[outcome] = (tally.refused[outcome] ?? 0) + 1;
      await sleep(pauseMs);
    }
  });
  return { tally, stop: async () => { going = false; await Promise.all(loops); return tally; } };
}

/** Asks one gateway after the other, as a load balancer does when one does not accept connections. */
export async function sendToAny(portals: PortalClient[], method: string, path: string, sent: Sent = {}): Promise<Answer> {
  let last: unknown;
  for (const portal of portals) {
    try {
      return await portal.send(method, path, sent);
    } catch (error) {
      if (!isRefusedConnection(error)) throw error;
      last = error;
    }
  }
  throw last;
}

function reasonOf(error: unknown): string {
  return error instanceof NoAnswer ? error.code : String((error as Error).message ?? error);
}

/** Never accepted, so never begun: any balancer takes the next server. */
function isRefusedConnection(error: unknown): boolean {
  return error instanceof NoAnswer && error.code === 'ECONNREFUSED';
}
