import { setTimeout as sleep } from 'node:timers/promises';

/** More of them at once than a queue takes: told to wait (429, 503), one waits, and comes again. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (![429, 503].includes((error as { answer?: { status: number } }).answer?.status ?? 0)) throw error;
      await sleep(100 + Math.random() * 200);
    }
  }
}
