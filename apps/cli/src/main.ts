import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';
import { sentenceFor } from './operator-command.js';

/** `npm run bsp -- <command>`: exits with 0 when it was done, with 1 and one sentence on standard error when not. */
await CommandFactory.run(CliModule, {
  logger: false,
  serviceErrorHandler: (error) => {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exitCode = 1;
  },
});
