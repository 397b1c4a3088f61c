import { listOrphanedContracts, listOrphans } from '#libs/contracts';
import { Option, SubCommand } from 'nest-commander';
import { everyPage } from '../every-page.js';
import { OperatorBus } from '../operator-bus.js';
import { OperatorCommand } from '../operator-command.js';
import { printRows } from '../output.js';

@SubCommand({
  name: 'orphans',
  description: 'Show sub-administrators whose master administrator is closed: nobody can change their rights, lock or remove them in the portal. With --contracts contracts that nobody is connected with any more.',
})
export class RightsOrphansCommand extends OperatorCommand {
  constructor(private readonly bus: OperatorBus) {
    super();
  }

  @Option({ flags: '--contracts', description: 'contracts in force that somebody was connected with, and nobody is any more' })
  contracts(): boolean {
    return true;
  }

  override async run(_: string[], { contracts, ...options }: { contracts?: boolean; json?: boolean }): Promise<void> {
    const ask = await this.bus.client();
    if (contracts) printRows(await everyPage((page) => ask(listOrphanedContracts, page)), { ...options, empty: 'Every contract that somebody was connected with still has somebody.' });
    else printRows(await everyPage((page) => ask(listOrphans, page)), { ...options, empty: 'Every sub-administrator has a superior.' });
  }
}
