import { closeAccount } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { Option, SubCommand } from 'nest-commander';
import { AccountCommand, accountOr, type AccountOptions } from '../account-command.js';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed } from '../operator-command.js';
import { printDone } from '../output.js';

const ORPHANS = 'Sub-administrators who are without a superior now: `bsp rights orphans`. Whom they had locked, `bsp accounts unlock` opens.';

@SubCommand({ name: 'close', description: 'Close an account of any role for good: its sessions and codes end, its e-mail address is free, its username stays taken. Nobody can open it again.' })
export class AccountsCloseCommand extends AccountCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], { id, reason, confirm, ...output }: AccountOptions & { confirm: string }): Promise<void> {
    const ask = await this.bus.client();
    const answer = ask(closeAccount, { closedId: id, confirm, reason }).catch((error: unknown) => {
      throw isMismatch(error) ? new CommandFailed(`Account ${id} is not that of "${confirm}": say its username, or its e-mail address while it has none.`, error) : error;
    });
    const account = await accountOr(`There is no account ${id}.`, answer);
    printDone([`Account ${id} is closed.`, ...(account.role === 'MASTER_ADMINISTRATOR' ? [ORPHANS] : [])].join(' '), account, output);
  }

  @Option({ flags: '--confirm <name>', description: 'the account\'s username, or its e-mail address while it has none', required: true })
  confirm(name: string): string {
    return name;
  }
}

function isMismatch(error: unknown): boolean {
  return error instanceof DomainError && (error.errors ?? []).some(({ field, rule }) => field === 'confirm' && rule === 'mismatch');
}
