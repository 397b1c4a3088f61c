import { lockAccount, unlockAccount } from '#libs/contracts';
import { SubCommand } from 'nest-commander';
import { AccountCommand, accountOr, type AccountOptions } from '../account-command.js';
import { OperatorBus } from '../operator-bus.js';
import { printDone } from '../output.js';

@SubCommand({ name: 'lock', description: 'Lock an account of any role: its sessions end at once, and nobody signs in to it until it is unlocked. Rights and sub-administrators stay as they are.' })
export class AccountsLockCommand extends AccountCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], { id, reason, ...output }: AccountOptions): Promise<void> {
    const ask = await this.bus.client();
    const missing = `There is no account ${id} that could be locked: it must be activated and not be closed.`;
    const account = await accountOr(missing, ask(lockAccount, { lockedId: id, reason }));
    printDone(`Account ${id} is locked, and its sessions have ended.`, account, output);
  }
}

@SubCommand({ name: 'unlock', description: 'Lift the locks of operators and of the hotline and the pauses after wrong passwords; a master administrator\'s lock stays.' })
export class AccountsUnlockCommand extends AccountCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], { id, reason, ...output }: AccountOptions): Promise<void> {
    const ask = await this.bus.client();
    const account = await accountOr(`There is no account ${id}, or it is closed for good.`, ask(unlockAccount, { unlockedId: id, reason }));
    const isOpen = account.status !== 'LOCKED';
    printDone(isOpen ? `No lock is left on account ${id}.` : `Account ${id} stays locked by its master administrator.`, account, output);
  }
}
