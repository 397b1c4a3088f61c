import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadEndpoints } from './config.js';
import { FactListener, type HeardFact } from './fact-listener.js';
import { ContractBroken, FactPublisher } from './fact-publisher.js';

const WAITING = { where: { type: 'string', multiple: true }, timeout: { type: 'string', default: '30' } } as const;

interface Waiting {
  where?: string[] | undefined;
  timeout: string;
}

/** `publish <subject> <file> [--raw] [--await <subject>]`. @throws Error in words */
export async function publish(args: string[], usage: string): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { raw: { type: 'boolean' }, await: { type: 'string' }, ...WAITING } });
  const [subject, file] = positionals;
  if (!subject || !file) throw new Error(usage);
  const text = await readFile(file, 'utf8');
  const facts = await FactPublisher.connect(loadEndpoints());
  try {
    const listener = values.await && (await FactListener.open(facts.link, values.await));
    await (values.raw ? facts.publishText(subject, text) : facts.publishEvent(subject, JSON.parse(text)));
    if (listener) print(await heard(listener, values));
    else console.log(`published on ${subject}`);
  } catch (error) {
    throw error instanceof ContractBroken ? new Error(`${error.message}\n--raw sends it anyway.`) : error;
  } finally {
    await facts.close();
  }
}

/** `await <subject>`: says on standard error from when on it hears. @throws Error in words */
export async function awaitFromNowOn(args: string[], usage: string): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: WAITING });
  if (!positionals[0]) throw new Error(usage);
  const facts = await FactPublisher.connect(loadEndpoints());
  try {
    const listener = await FactListener.open(facts.link, positionals[0]);
    console.error(`listening to ${positionals[0]}`);
    print(await heard(listener, values));
  } finally {
    await facts.close();
  }
}

function heard(listener: FactListener, { where = [], timeout }: Waiting): Promise<HeardFact> {
  const seconds = Number(timeout);
  if (!(seconds > 0)) throw new Error('--timeout is a number of seconds.');
  return listener.next(Object.fromEntries(where.map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string])), seconds * 1000);
}

const print = (fact: HeardFact): void => console.log(JSON.stringify(fact, null, 2));
