export interface Patience {
  /** Milliseconds; 10,000 unless given. */
  within?: number;
  /** Milliseconds between two looks; 20 unless given. */
  every?: number;
}

/**
 * Looks again and again until `look` neither throws nor rejects, and gives back what it gave.
 * @throws what the last look threw, when time is over
 */
export async function eventually<T>(look: () => T | Promise<T>, { within = 10_000, every = 20 }: Patience = {}): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() >= end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
