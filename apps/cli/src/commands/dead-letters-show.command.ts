import { DeadLetters } from '#libs/messaging';
import { SubCommand } from 'nest-commander';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed, OperatorCommand } from '../operator-command.js';
import { printJson, printRows } from '../output.js';
import { wholeNumber } from '../whole-number.js';

@SubCommand({ name: 'show', arguments: '<number>', description: 'Show one dead letter with the original message (as base64 where it is no text).' })
export class DeadLettersShowCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run([number = '']: string[], options: { json?: boolean }): Promise<void> {
    const sequence = wholeNumber(number);
    const letter = await new DeadLetters(await this.bus.link()).show(sequence);
    if (!letter) throw new CommandFailed(`There is no dead letter ${sequence}.`);
    const { body, ...about } = letter;
    const shown = readable(body);
    if (options.json) return printJson({ ...about, ...shown });
    printRows(Object.entries(about).map(([field, value]) => ({ field, value })), {});
    printRows([{ ...shown }], {});
  }
}

function readable(body: Uint8Array): { message: string } | { base64: string } {
  try {
    return { message: new TextDecoder('utf-8', { fatal: true }).decode(body) };
  } catch {
    return { base64: Buffer.from(body).toString('base64') };
  }
}
