/**
 * Who may import whom (docs/decisions/0001). `node deploy/checks/all.mjs imports` runs it;
 * deploy/checks/architecture.spec.ts breaks every rule once and sees it caught.
 */
const TESTS = '(\\.(spec|component-spec|e2e-spec|proof-spec)\\.ts$|/test/|/testing/)';
const DATABASE = '^(mongoose|mongodb)$|node_modules/(mongoose|mongodb)/';
/** Programs that start as processes of their own, and libraries' front doors: everything else must be reached from one of them. */
const ENTRIES = ['^apps/[^/]+/src/main\\.ts$', '^apps/harness/src/bench/(bare-chain/(gateway|service)|bare-verification)\\.ts$', '/src/write-[a-z-]+\\.ts$', '^(libs/[^/]+|apps/harness)/src/index\\.ts$', TESTS];
const BUS = '(^|node_modules/)(@nats-io/|nats($|/))';

/** A library and everything it may import besides its own files. */
const library = (name, allowed) => ({
  name: `library-${name}`,
  comment: `libs/${name} imports only what its place in the house allows`,
  severity: 'error',
  from: { path: `^libs/${name}/src/`, pathNot: TESTS },
  to: { pathNot: [`^libs/${name}/src/`, ...allowed] },
});
const lib = (...names) => `^libs/(${names.join('|')})/src/index\\.ts$`;
const npm = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;

module.exports = {
  forbidden: [
    {
      name: 'app-imports-app',
      comment: 'Services meet on the bus only',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/[^/]+/test/|^apps/harness/' },
      to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
    },
    { name: 'library-imports-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'library-by-its-index',
      comment: 'A library is entered by its front door: #libs/<name>',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^$1/$2/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    library('kernel', ['^(node:)?(crypto|util)$', npm('uuid')]),
    library('contracts', [lib('kernel'), npm('zod', 'libphonenumber-js', 'validator')]),
    {
      name: 'messaging-knows-no-database',
      severity: 'error',
      from: { path: '^libs/messaging/src/', pathNot: TESTS },
      to: { path: ['^libs/(persistence|service|testing)/', DATABASE] },
    },
    {
      name: 'persistence-knows-no-bus',
      severity: 'error',
      from: { path: '^libs/persistence/src/', pathNot: TESTS },
      to: { path: ['^libs/(messaging|service|testing)/', BUS, npm('@nestjs/microservices')] },
    },
    {
      name: 'observability-stands-alone',
      severity: 'error',
      from: { path: '^libs/observability/src/', pathNot: TESTS },
      to: { path: '^libs/(messaging|persistence|service|testing)/' },
    },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TESTS, '^apps/harness/', '^libs/testing/'] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'The rules of the product know no framework and no I/O',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/domain/', pathNot: TESTS },
      to: { pathNot: ['^apps/$1/src/domain/', lib('kernel'), '^(node:)?crypto$'] },
    },
    {
      name: 'use-case-knows-no-technology',
      comment: 'A use case loads, asks the domain and saves; how that is done stands behind abstract classes',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/use-cases/', pathNot: TESTS },
      to: { pathNot: ['^apps/$1/src/(domain|use-cases)/', '^apps/$1/src/config\\.ts$', lib('kernel', 'contracts', 'observability'), '^(node:)?crypto$', npm('@nestjs/common')] },
    },
    {
      name: 'database-driver-has-one-home',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TESTS, '^apps/[^/]+/src/storage/', '^libs/persistence/', '^apps/harness/'] },
      to: { path: DATABASE },
    },
    {
      name: 'bus-client-has-one-home',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TESTS, '^libs/messaging/'] },
      to: { path: BUS },
    },
    {
      name: 'no-circular',
      comment: 'Two files that import each other at run time (imports of types alone are erased)',
      severity: 'error',
      from: { path: '^(apps|libs|deploy)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphan',
      comment: 'A file that no entry, no library front door and no test reaches',
      severity: 'error',
      from: { path: ENTRIES },
      to: { path: '^(apps|libs)/.*\\.ts$', pathNot: [...ENTRIES, '\\.d\\.ts$'], reachable: false },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: { path: '^(apps|libs)/' }, to: { couldNotResolve: true } },
    {
      name: 'not-to-dev-dependency',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TESTS, '^libs/testing/', '^apps/harness/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|var|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    enhancedResolveOptions: { conditionNames: ['source', 'types', 'node', 'import', 'default'], exportsFields: ['exports'] },
  },
};
