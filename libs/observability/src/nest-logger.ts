import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

/** Lets Nest write into our log; its last parameter is the context, `error` puts a stack before it. */
export class NestPinoLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(level: Level, message: unknown, rest: unknown[]): void {
    if (!this.logger.isLevelEnabled(level)) return;
    const texts = rest.filter((entry): entry is string => typeof entry === 'string');
    const err = [message, ...rest].find((entry) => entry instanceof Error);
    const stack = texts.find((text) => text.includes('\n    at '));
    const context = texts.filter((text) => text !== stack).at(-1);
    const details = { ...(context && { context }), ...(stack && { stack }), ...(err && { err }) };
    if (typeof message === 'string') this.logger[level](details, message);
    else if (message instanceof Error) this.logger[level](details, message.message);
    else this.logger[level]({ ...details, ...(typeof message === 'object' ? message : { value: message }) });
  }
}
