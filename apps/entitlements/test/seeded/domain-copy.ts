import { randomUUID } from 'node:crypto';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const APP = join(import.meta.dirname, '..', '..');
const USED = ['rights-change', 'rights-history', 'rights-verification', 'sharing.policy'];

/** What the checks use of the domain, from a copy of it. */
export type Domain = typeof import('../../src/domain/rights-change.js') &
  typeof import('../../src/domain/rights-history.js') &
  typeof import('../../src/domain/rights-verification.js') &
  typeof import('../../src/domain/sharing.policy.js');

/** One change of the text of one file. */
export interface Defect {
  name: string;
  file: string;
  from: string;
  to: string;
}

/** Hands a copy of the domain over, with a defect in it where one is given, and removes it afterwards. @throws Error where the text is not there exactly once */
export async function withDomain<T>(defect: Defect | undefined, work: (domain: Domain) => T): Promise<T> {
  // Beside the original, so that it finds what that finds; git ignores it.
  const folder = join(APP, 'var', `seeded-${randomUUID()}`);
  try {
    await cp(join(APP, 'src', 'domain'), folder, { recursive: true, filter: (path) => !path.endsWith('.spec.ts') });
    if (defect) await seed(folder, defect);
    const whole = join(folder, 'whole.ts');
    await writeFile(whole, USED.map((name) => `export * from './${name}.js';\n`).join(''));
    return work((await import(whole)) as Domain);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function seed(folder: string, { file, from, to }: Defect): Promise<void> {
  const path = join(folder, `${file}.ts`);
  const parts = (await readFile(path, 'utf8')).split(from);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times, not once: ${from}`);
  await writeFile(path, parts.join(to));
}
