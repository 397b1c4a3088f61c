import { Command } from 'nest-commander';
import { CommandGroup } from '../operator-command.js';
import { DeadLettersListCommand } from './dead-letters-list.command.js';
import { DeadLettersDiscardCommand, DeadLettersReplayCommand } from './dead-letters-settle.command.js';
import { DeadLettersShowCommand } from './dead-letters-show.command.js';

@Command({
  name: 'dead-letters',
  description: 'Messages that a service could not handle.',
  subCommands: [DeadLettersListCommand, DeadLettersShowCommand, DeadLettersReplayCommand, DeadLettersDiscardCommand],
})
export class DeadLettersCommand extends CommandGroup {}
