import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.js';
import { NestPinoLogger } from './nest-logger.js';

function recording(level = 'info') {
  const lines: string[] = [];
  const logger = createLogger({ service: 'identity', level, destination: { write: (line) => void lines.push(line) } });
  return { lines, logger, entry: (index = 0) => JSON.parse(lines[index]!) as Record<string, unknown> };
}

describe('The log', () => {
  it('is one JSON object a line, with level, time and service', () => {
    const { logger, entry } = recording();
    logger.info({ accountId: 'a1' }, 'account activated');
    expect(entry()).toMatchObject({ level: 'info', service: 'identity', accountId: 'a1', msg: 'account activated', time: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  it('describes an error with its causes, but without the properties that drivers attach', () => {
    const { logger, lines, entry } = recording();
    const error = Object.assign(new Error('duplicate key', { cause: new Error('inner') }), { code: 11000, keyValue: { email: 'a@example.org' } });
    logger.error({ err: error }, 'write failed');
    expect(entry()).toMatchObject({ err: { type: 'Error', message: 'duplicate key', code: 11000, cause: { message: 'inner' } } });
    expect(lines.join()).not.toContain('example.org');
  });

  it('carries no secret, neither as property nor in a text', () => {
    const { logger, lines } = recording();
    logger.info({ body: { password: 'Canary-1' } }, 'got ABCD-2345-EFGH-6789');
    logger.error({ err: new Error('bad code ABCD-2345-EFGH') }, 'refused');
    expect(lines.join()).not.toMatch(/Canary-1|ABCD-2345/);
  });

  it("takes Nest's messages with their context and stack", () => {
    const { logger, entry } = recording('debug');
    const nest = new NestPinoLogger(logger);
    nest.log('started', 'NestFactory');
    nest.error('failed', 'Error: x\n    at y', 'Module');
    nest.warn({ queue: 3 }, 'Queue');
    nest.error(new Error('boom'));
    expect(entry(0)).toMatchObject({ level: 'info', context: 'NestFactory', msg: 'started' });
    expect(entry(1)).toMatchObject({ level: 'error', context: 'Module', msg: 'failed', stack: expect.stringContaining('at y') });
    expect(entry(2)).toMatchObject({ level: 'warn', context: 'Queue', queue: 3 });
    expect(entry(3)).toMatchObject({ level: 'error', err: { message: 'boom' } });
  });
});
