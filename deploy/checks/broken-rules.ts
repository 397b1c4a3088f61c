/** One file per rule that breaks it and only it, as far as that can be. `service` files are planted in apps/identity. */
export interface BrokenRule {
  rule: string;
  path: string;
  text: string;
}

const use = (specifier: string, name = 'thing'): string => `import * as ${name} from '${specifier}';\nexport const used = ${name};\n`;
const identity = (path: string): string => `apps/identity/src/${path}`;

export const BROKEN_IMPORTS: BrokenRule[] = [
  { rule: 'app-imports-app', path: identity('inbound/broken-neighbour.ts'), text: use('../../../gateway/src/broken-target.js') },
  { rule: 'library-imports-app', path: 'libs/testing/src/broken-upwards.ts', text: use('../../../apps/gateway/src/broken-target.js') },
  { rule: 'library-by-its-index', path: identity('inbound/broken-back-door.ts'), text: use('../../../../libs/kernel/src/ids.js') },
  { rule: 'library-kernel', path: 'libs/kernel/src/broken-kernel.ts', text: use('zod') },
  { rule: 'library-contracts', path: 'libs/contracts/src/broken-contracts.ts', text: use('#libs/observability') },
  { rule: 'messaging-knows-no-database', path: 'libs/messaging/src/broken-messaging.ts', text: use('mongoose') },
  { rule: 'persistence-knows-no-bus', path: 'libs/persistence/src/broken-persistence.ts', text: use('#libs/messaging') },
  { rule: 'observability-stands-alone', path: 'libs/observability/src/broken-observability.ts', text: use('#libs/messaging') },
  { rule: 'testing-is-for-tests', path: identity('inbound/broken-testing.ts'), text: use('#libs/testing') },
  { rule: 'domain-is-pure', path: identity('domain/broken-domain.ts'), text: use('@nestjs/common') },
  { rule: 'domain-is-pure', path: identity('domain/broken-domain-files.ts'), text: use('node:fs') },
  { rule: 'use-case-knows-no-technology', path: identity('use-cases/broken-storage.ts'), text: use('../storage/broken-target.js') },
  { rule: 'use-case-knows-no-technology', path: identity('use-cases/broken-transport.ts'), text: use('@nestjs/microservices') },
  { rule: 'use-case-knows-no-technology', path: identity('use-cases/broken-database.ts'), text: use('mongoose') },
  { rule: 'database-driver-has-one-home', path: identity('inbound/broken-driver.ts'), text: use('mongoose') },
  { rule: 'bus-client-has-one-home', path: identity('outbound/broken-bus.ts'), text: use('@nats-io/jetstream') },
  { rule: 'no-circular', path: identity('inbound/broken-circle.ts'), text: `${use('./broken-circle-back.js')}` },
  { rule: 'no-circular', path: 'deploy/local/broken-circle.ts', text: use('./broken-circle-back.js') },
  { rule: 'no-orphan', path: identity('inbound/broken-orphan.ts'), text: 'export const nobody = 1;\n' },
  { rule: 'not-to-unresolvable', path: identity('inbound/broken-nowhere.ts'), text: use('no-such-package') },
  { rule: 'not-to-dev-dependency', path: identity('inbound/broken-development.ts'), text: use('fast-check') },
];

/** What the files above point at. */
export const TARGETS: Omit<BrokenRule, 'rule'>[] = [
  { path: 'apps/gateway/src/broken-target.ts', text: 'export const target = 1;\n' },
  { path: identity('storage/broken-target.ts'), text: 'export const target = 1;\n' },
  { path: identity('inbound/broken-circle-back.ts'), text: use('./broken-circle.js') },
  { path: 'deploy/local/broken-circle-back.ts', text: use('./broken-circle.js') },
];

export const BROKEN_PROMISES: BrokenRule[] = [
  { rule: '@typescript-eslint/no-floating-promises', path: 'deploy/checks/broken-floating.ts', text: 'const work = async () => 1;\nexport function start() {\n  work();\n}\n' },
  { rule: '@typescript-eslint/no-floating-promises', path: 'libs/kernel/src/broken-floating.ts', text: 'const work = async () => 1;\nexport function start() {\n  work();\n}\n' },
  { rule: '@typescript-eslint/no-misused-promises', path: 'libs/kernel/src/broken-misused.ts', text: 'const work = async () => 1;\nexport const all = () => [1].forEach(async () => void (await work()));\n' },
];

export const BROKEN_SOURCES: BrokenRule[] = [
  { rule: 'subject-only-in-contracts', path: identity('inbound/broken-subject.ts'), text: "export const subject = `bsp.evt.identity.${'x'}`;\n" },
  { rule: 'environment-only-in-config', path: identity('outbound/broken-environment.ts'), text: 'export const level = process.env.LOG_LEVEL;\n' },
  { rule: 'clock-in-rules', path: identity('domain/broken-clock.ts'), text: 'export const now = () => new Date();\n' },
  { rule: 'clock-in-rules', path: identity('use-cases/broken-clock.ts'), text: 'export const now = () => Date.now();\n' },
  { rule: 'five-dependencies', path: identity('inbound/broken-constructor.ts'), text: 'export class Wide {\n  constructor(public a: 1, public b: 1, public c: 1, public d: 1, public e: 1, public f: 1) {}\n}\n' },
  { rule: 'one-execute', path: identity('use-cases/broken.use-case.ts'), text: 'export class Broken {\n  execute() {}\n  alsoThis() {}\n}\n' },
  { rule: 'no-module-mocks', path: 'libs/kernel/src/broken.spec.ts', text: "jest.mock('node:fs');\n" },
  { rule: 'no-async-local-storage', path: identity('inbound/broken-context.ts'), text: "import { AsyncLocalStorage } from 'node:async_hooks';\nexport const context = new AsyncLocalStorage();\n" },
  { rule: 'file-length', path: identity('inbound/broken-length.ts'), text: `${'// a line\n'.repeat(251)}` },
  { rule: 'file-name', path: identity('domain/string-utils.ts'), text: 'export const x = 1;\n' },
  { rule: 'file-name', path: identity('domain/BrokenCase.ts'), text: 'export const x = 1;\n' },
  { rule: 'no-unfinished-mark', path: identity('domain/broken-mark.ts'), text: `// ${'TO'}DO later\n` },
  { rule: 'no-machine-path', path: identity('domain/broken-path.ts'), text: `export const path = '/${'home'}/somebody/x';\n` },
];
