import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ACTIONS } from '../../apps/identity/src/domain/activity.js';

const SOURCES = join(import.meta.dirname, '../../apps/identity/src');
const ACTION = /^[a-z-]+\.[a-z-]+$/;

/** The actions that a program writes into the audit log: the words in its `audit({ action: … })`, or all of its words that look like one. */
function actionsIn(path: string, text: string): string[] {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const calls = all(tree, ts.isCallExpression).filter(({ expression }) => ts.isPropertyAccessExpression(expression) && expression.name.text === 'audit');
  return calls.flatMap((call) => {
    const action = all(call, ts.isPropertyAssignment).find(({ name }) => name.getText() === 'action');
    const words = action ? wordsIn(action.initializer) : [];
    return words.length > 0 ? words : wordsIn(tree).filter((word) => ACTION.test(word));
  });
}

const wordsIn = (node: ts.Node): string[] => all(node, ts.isStringLiteralLike).map(({ text }) => text);

function all<N extends ts.Node>(node: ts.Node, is: (node: ts.Node) => node is N): N[] {
  const found: N[] = is(node) ? [node] : [];
  ts.forEachChild(node, (child) => void found.push(...all(child, is)));
  return found;
}

describe('the audit log of identity', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  const written = new Set(files.flatMap((name) => actionsIn(name, readFileSync(join(SOURCES, name), 'utf8'))));

  it('knows of every action whether its holder is shown it', () => {
    expect(written).toContain('session.started');
    expect([...written].filter((action) => !Object.hasOwn(ACTIONS, action))).toEqual([]);
  });

  it('is read as it is written', () => {
    const text = "tx.audit({ actor, action: isNew ? 'a.made' : 'a.changed' }); tx.audit({ action }); const other = 'a.done';";
    expect(new Set(actionsIn('x.ts', text))).toEqual(new Set(['a.made', 'a.changed', 'a.done']));
  });
});
