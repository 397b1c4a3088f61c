import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { variablesOfAll } from './service-variables.js';

const ROOT = join(import.meta.dirname, '../..');
const DECISIONS = readdirSync(join(ROOT, 'docs/decisions')).map((name) => `docs/decisions/${name}`);
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/glossary.md', 'docs/runbook.md', 'docs/limits.md', 'docs/benchmarks.md', 'docs/harness.md', ...DECISIONS];
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, part]) => part ?? '');

describe('the documents', () => {
  it.each(DOCUMENTS)('%s links to what exists', (document) => {
    const targets = found(read(document), /\]\(([^)#]+)\)/g).filter((target) => !/^https?:/.test(target));
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(document), target)))).toEqual([]);
  });

  it.each(DOCUMENTS)('%s names files that exist', (document) => {
    const named = found(read(document), /`((?:apps|libs|deploy|docs)\/[^`\s]*)`/g).filter((path) => !/[*<>]|NN/.test(path));
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it.each(['README.md', '.env.example'])('%s names every variable that a service reads', async (document) => {
    const variables = await variablesOfAll();
    const text = read(document);
    expect([...variables].filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
  });

  it.each(DECISIONS)('%s is short, and says context, choice and consequence', (document) => {
    const lines = read(document).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(lines.filter((line) => line.startsWith('## '))).toEqual(['## Context', '## Choice', '## Consequence']);
  });
});
