import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from '#libs/testing';

const ROOT = join(import.meta.dirname, '../../..');

describe('The example of docs/harness.md', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startTestSystem();
  }, 60_000);
  afterAll(() => system?.stop(), 30_000);

  it('runs against a running system and prints what stands below it', async () => {
    const document = await readFile(join(ROOT, 'docs/harness.md'), 'utf8');
    const [, program, output] = /^```js\n(.*?)^```.*?^```\n(.*?)^```/ms.exec(document)!;
    const file = join(system.dataDir, 'example.mjs');
    await writeFile(file, program!.replace('./dist/', `${pathToFileURL(ROOT).href}/dist/`));
    const { stdout } = await promisify(execFile)(process.execPath, [file], { env: { ...process.env, NODE_OPTIONS: '', BSP_DATA_DIR: system.dataDir } });
    expect(stdout).toBe(output);
  }, 60_000);
});
