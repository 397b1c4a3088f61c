import { DomainError } from '#libs/kernel';
import { ConfigError } from '#libs/service';
import { CommandRunner, Option } from 'nest-commander';

/** What went wrong, in one sentence for the person at the terminal. The exit code is 1. */
export class CommandFailed extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
  }
}

/** A command that does something; each takes `--json`. */
export abstract class OperatorCommand extends CommandRunner {
  @Option({ flags: '--json', description: 'print JSON, for programs' })
  json(): boolean {
    return true;
  }
}

/** A word that only groups commands, such as `keys`: alone it shows them. */
export abstract class CommandGroup extends CommandRunner {
  override async run(): Promise<void> {
    this.command.help({ error: true });
  }
}

/** The sentence for whatever a command threw. */
export function sentenceFor(error: unknown): string {
  if (error instanceof DomainError) return error.code === 'service-unavailable' ? 'The service did not answer: is it running?' : `The service refused: ${error.code}${wrongFields(error)}.`;
  if (error instanceof CommandFailed || error instanceof ConfigError) return error.message;
  return error instanceof Error ? `It failed: ${error.message}.` : 'It failed.';
}

function wrongFields({ errors = [] }: DomainError): string {
  return errors.length === 0 ? '' : ` (${errors.map(({ field, rule }) => `${field}: ${rule}`).join(', ')})`;
}
