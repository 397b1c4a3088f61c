import { SERVICES, type ServiceName } from '#libs/contracts';
import { DeadLetters } from '#libs/messaging';
import { Option, SubCommand } from 'nest-commander';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed, OperatorCommand } from '../operator-command.js';
import { printRows } from '../output.js';
import { wholeNumber } from '../whole-number.js';

interface ListOptions {
  json?: boolean;
  service?: ServiceName;
  limit?: number;
  after?: number;
}

@SubCommand({ name: 'list', description: 'List dead letters, oldest first.' })
export class DeadLettersListCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], { json, ...range }: ListOptions): Promise<void> {
    const letters = await new DeadLetters(await this.bus.link()).list(range);
    const rows = letters.map(({ sequence, time, service, subject, count, size, reason }) => ({ number: sequence, time, service, subject, tries: count, bytes: size, reason }));
    printRows(rows, { ...(json && { json }), empty: 'There are no dead letters.' });
  }

  @Option({ flags: '--service <service>', description: `only those of one service: ${SERVICES.join(', ')}` })
  service(name: string): ServiceName {
    const service = SERVICES.find((known) => known === name);
    if (!service) throw new CommandFailed(`There is no service "${name}"; there are ${SERVICES.join(', ')}.`);
    return service;
  }

  @Option({ flags: '--limit <count>', description: 'at most so many (100)' })
  limit(count: string): number {
    return wholeNumber(count);
  }

  @Option({ flags: '--after <number>', description: 'begin behind this number, to page on' })
  after(number: string): number {
    return wholeNumber(number);
  }
}
