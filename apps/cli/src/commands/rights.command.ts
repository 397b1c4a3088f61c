import { Command } from 'nest-commander';
import { CommandGroup } from '../operator-command.js';
import { RightsExplainCommand } from './rights-explain.command.js';
import { RightsOrphansCommand } from './rights-orphans.command.js';
import { RightsShowCommand } from './rights-show.command.js';
import { RightsVerifyCommand } from './rights-verify.command.js';

@Command({ name: 'rights', description: 'Who may do what on contracts and why, and what nobody looks after.', subCommands: [RightsShowCommand, RightsExplainCommand, RightsVerifyCommand, RightsOrphansCommand] })
export class RightsCommand extends CommandGroup {}
