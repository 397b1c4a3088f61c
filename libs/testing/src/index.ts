export * from './area-under-curve.js';
export * from './eventually.js';
export * from './pause-consumer.js';
export * from './restartable.js';
export * from './test-mailbox.js';
export * from './test-servers.js';
export * from './test-system.js';
export { freePort } from '#local/servers/listening';
