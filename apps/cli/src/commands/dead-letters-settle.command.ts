import { DeadLetters } from '#libs/messaging';
import { SubCommand } from 'nest-commander';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed, OperatorCommand } from '../operator-command.js';
import { printDone } from '../output.js';
import { wholeNumber } from '../whole-number.js';

type Settle = (letters: DeadLetters, number: number) => Promise<void>;

/** Settles the letters one after the other; ends at the first that cannot be. */
async function settle(bus: OperatorBus, numbers: readonly number[], settleOne: Settle): Promise<void> {
  const letters = new DeadLetters(await bus.link());
  for (const number of numbers) {
    if (!(await letters.show(number))) throw new CommandFailed(`There is no dead letter ${number}.`);
    await settleOne(letters, number);
  }
}

@SubCommand({
  name: 'replay',
  arguments: '<numbers...>',
  description: 'Publish dead letters once more where they came from, and drop them; whoever handled one before ignores it.',
})
export class DeadLettersReplayCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(args: string[], options: { json?: boolean }): Promise<void> {
    const numbers = args.map(wholeNumber);
    await settle(this.bus, numbers, (letters, number) => letters.replay(number));
    printDone(`Replayed: ${numbers.join(', ')}.`, { replayed: numbers }, options);
  }
}

@SubCommand({ name: 'discard', arguments: '<numbers...>', description: 'Remove dead letters for good.' })
export class DeadLettersDiscardCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(args: string[], options: { json?: boolean }): Promise<void> {
    const numbers = args.map(wholeNumber);
    await settle(this.bus, numbers, (letters, number) => letters.discard(number));
    printDone(`Discarded: ${numbers.join(', ')}.`, { discarded: numbers }, options);
  }
}
