import { reissueActivationCode } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { Command, Option, SubCommand } from 'nest-commander';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed, CommandGroup, OperatorCommand } from '../operator-command.js';
import { printDone } from '../output.js';

@SubCommand({ name: 'reissue', arguments: '<accountId>', description: 'Send an invited account a new activation code, to the address on file; older codes end.' })
export class CodesReissueCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run([invitedId = '']: string[], { reason, ...output }: { json?: boolean; reason: string }): Promise<void> {
    const ask = await this.bus.client();
    const { expiresAt } = await ask(reissueActivationCode, { invitedId, reason }).catch((error: unknown) => {
      throw error instanceof DomainError && error.code === 'not-found' ? new CommandFailed(`There is no invited account ${invitedId}.`, error) : error;
    });
    printDone(`A new activation code is on its way, valid until ${expiresAt}.`, { accountId: invitedId, expiresAt }, output);
  }

  @Option({ flags: '--reason <text>', description: 'why, in 10 to 500 characters', required: true })
  reason(text: string): string {
    return text;
  }
}

@Command({ name: 'codes', description: 'Activation codes.', subCommands: [CodesReissueCommand] })
export class CodesCommand extends CommandGroup {}
