import { Command } from 'nest-commander';
import { CommandGroup } from '../operator-command.js';
import { AccountsCreateCommand } from './accounts-create.command.js';
import { AccountsFindCommand } from './accounts-find.command.js';

@Command({ name: 'accounts', description: 'Accounts of customers, partners and support agents.', subCommands: [AccountsFindCommand, AccountsCreateCommand] })
export class AccountsCommand extends CommandGroup {}
