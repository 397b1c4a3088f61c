import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Told to wait, one waits and comes again, `most` times unless it is given up: a queue that is full or a busy machine may say so to anybody. On the bus
 * that is `service-unavailable`, refused or answered; over HTTP a refusal with 429 or 503.
 */
export async function patiently<T>(ask: () => Promise<T>, most = 100): Promise<T> {
  for (let left = most; ; left--) {
    const [answer, error] = await ask().then((given) => [given, undefined] as const, (refusal: unknown) => [undefined, refusal] as const);
    if (left > 0 && isToldToWait(error ?? answer)) {
      await sleep(100 + Math.random() * 200);
      continue;
    }
    if (error !== undefined) throw error;
    return answer as T;
  }
}

function isToldToWait(outcome: unknown): boolean {
  const { code, answer } = Object(outcome) as { code?: unknown; answer?: { status: number } };
  return outcome === 'service-unavailable' || code === 'service-unavailable' || answer?.status === 429 || answer?.status === 503;
}
