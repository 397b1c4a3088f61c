import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

interface Locked {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}
const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as { packages: Record<string, Locked> };

describe('package-lock.json', () => {
  it('names the packages of every platform: without them npm ci refuses the whole file', () => {
    const wanted = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) => Object.keys(optionalDependencies).map((name) => ({ path, name })));
    expect(wanted.filter(({ path, name }) => !isLocked(path, name)).map(({ path, name }) => `${name} for ${path}`)).toEqual([]);
  });

  it('names no registry', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved?.startsWith('http'))).toEqual([]);
  });
});

/** A package is looked for in the folder of whoever wants it, then further up. */
function isLocked(path: string, name: string): boolean {
  const folders = path.split('/node_modules/');
  return folders.some((_, depth) => `${folders.slice(0, folders.length - depth).join('/node_modules/')}/node_modules/${name}` in packages) || `node_modules/${name}` in packages;
}
