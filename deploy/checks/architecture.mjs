import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { SOURCE_RULES } from './source-rules.mjs';

const ROOMS = ['apps', 'libs', 'deploy'];
const PROGRAM = /\.(ts|mts|mjs|cjs|js)$/;
const READ = /\.(ts|mts|mjs|cjs|js|json|ya?ml|conf|sh|eta|html|css|md)$/;
const SKIP = new Set(['node_modules', 'dist', 'var', 'coverage']);

/**
 * Holds every source file of a working copy against the rules of the house.
 * @param {string} root
 * @returns {{ rule: string, path: string, line: number, message: string }[]}
 */
export function checkArchitecture(root) {
  return ROOMS.flatMap((room) => filesBelow(root, room)).flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const tree = PROGRAM.test(path) ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true) : undefined;
    return SOURCE_RULES.flatMap(({ name, check }) => check({ path, text, tree }).map((fault) => ({ rule: name, path, ...fault })));
  });
}

/** @param {string} root @param {string} folder @returns {string[]} paths relative to the root */
function filesBelow(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIP.has(entry.name) ? [] : filesBelow(root, path);
    return READ.test(entry.name) ? [path] : [];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = checkArchitecture(fileURLToPath(new URL('../..', import.meta.url)));
  for (const { rule, path, line, message } of faults) console.log(`${path}:${line} ${rule}: ${message}`);
  console.log(`${faults.length} faults against ${SOURCE_RULES.length} rules`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
