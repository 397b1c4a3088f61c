import type { NatsLink } from '#libs/messaging';

/** A fact as it came: a CloudEvent of docs/asyncapi.yaml. */
export interface HeardFact {
  id: string;
  /** The NATS subject. */
  type: string;
  data: Record<string, unknown>;
}

interface Waiter {
  isMet(): boolean;
  refuse(error: Error): void;
}

/** Hears every fact under a subject from its opening on, and keeps those that nobody has asked for yet. */
export class FactListener {
  private heard: HeardFact[] = [];
  private readonly known = new Set<string>();
  private readonly waiters = new Set<Waiter>();
  private refusal: Error | undefined;
  private end = (): void => undefined;

  private constructor(private readonly subject: string) {}

  /** Whatever is published after this is heard; what was published before is not: the harness may read no stream. `subject`: NATS wildcards allowed. */
  static async open({ nc }: NatsLink, subject: string): Promise<FactListener> {
    const listener = new FactListener(subject);
    const subscription = nc.subscribe(subject, { callback: (error, message) => (error ? listener.refuse(error) : listener.hear(message.subject, message.string())) });
    listener.end = () => subscription.unsubscribe();
    await nc.flush();
    return listener;
  }

  /** Takes the first fact heard, or still to come, whose data have these values (compared as text). @throws Error after `timeoutMs`, or when NATS refuses the subject */
  next(where: Readonly<Record<string, string>> = {}, timeoutMs = 30_000): Promise<HeardFact> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
        finish();
      };
      const isMet = () => {
        const found = this.heard.find((fact) => Object.entries(where).every(([name, value]) => String(fact.data[name]) === value));
        if (!found) return false;
        this.heard = this.heard.filter((fact) => fact !== found);
        settle(() => resolve(found));
        return true;
      };
      const waiter: Waiter = { isMet, refuse: (error) => settle(() => reject(error)) };
      const timer = setTimeout(() => waiter.refuse(new Error(`no ${this.subject}${wanted(where)} within ${timeoutMs / 1000} s`)), timeoutMs);
      this.waiters.add(waiter);
      if (!isMet() && this.refusal) waiter.refuse(this.refusal);
    });
  }

  close(): void {
    this.end();
  }

  /** An outbox may publish a fact again under its id: a stream drops that, a plain subscriber has to do so itself. */
  private hear(subject: string, text: string): void {
    const fact = factIn(text);
    if (!fact || this.known.has(`${subject} ${fact.id}`)) return;
    if (fact.id !== undefined) this.known.add(`${subject} ${fact.id}`);
    this.heard.push(fact);
    [...this.waiters].find((waiter) => waiter.isMet());
  }

  private refuse(error: Error): void {
    this.refusal = new Error(`NATS refused to tell of ${this.subject}: ${error.message}`, { cause: error });
    for (const waiter of [...this.waiters]) waiter.refuse(this.refusal);
  }
}

/** The next fact under `subject` whose data have these values, published from now on. @throws Error after `timeoutMs` */
export async function awaitFact(link: NatsLink, subject: string, where: Readonly<Record<string, string>> = {}, timeoutMs = 30_000): Promise<HeardFact> {
  const listener = await FactListener.open(link, subject);
  return listener.next(where, timeoutMs).finally(() => listener.close());
}

const wanted = (where: Readonly<Record<string, string>>): string => (Object.keys(where).length > 0 ? ` with ${JSON.stringify(where)}` : '');

/** A dead letter may be anything. */
function factIn(text: string): HeardFact | undefined {
  try {
    const fact = JSON.parse(text) as Partial<HeardFact> | null;
    return typeof fact?.data === 'object' && fact.data !== null ? (fact as HeardFact) : undefined;
  } catch {
    return undefined;
  }
}
