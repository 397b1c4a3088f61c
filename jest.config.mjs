/**
 * One project per kind of test; `deploy/local/test.mjs` chooses among them.
 * unit: beside the code, no I/O. component: one real service. e2e: the whole system over HTTP. proof: load, faults, figures.
 */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  setupFiles: ['reflect-metadata'],
  transform: { '^.+\\.ts$': ['@swc/jest', {}] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/var'],
};
/** @type {(displayName: string, testMatch: string[]) => object} */
const project = (displayName, testMatch) => ({ ...base, displayName, testMatch });

export default {
  workerIdleMemoryLimit: '700MB',
  // Longer than the patience of any wait inside, so that what was waited for is what a failure names.
  testTimeout: 90_000,
  projects: [
    project('unit', ['<rootDir>/{apps,libs,deploy}/**/*.spec.ts']),
    project('component', ['<rootDir>/{apps,libs}/**/test/*.component-spec.ts']),
    project('e2e', ['<rootDir>/apps/gateway/test/*.e2e-spec.ts']),
    project('proof', ['<rootDir>/apps/*/test/*.proof-spec.ts']),
  ],
};
