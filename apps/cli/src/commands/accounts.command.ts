import { Command } from 'nest-commander';
import { CommandGroup } from '../operator-command.js';
import { AccountsCloseCommand } from './accounts-close.command.js';
import { AccountsCreateCommand } from './accounts-create.command.js';
import { AccountsFindCommand } from './accounts-find.command.js';
import { AccountsLockCommand, AccountsUnlockCommand } from './accounts-lock.command.js';

const subCommands = [AccountsFindCommand, AccountsCreateCommand, AccountsLockCommand, AccountsUnlockCommand, AccountsCloseCommand];

@Command({ name: 'accounts', description: 'Accounts of customers, partners and support agents.', subCommands })
export class AccountsCommand extends CommandGroup {}
