export * from './config.js';
export * from './development-keys.js';
export * from './plumbing.js';
export * from './run-when-entry.js';
export * from './service.module.js';
export * from './start-service.js';
export * from './worker.js';
