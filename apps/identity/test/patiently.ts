import type { DomainError } from '#libs/kernel';

/** Asks again, ten times at most, as long as the answer or refusal is `service-unavailable`: a busy machine may say so to anybody. */
export async function patiently<T>(ask: () => Promise<T>, left = 10): Promise<T> {
  const isBusy = (outcome: unknown) => left > 0 && [outcome, (outcome as DomainError | undefined)?.code].includes('service-unavailable');
  const answer = await ask().catch((error: unknown) => {
    if (!isBusy(error)) throw error;
    return error as T;
  });
  return isBusy(answer) ? patiently(ask, left - 1) : answer;
}
