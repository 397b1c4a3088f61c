import { Command } from 'nest-commander';
import { CommandGroup } from '../operator-command.js';
import { RightsOrphansCommand } from './rights-orphans.command.js';
import { RightsShowCommand } from './rights-show.command.js';

@Command({ name: 'rights', description: 'Who may do what on contracts, and who is without a superior.', subCommands: [RightsShowCommand, RightsOrphansCommand] })
export class RightsCommand extends CommandGroup {}
