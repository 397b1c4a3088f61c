import type { NatsLink } from '#libs/messaging';

/** The first fact published from now on under `subject` (NATS wildcards allowed) whose data have these values. @throws Error after `timeoutMs`. */
export async function awaitFact(link: NatsLink, subject: string, where: Record<string, string>, timeoutMs: number): Promise<unknown> {
  const subscription = link.nc.subscribe(subject, { timeout: timeoutMs });
  try {
    for await (const message of subscription) {
      const event = message.json<{ data?: Record<string, unknown> }>();
      if (Object.entries(where).every(([key, value]) => String(event.data?.[key]) === value)) return event;
    }
  } catch {
    // The subscription's own timeout; told below in words.
  } finally {
    subscription.unsubscribe();
  }
  throw new Error(`no ${subject} with ${JSON.stringify(where)} within ${timeoutMs / 1000} s`);
}
