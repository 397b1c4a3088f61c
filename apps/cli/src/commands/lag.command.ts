import { outboxLag, publishes, SERVICES } from '#libs/contracts';
import { streamStates } from '#libs/messaging';
import { Command, SubCommand } from 'nest-commander';
import { OperatorBus } from '../operator-bus.js';
import { CommandFailed, CommandGroup, OperatorCommand } from '../operator-command.js';
import { printRows } from '../output.js';

@SubCommand({ name: 'lag', description: 'Show for every stream how much lies in it and how far its readers are behind.' })
export class StreamsLagCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], options: { json?: boolean }): Promise<void> {
    const states = await streamStates(await this.bus.link());
    const rows = states.flatMap(({ stream, messages, bytes, durables }) => {
      const readers = durables.length > 0 ? durables : [{ durable: null, waiting: null, inFlight: null, redelivered: null }];
      return readers.map(({ durable, waiting, inFlight, redelivered }) => ({ stream, messages, bytes, reader: durable, waiting, inFlight, redelivered }));
    });
    printRows(rows, options);
  }
}

@Command({ name: 'streams', description: 'Streams on NATS.', subCommands: [StreamsLagCommand] })
export class StreamsCommand extends CommandGroup {}

@SubCommand({ name: 'lag', description: 'Show for every service how many of its facts are written but not yet on NATS; exits with 1 when a service does not answer.' })
export class OutboxLagCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], options: { json?: boolean }): Promise<void> {
    const ask = await this.bus.client();
    const writers = SERVICES.filter((service) => publishes(service).length > 0);
    const rows = await Promise.all(
      writers.map(async (service) => {
        const lag = await ask(outboxLag[service], {}).catch(() => undefined);
        return { service, waiting: lag?.waiting ?? null, oldestMs: lag?.oldestMs ?? null };
      }),
    );
    printRows(rows, options);
    const silent = rows.filter(({ waiting }) => waiting === null).map(({ service }) => service);
    if (silent.length > 0) throw new CommandFailed(`Not answering: ${silent.join(', ')}.`);
  }
}

@Command({ name: 'outbox', description: 'Facts on their way to NATS.', subCommands: [OutboxLagCommand] })
export class OutboxCommand extends CommandGroup {}
