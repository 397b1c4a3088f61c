import ts from 'typescript';

/**
 * What the import rules and eslint cannot say. Each rule looks at one file and returns the faults it finds.
 * @typedef {{ path: string, text: string, tree: ts.SourceFile | undefined }} Source `tree` is undefined for what is no program
 * @typedef {{ line: number, message: string }} Fault
 * @typedef {{ name: string, check(source: Source): Fault[] }} SourceRule
 */

const TEST = /\.(spec|component-spec|e2e-spec|proof-spec)\.ts$|\/test\/|^libs\/testing\//;
const MAX_LINES = 250;
const MAX_DEPENDENCIES = 5;
const FORBIDDEN_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'manager', 'managers', 'misc']);
const SUBJECT = /^bsp\.(cmd|evt|crm|staff|dlv|dlq)\./;
const RULES_ROOM = /^apps\/[^/]+\/src\/(domain|use-cases)\//;
const MACHINE_PATH = /(^|[\s'"`(=])\/(home|root|Users|work)\/[\w.-]/;
const UNFINISHED = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);

/** @type {SourceRule[]} */
export const SOURCE_RULES = [
  {
    name: 'subject-only-in-contracts',
    check: (source) =>
      isProduction(source) && !source.path.startsWith('libs/contracts/')
        ? find(source, (node) => textOf(node)?.match(SUBJECT) && `"${textOf(node)}" stands outside of libs/contracts`)
        : [],
  },
  {
    name: 'environment-only-in-config',
    check: (source) =>
      isProduction(source) && !/\/src\/(.*\/)?config\.ts$/.test(source.path)
        ? find(source, (node) => ts.isPropertyAccessExpression(node) && node.getText() === 'process.env' && !handsOn(source, node) && 'the environment is read in config.ts only')
        : [],
  },
  {
    name: 'clock-in-rules',
    check: (source) => (RULES_ROOM.test(source.path) && !TEST.test(source.path) ? find(source, readsTheTime) : []),
  },
  {
    name: 'five-dependencies',
    check: (source) =>
      isProduction(source)
        ? find(source, (node) => ts.isConstructorDeclaration(node) && node.parameters.length > MAX_DEPENDENCIES && `${node.parameters.length} constructor parameters, at most ${MAX_DEPENDENCIES}`)
        : [],
  },
  {
    name: 'one-execute',
    check: (source) => (source.path.endsWith('.use-case.ts') ? oneExecute(source) : []),
  },
  {
    name: 'no-module-mocks',
    check: (source) => find(source, (node) => ts.isCallExpression(node) && /^jest\.(mock|unstable_mockModule)$/.test(node.expression.getText()) && 'inject instead of mocking a module'),
  },
  {
    name: 'no-async-local-storage',
    check: (source) => find(source, (node) => ts.isImportSpecifier(node) && node.name.text === 'AsyncLocalStorage' && 'the call is passed explicitly'),
  },
  {
    name: 'file-length',
    check: ({ text }) => {
      const lines = text.replace(/\n$/, '').split('\n').length;
      return lines > MAX_LINES ? [{ line: lines, message: `${lines} lines, at most ${MAX_LINES}` }] : [];
    },
  },
  { name: 'file-name', check: ({ path }) => (nameFault(path) ? [{ line: 1, message: /** @type {string} */ (nameFault(path)) }] : []) },
  { name: 'no-unfinished-mark', check: (source) => findLines(source, (line) => UNFINISHED.test(line) && 'a mark of unfinished work') },
  { name: 'no-machine-path', check: (source) => findLines(source, (line) => MACHINE_PATH.test(line) && 'a path of one machine') },
];

/** @param {Source} source */
function isProduction({ path }) {
  return /^(apps|libs)\//.test(path) && !TEST.test(path);
}

/** @param {ts.Node} node @returns {string | undefined} the fixed beginning of a string or template */
function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.head.text : undefined;
}

/**
 * The harness starts whole systems as children, which need what it was given.
 * @param {Source} source
 * @param {ts.Node} node
 */
function handsOn({ path }, node) {
  return path.startsWith('apps/harness/') && ts.isSpreadAssignment(node.parent);
}

/** @param {ts.Node} node */
function readsTheTime(node) {
  const isNewDate = ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length;
  const isCall = ts.isCallExpression(node) && /^(Date|Date\.now|performance\.now|process\.hrtime(\.bigint)?)$/.test(node.expression.getText());
  return (isNewDate || isCall) && 'rules and use cases ask the Clock';
}

/** @param {Source} source @returns {Fault[]} */
function oneExecute({ tree }) {
  const isError = (/** @type {ts.ClassDeclaration} */ c) => c.heritageClauses?.some((clause) => /^extends \w*Error$/.test(clause.getText()));
  const classes = (tree?.statements.filter(ts.isClassDeclaration) ?? []).filter((c) => !isError(c));
  const publicNames = (/** @type {ts.ClassDeclaration} */ c) =>
    c.members.filter(ts.isMethodDeclaration).filter((m) => !m.modifiers?.some((mod) => mod.kind === ts.SyntaxKind.PrivateKeyword)).map((m) => m.name.getText());
  const names = classes.flatMap(publicNames);
  return classes.length === 1 && names.join() === 'execute' ? [] : [{ line: 1, message: `one class with one public method "execute", found ${classes.length} with [${names.join(', ')}]` }];
}

/** @param {string} path */
function nameFault(path) {
  const parts = path.split('/');
  const words = parts.flatMap((part) => part.toLowerCase().split(/[.-]/));
  const forbidden = words.find((word) => FORBIDDEN_NAMES.has(word));
  if (forbidden) return `the name "${forbidden}" says nothing`;
  return /^(apps|libs)\//.test(path) && !/^[a-z0-9.-]+$/.test(/** @type {string} */ (parts.at(-1))) && 'file names are kebab-case';
}

/**
 * @param {Source} source
 * @param {(node: ts.Node) => unknown} test returns the message of a fault
 * @returns {Fault[]}
 */
function find({ tree }, test) {
  /** @type {Fault[]} */
  const faults = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const message = test(node);
    if (tree && typeof message === 'string') faults.push({ line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, message });
    ts.forEachChild(node, visit);
  };
  if (tree) visit(tree);
  return faults;
}

/**
 * @param {Source} source
 * @param {(line: string) => unknown} test
 * @returns {Fault[]}
 */
function findLines({ text }, test) {
  return text.split('\n').flatMap((line, index) => {
    const message = test(line);
    return typeof message === 'string' ? [{ line: index + 1, message }] : [];
  });
}
