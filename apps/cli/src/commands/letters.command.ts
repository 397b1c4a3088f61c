import { LetterChannel, listLetters, reissueLetter, type ReplyOf } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { Command, Option, SubCommand } from 'nest-commander';
import { everyPage } from '../every-page.js';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed, CommandGroup, OperatorCommand } from '../operator-command.js';
import { printDone, printRows } from '../output.js';
import { customerNumberTyped } from '../typed.js';

type Letter = ReplyOf<typeof listLetters>['items'][number];

/** A command on the letters of one customer number, never without a reason. */
abstract class LettersSubCommand extends OperatorCommand {
  constructor(protected readonly bus: OperatorBus) {
    super();
  }

  @Option({ flags: '--reason <text>', description: 'why, in 10 to 500 characters', required: true })
  reason(text: string): string {
    return text;
  }

  protected numberOf([customerNumber = '']: string[]): string {
    return customerNumberTyped(customerNumber);
  }
}

@SubCommand({ name: 'list', arguments: '<customerNumber>', description: 'Show the letters of a customer number, newest first; never their one-time passwords.' })
export class LettersListCommand extends LettersSubCommand {
  constructor(bus: OperatorBus) {
    super(bus);
  }

  override async run(args: string[], { reason, ...output }: { json?: boolean; reason: string }): Promise<void> {
    printRows(await this.find(this.numberOf(args), reason), { ...output, empty: 'There is no letter for this customer number.' });
  }

  private async find(customerNumber: string, reason: string): Promise<Letter[]> {
    const ask = await this.bus.client();
    return everyPage((page) => ask(listLetters, { customerNumber, reason, ...page }));
  }
}

@SubCommand({ name: 'reissue', arguments: '<customerNumber>', description: 'Send a new one-time password to the recipient of the CRM’s last request; older ones of the number end.' })
export class LettersReissueCommand extends LettersSubCommand {
  constructor(bus: OperatorBus) {
    super(bus);
  }

  override async run(args: string[], { reason, channel, ...output }: { json?: boolean; reason: string; channel: LetterChannel }): Promise<void> {
    const customerNumber = this.numberOf(args);
    const ask = await this.bus.client();
    const { letterId, expiresAt } = await ask(reissueLetter, { customerNumber, channel, reason }).catch((error: unknown) => {
      throw error instanceof DomainError && error.code === 'no-recipient-known' ? new CommandFailed(missing(customerNumber, channel), error) : error;
    });
    printDone(`A new one-time password is on its way, valid until ${expiresAt}.`, { customerNumber, letterId, expiresAt }, output);
  }

  @Option({ flags: '--channel <channel>', description: 'EMAIL or LETTER', required: true })
  channel(channel: string): LetterChannel {
    const known = LetterChannel.safeParse(channel);
    if (!known.success) throw new CommandFailed(`There is no channel "${channel}"; there are ${LetterChannel.options.join(', ')}.`);
    return known.data;
  }
}

const missing = (customerNumber: string, channel: LetterChannel): string =>
  `The CRM has requested no letter for ${customerNumber} yet${channel === 'EMAIL' ? ', or without an e-mail address' : ''}: nobody is known to send one to.`;

@Command({ name: 'letters', description: 'Letters with one-time passwords.', subCommands: [LettersListCommand, LettersReissueCommand] })
export class LettersCommand extends CommandGroup {}
