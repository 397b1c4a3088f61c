import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkArchitecture } from './architecture.mjs';
import { BROKEN_IMPORTS, BROKEN_PROMISES, BROKEN_SOURCES, TARGETS } from './broken-rules.js';
import { SOURCE_RULES } from './source-rules.mjs';

const ROOT = join(import.meta.dirname, '../..');
const COPIED = ['apps', 'libs', 'package.json', 'tsconfig.json', 'eslint.config.mjs', '.dependency-cruiser.cjs'];

type Finding = { rule: string; path: string };

/** A working copy in which every rule is broken once. */
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'bsp-rules-'));
  for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  mkdirSync(join(copy, 'deploy'));
  for (const { path, text } of [...TARGETS, ...BROKEN_IMPORTS, ...BROKEN_PROMISES, ...BROKEN_SOURCES]) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What a command prints, whatever its exit code. */
const output = (args: string[]): Promise<string> =>
  new Promise((resolve) => execFile(process.execPath, args, { cwd: copy, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout) => resolve(stdout)));

describe('the rules of the house bark', () => {
  it('at every import that leads through a wall', async () => {
    const report = JSON.parse(await output([join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', '-T', 'json', 'apps', 'libs', 'deploy'])) as {
      summary: { violations: { from: string; to: string; rule: { name: string } }[]; ruleSetUsed: { forbidden: { name: string }[] } };
    };
    const found: Finding[] = report.summary.violations.flatMap(({ from, to, rule }) => [from, to].map((path) => ({ rule: rule.name, path })));
    expect(missing(BROKEN_IMPORTS, found)).toEqual([]);
    const all = report.summary.ruleSetUsed.forbidden.map(({ name }) => name);
    expect(all.filter((name) => !BROKEN_IMPORTS.some(({ rule }) => rule === name))).toEqual([]);
  }, 120_000);

  it('at every promise that nobody waits for', async () => {
    const files = BROKEN_PROMISES.map(({ path }) => path);
    const report = JSON.parse(await output([join(ROOT, 'node_modules/eslint/bin/eslint.js'), '-f', 'json', ...files])) as { filePath: string; messages: { ruleId: string }[] }[];
    const found = report.flatMap(({ filePath, messages }) => messages.map(({ ruleId }) => ({ rule: ruleId, path: filePath.slice(copy.length + 1) })));
    expect(missing(BROKEN_PROMISES, found)).toEqual([]);
  }, 120_000);

  it('at subjects, clocks, environments, names and sizes in the wrong place', () => {
    expect(missing(BROKEN_SOURCES, checkArchitecture(copy))).toEqual([]);
    expect(SOURCE_RULES.map(({ name }) => name).filter((name) => !BROKEN_SOURCES.some(({ rule }) => rule === name))).toEqual([]);
  });

  it('and not at a file that keeps them', () => {
    const faults = checkArchitecture(copy).filter(({ path }) => path.endsWith('broken-target.ts'));
    expect(faults).toEqual([]);
  });
});

/** The planted faults that were not found in their own file. */
function missing(planted: Finding[], found: Finding[]): Finding[] {
  return planted.filter(({ rule, path }) => !found.some((one) => one.rule === rule && one.path === path)).map(({ rule, path }) => ({ rule, path }));
}
