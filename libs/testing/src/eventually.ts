export interface Patience {
  /** Milliseconds; 10,000 unless given. */
  within?: number;
  /** Milliseconds between two looks; 20 unless given. */
  every?: number;
}

/**
 * Looks again and again until `look` neither throws nor rejects, and gives back what it gave. The last look begins when time is over: what must be true
 * by then is judged by that one, however long those before took.
 * @throws what the last look threw, when time is over
 */
export async function eventually<T>(look: () => T | Promise<T>, { within = 10_000, every = 20 }: Patience = {}): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    const asked = performance.now();
    try {
      return await look();
    } catch (error) {
      if (asked >= end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
