import { provision } from '#libs/messaging';
import { Command } from 'nest-commander';
import { OperatorBus } from '../operator-bus.js';
import { OperatorCommand } from '../operator-command.js';
import { printDone } from '../output.js';

@Command({ name: 'migrate', description: 'Make or change the streams and durables on NATS as this release needs them (user provisioner); may be repeated at any time.' })
export class MigrateCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  override async run(_: string[], options: { json?: boolean }): Promise<void> {
    const { NATS_REPLICAS: replicas } = this.bus.config('provisioner');
    await provision(await this.bus.link('provisioner'), { replicas });
    printDone('Streams and durables are as this release needs them.', { provisioned: true, replicas }, options);
  }
}
