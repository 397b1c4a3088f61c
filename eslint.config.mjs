import tseslint from 'typescript-eslint';

/** Promises must not float: a rejection that nobody awaits ends a service. The rest of style is left to people. */
/** @type {Record<string, import('eslint').Linter.RuleEntry>} */
const promiseRules = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

export default tseslint.config(
  { ignores: ['dist/', 'var/', 'coverage/', 'node_modules/', 'docs/'] },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts', 'deploy/**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, emitDecoratorMetadata: true, experimentalDecorators: true },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { ...promiseRules, 'no-debugger': 'error', 'no-console': 'error', eqeqeq: 'error' },
  },
  {
    // Printing is the whole purpose of the first two; a proof tells its figures.
    files: ['apps/cli/**/*.ts', 'apps/harness/**/*.ts', '**/*.proof-spec.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['deploy/**/*.mjs', '*.mjs'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/no-misused-promises': 'error', eqeqeq: 'error' },
  },
);
