import { readFile } from 'node:fs/promises';
import { Parser } from '@asyncapi/parser';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ASKS, asyncApi, COMMANDS, FACTS } from '../index.js';

interface Document {
  channels: Record<string, { address: string | null }>;
}

describe('the AsyncAPI document', () => {
  it('is valid AsyncAPI 3', async () => {
    const { diagnostics, document } = await new Parser().parse(JSON.stringify(asyncApi()));
    expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
  });

  it('names every fact, and of the commands only those that may come from outside', () => {
    const addresses = Object.values((asyncApi() as Document).channels).map(({ address }) => address);
    for (const { type } of FACTS) expect(addresses).toContain(type);
    const inside = COMMANDS.filter((command) => !ASKS.operator.includes(command) && !ASKS.harness.includes(command));
    for (const { subject } of inside) expect(addresses).not.toContain(subject);
  });

  it('is what docs/asyncapi.yaml says; "npm run docs" writes it anew', async () => {
    expect(parse(await readFile('docs/asyncapi.yaml', 'utf8'))).toEqual(JSON.parse(JSON.stringify(asyncApi())));
  });
});
