export * from './config.js';
export * from './development-keys.js';
